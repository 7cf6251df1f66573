"""Whom to ring, before anything is written: large, in one row, with the network cut too (they come with the trust bundle, F5)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.words import concern as words

_LEAST = 300


class Phones(QWidget):
    """999, then the council's own, as they were given: pairs of name and number.

    Signals:
        rang: the name and number of whoever was rung.
    """

    rang = Signal(str, str)

    def __init__(self, phones: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._across = 0
        self._cards = [
            self._card(name, number, urgent=number == words.DANGER_NOW[1])
            for name, number in (words.DANGER_NOW, *phones)
        ]
        self._arrange(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = theme.current().effective(self.width())
        self._arrange(min(len(self._cards), max(1, int(wide // _LEAST))))

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a window may get narrow enough for them to stack."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // across, at % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _card(self, name: str, number: str, *, urgent: bool) -> QWidget:
        card = Panel("danger" if urgent else "card", (14, 10, 8, 6), 4)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(Picture("phone", "danger" if urgent else "primary", 18), 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(PlainLabel(name, "metaStrong", "danger" if urgent else "text2"), 1)
        rang = Button(words.RANG, "quiet", dense=True)
        rang.setAccessibleDescription(f"{name}, {number}")
        rang.clicked.connect(partial(self.rang.emit, name, number))
        below.addWidget(PlainLabel(number, "h2"), 1)  # a long one goes on below: it is never cut
        below.addWidget(rang)
        card.column.addLayout(above)
        card.column.addStretch(1)
        card.column.addLayout(below)
        return card
