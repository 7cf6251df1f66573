"""What the family has told before, beside the questions: what is about this section's person first, private lines folded."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.casework.known import Known
from desktop.casework.people import PersonCard
from desktop.casework.story import excerpt
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import assessment as words
from desktop.ui.words.assessment import near_date

MOST = 8


class KnownPanel(Panel):
    """Showing what is private lasts until the page is left.

    Signals:
        used: the text to put into the answer, with where it comes from.
        drawn: it holds other cards than before.
    """

    used = Signal(str)
    drawn = Signal()

    def __init__(self) -> None:
        super().__init__("side", (0, 14, 0, 0), 4)
        self._known: Sequence[Known] = ()
        self._person: PersonCard | None = None
        self._today = dt.date.min
        self._usable = False
        self._unfolded = False
        self._about = PlainLabel(words.KNOWN_TEXT, "meta", "text2")
        self._cards = Stack(gap=10)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 4)
        head.setSpacing(4)
        head.addWidget(PlainLabel(words.KNOWN, "h3"))
        head.addWidget(self._about)
        self.column.addLayout(head)
        room = ScrollColumn(margins=(16, 4, 16, 16), gap=10)
        room.add(self._cards)
        room.add_stretch()
        self.column.addWidget(room, 1)

    def show_known(self, known: Sequence[Known], person: PersonCard | None, today: dt.date, *, usable: bool) -> None:
        """`person` is whom the section is about; `usable` says whether there is an answer to put a text into."""
        self._known, self._person, self._today, self._usable = known, person, today, usable
        self._draw()

    def set_usable(self, usable: bool) -> None:
        """Whether there is a written answer to put a text into."""
        if usable != self._usable:
            self._usable = usable
            for link in self._cards.findChildren(LinkButton):
                if link.words() == words.USE:
                    link.setVisible(usable)

    def fold(self) -> None:
        """Fold private lines away again."""
        if self._unfolded:
            self._unfolded = False
            self._draw()

    def _draw(self) -> None:
        self._about.setText(words.known_for(self._person.name if self._person else ""))
        shown = [line for line in self._in_order() if not line.private][:MOST]
        private = [line for line in self._in_order() if line.private][:MOST]
        cards: list[Panel] = [self._card(line) for line in shown]
        if private:
            cards += [self._card(line) for line in private] if self._unfolded else [self._folded(len(private))]
        if not cards:
            empty = Panel("card", (12, 10, 12, 10))
            empty.add(PlainLabel(words.NOTHING_KNOWN, "body", "text2"))
            cards = [empty]
        self._cards.fill(cards)
        self.drawn.emit()

    def _in_order(self) -> list[Known]:
        if self._person is None:
            return list(self._known)
        person, name = self._person.person, self._person.name
        return sorted(self._known, key=lambda line: not line.is_about(person, name))

    def _card(self, line: Known) -> Panel:
        card = Panel("private" if line.private else "card", (12, 10, 12, 10), 2)
        source = words.known_source(line.what, line.who, near_date(line.on, self._today))
        card.add(PlainLabel(source, "meta", "text2"), PlainLabel(excerpt(line.text)))
        use = LinkButton(words.USE)
        use.setAccessibleDescription(source)
        use.clicked.connect(partial(self.used.emit, words.known_quoted(line.text, line.what, line.who, line.on)))
        card.column.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        use.setVisible(self._usable)
        return card

    def _folded(self, number: int) -> Panel:
        card = Panel("private", (12, 10, 12, 10), 2)
        show = LinkButton(words.SHOW_IT if number == 1 else words.SHOW_THEM)
        show.clicked.connect(self._unfold)
        card.column.addWidget(Picture("eye-off", "private"), 0, Qt.AlignmentFlag.AlignLeft)
        card.add(PlainLabel(words.NOT_SHOWN, "bodyStrong", "private"), PlainLabel(words.folded(number)))
        card.column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _unfold(self) -> None:
        self._unfolded = True
        self._draw()
