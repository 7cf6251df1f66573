"""A laptop's side of a sync: streams taken away, evidence, and servers whose history is not what it was."""

import pytest
from msgspec.structs import replace as altered
from sqlalchemy import inspect

from desktop.casework.desk import Desk
from sync.protocol.canonical import encode
from sync.protocol.messages import Verdict
from sync.protocol.replica import HistoryRewritten, ServerRestored
from sync.records.note import Note
from tests.store.notes import a_note, edit, shows, states
from tests.support.desks import a_family
from tests.support.exchange import Exchange


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


def test_a_server_with_another_epoch_is_not_gone_on_with(desk: Desk, exchange: Exchange):
    exchange.replica.compare(exchange.manifest())

    with pytest.raises(ServerRestored):
        exchange.replica.compare(exchange.manifest(epoch="e2"))
