"""What one person of the family said, in sentences: each answer with its day, what follows from it, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.casework.agreement import Answerer
from desktop.casework.consents import ASSESSMENT, ConsentLine
from desktop.ui.family.pieces import links
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import consent as words
from desktop.ui.words import family

_LOOKS = {"given": ("circle-check", "success"), "refused": ("circle-x", "warning"), "withdrawn": ("ban", "danger")}
_NOT_ASKED = ("circle-help", "text2")


class PersonCard(RowCard):
    """Made anew when an answer changes.

    Signals:
        asked, taken_back, signing: the person, an id.
        past: a consent's id.
        put_back: a `ConsentLine` as it was.
    """

    asked = Signal(str)
    taken_back = Signal(str)
    signing = Signal(str)
    past = Signal(str)
    put_back = Signal(object)

    def __init__(
        self, one: Answerer, undone: Sequence[ConsentLine], today: date, agency: Callable[[str], str], *, asks: bool
    ) -> None:
        """`undone` are lines of theirs that were just taken back. `asks`: an adult, or old enough to be asked."""
        person = one.card.person
        offered = [(words.CHANGE, lambda: self.asked.emit(person))] if asks else []
        agreed = one.line(ASSESSMENT)
        if agreed is not None and agreed.holds(today):
            offered.append((words.SIGN, lambda: self.signing.emit(person)))
        if any(line.holds(today) for line in one.lines):
            offered.append((words.TAKE_BACK, lambda: self.taken_back.emit(person)))
        super().__init__(_title(one), links(*offered), words.NOT_ASKED)
        self._today, self._agency = today, agency
        self._undone = {line.record: line for line in undone}
        self.set_rows([self._row(one, line) for line in _in_order(one.lines)])

    def _row(self, one: Answerer, line: ConsentLine) -> QWidget:
        ended = line.answer == "given" and line.until_on is not None and line.until_on < self._today
        icon, tone = _NOT_ASKED if ended else _LOOKS.get(line.answer, _NOT_ASKED)
        said = words.said(line.purpose, self._agency(line.agency), line.answer, ended=ended)
        row = Row(said, "\n".join(filter(None, self._told(line))), Picture(icon, tone))
        if line.purpose == ASSESSMENT and line.decided("how") == "signed_on_screen" and not one.signed:
            row.add_below(Badge(words.NOT_SIGNED, "signature", "warning"))
        if line.purpose == ASSESSMENT:
            decides = words.DECIDES if one.decides else words.DECIDES_NOT
            row.add_below(Badge(decides, "user-round", "info" if one.decides else "neutral"))
        before = self._undone.get(line.record)
        if before is not None:
            row.add(self._button(words.PUT_BACK, said, partial(self.put_back.emit, before)))
        row.add(self._button(words.EARLIER, said, partial(self.past.emit, line.record)))
        return row

    def _told(self, line: ConsentLine) -> Sequence[str]:
        seen = line.value("competence") or {}
        return (
            words.by(line.decided("how"), line.on, line.decided("witness")),
            words.dates(line.until_on, line.review_on) if line.holds(self._today) else "",
            words.limits(line.limits) if line.limits and line.answer == "given" else "",
            words.refusal(*(line.text(name) for name in ("refusal", "refusal_risk", "refusal_instead")))
            if line.answer in ("refused", "not_asked")
            else "",
            words.view(seen.get("view", ""), seen.get("reasons", "")) if seen else "",
            words.copy(line.text("copies_by")) if line.text("copies_by") else "",
        )

    def _button(self, says: str, about: str, act: Callable[[], object]) -> Button:
        button = Button(says, "quiet", dense=True)
        button.setAccessibleDescription(about)
        button.clicked.connect(act)
        return button


def _title(one: Answerer) -> str:
    """Dana, 34. Mum"""
    card = one.card
    about = family.who(card.role, card.relation, card.sex, "", child=card.is_child)
    return ". ".join(filter(None, (family.person(card.name, card.age, card.due_on), about)))


def _in_order(lines: Sequence[ConsentLine]) -> list[ConsentLine]:
    """The assessment first, then the agencies by name, then research."""
    order = {ASSESSMENT: 0, "sharing": 1}
    return sorted(lines, key=lambda line: (order.get(line.purpose, 2), line.agency))
