"""One caught line: its time, what it is, its words; a private one folded to a sentence."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.visit_lines import EntryLine
from desktop.ui import theme, tokens
from desktop.ui.visit.capture import TAG_ICONS
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.cards import Hairline
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import times
from desktop.ui.words import visit as words

_TIME_WIDE = 52


class EntryRow(QWidget):
    """`whose` is the name of who said it, where they were named; `by` is the colleague who wrote it.

    `show_it` is the button of a folded line, `for_story` that of one that may go into the chronology, else None.
    """

    def __init__(
        self, entry: EntryLine, whose: str, *, folded: bool, by: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        said = words.badge(entry.tag, whose)
        at = times.clock(entry.at)
        self.setAccessibleName(f"{at}. {said}")
        self.show_it = LinkButton(words.SHOW_IT) if folded else None
        self.for_story = LinkButton(words.FOR_STORY) if entry.is_for_story else None
        self._time = PlainLabel(at, "meta", "text2", wrap=False)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 0)
        across.setSpacing(12)
        across.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._head(entry, said, by))
        column.addWidget(self._words(entry, at))
        column.addSpacing(6)
        column.addWidget(Hairline())
        across.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._time.setFixedWidth(theme.current().px(_TIME_WIDE))

    def _head(self, entry: EntryLine, said: str, by: str) -> QWidget:
        """What it is, and what can be done with it."""
        room = QWidget()
        flow = FlowLayout(room)
        flow.addWidget(Badge(said, *TAG_ICONS.get(entry.tag, TAG_ICONS["note"])))
        if entry.hidden:
            flow.addWidget(Badge(words.NOT_SHOWN, *tokens.status("privacy", "private")))
        if by:
            flow.addWidget(Badge(by, "user-round"))
        if entry.became and entry.tag != "action":
            flow.addWidget(Badge(words.IN_STORY, "history"))
        if self.for_story is not None:
            self.for_story.setAccessibleDescription(entry.text)
            flow.addWidget(self.for_story)
        return room

    def _words(self, entry: EntryLine, at: str) -> QWidget:
        if self.show_it is None:
            return PlainLabel(words.line(entry.tag, entry.text))
        self.show_it.setAccessibleDescription(at)
        room = QWidget()
        flow = FlowLayout(room)
        flow.addWidget(PlainLabel(words.FOLDED, "body", "text2"))
        flow.addWidget(self.show_it)
        return room
