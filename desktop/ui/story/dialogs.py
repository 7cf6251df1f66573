"""One moment shown whole, and what is asked about an entry of the chronology."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from desktop.casework.events import LONGEST, EventDraft
from desktop.casework.timeline import Moment
from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import story as words

_PICKED = frozenset({"note", "visit", "visit_entry"})
_OPENED = {"action": "plan", "outcome": "plan", "plan": "plan", "assessment": "assessment", "attachment": "documents"}


def draft_of(moment: Moment) -> EventDraft:
    """What an entry says, as the page showed it; for another moment, what an entry picked from it begins with."""
    if moment.kind == "event":
        return EventDraft(
            moment.text, moment.on, moment.precision, moment.category or "other", moment.people, moment.impact,
            moment.positive, moment.significant, moment.source, hidden=moment.hidden,
        )  # fmt: skip
    source = words.title(moment.what, moment.who)
    hidden = moment.hidden or moment.closed
    text = " ".join(moment.text.split())[:LONGEST]
    return EventDraft(
        text, moment.on, category="contact", about=moment.people, source=source, source_record=moment.record, hidden=hidden
    )  # fmt: skip


class ShowMoment(Dialog):
    """All of it, and what may be done with it: the page connects the buttons that are there."""

    def __init__(self, moment: Moment, names: Sequence[str]) -> None:
        title = words.title(moment.what, moment.who, moment.minutes, moment.category)
        super().__init__(title or words.ENTRY, wide=680)
        column = ScrollColumn((0, 0, 0, 0), 8)
        column.add(PlainLabel(words.day(moment.on, moment.precision), "metaStrong", "text2"))
        for said in (moment.text, moment.impact, words.about(names), words.source(moment.source)):
            if said:
                column.add(PlainLabel(said, "body", "text" if said == moment.text else "text2"))
        for mark in words.marks(
            significant=moment.significant, positive=moment.positive, hidden=moment.hidden or moment.closed
        ):
            column.add(Badge(*mark))
        column.add_stretch()
        self.body.addWidget(column)
        self.add_button(Button(words.CLOSE))
        self.change = self.take_out = self.mark = self.pick = self.open = None
        if moment.kind == "event":
            self.take_out = self.add_button(Button(words.TAKE_OUT, "quiet"))
            self.mark = self.add_button(Button(words.UNMARK if moment.significant else words.MARK))
            self.change = self.add_button(Button(words.CHANGE))
        if moment.kind in _PICKED:
            self.pick = self.add_button(Button(words.PICK, icon="sprout"))
        if moment.kind in _OPENED:
            self.open = self.add_button(Button(words.OPEN))
        self.page = _OPENED.get(moment.kind, "")


class WriteEvent(FormDialog):
    """Says an `EventDraft`, and the one that it showed. `about` is the record that it is about: an entry, what one is picked from, or ""."""

    name = "event"

    def __init__(
        self, today: date, people: Sequence[tuple[str, str]], moment: Moment | None = None, source: str = ""
    ) -> None:
        """`source` is who says so, until somebody else is named."""
        changes = moment is not None and moment.kind == "event"
        super().__init__(
            words.CHANGE_TITLE if changes else words.NEW_TITLE, words.SAVE, "" if changes else words.NEW_TEXT, wide=680
        )
        self.about, self._today, self._changes = moment.record if moment else "", today, changes
        self._shown = draft_of(moment) if moment else EventDraft("", today, source=source)
        self._text, self._impact, self._source = TextAnswer(lines=2), TextAnswer(lines=1), LineEdit()
        self._on, self._precision = DateEdit(), Select(words.PRECISIONS)
        self._category = Select(list(words.CATEGORIES.items()))
        self._people = ChoiceChips(people, many=True)
        self._significant, self._positive = TickBox(words.TICK_SIGNIFICANT), TickBox(words.TICK_POSITIVE)
        self._hidden = TickBox(words.TICK_HIDDEN)
        self._text_field = Field(words.TEXT, self._text, words.TEXT_HINT)
        self._on_field, self._source_field = (
            Field(words.ON, self._on),
            Field(words.SOURCE, self._source, words.SOURCE_HINT),
        )
        people_field = Field(words.ABOUT, self._people)
        self.add_fields(
            self._text_field,
            beside(self._on_field, Field(words.PRECISION, self._precision)),
            self._source_field,
            people_field,
            Field(words.CATEGORY, self._category),
            Field(words.IMPACT, self._impact),
            self._significant,
            self._positive,
            self._hidden,
        )
        people_field.setVisible(bool(people))
        self._hidden.setVisible(not changes)
        self._fill(self._shown)

    def read(self) -> tuple[EventDraft, EventDraft] | None:
        text, on, source = self._text.text().strip(), self._on.day(), self._source.text().strip()
        self._text_field.set_error(words.TEXT_MISSING if not text else words.TEXT_LONG if len(text) > LONGEST else "")
        late = words.IN_FUTURE if on and on > self._today else ""
        self._on_field.set_error(late if on else days.NOT_A_DATE)
        had_none = self._changes and not self._shown.source
        self._source_field.set_error("" if source or had_none else words.SOURCE_MISSING)
        if on is None or any(field.error() for field in (self._text_field, self._on_field, self._source_field)):
            return None
        said = replace(
            self._shown,
            text=text,
            happened_on=on,
            precision=self._precision.value(),
            category=self._category.value(),
            about=self._people.values(),
            impact=self._impact.text().strip(),
            positive=self._positive.isChecked(),
            significant=self._significant.isChecked(),
            source=source,
            hidden=self._shown.hidden if self._changes else self._hidden.isChecked(),
        )
        return said, self._shown

    def keep(self) -> Kept:
        shown = asdict(self._shown)
        return super().keep() | {"shown": shown | {"happened_on": self._shown.happened_on.isoformat()}}

    def resume(self, kept: Kept) -> None:
        """What is filled in was said over what was shown then (S18)."""
        shown = kept["shown"]
        on = date.fromisoformat(shown["happened_on"])
        self._shown = EventDraft(**shown | {"happened_on": on, "about": tuple(shown["about"])})
        super().resume(kept)

    def _fill(self, draft: EventDraft) -> None:
        self._text.set_text(draft.text)
        self._on.set_day(draft.happened_on)
        self._precision.set_value(draft.precision)
        self._category.set_value(draft.category)
        self._people.set_values(draft.about)
        self._impact.set_text(draft.impact)
        self._source.setText(draft.source)
        self._positive.setChecked(draft.positive)
        self._significant.setChecked(draft.significant)
        self._hidden.setChecked(draft.hidden)
