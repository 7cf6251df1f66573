"""Recording what one person agreed to: the assessment, with whom to share and with whom not, and what else was said (domain.md 3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.consents import (
    ASSESSMENT,
    EVALUATION,
    SHARING,
    ConsentLine,
    Conversation,
    Terms,
    limits_of,
)
from desktop.casework.overview import Helper
from desktop.casework.people import PersonCard
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import consent as asks
from desktop.ui.words import days, family
from desktop.ui.words import people as words

_NO = ("refused", "not_asked")


class RecordConsent(FormDialog):
    """Says a `Conversation`. What the person answered before is shown when they are chosen."""

    name = "consent"

    def __init__(
        self,
        people: Sequence[PersonCard],
        helpers: Sequence[Helper],
        answers: Sequence[ConsentLine],
        terms: Terms,
        who: str = "",
    ) -> None:
        """`people` must not be empty. `who` is the one who is asked first of."""
        super().__init__(words.CONSENT, words.CONSENT_SAVE, words.CONSENT_TEXT, wide=720)
        self.about = who
        self._answers, self._terms = answers, terms
        parents_first = sorted(
            people, key=lambda person: (person.is_child, person.role != "parent", not person.at_home)
        )
        self._people = {person.person: person for person in parents_first}
        self._who = Select([(person.person, person.full_name or person.name) for person in parents_first])
        self._make_editors([helper.agency for helper in helpers if helper.agency])
        self._lay_out()
        if who in self._people:
            self._who.set_value(who)
        self._who.currentIndexChanged.connect(self._show_before)
        self._answer.chosen.connect(self._fit_answer)
        self._how.currentIndexChanged.connect(self._fit_answer)
        self._with.chosen.connect(self._not_both)
        self._not_with.chosen.connect(self._not_either)
        self._show_before()

    def _make_editors(self, known: Sequence[str]) -> None:
        labels = dict(self._terms.agencies)
        asked_before = (line.agency for line in self._answers if line.agency)
        agencies = [
            (code, labels.get(code) or family.agency(code)) for code in dict.fromkeys((*labels, *known, *asked_before))
        ]
        self._how, self._on = Select(words.HOW_CHOICES), DateEdit()
        self._witness, self._explained = LineEdit(), TickBox(asks.EXPLAINED)
        self._answer = ChoiceChips(asks.ANSWERS)
        self._with, self._not_with = ChoiceChips(agencies, many=True), ChoiceChips(agencies, many=True)
        self._limits, self._not_to_see = TextAnswer(lines=2), TextAnswer(lines=2)
        self._why_not, self._risk, self._instead = TextAnswer(lines=2), TextAnswer(lines=2), TextAnswer(lines=2)
        self._view, self._view_why = ChoiceChips(asks.VIEWS), TextAnswer(lines=2)
        self._evaluation, self._copy = ChoiceChips(asks.EVALUATIONS), ChoiceChips(asks.COPIES)
        self._until, self._review = DateEdit(), DateEdit()

    def _lay_out(self) -> None:
        self._on_field, self._witness_field = Field(asks.ON, self._on), Field(asks.WITNESS, self._witness)
        self._answer_field = Field(words.CONSENT_ANSWER, self._answer)
        self._why_field = Field(asks.WHY_NOT, self._why_not)
        self._until_field, self._review_field = Field(asks.UNTIL, self._until), Field(asks.REVIEW, self._review)
        self._dates = beside(self._until_field, self._review_field)
        self._of_yes = (
            Field(asks.WITH, self._with),
            Field(asks.NOT_WITH, self._not_with),
            Field(words.CONSENT_LIMITS, self._limits, words.CONSENT_LIMITS_HINT),
            Field(asks.EVALUATION, self._evaluation),
            Field(asks.COPY, self._copy),
            self._dates,
        )
        self._of_no = (self._why_field, Field(asks.RISK, self._risk), Field(asks.INSTEAD, self._instead))
        self._of_young = (Field(asks.VIEW, self._view, asks.VIEW_HINT), Field(asks.VIEW_WHY, self._view_why))
        self.add_fields(
            beside(Field(words.CONSENT_WHO, self._who), Field(words.CONSENT_HOW, self._how)),
            beside(self._on_field, self._witness_field),
            _close(self._explained, PlainLabel(asks.EXPLAINED_MORE, "meta", "text2")),
            *self._of_young,
            self._answer_field,
            *self._of_no,
            *self._of_yes,
            Field(asks.NOT_TO_SEE, self._not_to_see, asks.NOT_TO_SEE_HINT),
        )

    def read(self) -> Conversation | None:
        answer = self._said()
        self._answer_field.set_error("" if answer else words.CONSENT_MISSING)
        why = self._why_not.text().strip()
        self._why_field.set_error(asks.REASON_MISSING if answer in _NO and not why else "")
        on = self._day(self._on_field, self._on, asks.ON_WRONG, past=True)
        self._day(self._until_field, self._until, asks.IN_PAST, past=False)
        self._day(self._review_field, self._review, asks.IN_PAST, past=False)
        checked = (self._answer_field, self._why_field, self._on_field, self._until_field, self._review_field)
        if any(field.error() for field in checked):
            return None
        agreed = answer == "given"
        return Conversation(
            self._who.value(),
            answer,
            self._with.values() if agreed else (),
            self._how.value(),
            self._limits.text().strip(),
            on,
            self._before(),
            self._not_with.values() if agreed else (),
            next(iter(self._evaluation.values()), "") if agreed else "",
            self._witness.text().strip() if self._how.value() == "verbal" else "",
            self._terms.notice if self._explained.isChecked() else "",
            self._beside(answer),
        )

    def keep(self) -> Kept:
        return super().keep() | {"shown": [asdict(line) for line in self._answers]}

    def resume(self, kept: Kept) -> None:
        """What is filled in was said over what was shown then, not over what has come in since."""
        self._answers = [ConsentLine(**line) for line in kept["shown"]]
        super().resume(kept)

    # -- what was said

    def _said(self) -> str:
        return next(iter(self._answer.values()), "")

    def _beside(self, answer: str) -> Mapping[str, Any]:
        """What was asked besides, by the record's names."""
        said: dict[str, Any] = {"not_to_see": self._not_to_see.text().strip()}
        if answer == "given":
            copy = next(iter(self._copy.values()), "")
            said |= {"until_on": self._until.day(), "review_on": self._review.day(), "copies_by": copy}
            said["copies_to"] = (self._who.value(),) if copy in ("paper", "email") else ()
        if answer in _NO:
            texts = {"refusal": self._why_not, "refusal_risk": self._risk, "refusal_instead": self._instead}
            said |= {name: editor.text().strip() for name, editor in texts.items()}
        if self._is_young() and (view := next(iter(self._view.values()), "")):
            day = (self._on.day() or self._terms.today or date.min).isoformat()
            seen = {"view": view, "reasons": self._view_why.text().strip(), "on": day}
            said["competence"] = {name: part for name, part in seen.items() if part}
        return said

    def _day(self, field: Field, editor: DateEdit, wrong: str, *, past: bool) -> date | None:
        """A day on the right side of today; one that was shown may stand. What is not asked for is not judged."""
        on, today = editor.day(), self._terms.today
        if not field.isVisibleTo(self):
            field.set_error("")
        elif editor.text().strip() and on is None:
            field.set_error(days.NOT_A_DATE)
        elif on and today and (on > today if past else on < today):
            field.set_error(wrong)
        else:
            field.set_error("")
        return on

    # -- showing

    def _before(self) -> list[ConsentLine]:
        return [line for line in self._answers if line.person == self._who.value()]

    def _is_young(self) -> bool:
        person = self._people[self._who.value()]
        return person.is_child and (person.age is None or person.age >= self._terms.ask_from_age)

    def _show_before(self) -> None:
        before = self._before()
        own = next((line for line in before if line.purpose == ASSESSMENT), None)
        sharing = [line for line in before if line.purpose == SHARING]
        self._answer.set_values([own.answer] if own else [])
        self._with.set_values(line.agency for line in sharing if line.answer == "given")
        self._not_with.set_values(line.agency for line in sharing if line.answer == "refused")
        self._evaluation.set_values(line.answer for line in before if line.purpose == EVALUATION)
        self._limits.set_text(limits_of(before))
        self._on.set_day(self._terms.today)
        texts = {"refusal": self._why_not, "refusal_risk": self._risk, "refusal_instead": self._instead}
        for name, editor in (texts | {"not_to_see": self._not_to_see}).items():
            editor.set_text(own.text(name) if own else "")
        self._copy.set_values([own.text("copies_by")] if own else [])
        seen = (own.value("competence") if own else None) or {}
        self._view.set_values([seen.get("view", "")])
        self._view_why.set_text(seen.get("reasons", ""))
        self._until.set_day(own.until_on if own else None)
        self._review.set_day(self._terms.review_on)
        self._fit_answer()

    def _fit_answer(self) -> None:
        answer = self._said()
        for asked, wanted in (
            (self._of_yes, answer == "given"),
            (self._of_no, answer in _NO),
            (self._of_young, self._is_young()),
        ):
            for field in asked:
                field.setVisible(wanted)
        self._why_field.label.setText(asks.WHY_NOT_ASKED if answer == "not_asked" else asks.WHY_NOT)
        self._why_not.setAccessibleName(self._why_field.label.text())
        self._witness_field.setVisible(self._how.value() == "verbal")
        self.refit()

    def _not_both(self, chosen: tuple[str, ...]) -> None:
        """With whom it may be shared is not with whom it may not."""
        self._not_with.set_values(agency for agency in self._not_with.values() if agency not in chosen)

    def _not_either(self, chosen: tuple[str, ...]) -> None:
        self._with.set_values(agency for agency in self._with.values() if agency not in chosen)


def _close(*widgets: QWidget) -> QWidget:
    """One under the other with no room between."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return room
