"""What is asked about a new action, a new outcome, an action that is stuck, and what is taken out."""

from collections.abc import Sequence
from dataclasses import asdict

from desktop.casework.plan_view import OutcomeCard, Owner
from desktop.casework.plans import ActionDraft, HowFar
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import plan as words


class AddAction(FormDialog):
    """Says an `ActionDraft`. Who, when and how we will know are asked for once; whoever cannot say yet adds it anyway."""

    name = "action"

    def __init__(self, owners: Sequence[Owner], outcomes: Sequence[OutcomeCard], outcome: str = "") -> None:
        super().__init__(words.ADD_ACTION, words.ADD)
        self._owners = {str(place): owner for place, owner in enumerate(owners)}
        self._what, self._know, self._by = TextAnswer(lines=1), TextAnswer(lines=1), DateEdit()
        self._who = ChoiceChips([(place, owner.name) for place, owner in self._owners.items()], many=True)
        self._under = Select([("", words.UNDER_NOTHING), *((o.outcome, o.text) for o in outcomes)])
        self._under.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._under.set_value(outcome)
        self._fields = {
            "what": Field(words.WHAT, self._what, words.WHAT_HINT),
            "who": Field(words.WHO, self._who),
            "when": Field(words.WHEN, self._by),
            "know": Field(words.KNOW, self._know, words.KNOW_HINT),
        }
        under = Field(words.UNDER, self._under)
        self.add_fields(*self._fields.values(), under)
        if not outcomes:
            under.hide()
        self._asked = False

    def read(self) -> ActionDraft | None:
        draft = ActionDraft(
            self._what.text().strip(),
            tuple(self._owners[place] for place in self._who.values()),
            self._by.day(),
            self._know.text().strip(),
            self._under.value(),
        )
        unread = self._by.day() is None and bool(self._by.text().strip())
        self._fields["what"].set_error("" if draft.text else words.MISSING_WHAT)
        self._fields["who"].set_error("" if draft.owners else words.MISSING_WHO)
        self._fields["when"].set_error(days.NOT_A_DATE if unread else "" if draft.due_on else words.MISSING_WHEN)
        self._fields["know"].set_error("" if draft.detail else words.MISSING_MEASURE)
        if not draft.text or unread:
            return None
        complete = draft.owners and draft.due_on and draft.detail
        if complete or self._asked:
            return draft
        self._asked = True
        self.save.set_words(words.ADD_ANYWAY)
        return None


class AddOutcome(FormDialog):
    """Says the outcome and how we will know, as a pair of str."""

    name = "outcome"

    def __init__(self) -> None:
        super().__init__(words.ADD_OUTCOME, words.ADD)
        self._text, self._measure = TextAnswer(lines=2), TextAnswer(lines=2)
        self._field = Field(words.OUTCOME, self._text, words.OUTCOME_HINT)
        self.add_fields(self._field, Field(words.KNOW, self._measure, words.KNOW_HINT))

    def read(self) -> tuple[str, str] | None:
        text = self._text.text().strip()
        self._field.set_error("" if text else words.MISSING_OUTCOME)
        return (text, self._measure.text().strip()) if text else None


class Stuck(FormDialog):
    """Says what is in the way, which may be nothing that anybody can name, over what it showed of that (S18)."""

    name = "stuck"

    def __init__(self, shown: HowFar) -> None:
        super().__init__(words.BARRIER_TITLE, words.SAVE, words.BARRIER_TEXT)
        self._shown = shown
        self._barrier = TextAnswer(lines=2)
        self._barrier.set_text(shown.barrier)
        self._barrier.setAccessibleName(words.BARRIER_TITLE)
        self.add_fields(self._barrier)

    def read(self) -> tuple[HowFar, HowFar]:
        """How far it is, and how far it was shown to be."""
        return HowFar("blocked", self._barrier.text().strip()), self._shown

    def keep(self) -> Kept:
        return super().keep() | {"shown": asdict(self._shown)}

    def resume(self, kept: Kept) -> None:
        """What is filled in was said over what was shown then, not over what has come in since."""
        self._shown = HowFar(**kept["shown"])
        super().resume(kept)


class TakeOut(FormDialog):
    """Says why: what is taken out stays in the history, with the reason."""

    def __init__(self, title: str, about: str, hint: str) -> None:
        super().__init__(title, words.TAKE_OUT_IT, about, kind="danger")
        self._why = TextAnswer(lines=2)
        self._field = Field(words.WHY, self._why, hint)
        self.add_fields(self._field)

    def read(self) -> str | None:
        why = self._why.text().strip()
        self._field.set_error("" if why else words.MISSING_WHY)
        return why or None
