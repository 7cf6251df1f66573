"""Moving a note to the family that it belongs to."""

from collections.abc import Sequence

from desktop.casework.day import FamilyName
from desktop.casework.moving import Move, called
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import family
from desktop.ui.words import moving as words

_MOST = 6
"""Families offered at once."""


class MoveNote(FormDialog):
    """Says a `Move`. No family is named before something of its name was typed: somebody may be looking."""

    name = "move"

    def __init__(self, note: str, families: Sequence[FamilyName]) -> None:
        super().__init__(words.TITLE, words.SAVE, words.TEXT)
        self.about = note
        self._families = families
        self._find, self._found, self._why = LineEdit(words.FIND_EXAMPLE), ChoiceChips(), TextAnswer(lines=2)
        self._find_field = Field(words.FIND, self._find)
        self._found_field = Field(words.FOUND, self._found)
        self._why_field = Field(words.WHY, self._why, words.WHY_HINT)
        self._found_field.hide()
        self._find.textChanged.connect(self._offer)
        self.add_fields(self._find_field, self._found_field, self._why_field)

    def read(self) -> Move | None:
        chosen, why = self._found.values(), self._why.text().strip()
        self._find_field.set_error("" if chosen or self._found_field.isVisible() else words.FIND_ONE)
        self._found_field.set_error("" if chosen else words.CHOOSE_ONE)
        self._why_field.set_error("" if why else words.WHY_MISSING)
        return Move(self.about, chosen[0], why) if chosen and why else None

    def _offer(self, typed: str) -> None:
        found = called(self._families, typed)
        self._found.offer([(one.family, family.family(one.name)) for one in found[:_MOST]])
        if len(found) == 1:
            self._found.set_values([found[0].family])
        self._found_field.setVisible(bool(found))
        self._find_field.set_error(words.NOBODY if typed.strip() and not found else "")
        self.refit()
