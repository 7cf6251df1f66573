"""One address with the people who live there; without an address, those of whom nobody said where they live."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop.casework.households import Household
from desktop.casework.picture import FamilyPicture
from desktop.ui.people import asks, telling
from desktop.ui.people.model import PeopleModel
from desktop.ui.people.unfolding import Unfolding
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import whole_family as words


class HouseholdCard(RowCard):
    """`address` is "" for those without one.

    Signals:
        opened: a person, whose page is wanted.
        unwanted: "address", the record and its line: it is to be taken out.
        past: "address" and the record, whose history is wanted.
    """

    opened = Signal(str)
    unwanted = Signal(str, str, str)
    past = Signal(str, str)

    def __init__(self, address: str, model: PeopleModel) -> None:
        super().__init__("" if address else words.NO_ADDRESS)
        self._address, self._model = address, model
        self._drawn: object = None
        self._head: Unfolding | None = None
        if address:
            self._head = Unfolding(asks.ADDRESS, Picture("house", "text2"), heading=True)
            self._head.said.connect(partial(model.change, "address", address))
            self._head.showed.connect(partial(model.showed, "address", address))
            self._head.unwanted.connect(self._not_wanted)
            self._head.past.connect(partial(self.past.emit, "address", address))

    def draw(self, home: Household | None, people: Sequence[str], picture: FamilyPicture, *, settled: bool) -> None:
        """Show it as it is now."""
        if self._head is not None and home is not None:
            said = words.household_detail(home.values["use"], home.values["from_on"], home.values["until_on"])
            self._head.read(home.line or words.UNNAMED, said, telling.household_badges(home))
            if settled or self._drawn is None:
                self._head.show_values(home.values)
        living = {one.person: words.living_detail(one.values) for one in home.people} if home else {}
        sheets = [picture.sheet(person) for person in people]
        if (drawn := (sheets, living)) != self._drawn:
            self._drawn = drawn
            rows = [self._row(person, living.get(person, ""), picture) for person in people if picture.sheet(person)]
            self.set_rows([*([self._head] if self._head else []), *rows])

    def flush(self) -> None:
        if self._head is not None:
            self._head.flush()

    def _row(self, person: str, living: str, picture: FamilyPicture) -> Row:
        name, about = telling.person_line(picture, person)
        sheet = picture.sheet(person)
        letters = sheet.card.initials if sheet else ""
        row = Row(name, ". ".join(part for part in (about, living) if part), Avatar(letters))
        for badge in telling.person_badges(sheet.values) if sheet else ():
            row.add_below(Badge(*badge))
        button = Button(words.OPEN, dense=True)
        button.setAccessibleDescription(name)
        button.clicked.connect(partial(self.opened.emit, person))
        row.add(button)
        return row

    def _not_wanted(self) -> None:
        if self._head is not None:
            self.unwanted.emit("address", self._address, self._head.title.text())
