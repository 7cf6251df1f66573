"""The world of random histories, in which people also write notes of their own, read, and come into a team and leave it (F10; sync.md, section 1)."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop.casework.reads import VIEW, Reads
from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.owners import Owned, owner_id
from tests.support.central import Central
from tests.support.laptops import Laptop
from tests.support.wire import Wire, an_id
from tests.sync.office import Office
from tests.sync.words import words_in
from tests.sync.world import World, which

DAY = timedelta(days=1)
SAM = 2


class OwnWorld(World):
    """Of Jo's own notes each of Jo's laptops has all in the end, and Sam's none; of reads the council has every one that its laptop has."""

    def __init__(self, council: Central) -> None:
        super().__init__(council)
        self.team, self.members = an_id(), set[int]()
        manager = Wire(council, council.a_user("manager", team=self.team))
        self._manager, self._desk = manager, NewStream(owner_id(Owned.TEAM_DESK, self.team), Owned.TEAM_DESK)
        self.tell_the_team()

    @rule(i=which)
    def write_for_oneself(self, i: int) -> None:
        laptop, text = self.laptops[i], f"One {self._token('own')}. Two {self._token('own')}."
        with laptop.desk.writing() as session:
            stream = session.hold(self._own(laptop), Owned.PERSON)
            session.add(Note(id=laptop.desk.new_id(), stream=stream, text=text, with_whom=self._token("own")))

    @rule(i=which)
    def read(self, i: int) -> None:
        Reads(self.laptops[i].desk).note(VIEW, "family", self.family, self.family)

    @rule(i=which)
    def let_reads_wait(self, i: int) -> None:
        self.laptops[i].clock.advance(DAY)

    @rule()
    def tell_the_team(self) -> None:
        """In a kind of record of a later release: this one has none for it."""
        line = self._manager.set(self._desk.stream, Group("later", an_id(), 0, {"text": "Cover for Sam."}))
        assert self._manager.push_one(self._desk, line).outcome == "applied"

    @rule(i=which, joins=st.booleans())
    def change_team(self, i: int, joins: bool) -> None:
        laptop = self.laptops[i]
        role, team = ("manager" if i == SAM else "practitioner"), self.team if joins else "North"
        self.council.run("user", laptop.user, "--name", laptop.desk.worker.name, "--team", team, "--role", role)
        changed = {j for j, other in enumerate(self.laptops) if other.user == laptop.user}
        self.members = self.members | changed if joins else self.members - changed

    @rule(i=which)
    def sync(self, i: int) -> None:
        super().sync(i)
        assert self._holds_one(self.laptops[i], self._desk.stream) == (i in self.members), (
            "a team's desk where it should not be, or not where it should"
        )

    def teardown(self) -> None:
        for i, _laptop in enumerate(self.laptops):
            self.change_team(i, joins=True)
        super().teardown()

    def _come_to_rest(self) -> None:
        super()._come_to_rest()
        for i, laptop in enumerate(self.laptops):
            self.read(i)
            laptop.clock.advance(2 * DAY)
            laptop.sync()

    def _moved(self) -> list[object]:
        owners = {self._own(laptop) for laptop in self.laptops}
        return [Office(self.council, owner).revisions() for owner in (self.family, *sorted(owners))]

    def _words(self) -> frozenset[str]:
        return super()._words().union(*(words_in(one.state(self._own(one))) for one in self.laptops))

    def _check(self) -> None:
        super()._check()
        jo, other, sam = self.laptops
        assert jo.state(self._own(jo)) == other.state(self._own(jo)), "diverged"
        assert not self._holds_one(sam, stream_id(self._own(jo), Owned.PERSON)), "somebody else's own notes"
        for laptop in self.laptops:
            self._check_reads(laptop)

    def _own(self, laptop: Laptop) -> str:
        return owner_id(Owned.PERSON, laptop.user)

    def _holds_one(self, laptop: Laptop, stream: str) -> bool:
        with laptop.store.reading() as session:
            return bool(session.connection().exec_driver_sql("SELECT 1 FROM stream WHERE stream = ?", (stream,)).all())

    def _check_reads(self, laptop: Laptop) -> None:
        with laptop.store.reading() as session:
            here = session.connection().exec_driver_sql("SELECT n, link, acknowledged_at FROM read_event").all()
        with self.council.session() as connection:
            kept = connection.exec_driver_sql(
                "SELECT n, link FROM read_event WHERE device = (SELECT number FROM device WHERE device.device = "
                f"'{laptop.device}')"
            ).all()
        assert {(row.n, row.link) for row in here} <= {(row.n, row.link) for row in kept}, "a read was lost"
        assert all(row.acknowledged_at for row in here), "a read waits"
