"""Two versions beside one another: whose, when, and what each changed."""

from datetime import datetime
from typing import Literal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.conflicts import OpenConflict
from desktop.clock import LONDON
from desktop.ui import theme
from desktop.ui.sending.differences import pieces
from desktop.ui.sending.marked_text import MarkedText
from desktop.ui.widgets.avatar import Avatar, initials
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.cards import Hairline, Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import NARROW
from desktop.ui.words import conflicts as words

Which = Literal["kept", "other"]
_YOURS, _THEIRS = (words.YOURS, "laptop", "neutral"), (words.FROM_COUNCIL, "cloud", "info")


def in_order(conflict: OpenConflict) -> tuple[Which, Which]:
    """This worker's own version first; where it is nobody's here, the one that is in the record."""
    return ("other", "kept") if conflict.yours == "other" else ("kept", "other")


class Versions(QWidget):
    """Two cards of the same width; one above the other where the page is narrow."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = (_Version(), _Version())
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        for side in self._sides:
            self._box.addWidget(side, 1)

    def show_conflict(self, conflict: OpenConflict, names: tuple[str, str], now: datetime) -> None:
        """`names` are of whoever wrote what is kept and the other; this worker's own version stands first."""
        by = dict(zip(("kept", "other"), names, strict=True))
        for card, which in zip(self._sides, in_order(conflict), strict=True):
            card.show_side(conflict, which, by[which], now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = theme.current().effective(self.width()) < NARROW
        self._box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)


class _Version(Panel):
    def __init__(self) -> None:
        super().__init__("card", (0, 0, 0, 0), 0)
        self._avatar = Avatar("", 36)
        self._title, self._by = PlainLabel("", "bodyStrong"), PlainLabel("", "meta", "text2")
        self._from = Badge(words.YOURS, "laptop", "neutral")
        self._text = MarkedText()
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 14)
        head.setSpacing(12)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._title)
        said.addWidget(self._by)
        head.addWidget(self._avatar)
        head.addLayout(said, 1)
        head.addWidget(self._from)
        self.column.addLayout(head)
        self.add(Hairline())
        text = QVBoxLayout()
        text.setContentsMargins(18, 14, 18, 16)
        text.addWidget(self._text)
        self.column.addLayout(text)
        self.column.addStretch(1)

    def show_side(self, conflict: OpenConflict, which: Which, name: str, now: datetime) -> None:
        side, yours = conflict.kept if which == "kept" else conflict.other, conflict.yours == which
        self._avatar.show_letters(initials(name))
        self._title.setText(words.YOUR_VERSION if yours else words.version_of(name))
        self._by.setText(words.by(name, side.at.astimezone(LONDON) if side.at else None, now.date()))
        self._from.setVisible(yours or which == "kept")
        self._from.show_status(*_YOURS if yours else _THEIRS)
        base, value = (words.value_of(conflict.field, held) for held in (conflict.base, side.value))
        self._text.mark(pieces("" if conflict.base is None else base, value))
