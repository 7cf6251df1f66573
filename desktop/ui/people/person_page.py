"""One person as a page of field groups, each field saved as it is typed; where they live and whom they belong to beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.picture import FamilyPicture, PersonSheet
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.pieces import links, stack
from desktop.ui.people import asks, telling
from desktop.ui.people.also_in import AlsoIn
from desktop.ui.people.asking import Asking
from desktop.ui.people.model import PeopleModel
from desktop.ui.people.record_form import RecordForm
from desktop.ui.people.record_list import RecordList
from desktop.ui.people.saving import draw_saving
from desktop.ui.ports import Shell
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, ScrollColumn
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import person as words
from desktop.ui.words import whole_family as family_words

_MAIN = ("name", "about", "health", "school", "services")
_OF_CHILDREN = ("upn", "year_group", "tutor", "health_visitor")
_OF_ADULTS = ("employment",)


class PersonPage(Page):
    """Arrives with `family` and `person`, ids."""

    def __init__(self, model: PeopleModel, head: FamilyHeadModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._person, self._drawn = "", ""
        self._asking = Asking(model, shell, self)
        self._problem, self._saved = Notice("danger", "triangle-alert", ""), SaveState()
        self._avatar, self._name = Avatar("", 44), PlainLabel("", "h2")
        self._detail = PlainLabel("", "meta", "text2")
        self._warnings = Notice("warning", "phone", "")
        self._groups: dict[str, RecordForm] = {}
        self._homes = RecordList(
            "residence",
            asks.RESIDENCE,
            model,
            words.GROUPS["home"],
            links((family_words.MOVE_IN, self._move_in)),
            family_words.NO_HOME,
        )
        self._relations = RecordList(
            "relationship",
            asks.RELATION,
            model,
            words.GROUPS["belongs"],
            links((family_words.ADD_RELATION, self._relate)),
            family_words.NO_RELATIONS,
        )
        self._also: AlsoIn | None = None
        self._top_room = Stack()
        self._columns = self._lay_out()
        for records in (self._homes, self._relations):
            records.unwanted.connect(self._asking.take_out)
            records.past.connect(self._open_history)
        model.changed.connect(self._draw)
        model.dealt.connect(self._dealt)
        self._draw()

    def add(self, also: AlsoIn) -> None:
        """Say above what is asked in which other families somebody is."""
        self._also = also
        self._top_room.fill([also])

    def arrive(self, **args: str) -> None:
        if args["person"] != self._person:
            self.leave()
        self._person = args["person"]
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])
        if self._also is not None:
            self._also.follow(args["family"], args["person"])
        self._draw()

    def leave(self) -> None:
        for form in self._groups.values():
            form.flush()
        for records in (self._homes, self._relations):
            records.flush()

    def ask_again(self, dialog: str, about: str) -> None:
        if self._also is None or not self._also.ask_again(dialog, about):
            self._asking.again(dialog, about)

    # -- drawing

    def _lay_out(self) -> Columns:
        body = ScrollColumn((28, 14, 28, 28))
        main = stack(*(self._group(name) for name in _MAIN))
        side = stack(self._group("contact"), self._homes, self._group("home"), self._relations)
        columns = Columns(main, side, 420)
        body.add(self._top(), self._problem, self._warnings, self._top_room, columns)
        body.add_stretch()
        self.column.addWidget(FamilyHeader(self._head, self._shell, "people"))
        self.column.addWidget(body, 1)
        return columns

    def _top(self) -> QWidget:
        room, told = QWidget(), QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self._name)
        told.addWidget(self._detail)
        back, history = (
            LinkButton(family_words.BACK_TO_PEOPLE),
            Button(family_words.HISTORY, icon="history", dense=True),
        )
        out = Button(family_words.TAKE_OUT, "quiet", "x", dense=True)
        back.clicked.connect(self._back)
        history.clicked.connect(lambda: self._open_history("person", self._person))
        out.clicked.connect(self._take_out)
        who, buttons = QWidget(), QWidget()
        beside, within = QHBoxLayout(who), FlowLayout(buttons, 12)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(told, 1)
        for button in (back, history, out):
            within.addWidget(button)
        across = FlowLayout(room, 28, down=8)
        for part in (who, buttons, self._saved):
            across.addWidget(part)
        return room

    def _group(self, name: str) -> Card:
        form, card = RecordForm(asks.GROUPS[name]), Card(words.GROUPS[name] if name != "home" else "")
        form.said.connect(self._said)
        form.showed.connect(self._showed)
        self._groups[name] = form
        card.add(form)
        return card

    def _draw(self) -> None:
        state = self._model.state
        draw_saving(self._problem, self._saved, state)
        sheet = state.picture.sheet(self._person)
        self._columns.setVisible(sheet is not None)
        if sheet is None:
            self._drawn = ""
            self._name.setText("")
            self._detail.say("")
            self._warnings.hide()
            return
        self._draw_top(sheet, state.picture)
        self._fit(sheet, state.picture)
        anew = sheet.person != self._drawn
        if state.settled or anew:
            for form in self._groups.values():
                form.show_values(sheet.values, anew=anew)
        self._drawn = sheet.person
        self._homes.draw(tuple(telling.residences(state.picture, self._person)), settled=state.settled)
        self._relations.draw(tuple(telling.relations_of(state.picture, self._person)), settled=state.settled)
        settle_layouts()

    def _draw_top(self, sheet: PersonSheet, picture: FamilyPicture) -> None:
        name, about = telling.person_line(picture, self._person)
        self._name.setText(name)
        self._detail.say(about)
        self._avatar.show_letters(sheet.card.initials)
        warned = [said for said, _icon, _tone in telling.person_badges(sheet.values)]
        self._warnings.title.say(". ".join(warned))
        self._warnings.setVisible(bool(warned))

    def _fit(self, sheet: PersonSheet, picture: FamilyPicture) -> None:
        """Ask what suits the person; what is written already is always shown."""
        card, values = sheet.card, sheet.values
        about, health, school = self._groups["about"], self._groups["health"], self._groups["school"]
        unborn = card.role == "unborn"
        about.present("expected_on", wanted=unborn or values["expected_on"] is not None)
        about.present("born_on_estimated", wanted=values["born_on"] is not None)
        for form, names, suits in (
            (school, _OF_CHILDREN[:3], card.is_child),
            (health, _OF_CHILDREN[3:], card.is_child),
            (school, _OF_ADULTS, not card.is_child),
        ):
            for name in names:
                form.present(name, wanted=suits or bool(values[name]))
        health.present("conditions", wanted=values["disability"] == "yes" or bool(values["conditions"]))
        health.offer("health_visitor", [(contact.record, contact.name) for contact in picture.contacts])
        health.warn("nhs_number", words.number_warning(sheet.nhs_warning))
        school.warn("upn", words.number_warning(sheet.upn_warning))

    # -- doing

    def _said(self, name: str, value: object) -> None:
        self._model.change("person", self._person, name, value)

    def _showed(self, name: str, value: object) -> None:
        self._model.showed("person", self._person, name, value)

    def _move_in(self) -> None:
        self._asking.move_in(self._person)

    def _relate(self) -> None:
        self._asking.relation(self._person)

    def _take_out(self) -> None:
        self._asking.take_out("person", self._person, self._name.text())

    def _open_history(self, kind: str, record: str) -> None:
        self._shell.open("history", kind=kind, record=record)

    def _back(self) -> None:
        self._shell.open("people", family=self._model.state.family)

    def _dealt(self, done: str, kind: str) -> None:
        """Nothing is left to see here of somebody who was taken out."""
        if (done, kind) == ("taken_out", "person") and self.isVisible():
            self._back()
