"""Adding a flag, and changing one."""

from datetime import date

from desktop.casework.flags import FlagCard, FlagSaid
from desktop.ui.flags.model import FlagsState
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import flags as words


class FlagDialog(FormDialog):
    """Says a `FlagSaid`. `shown` is the flag that is changed; None for a new one, which alone may be kept to named people."""

    name = "flag"

    def __init__(self, state: FlagsState, shown: FlagCard | None) -> None:
        super().__init__(words.TITLE_CHANGE if shown else words.TITLE, words.SAVE, words.TEXT)
        said = shown.said if shown else FlagSaid("", review_on=state.review_by)
        self.shown, self.about, self._today = shown, shown.flag if shown else "", state.today
        self._category = Select(state.categories)
        self._text = TextAnswer(lines=3)
        self._source = LineEdit()
        self._review, self._until = DateEdit(), DateEdit()
        self._about = ChoiceChips([(person.person, person.name) for person in state.people], many=True)
        self._where = ChoiceChips(words.WHERE_CHOICES, many=True)
        self._named = TickBox(words.ONLY_NAMED)
        self._text_field = Field(words.WHAT, self._text, words.WHAT_HINT)
        self._review_field = Field(words.REVIEW, self._review)
        self._until_field = Field(words.UNTIL, self._until, words.UNTIL_HINT)
        about_field = Field(words.ABOUT, self._about)
        about_field.setVisible(bool(state.people))
        self._named.setVisible(shown is None)
        self.add_fields(
            self._text_field,
            beside(Field(words.CATEGORY, self._category), Field(words.SOURCE, self._source)),
            beside(self._review_field, self._until_field),
            about_field,
            Field(words.WHERE, self._where, words.WHERE_HINT),
            self._named,
        )
        self._fill(said)

    @property
    def only_named(self) -> bool:
        """Whether only named people may know."""
        return self._named.isChecked()

    def read(self) -> FlagSaid | None:
        text = self._text.text().strip()
        self._text_field.set_error("" if text else words.WHAT_MISSING)
        review = self._day(self._review_field, self._review)
        until = self._day(self._until_field, self._until)
        if any(field.error() for field in (self._text_field, self._review_field, self._until_field)):
            return None
        return FlagSaid(
            text,
            self._category.value() or "other",
            self._source.text().strip(),
            review,
            until,
            tuple(sorted(self._about.values())),
            tuple(sorted(self._where.values())),
        )

    def _fill(self, said: FlagSaid) -> None:
        self._category.set_value(said.category)
        self._text.set_text(said.text)
        self._source.setText(said.source)
        self._review.set_day(said.review_on)
        self._until.set_day(said.until_on)
        self._about.set_values(said.about)
        self._where.set_values(said.show_on)

    def _day(self, field: Field, editor: DateEdit) -> date | None:
        """A day from today on; the one that was shown may stand, also where it is past."""
        on = editor.day()
        kept = (self.shown.said.review_on, self.shown.said.until_on) if self.shown else ()
        unread = bool(editor.text().strip()) and on is None
        past = on is not None and self._today is not None and on < self._today and on not in kept
        field.set_error(days.NOT_A_DATE if unread else words.IN_PAST if past else "")
        return on
