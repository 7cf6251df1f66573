"""Lines that break, fall silent or are slow to judge: what has arrived stays, and only the rest is sent (S2, S6, S7)."""

import contextlib
import os
import random
import time

import pytest

from desktop.store.replica import StoreReplica
from sync.engine.engine import Sync, never, quietly, sync
from sync.engine.errors import Offline
from sync.engine.transport import Signer, Transport
from sync.protocol.messages import Limits, Manifest
from sync.protocol.replica import Told
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.support.desks import a_family
from tests.support.laptops import VERSION, Laptop
from tests.support.lines import Line
from tests.sync.far_end import NewLaptop, a_laptop, a_line, line
from tests.sync.faults import BreakingTransport

__all__ = ["a_laptop", "a_line", "line"]


def families(laptop: Laptop, count: int, notes: int) -> list[str]:
    """Families of one's own, each with notes that hardly compress."""
    words = random.Random(laptop.device)
    made = []
    for _ in range(count):
        made.append(a_family(laptop.desk))
        with laptop.desk.writing() as session:
            for _ in range(notes):
                session.add(
                    Note(id=laptop.desk.new_id(), stream=stream_id(made[-1], "team"), text=words.randbytes(300).hex())
                )
        laptop.store.leave(made[-1])
    return made


def applied(laptop: Laptop) -> list[tuple[int, int]]:
    """The (device, n) of every set of this laptop that the council applied, in its order."""
    with laptop.central.session() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT device, n FROM change_set WHERE device = {laptop.store.identity.number} ORDER BY n"
        )
        return [tuple(row) for row in rows]


def syncs_until_done(laptop: Laptop) -> int:
    """How many syncs break before one comes to its end."""
    for count in range(50):
        try:
            laptop.sync()
        except Offline:
            continue
        return count
    raise AssertionError("never comes to its end")


def one_try(laptop: Laptop) -> None:
    """A sync that does not go on when the line breaks."""
    with laptop.transport() as transport, contextlib.suppress(Offline):
        Sync(laptop.replica, transport, VERSION, quietly, never, ())._round(0)


def pulled(laptop: Laptop, line: Line) -> int:
    """The bytes that come down to a laptop in one sync."""
    before = line.passed["down"]
    laptop.sync()
    return line.passed["down"] - before


def test_s2_a_push_that_breaks_goes_on_after_what_arrived_and_nothing_of_its_own_comes_back(
    a_laptop: NewLaptop, line: Line
):
    first = a_laptop()
    made = families(first, 12, 8)
    line.cut(up=25_000)
    while not (arrived := applied(first)):  # what the server had not yet read when the line broke is lost with it
        one_try(first)
    line.cut()
    up, down = line.passed["up"], line.passed["down"]

    report = first.sync()

    assert line.passed["up"] - up < 25_000
    assert line.passed["down"] - down < 12_000
    assert arrived
    assert first.states_of_sets() == {"applied"}
    assert report.applied < len(applied(first)) == len(set(applied(first))) == 24
    second = a_laptop(first.user)
    second.sync()
    assert all(first.state(family) == second.state(family) for family in made)


def test_s6_a_pull_that_breaks_again_and_again_comes_to_its_end_in_one_sync(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    made = families(first, 12, 8)
    first.sync()
    unbroken = pulled(a_laptop(first.user), line)
    second = a_laptop(first.user)
    line.cut(down=unbroken // 2)
    before, lines = line.passed["down"], line.connections

    second.sync()

    assert line.connections - lines > 1
    assert line.passed["down"] - before < 2 * unbroken
    assert all(first.state(family) == second.state(family) for family in made)


def test_what_a_broken_pull_was_told_is_kept_until_it_is_whole(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    made = families(first, 12, 8)
    first.sync()
    second = a_laptop(first.user)
    line.cut(down=pulled(a_laptop(first.user), line) // 2)
    one_try(second)
    line.cut()

    told = second.replica.told()
    assert told.manifest is not None
    with second.transport() as transport:
        assert transport.get("/v1/manifest", Manifest, told.etag) == (None, told.etag)
    second.sync()

    assert second.replica.told() == Told(told.etag)
    assert all(first.state(family) == second.state(family) for family in made)


def test_a_pull_that_broke_before_others_wrote_brings_what_they_wrote(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    made = families(first, 12, 8)
    first.sync()
    second = a_laptop(first.user)
    line.cut(down=pulled(a_laptop(first.user), line) // 2)
    one_try(second)
    line.cut()
    made += families(first, 1, 1)
    first.sync()

    second.sync()

    assert all(first.state(family) == second.state(family) for family in made)


def test_a_push_that_breaks_again_and_again_goes_on_at_once_for_as_long_as_it_gets_on(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    families(first, 12, 8)
    line.cut(up=25_000)
    lines = line.connections

    syncs = 1 + syncs_until_done(first)

    assert line.connections - lines > syncs
    assert first.states_of_sets() == {"applied"}
    assert len(applied(first)) == len(set(applied(first))) == 24


def test_after_a_push_that_broke_what_cannot_be_there_goes_before_it_is_asked_what_is(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    families(first, 30, 8)
    line.cut(up=25_000)
    while not (arrived := applied(first)):
        one_try(first)

    while applied(first) == arrived:
        one_try(first)

    assert first.replica.waiting() == 60
    line.cut()
    first.sync()
    assert first.states_of_sets() == {"applied"}
    assert len(applied(first)) == len(set(applied(first))) == 60


def test_s24_what_is_begun_before_it_is_asked_what_is_there_is_not_taken_for_taken_away(
    a_laptop: NewLaptop, line: Line
):
    first = a_laptop()
    made = families(first, 12, 8)
    line.cut(up=25_000)
    while not applied(first):
        one_try(first)
    line.cut()

    one_try(first)

    assert first.states_of_sets() == {"applied"}
    with first.store.reading() as session:
        assert session.query(Note).count() == 12 * 8
    second = a_laptop(first.user)
    second.sync()
    assert all(first.state(family) == second.state(family) for family in made)


def test_a_line_that_brings_nothing_on_is_left_for_later_at_once(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    families(first, 1, 1)
    line.cut(down=10)
    lines = line.connections

    with pytest.raises(Offline):
        first.sync()

    assert line.connections - lines == 1


def test_a_push_of_which_nothing_arrives_is_tried_once_more(a_laptop: NewLaptop, line: Line):
    """Whether the council judged some of it before the line broke is told by the next manifest alone."""
    first = a_laptop()
    families(first, 1, 8)
    line.cut(up=2_500)
    lines = line.connections

    with pytest.raises(Offline):
        first.sync()

    assert line.connections - lines == 2
    assert applied(first) == []


def test_s7_a_large_family_goes_on_where_its_snapshot_broke_and_is_not_seen_before(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    (family,) = families(first, 1, 180)
    first.sync()
    unbroken = pulled(a_laptop(first.user), line)
    second = a_laptop(first.user)
    line.cut(down=unbroken // 2)
    before = line.passed["down"]

    one_try(second)
    with second.store.reading() as session:
        assert session.query(Note).count() == 0
    second.sync()

    assert line.passed["down"] - before < 2 * unbroken
    assert first.state(family) == second.state(family)


def test_a_line_that_falls_silent_is_given_up_because_nothing_moves(a_laptop: NewLaptop, line: Line):
    first = a_laptop()
    families(first, 1, 1)
    signer = Signer(first.device, first.signing_key, time.time, os.urandom)
    line.cut(down=10, silent=True)

    with Transport(line.url, signer, still=0.2) as transport, pytest.raises(Offline):
        sync(first.replica, transport, VERSION)

    line.cut()
    first.sync()
    assert first.states_of_sets() == {"applied"}


def test_a_server_that_takes_little_at_once_is_sent_several_requests(a_laptop: NewLaptop):
    class Modest(StoreReplica):
        def limits(self) -> Limits:
            return Limits(push_lines=7, push_bytes=20_000)

    first = a_laptop()
    families(first, 6, 4)

    with first.transport() as transport:
        report = sync(Modest(first.store, os.urandom, first.central.bundle), transport, VERSION)

    assert report.requests > 4
    assert first.states_of_sets() == {"applied"}


@pytest.mark.parametrize(("request_", "brought"), [(0, False), (2, True)], ids=["at once", "behind a pull"])
def test_an_error_says_whether_something_was_brought_on_before_it(line, a_laptop, request_: int, brought: bool):
    first = a_laptop()
    families(first, 1, 1)
    first.sync()
    second = a_laptop(first.user)
    families(second, 1, 1)

    signer = Signer(second.device, second.signing_key, time.time, os.urandom)
    broken = BreakingTransport(second.url, signer, request_, answered=False)
    with broken as transport, pytest.raises(Offline) as broke:
        sync(second.replica, transport, VERSION)

    assert broke.value.brought is brought
