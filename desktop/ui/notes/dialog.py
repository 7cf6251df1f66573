"""Writing a case note: the words first, all the rest answered already or asked for by a tick."""

from collections.abc import Sequence
from datetime import datetime

from desktop.casework.events import LONGEST
from desktop.casework.notes import NAMED, TEAM, AboutFamily, NewNote
from desktop.casework.plans import ActionDraft
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking, days, times
from desktop.ui.words import family as family_words
from desktop.ui.words import notes as words


class WriteNote(FormDialog):
    """Says the id of a family and a `NewNote`. It happened now, until somebody says when. `about` is the family, "" where it is asked for.

    Where the family is known no other one is named: somebody may be looking.
    """

    name = "note"

    def __init__(self, now: datetime, families: Sequence[AboutFamily], family: str = "") -> None:
        """`now` is local time."""
        known = next((one for one in families if one.family == family), None)
        super().__init__(words.TITLE, words.SAVE, family_words.family(known.name) if known else "", wide=680)
        self.about = family
        self._now, self._families = now, dict[str, AboutFamily]()
        self._which = Select()
        self._which.setPlaceholderText(words.CHOOSE_FAMILY)
        self._text, self._with = TextAnswer(lines=3), LineEdit()
        self._channel, self._readers = Select(words.CHANNEL_CHOICES), Select(words.READER_CHOICES)
        self._people = ChoiceChips(many=True)
        self._day, self._time = DateEdit(), LineEdit(booking.TIME_EXAMPLE)
        self._day.set_day(now.date())
        self._time.setText(times.clock(now))
        self._which_field = Field(words.FAMILY, self._which)
        self._text_field = Field(words.TEXT, self._text, words.SAVE_HINT)
        self._people_field = Field(words.ABOUT, self._people)
        self._day_field, self._time_field = Field(words.DAY, self._day), Field(words.TIME, self._time)
        self.add_fields(
            self._which_field,
            self._text_field,
            beside(Field(words.CHANNEL, self._channel), Field(words.WITH, self._with)),
            self._people_field,
            beside(self._day_field, self._time_field),
            Field(words.READERS, self._readers),
        )
        self._which_field.setVisible(not family)
        self._add_action()
        self._add_fact()
        self.offer_families(families)
        self._which.currentIndexChanged.connect(self._offer)

    def offer_families(self, families: Sequence[AboutFamily]) -> None:
        """Those that it may be about, where none were known so far."""
        if self._families:
            return
        self._families = {one.family: one for one in families}
        if not self.about:
            self._which.offer([(one.family, one.name) for one in families])
            self._which.setCurrentIndex(-1)
        self._offer()

    def family(self) -> str:
        """The family that the note is about; "" while nobody said."""
        return self.about or self._which.value()

    def read(self) -> tuple[str, NewNote] | None:
        text, day, time = self._text.text().strip(), self._day.day(), booking.read_time(self._time.text())
        at = datetime.combine(day, time, self._now.tzinfo) if day and time else None
        self._which_field.set_error("" if self.family() else words.FAMILY_MISSING)
        self._text_field.set_error("" if text else words.MISSING)
        late = words.IN_FUTURE if at and at > self._now else ""
        self._day_field.set_error(late if day else days.NOT_A_DATE)
        self._time_field.set_error("" if time else booking.NOT_A_TIME)
        action_stands, fact_stands = self._check_action(), self._check_fact()
        if at is None or late or not (text and self.family() and action_stands and fact_stands):
            return None
        readers = self._readers.value()
        return self.family(), NewNote(
            text,
            at,
            self._channel.value(),
            self._with.text().strip(),
            hidden=readers != words.TEAM,
            compartment=NAMED if readers == words.NAMED else TEAM,
            about=self._people.values(),
            action=self._draft() if self._acts.isChecked() else None,
            fact=self._fact.text().strip() if self._tells.isChecked() else "",
        )

    # -- what follows from it

    def _add_action(self) -> None:
        self._acts, self._what, self._by = TickBox(words.WITH_ACTION), TextAnswer(lines=1), DateEdit()
        self._who = ChoiceChips(many=True)
        self._what_field = Field(words.WHAT, self._what, words.WHAT_HINT)
        self._who_field, self._by_field = Field(words.WHO, self._who), Field(words.WHEN, self._by)
        self._acts.toggled.connect(self._unfold)
        self.add_fields(self._acts, self._what_field, self._who_field, self._by_field)

    def _add_fact(self) -> None:
        self._tells, self._fact = TickBox(words.WITH_FACT), TextAnswer(lines=1)
        self._fact_field = Field(words.FACT, self._fact, words.FACT_HINT)
        self._tells.toggled.connect(self._unfold)
        self.add_fields(self._tells, self._fact_field)
        self._unfold()

    def _unfold(self) -> None:
        for field in (self._what_field, self._who_field, self._by_field):
            field.setVisible(self._acts.isChecked())
        self._fact_field.setVisible(self._tells.isChecked())
        self.refit()

    def _offer(self) -> None:
        """The people of the family that is chosen, and who of them and around them may act."""
        chosen = self._families.get(self.family())
        self._people.offer(chosen.people if chosen else ())
        self._people_field.setVisible(bool(chosen and chosen.people))
        owners = chosen.owners if chosen else ()
        self._owners = {str(place): owner for place, owner in enumerate(owners)}
        self._who.offer([(place, owner.name) for place, owner in self._owners.items()])
        self.refit()

    def _draft(self) -> ActionDraft:
        owners = tuple(self._owners[place] for place in self._who.values())
        return ActionDraft(self._what.text().strip(), owners, self._by.day())

    def _check_action(self) -> bool:
        asked = self._acts.isChecked()
        unread = asked and self._by.day() is None and bool(self._by.text().strip())
        self._by_field.set_error(days.NOT_A_DATE if unread else "")
        self._what_field.set_error(words.WHAT_MISSING if asked and not self._what.text().strip() else "")
        return not (unread or self._what_field.error())

    def _check_fact(self) -> bool:
        said, asked = self._fact.text().strip(), self._tells.isChecked()
        wrong = words.FACT_MISSING if not said else words.FACT_LONG if len(said) > LONGEST else ""
        self._fact_field.set_error(wrong if asked else "")
        return not (asked and wrong)
