"""How long the bytes of what the server has are kept: as long as it may be put back from a backup without them, by the dates that the council signs (S28)."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from desktop.casework.desk import Desk
from desktop.clock import FixedClock
from desktop.store.past import of_record
from sync.records.note import Note
from tests.store.notes import shows
from tests.support.desks import a_family, write
from tests.support.exchange import Exchange

PERIOD = timedelta(days=35)


@dataclass
class Kept:
    """One set of this laptop's that the council has."""

    desk: Desk
    exchange: Exchange
    note: str
    n: int

    def server_says(self, at: str) -> None:
        """The council signs at this moment, by its own clock, where the stream stands."""
        self.exchange.at = at
        manifest = self.exchange.manifest(self.exchange.head())
        self.exchange.replica.compare(manifest)
        self.exchange.replica.finish(manifest, None)

    def pass_time(self, by: timedelta) -> None:
        clock = self.desk.clock
        assert isinstance(clock, FixedClock)
        clock.advance(by)

    def is_here(self) -> bool:
        """Whether its bytes and its changes are still here, once the laptop had nothing else to do."""
        self.desk.store.idle()
        with self.desk.store.reading() as session:
            connection = session.connection()
            sealed = connection.exec_driver_sql("SELECT sealed IS NOT NULL FROM change_set WHERE n = ?", (self.n,))
            changes = connection.exec_driver_sql("SELECT count(*) FROM change WHERE n = ?", (self.n,))
            both = bool(sealed.scalar()), bool(changes.scalar())
        assert both in ((True, True), (False, False))
        return both[0]


@pytest.fixture
def kept(desk: Desk) -> Kept:
    family = a_family(desk)
    exchange = Exchange(desk, family)
    note = write(desk, Note, family, text="Rang Dana.")
    ((n, made),) = exchange.sealed().items()
    exchange.at = "2026-10-06T09:42:00Z"
    exchange.answer(exchange.receipt(exchange.accept(made)))
    return Kept(desk, exchange, note, n)


def test_s28_what_the_server_has_is_let_go_after_the_time_of_a_backup(kept: Kept):
    kept.pass_time(PERIOD)
    kept.server_says("2026-11-10T09:41:59Z")
    before = kept.is_here()
    kept.server_says("2026-11-10T09:42:00Z")

    assert before
    assert not kept.is_here()
    with kept.desk.store.reading() as session:
        (told,) = of_record(session.connection(), "note", kept.note)
    assert told.fields["text"] == shows(kept.desk, kept.note).text


def test_s28_a_clock_of_this_laptops_that_jumps_lets_nothing_go(kept: Kept):
    kept.server_says("2026-10-07T09:42:00Z")

    kept.pass_time(timedelta(days=4000))

    assert kept.is_here()


def test_s28_a_clock_of_the_servers_that_jumps_lets_nothing_go_either(kept: Kept):
    kept.server_says("2036-10-07T09:42:00Z")

    assert kept.is_here()
