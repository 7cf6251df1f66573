"""Rows in a card, with hairlines between them: a picture, a strong line, a line under it, and buttons at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.widgets.cards import Hairline, Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.settled import laid_out_once


class Row(QWidget):
    """One row. `lead` is a Picture or an Avatar; what is `add`ed stands at the right end."""

    def __init__(
        self,
        title: str,
        text: str = "",
        lead: QWidget | None = None,
        *,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "bodyStrong")
        self.text = PlainLabel("", "meta", "text2")
        self.text.say(text)
        self.words = QVBoxLayout()
        self.words.setSpacing(0)
        self.words.addWidget(self.title)
        self.words.addWidget(self.text)
        self.across = QHBoxLayout(self)
        vertical = 6 if dense else 11
        self.across.setContentsMargins(18, vertical, 18, vertical)
        self.across.setSpacing(12)
        if lead is not None:
            self.across.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        self.across.addLayout(self.words, 1)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.across.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_below(self, widget: QWidget) -> None:
        """Under the words: a badge, say."""
        self.words.addSpacing(4)
        self.words.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)


class RowCard(Panel):
    """A card of rows under an optional heading, or `empty` words where there are none."""

    def __init__(
        self, title: str = "", trailing: QWidget | None = None, empty: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__("card", (1, 1, 1, 1), 0, parent=parent)
        if title:
            self.column.addWidget(self._headed(title, trailing))
        self._headed_by = title
        self._empty = empty
        self._rows: list[QWidget] = []
        self._shown: list[QWidget] = []
        self.set_rows([])

    def rows(self) -> tuple[QWidget, ...]:
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these rows instead of the ones there are. A row that stays keeps its focus."""
        said: list[QWidget] = list(rows) or ([_said(self._empty)] if self._empty else [])
        shown: list[QWidget] = []
        for at, row in enumerate(said):
            shown += [Hairline(), row] if at or self._headed_by else [row]
        self._rows = list(rows)
        with laid_out_once(self):
            self._swap(shown)

    def _swap(self, shown: Sequence[QWidget]) -> None:
        """Take away what stands here and is not to stay, and put these here."""
        for old in self._shown:
            self.column.removeWidget(old)
            if old not in shown and old.parentWidget() is self:
                old.hide()
                old.deleteLater()
        self._shown = list(shown)
        for widget in self._shown:
            self.column.addWidget(widget)
            if self.isVisible():
                widget.show()  # Qt would do so later, and measure it then

    def _headed(self, title: str, trailing: QWidget | None) -> QWidget:
        top = QWidget()
        across = QHBoxLayout(top)
        across.setContentsMargins(18, 12, 18, 12)
        self.heading = PlainLabel(title, "h3")
        across.addWidget(self.heading, 1)
        if trailing is not None:
            across.addWidget(trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        return top


def _said(words: str) -> QWidget:
    room = QFrame()
    room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(room)
    column.setContentsMargins(18, 14, 18, 14)
    column.addWidget(PlainLabel(words, "body", "text2"))
    return room
