"""A laptop's side of a sync: streams taken away, evidence, and servers whose history is not what it was."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace as altered
from sqlalchemy import inspect

from desktop.casework.desk import Desk
from desktop.store.tables import local
from sync.protocol.canonical import encode
from sync.protocol.epoch import Restored, sign
from sync.protocol.messages import Verdict
from sync.protocol.replica import EpochDoubted, HistoryRewritten
from sync.records.note import Note
from tests.store.notes import a_note, delete, edit, shows, states
from tests.support.desks import a_family
from tests.support.exchange import AT, Exchange
from tests.support.trust import COUNCIL, ORDER_KEY, RECEIPT_KEY


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family made here, of which the council has nothing."""
    return Exchange(desk, a_family(desk))


def test_s24_what_is_set_aside_is_undone_here_with_what_was_built_on_it(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    record = desk.new_id()
    exchange.pull(exchange.theirs("note", record, text="Rang."))
    edit(desk, record, text="Rang twice.")
    (first,) = exchange.sealed()
    edit(desk, record, text="Rang three times.")
    (_, second) = exchange.sealed()

    exchange.answer(*(Verdict(n, exchange.stream, "aside") for n in (first, second)))

    assert shows(desk, record).text == "Rang."
    assert {states(desk)[first], states(desk)[second]} == {"aside"}


def test_s6_a_receipt_for_what_was_set_aside_says_that_it_is_there_all_the_same(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    record = desk.new_id()
    exchange.pull(exchange.theirs("note", record, text="Rang."))
    edit(desk, record, text="Rang twice.")
    ((n, made),) = exchange.sealed().items()
    exchange.answer(Verdict(n, exchange.stream, "aside"))

    exchange.answer(exchange.receipt(exchange.accept(made)))

    assert shows(desk, record).text == "Rang twice."
    assert states(desk)[n] == "applied"


def test_s24_a_taken_stream_is_erased_only_after_every_receipt(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)
    ((n, made),) = exchange.sealed().items()
    exchange.answer(exchange.receipt(exchange.accept(made)))
    edit(desk, (note := a_note(desk, exchange)), channel="call")
    (late,) = exchange.sealed(taken=[exchange.stream])

    exchange.replica.forget([exchange.stream])

    assert shows(desk, note).channel == "call"
    exchange.answer(Verdict(late, exchange.stream, "aside"))
    exchange.replica.forget([exchange.stream])
    with desk.store.reading() as session:
        assert session.get(Note, note) is None
    assert desk.store.find("Dana") == []
    assert n not in states(desk)


def test_s24_an_erased_stream_is_named_in_no_table(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    exchange.answer(exchange.receipt(exchange.accept(made)))
    exchange.pull(exchange.theirs("note", desk.new_id(), exchange.revision, text="Theirs."))

    exchange.replica.forget([exchange.stream])

    with desk.store.applying() as connection:
        tables = [
            table
            for table in inspect(connection).get_table_names()
            if any(column["name"] == "stream" for column in inspect(connection).get_columns(table))
        ]
        rows = {
            table: connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE stream = ?", (exchange.stream,)
            ).scalar()
            for table in tables
        }
    assert {"past", "note", "change_set", "stream"} <= rows.keys()
    assert set(rows.values()) == {0}


def test_s24_in_a_taken_stream_refused_sets_go_too(desk: Desk, exchange: Exchange):
    note = a_note(desk, exchange)
    edit(desk, note, sensitivity="hush")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    assert list(exchange.sealed(taken=[exchange.stream])) == [n]


def test_s25_superseded_bytes_are_sent_as_evidence_once(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    record = desk.new_id()
    exchange.pull(exchange.theirs("note", record, text="One. Two."))
    edit(desk, record, text="One changed. Two.")
    ((n, made),) = exchange.sealed().items()
    exchange.pull(exchange.theirs("note", record, 5, text="One. Two changed."))

    after = exchange.parcel()

    assert after.evidence == [n]
    assert exchange.replica.read([n]) == {n: encode(made)}
    assert n not in after.sets
    exchange.answer(Verdict(n, exchange.stream, "kept"))
    assert exchange.parcel().evidence == []


def test_f6_a_receipt_that_does_not_extend_the_chain_is_not_believed(desk: Desk, exchange: Exchange):
    a_note(desk, exchange)
    ((n, made),) = exchange.sealed().items()
    receipt = exchange.receipt(exchange.accept(made))

    with pytest.raises(HistoryRewritten):
        exchange.answer(altered(receipt, chain="A" * 43))

    assert states(desk)[n] == "sealed"


def test_f6_a_pulled_set_that_does_not_extend_the_chain_is_not_applied(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    record = desk.new_id()
    theirs = exchange.theirs("note", record, text="Rang.")

    with pytest.raises(HistoryRewritten):
        exchange.pull(altered(theirs, received_at="2026-10-06T11:00:00Z"))

    with desk.store.reading() as session:
        assert session.get(Note, record) is None


def test_f6_another_chain_at_the_same_revision_is_refused_before_anything_is_asked(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)

    with pytest.raises(HistoryRewritten):
        exchange.replica.compare(exchange.manifest(altered(exchange.head(), chain="other")))


def test_a_manifest_older_than_what_is_held_asks_for_nothing(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)

    assert exchange.replica.compare(exchange.manifest(altered(exchange.head(), revision=3, chain="older"))) == []


def ordered(
    epoch: str = "e2", at: str = AT, council: str = COUNCIL, key: Ed25519PrivateKey = ORDER_KEY, says: str | None = None
) -> dict[str, Any]:
    """What a manifest says of a restore."""
    return {"epoch": says or epoch, "restored": sign(Restored(council, epoch, "e1", at), key)}


@pytest.mark.parametrize(
    "told",
    [
        {"epoch": "e2"},
        ordered(key=RECEIPT_KEY),
        ordered(council="southmere"),
        ordered(says="e3"),
        {"epoch": "e2", "restored": altered(ordered()["restored"], at="2026-10-07T10:00:00Z")},
        {"epoch": "e2", "restored": altered(ordered()["restored"], signature="")},
    ],
)
def test_s28_an_epoch_that_the_council_did_not_order_changes_nothing(
    desk: Desk, exchange: Exchange, told: dict[str, Any]
):
    a_note(desk, exchange)
    ((n, made),) = exchange.sealed().items()
    exchange.replica.compare(exchange.manifest())
    exchange.answer(exchange.receipt(exchange.accept(made)))
    before = everything(desk)

    with pytest.raises(EpochDoubted):
        exchange.replica.compare(exchange.manifest(**told))

    assert everything(desk) == before
    assert states(desk)[n] == "applied"


def test_s28_an_order_older_than_the_one_followed_is_refused(desk: Desk, exchange: Exchange):
    exchange.replica.compare(exchange.manifest())
    exchange.replica.compare(exchange.manifest(**ordered("e3", "2026-10-08T10:00:00Z")))

    with pytest.raises(EpochDoubted):
        exchange.replica.compare(exchange.manifest(**ordered("e2", "2026-10-07T10:00:00Z")))


def test_s28_a_stream_that_lost_nothing_goes_on_over_the_jump_in_revisions(desk: Desk, exchange: Exchange):
    """The next revision that the server names (S6)."""
    exchange.snapshot(revision=4)
    exchange.replica.compare(exchange.manifest(exchange.head()))
    record = desk.new_id()

    assert exchange.replica.compare(exchange.manifest(exchange.head(), **ordered())) == []
    exchange.revision = 1_000_000
    exchange.pull(exchange.theirs("note", record, text="After."), after=4)
    (head,) = exchange.manifest(exchange.head()).streams

    assert shows(desk, record).text == "After."
    assert exchange.replica.compare(exchange.manifest(head, **ordered())) == []


def test_s28_a_server_that_was_never_restored_may_not_jump(desk: Desk, exchange: Exchange):
    exchange.snapshot(revision=4)
    exchange.replica.compare(exchange.manifest(exchange.head()))
    record = desk.new_id()
    exchange.revision = 1_000_000

    exchange.pull(exchange.theirs("note", record, text="After."), after=4)

    with desk.store.reading() as session:
        assert session.get(Note, record) is None


def everything(desk: Desk) -> list[object]:
    """All that the laptop's own tables say."""
    with desk.store.reading() as session:
        names = [*local.tables]
        return [session.connection().exec_driver_sql(f"SELECT * FROM {name}").all() for name in sorted(names)]


def test_f8_what_another_family_says_of_an_id_of_ours_brings_back_nothing_that_was_taken_out(
    desk: Desk, exchange: Exchange
):
    note = a_note(desk, exchange, "Rang Dana.")
    delete(desk, note)
    other = Exchange(desk, desk.new_id())
    other.snapshot(revision=1)

    other.pull(other.theirs("note", note, text="Not ours.", deleted=None))

    assert desk.store.find("Dana") == []
