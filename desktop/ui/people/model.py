"""The whole family as one state, and every change that can be made to it. One for all pages of the people of a family."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.casework.ecomap import Ecomap, NewLink
from desktop.casework.households import Households, NewAddress, NewResidence
from desktop.casework.network import Network, NewContact
from desktop.casework.parts import Parts
from desktop.casework.people import NewPerson, People
from desktop.casework.picture import FamilyPicture, Pictures
from desktop.casework.relations import NewRelation, Relations
from desktop.ui.saves import Saves
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence

New = NewPerson | NewAddress | NewResidence | NewRelation | NewContact | NewLink
Place = tuple[str, str, str]
"""A kind, a record and a field."""


@dataclass(frozen=True)
class Casework:
    """What the pages read and change."""

    pictures: Pictures
    parts: Parts
    people: People
    households: Households
    relations: Relations
    network: Network
    ecomap: Ecomap


@dataclass(frozen=True)
class PeopleState:
    """`now` and `saved_at` are local time. `unsaved`: something was typed or chosen and is not saved yet."""

    now: datetime
    family: str = ""
    picture: FamilyPicture = field(default_factory=FamilyPicture)
    loaded: bool = False
    unsaved: bool = False
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def settled(self) -> bool:
        """Whether what is in the store is what was typed: editors may be drawn anew."""
        return not self.unsaved and not self.problem


class PeopleModel(QObject):
    """Reads and writes one family's people.

    Signals:
        changed: a new `PeopleState` is in place.
        dealt: what was asked for is done: "added", "taken_out" or "put_back", and the kind of record.
        refused: why not, in words.
    """

    changed = Signal()
    dealt = Signal(str, str)
    refused = Signal(str)

    def __init__(self, casework: Casework, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._casework, self._now, self._tasks = casework, now, tasks
        self._shown: dict[Place, Any] = {}
        self._saves = Saves(tasks)
        self._saves.saved.connect(self._read_back)
        self._saves.refused.connect(self._not_saved)
        self.state = PeopleState(now())

    def arrive(self, family: str) -> None:
        """Show this family."""
        if family != self.state.family:
            self._become(PeopleState(self._now(), family, unsaved=bool(self.unsaved)))
        self.reload()

    def reload(self) -> None:
        """Read it again, as when changes have come in."""
        if self.state.family:
            self._tasks.run(partial(self._casework.pictures.of, self.state.family), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._shown.clear()
            self._become(PeopleState(self._now()))

    # -- what is typed over what was shown

    def showed(self, kind: str, record: str, name: str, value: Any) -> None:
        """An editor shows this now: what it saves was typed over it."""
        self._shown[kind, record, name] = value

    def change(self, kind: str, record: str, name: str, value: Any) -> None:
        """Save what a field says as far as it is typed."""
        place = kind, record, name

        def save() -> None:
            # In the store's lane, after the save before it: that one's words are what this one was typed over.
            self._casework.parts.change(kind, record, name, value, self._shown.get(place))
            self._shown[place] = value

        self._become(replace(self.state, unsaved=True))
        self._saves.give(save)

    # -- what is asked for

    def add(self, new: New) -> None:
        """Add what a dialog said."""
        work, family = self._casework, self.state.family
        match new:
            case NewPerson():
                self._do(lambda: work.people.add(family, new), "added", "person")
            case NewAddress():
                self._do(lambda: work.households.add(family, new), "added", "address")
            case NewResidence():
                self._do(lambda: work.households.move_in(new), "added", "residence")
            case NewRelation():
                self._do(lambda: work.relations.add(family, new), "added", "relationship")
            case NewContact():
                self._do(lambda: work.network.add(family, new), "added", "professional")
            case NewLink():
                self._do(lambda: work.ecomap.add(family, new), "added", "ecomap_link")

    def take_out(self, kind: str, record: str, why: str) -> None:
        self._do(lambda: self._casework.parts.take_out(kind, record, why), "taken_out", kind)

    def put_back(self, kind: str, record: str) -> None:
        self._do(lambda: self._casework.parts.put_back(kind, record), "put_back", kind)

    # -- saving

    @property
    def unsaved(self) -> str:
        """Why something is not on the disk yet, in words; "" when everything is."""
        return self._saves.unsaved

    def save(self) -> None:
        """Try to save what is not saved yet."""
        self._saves.try_again()

    def _do(self, work: Callable[[], object], done: str, kind: str) -> None:
        family = self.state.family

        def worked() -> tuple[FamilyPicture, str, str]:
            work()
            return self._casework.pictures.of(family), done, kind

        self._tasks.run(worked, self._done, self._not_done)

    def _done(self, answer: tuple[FamilyPicture, str, str]) -> None:
        picture, done, kind = answer
        self._become(replace(self.state, saved_at=self._now()))
        self._loaded(picture)
        self.dealt.emit(done, kind)

    def _not_done(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _read_back(self) -> None:
        """The page shows what is in the store."""
        if self.state.family:
            self._tasks.run(partial(self._casework.pictures.of, self.state.family), self._saved, self._failed)

    def _loaded(self, picture: FamilyPicture) -> None:
        if picture.family == self.state.family:
            self._become(replace(self.state, now=self._now(), picture=picture, loaded=True))

    def _saved(self, picture: FamilyPicture) -> None:
        self._become(replace(self.state, unsaved=bool(self.unsaved), saved_at=self._now(), problem=""))
        self._loaded(picture)

    def _not_saved(self, why: str) -> None:
        self._become(replace(self.state, unsaved=bool(self.unsaved), problem=why))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: PeopleState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
