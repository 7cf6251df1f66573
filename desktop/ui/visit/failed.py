"""A visit that did not happen: why, and what was done before going away."""

from desktop.casework.visit_endings import Failure
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import write_up as words


class NotHappened(FormDialog):
    """Says a `Failure`."""

    name = "not_happened"

    def __init__(self) -> None:
        super().__init__(words.FAILED_TITLE, words.FAILED_TITLE, words.FAILED_TEXT, wide=720)
        self.why, self.did = ChoiceChips(words.BECAUSE), ChoiceChips(words.DID_WHAT, many=True)
        self.more = TextAnswer(lines=2)
        self._why = Field(words.WHY, self.why)
        self.add_fields(self._why, Field(words.DID, self.did), Field(words.MORE, self.more))

    def read(self) -> Failure | None:
        chosen = self.why.values()
        self._why.set_error("" if chosen else words.SAY_WHY)
        if not chosen:
            return None
        because = next(code for code, _said in words.BECAUSE if code == chosen[0])
        return Failure(because, self.did.values(), self.more.text().strip())  # type: ignore[arg-type]  # one of the codes
