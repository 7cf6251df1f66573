"""A visit's fields on one page, in the order in which they are thought of, each reached by Tab: while it goes on, or after it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.casework.attachments import FileLine
from desktop.casework.plan_view import ActionCard
from desktop.casework.visit_writing import WriteUp
from desktop.ui.shell.form_dialog import beside
from desktop.ui.visit.child_fields import ChildFields
from desktop.ui.visit.colleague import colleague_card
from desktop.ui.visit.editors import TimeEdit, show_choice, show_text
from desktop.ui.visit.private_fields import PrivateFields
from desktop.ui.visit.write_up_model import WriteUpModel, WriteUpState
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row
from desktop.ui.widgets.stack import Stack
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking
from desktop.ui.words import documents as document_words
from desktop.ui.words import write_up as words


class WriteUpView(ScrollColumn):
    """In a visit what is not for the family is folded.

    Signals:
        photo_wanted, drawing_wanted: a picture is to be added.
        turned: another visit's fields are shown now.
    """

    photo_wanted = Signal()
    drawing_wanted = Signal()
    turned = Signal()

    def __init__(self, model: WriteUpModel, *, visiting: bool) -> None:
        super().__init__((28, 16, 28, 28), 16)
        self._model, self._visiting = model, visiting
        self._drawn: tuple[object, ...] = ()
        self._of = ""
        self.arrived, self.left = TimeEdit(), TimeEdit()
        self._arrived, self._left = Field(words.ARRIVED, self.arrived), Field(words.LEFT, self.left)
        self.present, self.others = ChoiceChips(many=True), TextAnswer(lines=1)
        self.observation = TextAnswer(lines=4)
        self.children_: list[ChildFields] = []
        self.adults: dict[str, TextAnswer] = {}
        self.ticks: dict[str, TickBox] = {}
        self._children, self._colleagues = Stack(), Stack()
        self._adults, self._actions, self._files = Stack(12), Stack(0), Stack(0)
        self.private = PrivateFields(model, visiting=visiting)
        self.photo, self.draw = Button(words.ADD_PHOTO, icon="plus"), Button(words.DRAW, icon="pen-line")
        self._lay_out()
        self._connect()
        model.changed.connect(self._draw)
        self._draw()

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for time in (self.arrived, self.left):
            time.flush()
        for text in (self.others, self.observation, *self.adults.values()):
            text.flush()
        for child in self.children_:
            child.flush()
        self.private.flush()

    def _lay_out(self) -> None:
        times, there, adults = Card(words.TIMES), Card(words.PRESENT), Card(words.ADULTS)
        times.add(beside(self._arrived, self._left))
        there.add(Field(words.FAMILY_PRESENT, self.present), Field(words.OTHERS, self.others, words.OTHERS_HINT))
        adults.add(self._adults)
        facts, actions, files = Card(), Card(words.ACTIONS), Card(words.FILES)
        facts.add(Field(words.SEEN_AND_DONE, self.observation, words.FACTS_HINT))
        actions.add(self._actions)
        buttons = QWidget()
        flow = FlowLayout(buttons, 12)
        flow.addWidget(self.photo)
        flow.addWidget(self.draw)
        files.add(self._files, buttons)
        self.add(times, there, self._children, adults, facts, self.private, actions, files, self._colleagues)
        self.add_stretch()

    def _connect(self) -> None:
        model = self._model
        for name, editor, field in (
            ("arrived_at", self.arrived, self._arrived),
            ("left_at", self.left, self._left),
        ):
            editor.committed.connect(partial(self._timed, name, field))
            editor.unread.connect(partial(field.set_error, booking.NOT_A_TIME))
        self.present.chosen.connect(partial(model.write_shared, "people_seen"))
        self.others.committed.connect(partial(model.write_shared, "others_present"))
        self.observation.committed.connect(partial(model.write, "observation"))
        self.photo.clicked.connect(self.photo_wanted)
        self.draw.clicked.connect(self.drawing_wanted)

    def _timed(self, name: str, field: Field, at: datetime | None) -> None:
        field.set_error("")
        self._model.write("arrived_at" if name == "arrived_at" else "left_at", at)

    def _draw(self) -> None:
        """Until a visit is read nothing stands here: words of another one are not shown, nor can they be written on."""
        state = self._model.state
        self.inside.setVisible(state.doc is not None)
        if state.doc is None:
            return
        turned = state.doc.visit != self._of
        self._of = state.doc.visit
        if turned and (at := self.inside.focusWidget()) is not None:
            at.clearFocus()
        self._shape(state.doc, state)
        self._fill(state.doc)
        self.private.show_state(state)
        if turned:
            self.turned.emit()

    def _shape(self, doc: WriteUp, state: WriteUpState) -> None:
        """Editors are made anew only where there are other people; what is being typed stays."""
        people = tuple((person.person, person.name, person.is_child) for person in doc.people)
        if not self._drawn or self._drawn[0] != people:
            self.children_ = [ChildFields(child, self._model) for child in doc.children]
            self._children.fill(self.children_)
            self.adults = {adult.adult: self._adult(adult.adult) for adult in doc.adults}
            self._adults.fill([Field(words.said(adult.name), self.adults[adult.adult]) for adult in doc.adults])
            self.present.offer([(person.person, person.name) for person in doc.people])
        if not self._drawn or self._drawn[1:] != (doc.actions, doc.others, state.files):
            self._draw_actions(doc.actions)
            self._draw_files(state.files)
            self._colleagues.fill([colleague_card(part) for part in doc.others])
        self._drawn = (people, doc.actions, doc.others, state.files)

    def _fill(self, doc: WriteUp) -> None:
        part, visit = partial(self._model.showed, "part"), partial(self._model.showed, "visit")
        mine = doc.mine
        day = doc.planned_at or mine.arrived_at or self._model.state.now
        for editor, name, at in ((self.arrived, "arrived_at", mine.arrived_at), (self.left, "left_at", mine.left_at)):
            if not editor.hasFocus():
                editor.show_time(at, day)
                part(name, at)
        early = bool(mine.arrived_at and mine.left_at and mine.left_at < mine.arrived_at)
        self._left.set_error(words.LEFT_EARLY if early else "")
        show_choice(self.present, doc.people_seen, partial(visit, "people_seen"), doc.people_seen)
        show_text(self.others, doc.others_present, partial(visit, "others_present"))
        show_text(self.observation, mine.observation, partial(part, "observation"))
        for fields, child in zip(self.children_, doc.children, strict=True):
            fields.show_child(child)
        for adult in doc.adults:
            show_text(self.adults[adult.adult], adult.said, partial(self._model.showed, adult.adult, "said"))

    def _adult(self, adult: str) -> TextAnswer:
        editor = TextAnswer(lines=2)
        editor.committed.connect(partial(self._model.heard, adult))
        return editor

    def _draw_actions(self, actions: Sequence[ActionCard]) -> None:
        self.ticks = {action.action: TickBox(action.text) for action in actions}
        for action, box in self.ticks.items():
            box.toggled.connect(partial(self._ticked, action))
        self._actions.fill([*self.ticks.values()] or [PlainLabel(words.NO_ACTIONS, "body", "text2")])

    def _ticked(self, action: str, done: bool) -> None:
        self._model.tick_action(action, done=done)

    def _draw_files(self, files: Sequence[FileLine]) -> None:
        rows: list[QWidget] = [
            Row(file.title, document_words.size(file.size), Picture(document_words.icon(file.category), "text"))
            for file in files
        ]
        self._files.fill(rows or [PlainLabel(words.NO_FILES, "body", "text2")])
        self.photo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
