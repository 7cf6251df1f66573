"""Answers that are lost, lines that break, laptops that stop between steps, versions that differ: nothing is lost or written twice."""

import os
import time

import pytest

from desktop.casework.conflicts import Conflicts
from desktop.casework.sending import Sending
from desktop.store.decisions import shown
from sync.engine.engine import Progress, sync
from sync.engine.errors import (
    Cancelled,
    ClientTooOld,
    DeviceRevoked,
    NotUnderstood,
    Offline,
)
from sync.engine.transport import Signer
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.engine.conftest import Said, Speak, speak
from tests.support.desks import a_family, write
from tests.support.laptops import VERSION, Laptop
from tests.sync.conftest import NewLaptop
from tests.sync.faults import BreakingTransport, Crash, CrashingReplica

__all__ = ["speak"]

REQUESTS, STEPS = 3, 11


def a_note(laptop: Laptop, family: str, text: str = "Rang Dana. She was out.") -> str:
    return write(laptop.desk, Note, family, text=text)


def history(laptop: Laptop, family: str) -> list[tuple[int, int]]:
    """The (device, n) of every set that the council applied for a family, in order."""
    with laptop.central.session() as connection:
        rows = connection.exec_driver_sql(
            "SELECT device, n FROM change_set JOIN stream USING (stream)"
            f" WHERE family = '{family}' ORDER BY change_set.stream, change_set.revision"
        )
        return [tuple(row) for row in rows]


def broken_sync(laptop: Laptop, request: int, *, answered: bool) -> None:
    signer = Signer(laptop.device, laptop.signing_key, time.time, os.urandom)
    with BreakingTransport(laptop.url, signer, request, answered=answered) as transport, pytest.raises(Offline):
        sync(laptop.replica, transport, VERSION)


@pytest.mark.parametrize("answered", [False, True], ids=["before it arrives", "after it was answered"])
@pytest.mark.parametrize("request_", range(REQUESTS - 1), ids=["manifest", "push"])
def test_a_lost_reply_does_not_write_twice(a_laptop: NewLaptop, request_: int, answered: bool):
    """Promise 4 (idempotence)."""
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    note = a_note(first, family)

    broken_sync(first, request_, answered=answered)
    first.sync()
    second.sync()

    assert len(history(first, family)) == 2
    assert isinstance(second.shows(Note, note), Note)
    assert first.state(family) == second.state(family)


def test_a_lost_reply_under_a_colleagues_change_is_settled_before_merging(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    second.sync()
    first.edit(Note, note, text="Rang Dana. She was in.")
    broken_sync(first, 1, answered=True)
    second.sync()
    second.edit(Note, note, text="Rang Dana. She was asleep.")
    second.sync()

    first.sync()

    assert first.conflicts() == []
    assert first.state(family) == second.state(family)


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, STEPS))
def test_a_laptop_that_stops_at_any_step_goes_on_from_there(a_laptop: NewLaptop, step: int, after: bool):
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    second.sync()
    first.edit(Note, note, text="Rang Dana. She was in.")
    first.sync()
    second.edit(Note, note, text="Rang Dana. She was asleep.")

    try:
        with second.transport() as transport:
            sync(CrashingReplica(second.replica, step, after=after), transport, VERSION)
    except Crash:
        pass
    second.sync()
    first.sync()

    assert len(first.conflicts()) == 1
    assert first.state(family) == second.state(family)


def test_deleted_here_and_changed_there_comes_back_with_a_conflict_on_both(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    second.sync()
    with first.store.reading() as session:
        decision = shown(session, session.get_one(Note, note))
    with first.store.writing(first.user, decision=decision) as session:
        session.get_one(Note, note).deleted = {"at": "2026-10-06T10:42:00Z", "by": first.user, "why": "twice"}
    second.edit(Note, note, text="Rang Dana. She was asleep.")

    second.sync()
    first.sync()
    second.sync()

    for laptop in (first, second):
        seen = laptop.shows(Note, note)
        assert isinstance(seen, Note)
        assert (seen.text, seen.deleted) == ("Rang Dana. She was asleep.", None)
        assert [conflict.record for conflict in laptop.conflicts("deleted")] == [note]
    assert first.state(family) == second.state(family)


def test_a_field_unknown_to_one_laptop_passes_through_it_unharmed(a_laptop: NewLaptop):
    newer = a_laptop()
    older = a_laptop(newer.user)
    family = a_family(newer.desk)
    note = a_note(newer, family)
    newer.sync()
    with newer.store.applying() as connection:
        connection.exec_driver_sql(
            "INSERT INTO change_set (stream, author, made_at, state) VALUES (?, ?, '2026-10-06T10:42:00Z', 'open')",
            (stream_id(family, "team"), newer.user),
        )
        connection.exec_driver_sql(
            "INSERT INTO change (n, kind, record, field, value, base, shown)"
            " SELECT max(n), 'note', ?, 'mood', '\"calm\"', 0, 'null' FROM change_set",
            (note,),
        )
    newer.sync()

    older.sync()
    older.edit(Note, note, text="Rang Dana again. She was in.")
    older.sync()
    newer.sync()

    for laptop in (newer, older):
        with laptop.store.reading() as session:
            kept = session.connection().exec_driver_sql("SELECT field, value FROM unknown_field").all()
        assert kept == ([("mood", '"calm"')] if laptop is older else [])
    with older.central.session() as connection:
        fields = connection.exec_driver_sql(f"SELECT fields FROM record WHERE id = '{note}'").scalar_one()
    assert '"mood":"calm"' in fields


def test_a_settlement_reaches_the_other_laptop(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    second.sync()
    first.edit(Note, note, text="Rang Dana. She was in.")
    second.edit(Note, note, text="Rang Dana. She was asleep.")
    first.sync()
    second.sync()
    first.sync()
    (conflict,) = Conflicts(first.desk).open(family)

    Conflicts(first.desk).settle(conflict, "other")
    first.sync()
    second.sync()

    assert conflict.yours == "other"
    for laptop in (first, second):
        seen = laptop.shows(Note, note)
        assert isinstance(seen, Note)
        assert seen.text == "Rang Dana. She was asleep."
        assert Conflicts(laptop.desk).open() == ()


def test_work_on_a_family_that_was_taken_away_is_set_aside_and_erased_here(a_laptop: NewLaptop):
    first = a_laptop()
    family = a_family(first.desk)
    note = a_note(first, family)
    first.sync()
    first.edit(Note, note, text="Rang Dana. She was in.")
    first.central.run("allocate", family, first.user, "--remove")

    report = first.sync()

    assert report.aside == 1
    assert first.shows(Note, note) is None
    with first.central.session() as connection:
        sealed = connection.exec_driver_sql(f"SELECT sealed FROM aside WHERE stream = '{stream_id(family, 'team')}'")
        assert "She was in." in sealed.scalar_one()


def test_what_waits_and_what_was_refused_is_shown(a_laptop: NewLaptop):
    first = a_laptop()
    family = a_family(first.desk)
    note = a_note(first, family)

    before = Sending(first.desk).state()
    first.edit(Note, note, sensitivity="unheard of")
    first.sync()
    after = Sending(first.desk).state()

    assert {(waiting.kind, waiting.family_name) for waiting in before.waiting} == {
        ("family", "Brierley"),
        ("episode", "Brierley"),
        ("note", "Brierley"),
    }
    assert (before.last_sent, before.last_received) == (None, None)
    assert after.waiting == ()
    (refused,) = after.refused
    assert (refused.record, refused.field, refused.reason) == (note, "sensitivity", "unknown_code")
    assert after.last_sent is not None


def test_a_server_that_answers_nonsense_changes_nothing(a_laptop: NewLaptop, speak: Speak):
    first = a_laptop()
    family = a_family(first.desk)
    note = a_note(first, family)
    first.url = speak(Said(b"<html>Welcome to Station Wi-Fi</html>", headers={"Content-Type": "text/html"})).url

    with pytest.raises(NotUnderstood):
        first.sync()

    first.url = first.central.url
    assert first.sync().applied == 2
    assert isinstance(first.shows(Note, note), Note)


def test_a_revoked_laptop_is_told_so(a_laptop: NewLaptop):
    first = a_laptop()
    first.central.run("revoke", first.device)

    with pytest.raises(DeviceRevoked):
        first.sync()


def test_a_release_that_is_too_old_is_told_which_is_wanted_and_sends_everything_once_it_is_not(
    a_laptop: NewLaptop, speak: Speak
):
    first = a_laptop()
    a_note(first, a_family(first.desk))
    first.url = speak(Said(b'{"v":1,"epoch":"e","minimum":"9.1","streams":[]}')).url

    with pytest.raises(ClientTooOld) as caught:
        first.sync()

    first.url = first.central.url
    assert caught.value.minimum == "9.1"
    assert first.sync().applied == 2


def test_a_sync_may_be_cancelled_between_steps(a_laptop: NewLaptop):
    first = a_laptop()
    family = a_family(first.desk)
    a_note(first, family)
    steps: list[Progress] = []

    with first.transport() as transport, pytest.raises(Cancelled):
        sync(first.replica, transport, VERSION, steps.append, cancelled=lambda: bool(steps))

    assert [step.step for step in steps] == ["asking"]
    assert first.sync().applied == 2
