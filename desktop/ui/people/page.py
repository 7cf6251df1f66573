"""Everybody of a family by where they live, how they belong together, who helps, and what was taken out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.casework.households import Household
from desktop.casework.parts import Gone
from desktop.casework.picture import FamilyPicture
from desktop.clock import LONDON
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.pieces import links, stack
from desktop.ui.people import asks, telling
from desktop.ui.people.asking import Asking
from desktop.ui.people.household_card import HouseholdCard
from desktop.ui.people.model import PeopleModel, PeopleState
from desktop.ui.people.record_list import RecordList, Told
from desktop.ui.people.saving import draw_saving
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.page import Columns, EmptyState, Page, ScrollColumn
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import whole_family as words

NO_HOME = ""
"""Stands where the address of those would whose address nobody wrote down."""


class PeoplePage(Page):
    """Arrives with `family`, an id. `names`: who a user id is."""

    def __init__(self, model: PeopleModel, head: FamilyHeadModel, shell: Shell, names: Callable[[str], str]) -> None:
        super().__init__()
        self._model, self._head, self._shell, self._names = model, head, shell, names
        self._asking = Asking(model, shell, self)
        self._header = FamilyHeader(head, shell, "people")
        self._problem, self._saved = Notice("danger", "triangle-alert", ""), SaveState()
        self._nobody = EmptyState("users-round", words.NOBODY, words.NOBODY_TEXT)
        self._homes = Stack(12)
        self._households: dict[str, HouseholdCard] = {}
        self._relations = RecordList(
            "relationship",
            asks.RELATION,
            model,
            words.BELONG,
            links((words.ADD_RELATION, self._asking.relation)),
            words.NO_RELATIONS,
        )
        self._contacts = RecordList(
            "professional",
            asks.CONTACT,
            model,
            words.CONTACTS,
            links((words.ADD_CONTACT, self._asking.contact)),
            words.NO_CONTACTS,
        )
        self._gone = RowCard(words.GONE)
        self._drawn_gone: tuple[Gone, ...] = ()
        self._lay_out()
        for records in (self._relations, self._contacts):
            records.unwanted.connect(self._asking.take_out)
            records.past.connect(self._open_history)
        model.changed.connect(self._draw)
        model.dealt.connect(self._dealt)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def leave(self) -> None:
        for records in (self._relations, self._contacts):
            records.flush()
        for home in self._households.values():
            home.flush()

    def ask_again(self, dialog: str, about: str) -> None:
        self._asking.again(dialog, about)

    # -- drawing

    def _lay_out(self) -> None:
        body = ScrollColumn((28, 14, 28, 28))
        main = stack(self._problem, self._nobody, self._homes, self._relations)
        body.add(self._tools(), self._saved, Columns(main, stack(self._contacts, self._gone), 400))
        body.add_stretch()
        self.column.addWidget(self._header)
        self.column.addWidget(body, 1)

    def _tools(self) -> QWidget:
        room = QWidget()
        flow = FlowLayout(room, 12)
        for said, icon, act in (
            (words.ADD_PERSON, "plus", self._asking.person),
            (words.ADD_ADDRESS, "house", self._asking.address),
            (words.DRAW, "users-round", partial(self._go, "genogram")),
            (words.AROUND, "columns-3", partial(self._go, "ecomap")),
        ):
            button = Button(said, icon=icon)
            button.clicked.connect(act)
            flow.addWidget(button)
        return room

    def _draw(self) -> None:
        state = self._model.state
        draw_saving(self._problem, self._saved, state)
        self._nobody.setVisible(state.loaded and not state.picture.people)
        with kept_focus(self):
            self._draw_homes(state)
            self._draw_gone(state)
        self._relations.draw(self._told_relations(state.picture), settled=state.settled)
        self._relations.setVisible(len(state.picture.people) > 1)
        self._contacts.draw(tuple(telling.contacts(state.picture)), settled=state.settled)
        people = [(sheet.person, sheet.card.name) for sheet in state.picture.people]
        for contact in state.picture.contacts:
            self._contacts.row(contact.record).offer("for_whom", people)
        settle_layouts()

    def _told_relations(self, picture: FamilyPicture) -> list[Told]:
        return [
            Told(relation.record, lines[0], words.relation_detail(relation.values), relation.values)
            for relation in picture.relations
            if (lines := telling.relation_lines(relation, picture))
        ]

    def _draw_homes(self, state: PeopleState) -> None:
        """A card for each address, in order; the widgets stay with their address."""
        picture = state.picture
        housed = {living.person for home in picture.households for living in home.people}
        unhoused = [sheet.person for sheet in picture.people if sheet.person not in housed]
        wanted: list[tuple[str, Household | None, Sequence[str]]] = [
            (home.address, home, [living.person for living in home.people]) for home in picture.households
        ]
        if unhoused:
            wanted.append((NO_HOME, None, unhoused))
        for gone in self._households.keys() - {address for address, _home, _people in wanted}:
            self._households.pop(gone).flush()
        cards = [self._card(address, home) for address, home, _people in wanted]
        self._homes.arrange(cards)
        for card, (_address, home, people) in zip(cards, wanted, strict=True):
            card.draw(home, people, picture, settled=state.settled)

    def _card(self, address: str, home: Household | None) -> HouseholdCard:
        card = self._households.get(address)
        if card is None:
            card = self._households[address] = HouseholdCard(address, self._model)
            card.opened.connect(self._open)
            card.unwanted.connect(self._asking.take_out)
            card.past.connect(self._open_history)
        return card

    def _draw_gone(self, state: PeopleState) -> None:
        gone = state.picture.gone
        self._gone.setVisible(bool(gone))
        if gone != self._drawn_gone:
            self._drawn_gone = gone
            self._gone.set_rows([self._gone_row(one, state.picture) for one in gone])

    def _gone_row(self, one: Gone, picture: FamilyPicture) -> Row:
        on = one.at.astimezone(LONDON).date() if one.at else None
        names = picture.names() | {
            other.record: other.values["known_as"] or other.values["first_name"] or ""
            for other in picture.gone
            if other.kind == "person"
        }
        row = Row(words.gone_title(one.kind, one.values, names), words.gone_detail(one.why, self._names(one.by), on))
        back = Button(words.PUT_BACK, dense=True)
        back.setAccessibleDescription(row.title.text())
        back.clicked.connect(partial(self._model.put_back, one.kind, one.record))
        row.add(back)
        return row

    # -- doing

    def _go(self, page: str) -> None:
        self._shell.open(page, family=self._model.state.family)

    def _open_history(self, kind: str, record: str) -> None:
        self._shell.open("history", kind=kind, record=record)

    def _open(self, person: str) -> None:
        self._shell.open("person", family=self._model.state.family, person=person)

    def _dealt(self, done: str, _kind: str) -> None:
        if done == "put_back" and self.isVisible():
            self._shell.tell(words.BACK_AGAIN)
