"""The log of reads from a laptop to the council (F10): with the next push, alone after a day, numbered so that a gap is seen, and let go of in time."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from msgspec.structs import replace as altered

from desktop.casework.reads import FIND, PRINT, VIEW, Reads
from desktop.store import reads
from sync.engine.push import send_reads
from sync.engine.transport import Signer, Transport
from sync.protocol.limits import READS
from sync.protocol.reads import Asked, Kept, ReadsHeld, answer, is_answered
from sync.protocol.replica import ReceiptDoubted
from sync.records.note import Note
from tests.support.central import served
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.support.trust import COUNCIL, RECEIPT_KEY
from tests.sync.backup_world import back_up
from tests.sync.backup_world import put_back as put_council_back
from tests.sync.conftest import NewLaptop
from tests.sync.restoring_world import put_back
from tests.sync.test_trouble import broken_sync

DAY = timedelta(days=1)
T = TypeVar("T")


def told(laptop: Laptop) -> dict[str, list[dict[str, object]]]:
    """What the council tells a laptop's person of their own reads."""
    answer: dict[str, list[dict[str, object]]] = json.loads(
        laptop.central.run("--operator", laptop.user, "reads", f"--user={laptop.user}", "--json")
    )
    return answer


def numbers(laptop: Laptop) -> list[object]:
    return [read["n"] for read in told(laptop)["reads"]]


def waiting(laptop: Laptop) -> list[int]:
    """The numbers of what the council has not said that it has."""
    with laptop.store.reading() as session:
        asked = "SELECT n FROM read_event WHERE acknowledged_at IS NULL ORDER BY n"
        return list(session.connection().exec_driver_sql(asked).scalars())


def read_some(laptop: Laptop, family: str, times: int = 1) -> None:
    """So many reads that are each a read of their own."""
    for _time in range(times):
        Reads(laptop.desk).note(VIEW, "family", family, family)


def test_f10_reads_travel_with_the_next_push_and_cost_no_request_of_their_own(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    jo.sync()
    read_some(jo, family)

    quiet = jo.sync()
    assert (quiet.requests, numbers(jo)) == (1, [])
    write(jo.desk, Note, family, text="Rang Dana.")
    sent = jo.sync()

    assert sent.requests == 2
    assert [(one["act"], one["kind"], one["family"]) for one in told(jo)["reads"]] == [("view", "family", family)]
    assert waiting(jo) == []


def test_f10_reads_that_no_push_carried_for_a_day_go_alone(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    jo.sync()
    read_some(jo, family)
    jo.clock.advance(DAY)

    assert jo.sync().requests == 2
    assert (numbers(jo), waiting(jo)) == ([1], [])
    assert jo.sync().requests == 1


def test_f10_more_reads_than_a_batch_holds_all_come(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    rows = READS + 5
    with jo.store.applying() as connection:
        for _row in range(rows):
            reads.note(connection, jo.clock.now(), VIEW, "family", family, family)
    jo.clock.advance(DAY)

    jo.sync()

    assert numbers(jo) == list(range(1, rows + 1))


@pytest.mark.parametrize("answered", [False, True], ids=["before it arrives", "after it was answered"])
def test_f10_a_lost_answer_loses_and_doubles_no_read(a_laptop: NewLaptop, answered: bool):
    jo = a_laptop()
    family = a_family(jo.desk)
    read_some(jo, family)

    broken_sync(jo, 1, answered=answered)
    read_some(jo, family)
    write(jo.desk, Note, family, text="Rang Dana.")
    jo.sync()

    assert (numbers(jo), told(jo)["gaps"], waiting(jo)) == ([1, 2], [], [])


def test_f10_one_read_of_a_record_in_a_sitting_and_each_print(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    note = write(jo.desk, Note, family, text="Rang Dana.")
    sitting = Reads(jo.desk)
    for _time in range(2):
        sitting.note(VIEW, "note", note)
        sitting.note(FIND, "families")
        sitting.note(PRINT, "note", note)
    Reads(jo.desk).note(VIEW, "note", note)
    jo.sync()

    assert [(one["act"], one["kind"], one["record"], one["family"]) for one in told(jo)["reads"]] == [
        ("view", "note", note, family),
        ("find", "families", "", ""),
        ("print", "note", note, family),
        ("print", "note", note, family),
        ("view", "note", note, family),
    ]


def test_f10_a_store_put_back_from_a_copy_is_seen_in_the_log(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    jo.sync()
    jo.store.keep_snapshot()
    read_some(jo, family, 2)
    jo.clock.advance(DAY)
    jo.sync()

    put_back(jo, destroyed=True)
    Reads(jo.desk).note(PRINT, "family", family, family)
    jo.clock.advance(DAY)
    jo.sync()

    assert [(one["n"], one["act"]) for one in told(jo)["reads"]] == [(1, "view"), (2, "view"), (1, "print")]
    assert told(jo)["gaps"] == [{"device": jo.device, "user": jo.user, "what": "twice", "first": 1, "last": 1}]


def test_f10_reads_that_can_be_read_in_a_damaged_store_go_on_without_a_gap(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    jo.sync()
    jo.store.keep_snapshot()
    read_some(jo, family, 2)

    put_back(jo, destroyed=False)
    read_some(jo, family)
    jo.clock.advance(DAY)
    jo.sync()

    assert (numbers(jo), told(jo)["gaps"]) == ([1, 2, 3], [])


@pytest.mark.slow
def test_s28_reads_that_a_restored_council_lost_are_sent_again(request: pytest.FixtureRequest, tmp_path: Path):
    with served("sqlite", request) as council:
        jo = Laptop(tmp_path, council)
        family = a_family(jo.desk)
        read_some(jo, family)
        jo.sync()
        back_up(council)
        read_some(jo, family, 2)
        jo.clock.advance(DAY)
        jo.sync()
        put_council_back(council)
        read_some(jo, family)
        jo.clock.advance(DAY)

        jo.sync()

        assert (numbers(jo), told(jo)["gaps"], waiting(jo)) == ([1, 2, 3, 4], [], [])
        jo.store.close()


def test_f10_what_the_council_has_long_had_is_let_go_of_and_the_count_goes_on(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    read_some(jo, family, 3)
    jo.sync()
    jo.clock.advance(timedelta(days=36))
    while jo.store.idle():
        pass

    with jo.store.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT n FROM read_event").scalars().all()
    assert kept == [3]
    read_some(jo, family)
    jo.clock.advance(DAY)
    jo.sync()
    assert (numbers(jo), told(jo)["gaps"]) == ([1, 2, 3, 4], [])


def test_f10_what_was_never_sent_is_never_let_go_of(a_laptop: NewLaptop):
    jo = a_laptop()
    read_some(jo, a_family(jo.desk), 3)
    jo.clock.advance(timedelta(days=400))
    while jo.store.idle():
        pass

    assert waiting(jo) == [1, 2, 3]


def a_lie(answer: ReadsHeld) -> ReadsHeld:
    """What somebody between laptop and council makes of an answer."""
    return altered(answer, held=answer.held + 1)


class LyingTransport(Transport):
    """A way to the council on which somebody answers that it has more than it was sent."""

    def post(self, path: str, message: object, type_: type[T]) -> T:
        answer = super().post(path, message, type_)
        return cast("T", a_lie(answer)) if isinstance(answer, ReadsHeld) else answer


def test_f6_reads_wait_until_the_council_itself_says_that_it_has_them(a_laptop: NewLaptop):
    jo = a_laptop()
    family = a_family(jo.desk)
    jo.sync()
    read_some(jo, family, 2)
    jo.clock.advance(DAY)

    signer = Signer(jo.device, jo.signing_key, time.time, os.urandom)
    with LyingTransport(jo.url, signer) as transport, pytest.raises(ReceiptDoubted):
        send_reads(jo.replica, transport)

    assert waiting(jo) == [1, 2]
    jo.sync()
    assert waiting(jo) == []


@pytest.mark.parametrize("told", [{"held": 8}, {"at": "2026-10-07T10:00:00Z"}, {"code": "device"}, {"signature": ""}])
def test_f6_an_answer_to_reads_says_nothing_else_than_was_signed(told: dict[str, Any]):
    asked, public = Asked(COUNCIL, "e1", "laptop"), RECEIPT_KEY.public_key().public_bytes_raw()
    given = answer(Kept(7, link="l7"), asked, "2026-10-06T10:00:00Z", RECEIPT_KEY)

    assert is_answered(given, "l7", asked, public)
    assert not is_answered(altered(given, **told), "l7", asked, public)
    assert not is_answered(given, "l6", asked, public)
    assert not is_answered(given, "l7", asked._replace(epoch="e2"), public)
    assert not is_answered(given, "l7", asked._replace(device="another"), public)
