"""What is asked of who proposes that two families are one, or two after all, and of the manager who decides."""

from desktop.casework.mergers import Proposal, Standing
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import mergers as words
from desktop.ui.words.family import family


class ProposeMerger(FormDialog):
    """Says act, the other family's id, and why. A family that is one with another is proposed to be told apart from it."""

    name = "merger"

    def __init__(self, standing: Standing) -> None:
        self._act = "split" if standing.stays else "merge"
        title = words.SPLIT_TITLE if standing.stays else words.PROPOSE_TITLE
        super().__init__(title, words.PROPOSE_SAVE, words.PROPOSE_TEXT)
        self.about = standing.family
        offered = [(standing.stays, standing.stays_name)] if standing.stays else standing.others
        self._other = Select([(one, family(name)) for one, name in offered])
        self._why = LineEdit()
        self._why_field = Field(words.WHY, self._why, words.WHY_HINT)
        self.add_fields(Field(words.OTHER, self._other), self._why_field)

    def read(self) -> tuple[str, str, str] | None:
        why = self._why.text().strip()
        self._why_field.set_error("" if why else words.WHY_MISSING)
        return (self._act, self._other.value(), why) if why and self._other.value() else None


class DecideMerger(FormDialog):
    """Says a decision and a comment. `about` is the proposal."""

    name = "decision"

    def __init__(self, proposal: Proposal, text: str) -> None:
        title = words.proposal(proposal.act, proposal.name, proposal.other_name)
        super().__init__(title, words.DECIDE_SAVE, text)
        self.about = proposal.proposal
        self._decision = ChoiceChips(words.DECISIONS)
        self._decision_field = Field(words.DECISION, self._decision)
        self._comment = LineEdit()
        self.add_fields(self._decision_field, Field(words.COMMENT, self._comment))

    def read(self) -> tuple[str, str] | None:
        decision = next(iter(self._decision.values()), "")
        self._decision_field.set_error("" if decision else words.DECISION_MISSING)
        return (decision, self._comment.text().strip()) if decision else None
