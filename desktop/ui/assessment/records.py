"""Pages of the rail that are not questions: who is at home, who agreed to what, and the summary of what is missing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.casework.sheets import Sheet
from desktop.forms import AnswerKey
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import assessment as words
from desktop.ui.words import family

Go = Callable[[AnswerKey], object]


class PeoplePage(Stack):
    """Who is in the family, as its own page says it."""

    def __init__(self, sheet: Sheet, open_family: Callable[[], object] | None) -> None:
        """`open_family` is None in a visit, where the family's page does not open."""
        super().__init__()
        rows = RowCard(empty=words.NOBODY)
        rows.set_rows(
            [
                Row(
                    family.person(person.full_name, person.age, person.due_on),
                    family.who(person.role, person.relation, person.sex, person.detail, child=person.is_child),
                    Avatar(person.initials),
                )
                for person in sheet.people
            ]
        )
        self.fill([PlainLabel(words.PEOPLE, "h2"), *_link(words.OPEN_FAMILY, open_family, words.PEOPLE_TEXT), rows])


class ConsentPage(Stack):
    """What each person said, for which purpose."""

    def __init__(self, sheet: Sheet, ask: Callable[[], object] | None, *, visiting: bool) -> None:
        """`ask` begins to write down an answer; None where nothing may be changed.

        Who must not see the record is not for the family, and never on the screen in a visit.
        """
        super().__init__()
        names = {person.person: person.name for person in sheet.people}
        rows = RowCard(empty=words.NOBODY_ASKED)
        rows.set_rows(
            [
                Row(
                    names.get(line.person, ""),
                    ". ".join(
                        part
                        for part in (
                            _purpose(line.purpose, line.agency),
                            words.consent_row(line.answer, line.on),
                            "" if visiting else line.limits,
                        )
                        if part
                    ),
                    Picture("signature", "success" if line.answer == "given" else "warning"),
                )
                for line in sheet.consents
            ]
        )
        self.fill([PlainLabel(words.CONSENT, "h2"), *_link(words.RECORD_CONSENT, ask, ""), rows])


class SummaryPage(Stack):
    """What is missing or needs another look, each with a way to it."""

    def __init__(self, model: AssessmentModel, go: Go, print_it: Callable[[], object]) -> None:
        super().__init__()
        self._model, self._go, self._print = model, go, print_it

    def show_missing(self) -> None:
        """As the form stands now."""
        session = self._model.session
        missing = list(dict.fromkeys(AnswerKey(problem.path) for problem in session.problems()))
        later = [key for section in session.sections() for key in session.rows(section.key) if key in self._model.later]
        both = list(dict.fromkeys((*missing, *later)))
        notice = (
            Notice("warning", "circle-alert", words.still(len(both)))
            if both
            else Notice("success", "circle-check", words.NOTHING_MISSING)
        )
        self.fill([PlainLabel(words.SUMMARY, "h2"), notice, *self._cards(both), *_link(words.PRINT, self._print, "")])

    def _cards(self, keys: Sequence[AnswerKey]) -> list[QWidget]:
        session = self._model.session
        cards: list[QWidget] = []
        for section in session.sections():
            inside = [key for key in keys if key.is_within(section.key)]
            if inside:
                card = RowCard(section.label)
                card.set_rows([self._row(key) for key in inside])
                cards.append(card)
        return cards

    def _row(self, key: AnswerKey) -> Row:
        state = self._model.session.state(key)
        row = Row(state.label, " ".join(state.messages if state.value else ()), dense=True)
        go = IconButton(words.GO_TO_ANSWER, "arrow-right")
        go.setAccessibleDescription(state.label)
        go.clicked.connect(partial(self._go, key))
        row.add(go)
        return row


def _purpose(purpose: str, agency: str) -> str:
    said = words.PURPOSES.get(purpose, "")
    return f"{said}, {family.agency(agency)}" if agency else said


def _link(said: str, act: Callable[[], object] | None, text: str) -> list[QWidget]:
    widgets: list[QWidget] = [PlainLabel(text, "body", "text2")] if text else []
    if act is not None:
        button = Button(said)
        button.setSizePolicy(button.sizePolicy().Policy.Maximum, button.sizePolicy().Policy.Fixed)
        button.clicked.connect(act)
        widgets.append(button)
    return widgets
