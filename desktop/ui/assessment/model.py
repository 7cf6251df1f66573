"""The open assessment as the page sees it: one sheet, the form's answers, and whether they are saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.assessments import Assessments, OpenAssessment
from desktop.casework.consents import Conversation
from desktop.casework.hidden import hides, sensitivity
from desktop.casework.sheets import Sheet, Sheets
from desktop.forms import Answer, AnswerKey, AnswerRefused, Changes, Session, Undo
from desktop.forms.answers import Status
from desktop.ui.assessment.keeping import Keeping
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class AssessmentState:
    """`sheet` is None until it is read; `problem` says why that did not work, or why none could be begun."""

    sheet: Sheet | None = None
    problem: str = ""

    @property
    def session(self) -> Session | None:
        """The form, where an assessment was begun."""
        return self.sheet.opened.session if self.sheet and self.sheet.opened else None


class AssessmentModel(QObject):
    """Answers at once, saves behind.

    Signals:
        changed: a new `AssessmentState` is in place.
        answered: `Changes` of the form, after an answer or a repeat.
        refused: key and code of an answer that the form cannot take; it was not set.
        settling: hand over what is being typed, now.
        refreshed: the same assessment was read anew; show what it says now.
        save_told: "saving", "saved" or "failed", and the words for it.
        later_changed: the questions to come back to are others.
        consent_told: "" when what was answered to the question for consent is saved, else why it is not.
    """

    changed = Signal()
    answered = Signal(object)
    refused = Signal(str, str)
    settling = Signal()
    refreshed = Signal()
    save_told = Signal(str, str)
    later_changed = Signal()
    consent_told = Signal(str)

    def __init__(self, sheets: Sheets, assessments: Assessments, tasks: Tasks, now: Callable[[], datetime]) -> None:
        """`now` is local time."""
        super().__init__()
        self._sheets, self._assessments, self._tasks, self._now = sheets, assessments, tasks, now
        self._keepings: dict[str, Keeping] = {}
        self._keeping: Keeping | None = None
        self._reload_when_kept = False
        self.undo: Undo | None = None
        self.state = AssessmentState()

    # -- opening

    def open(self, family: str, assessment: str = "") -> None:
        """Lay out a family's assessment."""
        self._tasks.run(partial(self._sheets.of, family, assessment), self._opened, self._failed)

    def begin(self) -> None:
        """Begin an assessment of the family that is shown."""
        if self.state.sheet is not None:
            family = self.state.sheet.head.family
            self._tasks.run(partial(self._sheets.begin, family), self._opened, self._failed)

    def record_consent(self, said: Conversation) -> None:
        """Write down what somebody of this family answered."""
        if self.state.sheet is not None:
            family = self.state.sheet.head.family
            self._tasks.run(partial(self._sheets.record_consent, family, said), self._agreed, self._not_agreed)

    def reload(self) -> None:
        """Colleagues' news may have arrived for this family: read again, keeping what is being typed."""
        sheet = self.state.sheet
        if sheet is not None:
            record = sheet.opened.head.assessment if sheet.opened else ""
            self._tasks.run(partial(self._sheets.again, sheet.head.family, record), self._reloaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        sheet = self.state.sheet
        if sheet is not None and sheet.head.family == family:
            self._keepings, self._keeping, self.undo = {}, None, None
            self._become(AssessmentState())

    @property
    def session(self) -> Session:
        """The form.

        Raises:
            LookupError: no assessment is open.
        """
        if self.state.session is None:
            raise LookupError
        return self.state.session

    @property
    def assessment(self) -> str:
        """The id of the one that is open, or ""."""
        sheet = self.state.sheet
        return sheet.opened.head.assessment if sheet and sheet.opened else ""

    @property
    def is_open(self) -> bool:
        """Whether answers may change."""
        sheet = self.state.sheet
        return bool(sheet and sheet.opened and sheet.opened.head.is_open)

    def today(self) -> date:
        return self._now().date()

    @property
    def unsaved(self) -> str:
        """Why something of any assessment opened here is not on the disk yet, in words; "" when everything is."""
        return next(filter(None, (keeping.unsaved for keeping in self._keepings.values())), "")

    # -- answering

    def answer(self, key: AnswerKey, value: str, words: Sequence[str] | None = None) -> None:
        """Answer a question; `words` are the quotations in the text, None leaves them as they are."""
        before = self._answer(key)
        kept = before.words if words is None else tuple(words)
        self._set(key, replace(before, value=value, status="answered", words=kept))

    def say_why_not(self, key: AnswerKey, status: Status) -> None:
        """Say that a question was not asked, declined or does not apply."""
        self._set(key, replace(self._answer(key), value="", status=status, words=()))

    def clear(self, key: AnswerKey) -> None:
        """Take an answer back."""
        self._set(key, replace(self._answer(key), value="", status="answered", words=()))

    def set_hidden(self, key: AnswerKey, *, hidden: bool) -> None:
        """Keep an answer from the family's eyes, or let them see it."""
        self._set(key, replace(self._answer(key), sensitivity=sensitivity(hidden=hidden)))

    def hidden(self, key: AnswerKey) -> bool:
        """Whether the family does not see this answer."""
        return self.always_hidden(key) or hides(self._answer(key).sensitivity)

    def always_hidden(self, key: AnswerKey) -> bool:
        """Whether the form itself keeps it from the family."""
        question = self.session.question(key)
        return hides(question.sensitivity) or bool(question.compartment)

    def status(self, key: AnswerKey) -> Status:
        """What an empty answer means."""
        return self._answer(key).status

    def words(self, key: AnswerKey) -> tuple[str, ...]:
        """The quotations in an answer."""
        return self._answer(key).words

    def add(self, repeat: str) -> AnswerKey:
        """One more of what may be several; the new one's key."""
        made, changes = self.session.add_repeat(repeat)
        self._changed(changes)
        return AnswerKey(f"{repeat}{{{made}}}")

    def remove(self, key: AnswerKey) -> None:
        """Take one of several out; `undo_removal` brings the last one back."""
        changes = self.session.remove_repeat(key)
        self.undo = changes.undo
        self._changed(changes)

    def undo_removal(self) -> None:
        undo, self.undo = self.undo, None
        if undo is not None:
            self._changed(self.session.undo(undo))

    # -- coming back later

    @property
    def later(self) -> frozenset[AnswerKey]:
        """The questions to come back to."""
        return self.state.sheet.later if self.state.sheet else frozenset()

    def come_back_to(self, key: AnswerKey) -> None:
        self._set_later(self.later | {key})

    def save(self) -> None:
        """Try to save what is not saved yet."""
        for keeping in self._keepings.values():
            keeping.keep()

    # -- inside

    def _answer(self, key: AnswerKey) -> Answer:
        return self.session.answer(key) or Answer("")

    def _set(self, key: AnswerKey, answer: Answer) -> None:
        if answer == self._answer(key):
            return
        try:
            changes = self.session.set(key, answer)
        except AnswerRefused as error:
            self.refused.emit(key, error.problems[0].code)
            return
        if key in self.later:
            self._set_later(self.later - {key})
        self._changed(replace(changes, keys=changes.keys | {key}))

    def _changed(self, changes: Changes) -> None:
        self.answered.emit(changes)
        if self._keeping is not None:
            self._keeping.keep()

    def _set_later(self, keys: frozenset[AnswerKey]) -> None:
        sheet = self.state.sheet
        if sheet is None or sheet.opened is None:
            return
        self.state = replace(self.state, sheet=replace(sheet, later=keys))
        work = partial(self._assessments.set_later, sheet.opened.head.assessment, keys)
        self._tasks.run(work, self._remembered, self._forgot)
        self.later_changed.emit()

    def _remembered(self, _nothing: None) -> None:
        """A mark for this worker alone: nothing to say."""

    def _forgot(self, error: Exception) -> None:
        self.save_told.emit("failed", sentence(error))

    def _opened(self, sheet: Sheet) -> None:
        saves = self._keeping.saves if self._keeping else 0
        self.settling.emit()
        if (
            self._keeping is not None and self._keeping.saves != saves
        ):  # what was read is older than what was just saved
            self.open(sheet.head.family, sheet.opened.head.assessment if sheet.opened else "")
            return
        self.undo = None
        self._keepings = {record: keeping for record, keeping in self._keepings.items() if keeping.waits}
        self._keeping = None
        if sheet.opened is not None:
            self._keeping = self._keepings.get(sheet.opened.head.assessment) or self._new_keeping(sheet.opened)
            sheet = replace(sheet, opened=self._keeping.opened)
        self._become(AssessmentState(sheet))

    def _agreed(self, sheet: Sheet) -> None:
        self.consent_told.emit("")
        self._opened(sheet)

    def _not_agreed(self, error: Exception) -> None:
        self.consent_told.emit(sentence(error))

    def _new_keeping(self, opened: OpenAssessment) -> Keeping:
        keeping = Keeping(opened, self._assessments, self._tasks, self._now)
        keeping.told.connect(self.save_told)
        keeping.kept.connect(self._kept)
        self._keepings[opened.head.assessment] = keeping
        return keeping

    def _kept(self, true: bool) -> None:
        if self._reload_when_kept or not true:
            self._reload_when_kept = False
            self.reload()

    def _reloaded(self, sheet: Sheet) -> None:
        saves = self._keeping.saves if self._keeping else 0
        self.settling.emit()
        shown = self.state.sheet
        if shown is None or shown.head.family != sheet.head.family:
            return
        if self._keeping is None or sheet.opened is None:
            self._opened(sheet)
        elif self._keeping.waits:
            self._reload_when_kept = True
        elif self._keeping.saves != saves:  # what was read is older than what was just saved
            self.reload()
        elif sheet.opened.head.assessment != self.assessment:
            self._opened(sheet)
        else:
            self._keeping.watch(sheet.opened)
            self.undo = None
            self.state = AssessmentState(sheet)
            self.refreshed.emit()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: AssessmentState) -> None:
        self.state = state
        self.changed.emit()
