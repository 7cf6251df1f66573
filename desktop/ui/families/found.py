"""What a search before a new family found: families of this laptop with what is alike, and what the council says."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.duplicates import Match
from desktop.ui.families.search import Searched
from desktop.ui.widgets.avatar import Avatar, initials
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import duplicates as words

_SHOWN = 5


class Found(QWidget):
    """Hidden until something was looked for.

    Signals:
        chosen: the id of the family that it turned out to be.
    """

    chosen = Signal(str)

    def __init__(self, phones: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._phones = phones
        self._here, self._council = Stack(), Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._here)
        column.addWidget(self._council)
        self.hide()

    def show_found(self, searched: Searched) -> None:
        matches = searched.matches[:_SHOWN]
        self._here.fill([self._families(matches) if matches else _none_here()])
        tone, icon, title, text = words.council(searched.council, self._phones)
        self._council.fill([Notice(tone, icon, title, text)])
        self.show()

    def _families(self, matches: Sequence[Match]) -> RowCard:
        are_alike = any(match.person for match in matches)
        card = RowCard(words.FOUND if are_alike else words.SAME_NAME)
        card.set_rows([self._row(match) for match in matches])
        return card

    def _row(self, match: Match) -> Row:
        said = words.match(match.name, match.person)
        row = Row(said, words.reasons(match.likeness.reasons), Avatar(initials(match.name)))
        button = Button(words.OPEN, dense=True)
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(self.chosen.emit, match.family))
        row.add(button)
        return row


def _none_here() -> Notice:
    return Notice("success", "circle-check", words.NONE_HERE)
