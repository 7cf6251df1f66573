"""Recording what one person agreed to: the assessment, with whom to share, and what may not be told."""

from collections.abc import Sequence
from dataclasses import asdict

from desktop.casework.consents import AGENCIES, ASSESSMENT, SHARING, ConsentLine, Conversation, limits_of
from desktop.casework.overview import Helper
from desktop.casework.people import PersonCard
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import family
from desktop.ui.words import people as words


class RecordConsent(FormDialog):
    """Says a `Conversation`. What the person answered before is shown when they are chosen."""

    name = "consent"

    def __init__(self, people: Sequence[PersonCard], helpers: Sequence[Helper], answers: Sequence[ConsentLine]) -> None:
        """`people` must not be empty."""
        super().__init__(words.CONSENT, words.CONSENT_SAVE, words.CONSENT_TEXT)
        self._answers = answers
        parents_first = sorted(
            people, key=lambda person: (person.is_child, person.role != "parent", not person.at_home)
        )
        self._who = Select([(person.person, person.full_name or person.name) for person in parents_first])
        self._answer = ChoiceChips(words.CONSENT_ANSWERS)
        self._answer_field = Field(words.CONSENT_ANSWER, self._answer)
        asked_before = (line.agency for line in answers if line.agency)
        agencies = dict.fromkeys((*AGENCIES, *(helper.agency for helper in helpers if helper.agency), *asked_before))
        self._agencies = ChoiceChips([(code, family.agency(code)) for code in agencies], many=True)
        self._agencies_field = Field(words.CONSENT_AGENCIES, self._agencies)
        self._how = Select(words.HOW_CHOICES)
        self._limits = TextAnswer(lines=2)
        self.add_fields(
            beside(Field(words.CONSENT_WHO, self._who), Field(words.CONSENT_HOW, self._how)),
            self._answer_field,
            self._agencies_field,
            Field(words.CONSENT_LIMITS, self._limits, words.CONSENT_LIMITS_HINT),
        )
        self._who.currentIndexChanged.connect(self._show_before)
        self._answer.chosen.connect(self._fit_answer)
        self._show_before()

    def read(self) -> Conversation | None:
        answer = next(iter(self._answer.values()), "")
        self._answer_field.set_error("" if answer else words.CONSENT_MISSING)
        if not answer:
            return None
        agencies = self._agencies.values() if answer == "given" else ()
        limits = self._limits.text().strip()
        return Conversation(self._who.value(), answer, agencies, self._how.value(), limits, shown=self._before())

    def keep(self) -> Kept:
        return super().keep() | {"shown": [asdict(line) for line in self._answers]}

    def resume(self, kept: Kept) -> None:
        """What is filled in was said over what was shown then, not over what has come in since."""
        self._answers = [ConsentLine(**line) for line in kept["shown"]]
        super().resume(kept)

    def _before(self) -> list[ConsentLine]:
        return [line for line in self._answers if line.person == self._who.value()]

    def _show_before(self) -> None:
        before = self._before()
        self._answer.set_values(line.answer for line in before if line.purpose == ASSESSMENT)
        shared = [line.agency for line in before if line.purpose == SHARING and line.answer == "given"]
        self._agencies.set_values(shared)
        self._limits.set_text(limits_of(before))
        self._fit_answer()

    def _fit_answer(self) -> None:
        self._agencies_field.setVisible(self._answer.values() == ("given",))
        self.refit()
