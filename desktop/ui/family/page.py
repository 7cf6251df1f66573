"""The overview of one family: what to know first, who they are, what happened, how far they came, what is open (mockup 05)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.casework.day import FamilyName
from desktop.casework.overview import Overview
from desktop.casework.plan_view import ActionCard
from desktop.casework.story import StoryLine
from desktop.ui.booking.book_visit import BookVisit
from desktop.ui.family.add_person import AddPerson
from desktop.ui.family.badges import action_status
from desktop.ui.family.genogram_strip import GenogramStrip
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.model import FamilyModel
from desktop.ui.family.move_note import MoveNote
from desktop.ui.family.news_card import NewsCard
from desktop.ui.family.pieces import links, said_by_child, stack
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.family.story_row import StoryRow
from desktop.ui.family.travelled import TravelledRow
from desktop.ui.flags.card import FlagsCard
from desktop.ui.flags.dialog import FlagDialog
from desktop.ui.flags.model import FlagsModel
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import family as words
from desktop.ui.words import people as people_words


class FamilyPage(Page):
    """Arrives with `family`, an id."""

    def __init__(
        self,
        model: FamilyModel,
        head: FamilyHeadModel,
        flags: FlagsModel,
        shell: Shell,
        names: Callable[[str], str],
    ) -> None:
        """`names`: who a user id is."""
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._dialog: FormDialog | None = None
        self._problem = Notice("danger", "triangle-alert", "")
        self._flags_model = flags
        self._flags = FlagsCard(flags, shell)
        self._ask_first = self._no_consent()
        self._strip = GenogramStrip()
        self._nobody = PlainLabel(words.NOBODY_YET, "body", "text2")
        self._helpers = PlainLabel("", "body", "text2")
        self._story = Stack(gap=0)
        self._since = PlainLabel("", "meta", "text2", wrap=False)
        self._travelled = RowCard(words.TRAVELLED, self._since, words.NOT_TRAVELLED)
        self._done = PlainLabel("", "meta", "text2", wrap=False)
        self._actions = RowCard(words.OPEN_ACTIONS, self._done, words.NO_ACTIONS)
        self._voice = Stack()
        self._news, self._more = NewsCard(names), Stack()
        self._drawn: Overview | None = None
        self._unfolded: set[StoryLine] = set()
        self._lay_out()
        model.changed.connect(self._draw)
        model.saved.connect(self._saved)
        model.refused.connect(self._refused)
        head.changed.connect(self._draw_head)
        self._news.seen.connect(model.see_news)
        self._news.wanted.connect(self._open_history)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])
        self._flags_model.arrive(args["family"])

    def add(self, *widgets: QWidget) -> None:
        """Put more under the side column: what follows the family by itself."""
        self._more.fill(widgets)

    def ask_again(self, dialog: str, about: str) -> None:
        asked: dict[str, Callable[[], None]] = {
            FlagDialog.name: partial(self._flags.ask, about),
            MoveNote.name: partial(self.ask_move, about),
            AddPerson.name: self.ask_person,
            RecordConsent.name: self.ask_consent,
            BookVisit.name: self.ask_visit,
        }
        asked[dialog]()

    # -- drawing

    def _lay_out(self) -> None:
        who = Card(
            words.WHO,
            links(
                (words.RECORD_CONSENT, self.ask_consent),
                (words.ADD_PERSON, self.ask_person),
                (words.PEOPLE_AND_CONTACTS, self._open_people),
            ),
        )
        who.add(self._strip, self._nobody, self._helpers)
        happened = Card(
            words.HAPPENED,
            links(
                (words.BOOK_VISIT, self.ask_visit),
                (words.WRITE_NOTE, self._shell.write_note),
                (words.WHOLE_STORY, self._open_story),
            ),
        )
        happened.add(self._story)
        main = stack(self._problem, self._flags, self._ask_first, who, happened)
        body = ScrollColumn(margins=(28, 14, 28, 28))
        body.add(Columns(main, stack(self._news, self._travelled, self._actions, self._voice, self._more)))
        body.add_stretch()
        self.column.addWidget(FamilyHeader(self._head, self._shell, "family"))
        self.column.addWidget(body, 1)

    def _no_consent(self) -> Notice:
        notice = Notice("warning", "signature", people_words.NO_CONSENT, people_words.NO_CONSENT_TEXT)
        button = Button(words.RECORD_CONSENT, dense=True)
        button.clicked.connect(self.ask_consent)
        notice.across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        notice.hide()
        return notice

    def _draw_head(self) -> None:
        head = self._head.state.head
        self._ask_first.setVisible(
            head.family == self._model.state.family and head.consent.answer in {"not_asked", "ended"}
        )

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._draw_head()
        self._news.show_news(state.news, state.now.date())
        if state.overview is not self._drawn:
            self._drawn = state.overview
            self._draw_people(state.overview)
            self._draw_story(state.overview)
            self._draw_side(state.overview)
        settle_layouts()

    def _draw_people(self, seen: Overview) -> None:
        self._strip.setVisible(bool(seen.people))
        self._strip.show_family(seen.people, seen.ties)
        self._nobody.setVisible(self._model.state.loaded and not seen.people)
        self._helpers.say(words.also_helping([(helper.name, helper.role) for helper in seen.helpers]))

    def _draw_story(self, seen: Overview) -> None:
        today, last = self._model.state.now.date(), len(seen.story) - 1
        rows: list[QWidget] = []
        for at, line in enumerate(seen.story):
            row = StoryRow(line, today, last=at == last, whole=line in self._unfolded)
            row.unfolded.connect(partial(self._unfolded.add, line))
            row.misplaced.connect(partial(self.ask_move, line.note))
            row.wanted_back.connect(partial(self._model.bring_back, line.note))
            rows.append(row)
        self._story.fill(rows or [PlainLabel(words.NOTHING_HAPPENED, "body", "text2")])

    def _draw_side(self, seen: Overview) -> None:
        since = min((travelled.since for travelled in seen.travelled if travelled.since), default=None)
        self._since.say(words.since(since) if seen.travelled else "")
        self._travelled.set_rows([TravelledRow(travelled) for travelled in seen.travelled])
        actions = seen.done + len(seen.open_actions)
        self._done.say(words.done(seen.done, actions) if actions else "")
        self._actions.set_rows([self._action_row(action) for action in seen.open_actions])
        self._voice.fill([said_by_child(seen.voice, self._model.state.now.date())] if seen.voice else [])

    def _action_row(self, action: ActionCard) -> Row:
        today = self._model.state.now.date()
        status = action_status(action.progress, action.due_on, today)
        row = Row(action.text, words.action_line(action.owners, action.due_on, today), Picture(*status))
        row.text.set_tone(status.tone if status.tone in {"danger", "warning"} else "text2")
        return row

    def _open_history(self, kind: str, record: str) -> None:
        self._shell.open("history", kind=kind, record=record)

    def _open_story(self) -> None:
        self._shell.open("story", family=self._model.state.family)

    def _open_people(self) -> None:
        self._shell.open("people", family=self._model.state.family)

    # -- adding

    def ask_person(self) -> None:
        self._ask(AddPerson(self._model.state.overview.people), self._model.add_person)

    def ask_consent(self) -> None:
        state = self._model.state
        if not state.overview.people:
            self._shell.tell(people_words.CONSENT_NEEDS_PEOPLE, "info", "info")
            return
        dialog = RecordConsent(state.overview.people, state.overview.helpers, state.consents, state.terms)
        self._ask(dialog, self._model.record_consent)

    def ask_move(self, note: str) -> None:
        self._ask(MoveNote(note, self._model.state.others), self._model.move_note)

    def ask_visit(self) -> None:
        head = self._head.state.head
        self._ask(BookVisit(self._model.state.now, (FamilyName(head.family, head.name),)), self._model.book_visit)

    def _ask(self, dialog: FormDialog, save: Callable[[Any], None]) -> None:
        self._dialog = dialog
        dialog.said.connect(save)
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _saved(self, done: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.tell(done)
        self._head.reload()

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        else:
            self._shell.tell(why, "circle-alert", "danger")
