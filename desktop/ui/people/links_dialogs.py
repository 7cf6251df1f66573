"""What is asked of who holds two people for one, or for two after all, and of the manager who decides."""

from collections.abc import Sequence

from desktop.casework.person_links import Link, Somebody
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import links as words

_ASK, _SPLIT, _DECIDE = "link", "link_split", "link_decision"


class AskSame(FormDialog):
    """Says the other person's id, and why. `about` is the person."""

    name = _ASK

    def __init__(self, person: Somebody, others: Sequence[Somebody]) -> None:
        super().__init__(f"{words.ASK_TITLE}: {person.name or words.UNNAMED}", words.ASK_SAVE, words.ASK_TEXT)
        self.about = person.person
        options = [(one.person, words.choice(one.full_name, one.age, one.family_name)) for one in others]
        self._other = Select(options)
        self._why = LineEdit()
        self._why_field = Field(words.WHY, self._why, words.WHY_HINT)
        self.add_fields(Field(words.OTHER, self._other), self._why_field)

    def read(self) -> tuple[str, str] | None:
        why = self._why.text().strip()
        self._why_field.set_error("" if why else words.WHY_MISSING)
        return (self._other.value(), why) if why and self._other.value() else None


class AskTwo(FormDialog):
    """Says why. `about` is both people's ids."""

    name = _SPLIT

    def __init__(self, link: Link) -> None:
        title = words.question("ask_split", *ends(link))
        super().__init__(title, words.ASK_SAVE, words.ASK_TEXT)
        self.about = f"{link.here.person}/{link.there.person}"
        self._why = LineEdit()
        self._why_field = Field(words.WHY, self._why, words.WHY_HINT)
        self.add_fields(self._why_field)

    def read(self) -> str | None:
        why = self._why.text().strip()
        self._why_field.set_error("" if why else words.WHY_MISSING)
        return why or None


class DecideLink(FormDialog):
    """Says a decision and why. `about` is both people's ids."""

    name = _DECIDE

    def __init__(self, link: Link, text: str) -> None:
        super().__init__(words.question(link.asked, *ends(link)), words.DECIDE_SAVE, text)
        self.about = f"{link.here.person}/{link.there.person}"
        self._decision = ChoiceChips(words.DECISIONS)
        self._decision_field = Field(words.DECISION, self._decision)
        self._comment = LineEdit()
        self.add_fields(self._decision_field, Field(words.COMMENT, self._comment))

    def read(self) -> tuple[bool, str] | None:
        decision = next(iter(self._decision.values()), "")
        self._decision_field.set_error("" if decision else words.DECISION_MISSING)
        return (decision == "agree", self._comment.text().strip()) if decision else None


def ends(link: Link) -> tuple[str, str, str, str]:
    """Both people as a question names them."""
    return link.here.name, link.here.family_name, link.there.name, link.there.family_name
