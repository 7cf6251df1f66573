"""Everything that has happened in a family, on one line of time: asked by kind, person and year, with the chronology written into it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.timeline import GROUPS, Moment
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.plan.dialogs import TakeOut
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.story.dialogs import ShowMoment, WriteEvent, draft_of
from desktop.ui.story.leaving import LeavingStory, SaveStory
from desktop.ui.story.model import Asked, StoryModel
from desktop.ui.story.rows import StoryRows, StoryView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.page import MARGIN, EmptyState, Page
from desktop.ui.words import story as words


class StoryPage(Page):
    """Arrives with `family`, an id."""

    def __init__(
        self, model: StoryModel, head: FamilyHeadModel, leaving: LeavingStory, shell: Shell, worker: str
    ) -> None:
        """`worker` is who says what is added, until somebody else is named."""
        super().__init__()
        self._model, self._head, self._leaving, self._shell, self._worker = model, head, leaving, shell, worker
        self._dialog: FormDialog | None = None
        self._add, self._save = Button(words.ADD, icon="plus"), Button(words.SAVE_PDF, icon="file-text")
        self._group, self._person, self._year = Select(), Select(), Select()
        self._significant = TickBox(words.ONLY_SIGNIFICANT)
        self._counted = PlainLabel("", "meta", "text2", wrap=False)
        self._problem = Notice("danger", "triangle-alert", "")
        self._rows = StoryRows()
        self._view = StoryView(self._rows)
        self._nothing = EmptyState("sprout", words.NOTHING, words.NOTHING_TEXT)
        self._no_match = EmptyState("search", words.NO_MATCH, words.NO_MATCH_TEXT)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def ask_again(self, dialog: str, about: str) -> None:
        if dialog == SaveStory.name:
            self._ask_save()
        else:
            self._ask_event(self._model.state.moment(about))

    # -- drawing

    def _lay_out(self) -> None:
        self._problem.hide()
        asked = QWidget()
        across = FlowLayout(asked, 12)
        for select, name in ((self._group, words.KINDS), (self._person, words.PEOPLE), (self._year, words.YEARS)):
            select.setAccessibleName(name)
            across.addWidget(select)
        for part in (self._significant, self._counted):
            across.addWidget(part)
        self._group.offer([("", words.EVERYTHING), *((group, words.GROUPS[group]) for group in GROUPS)])
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 14, MARGIN, MARGIN)
        body.setSpacing(12)
        for widget in (self._problem, asked, self._nothing, self._no_match):
            body.addWidget(widget)
        body.addWidget(self._view, 1)
        self.column.addWidget(FamilyHeader(self._head, self._shell, "story", actions=(self._save, self._add)))
        self.column.addLayout(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._offer(self._person, [("", words.EVERYBODY), *state.story.people], state.asked.person)
        years = [("", words.ALL_YEARS), *((str(year), str(year)) for year in state.years)]
        self._offer(self._year, years, state.asked.year)
        here = self._view.currentIndex()
        chosen = self._rows.moment(here).record if here.isValid() else ""
        self._rows.show_moments(state.shown)
        place = self._rows.place(chosen)
        self._view.setCurrentIndex(place if place.isValid() else self._rows.index(0))
        self._counted.say(words.counted(len(state.shown), len(state.story.moments)) if state.loaded else "")
        self._view.setVisible(bool(state.shown))
        self._nothing.setVisible(state.loaded and not state.story.moments)
        self._no_match.setVisible(bool(state.story.moments) and not state.shown)
        self._add.setEnabled(state.loaded)
        self._save.setEnabled(bool(state.story.moments))

    def _offer(self, select: Select, options: list[tuple[str, str]], value: str) -> None:
        """The same options again change nothing: somebody may be choosing."""
        if [(select.itemData(at), select.itemText(at)) for at in range(select.count())] != options:
            select.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            select.offer(options)
            select.set_value(value)
            select.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    # -- doing

    def _connect(self) -> None:
        model = self._model
        for select in (self._group, self._person, self._year):
            select.currentIndexChanged.connect(self._ask)
        self._significant.toggled.connect(self._ask)
        self._view.clicked.connect(self._show)
        self._view.activated.connect(self._show)
        self._add.clicked.connect(lambda: self._ask_event(None))
        self._save.clicked.connect(self._ask_save)
        model.changed.connect(self._draw)
        model.saved.connect(partial(self._done, words.SAVED))
        model.put_back.connect(partial(self._done, words.BACK_AGAIN))
        model.taken_out.connect(self._taken_out)
        model.refused.connect(self._refused)
        self._leaving.saved.connect(lambda where: self._done(words.saved_to(where)))
        self._leaving.refused.connect(self._refused)

    def _ask(self) -> None:
        asked = Asked(self._group.value(), self._person.value(), self._year.value(), self._significant.isChecked())
        self._model.ask(asked)

    def _show(self, index: QModelIndex) -> None:
        moment = self._rows.moment(index)
        names = dict(self._model.state.story.people)
        dialog = ShowMoment(moment, [names[person] for person in moment.people if person in names])
        for button in (dialog.change, dialog.pick):
            if button is not None:
                button.clicked.connect(partial(self._ask_event, moment))
        if dialog.mark is not None:
            dialog.mark.clicked.connect(partial(self._mark, moment))
        if dialog.take_out is not None:
            dialog.take_out.clicked.connect(partial(self._ask_why, moment))
        if dialog.open is not None:
            dialog.open.clicked.connect(partial(self._open, dialog.page, moment))
        self._shell.ask(dialog)

    def _mark(self, moment: Moment) -> None:
        shown = draft_of(moment)
        said = replace(shown, significant=not moment.significant)
        self._model.change(moment.record, said, shown)

    def _open(self, page: str, moment: Moment) -> None:
        args = {"assessment": moment.record} if page == "assessment" else {}
        self._shell.open(page, family=self._model.state.family, **args)

    def _ask_event(self, moment: Moment | None) -> None:
        dialog = WriteEvent(self._model.today(), self._model.state.story.people, moment, self._worker)
        dialog.said.connect(partial(self._write, moment))
        self._ask_in(dialog)

    def _write(self, moment: Moment | None, said: Any) -> None:
        if moment is not None and moment.kind == "event":
            self._model.change(moment.record, *said)
        else:
            self._model.add(said[0])

    def _ask_why(self, moment: Moment) -> None:
        dialog = TakeOut(words.TAKE_OUT_TITLE, moment.text, words.TAKE_OUT_HINT)
        dialog.said.connect(partial(self._model.take_out, moment.record))
        self._ask_in(dialog)

    def _ask_save(self) -> None:
        dialog = SaveStory()
        dialog.said.connect(partial(self._leaving.save, self._model.state.family, self._head.state.head.name))
        self._ask_in(dialog)

    def _ask_in(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _done(self, said: str, undo: Callable[[], object] | None = None) -> None:
        if self._dialog is not None:
            self._dialog.done()
        if self.isVisible():
            self._shell.tell(said, undo=undo)

    def _taken_out(self, event: str) -> None:
        self._done(words.TAKEN_OUT, partial(self._model.bring_back, event))

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        elif self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")
