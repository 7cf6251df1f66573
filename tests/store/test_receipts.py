"""What a laptop takes for received: only what the council signed a receipt of (F6)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace as altered

from desktop.casework.desk import Desk
from desktop.casework.sending import Sending
from desktop.clock import FixedClock
from sync.protocol.messages import Manifest, Receipt, Verdict
from sync.protocol.receipts import Receipts, Stamp, is_stamped, stamp
from sync.protocol.replica import ReceiptDoubted
from tests.store.notes import a_note, states
from tests.support.desks import a_family
from tests.support.exchange import AT, Exchange, stamped
from tests.support.trust import COUNCIL, ORDER_KEY, RECEIPT_KEY

HEADS = [("s", 3, "c")]


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family made here, of which the council has nothing."""
    return Exchange(desk, a_family(desk))


def rows(desk: Desk, question: str) -> list[tuple[Any, ...]]:
    with desk.store.reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(question)]


def sent(desk: Desk, exchange: Exchange) -> Verdict:
    """The verdict on a note that was taken, before it is heard."""
    a_note(desk, exchange)
    (made,) = exchange.sealed().values()
    return exchange.receipt(exchange.accept(made))


@pytest.mark.parametrize(
    "told",
    [
        {"council": "southmere"},
        {"epoch": "e2"},
        {"device": "another"},
        {"heads": [("s", 4, "c")]},
        {"heads": [*HEADS, *HEADS]},
        {"kept": [(7, "kept")]},
        {"kept": [(7, "aside"), (8, "aside")]},
    ],
)
def test_f6_a_receipt_says_nothing_else_than_was_signed(told: dict[str, Any]):
    receipts = Receipts(COUNCIL, "e1", "laptop", HEADS, [(7, "aside")])
    public = RECEIPT_KEY.public_key().public_bytes_raw()
    given = stamp(receipts, AT, RECEIPT_KEY)

    assert is_stamped(receipts, given, public)
    assert not is_stamped(altered(receipts, **told), given, public)
    assert not is_stamped(receipts, altered(given, at="2026-10-07T10:00:00Z"), public)
    assert not is_stamped(receipts, altered(given, signature=""), public)
    assert not is_stamped(receipts, stamp(receipts, AT, ORDER_KEY), public)


@pytest.mark.parametrize(
    "sign",
    [
        lambda desk, verdict: stamped(desk, [verdict], ORDER_KEY),
        lambda desk, verdict: stamped(desk, []),
        lambda desk, verdict: stamped(desk, [altered(verdict, n=verdict.n + 1, revision=2)]),
        lambda desk, verdict: stamped(desk, [altered(verdict, outcome="kept")]),
        lambda desk, verdict: Stamp(AT, ""),
    ],
)
@pytest.mark.parametrize("outcome", ["applied", "aside"])
def test_f6_an_answer_that_the_council_did_not_sign_is_none(
    desk: Desk, exchange: Exchange, outcome: Any, sign: Callable[[Desk, Verdict], Stamp]
):
    verdict = altered(sent(desk, exchange), outcome=outcome)

    with pytest.raises(ReceiptDoubted):
        exchange.replica.settle([verdict], sign(desk, verdict))

    assert {*states(desk).values()} == {"sealed"}
    assert rows(desk, "SELECT * FROM receipt") == []


@pytest.mark.parametrize(
    "forge",
    [
        lambda told: altered(told, stamp=None),
        lambda told: altered(told, stamp=altered(told.stamp, signature="A" * 86)),
        lambda told: altered(told, streams=[]),
        lambda told: altered(told, streams=[altered(told.streams[0], chain="other")]),
        lambda told: altered(told, epoch="e2"),
    ],
)
def test_f6_a_manifest_that_the_council_did_not_sign_changes_nothing(
    desk: Desk, exchange: Exchange, forge: Callable[[Manifest], Manifest]
):
    exchange.snapshot(revision=4)
    manifest = exchange.manifest(exchange.head())

    with pytest.raises(ReceiptDoubted):
        exchange.replica.compare(forge(manifest))
    with pytest.raises(ReceiptDoubted):
        exchange.replica.compare(exchange.manifest(exchange.head(), key=ORDER_KEY))

    assert desk.store.setting("sync_epoch") is None
    assert exchange.replica.compare(manifest) == []


def pulled(desk: Desk, exchange: Exchange) -> list[Verdict]:
    """A note sent, whose answer was lost; a pull has said that it is there. What the answer would have said."""
    exchange.snapshot(revision=4)
    a_note(desk, exchange)
    lines = [exchange.accept(made) for made in exchange.sealed().values()]
    exchange.pull(*(Receipt(line.change_set.head.n, line.revision, AT) for line in lines), after=4)
    return [exchange.receipt(line) for line in lines]


def of_stream(desk: Desk, exchange: Exchange, columns: str) -> list[tuple[Any, ...]]:
    return rows(desk, f"SELECT {columns} FROM change_set WHERE stream = '{exchange.stream}'")


def test_f6_what_a_pull_says_is_received_once_a_signed_head_covers_it(desk: Desk, exchange: Exchange):
    (verdict,) = pulled(desk, exchange)
    ahead = altered(exchange.head(), revision=exchange.revision + 1, chain="further on")
    told = "state, acknowledged_at IS NOT NULL"
    assert of_stream(desk, exchange, told) == [("applied", 0)]
    before = Sending(desk).state().kept_back

    for head in (ahead, exchange.head()):
        exchange.replica.compare(exchange.manifest(head))
        exchange.replica.finish(exchange.manifest(head), None)
        covered = of_stream(desk, exchange, told)
        assert covered == [("applied", int(head.revision == verdict.revision))]

    assert Sending(desk).state().kept_back == before - 1


def test_f6_nothing_is_let_go_by_an_unsigned_word(desk: Desk, exchange: Exchange):
    pulled(desk, exchange)
    clock = desk.clock
    assert isinstance(clock, FixedClock)

    clock.advance(timedelta(days=400))
    desk.store.idle()

    assert of_stream(desk, exchange, "sealed IS NULL") == [(0,)]


def test_f6_what_has_only_an_unsigned_word_is_sent_again_before_its_family_goes(desk: Desk, exchange: Exchange):
    verdicts = pulled(desk, exchange)
    held = f"SELECT stream FROM stream WHERE stream = '{exchange.stream}'"

    assert list(exchange.sealed(taken=[exchange.stream])) == [verdict.n for verdict in verdicts]
    exchange.replica.forget([exchange.stream])
    assert len(rows(desk, held)) == 1
    exchange.answer(*verdicts)
    exchange.replica.forget([exchange.stream])

    assert rows(desk, held) == []


def test_f6_of_each_stream_the_newest_receipt_is_kept_and_no_other(desk: Desk, exchange: Exchange):
    other = Exchange(desk, a_family(desk))
    for one in (exchange, other):
        one.snapshot(revision=4)
    both = exchange.manifest(exchange.head(), other.head())
    exchange.replica.compare(both)
    exchange.replica.finish(both, None)
    assert len(rows(desk, "SELECT id FROM receipt")) == 1

    exchange.replica.settle([verdict := sent(desk, exchange)], stamped(desk, [verdict]))

    kept = rows(desk, "SELECT stream, heads, signature FROM stream JOIN receipt ON receipt.id = stream.receipt")
    assert {stream for stream, *_ in kept} == {exchange.stream, other.stream}
    assert len({signature for *_, signature in kept}) == 2
    assert any(f'"{exchange.stream}",{verdict.revision},' in heads for _stream, heads, _signature in kept)

    late = exchange.manifest(exchange.head(), other.head())
    exchange.replica.compare(late)
    exchange.replica.finish(late, None)

    assert [signature for (signature,) in rows(desk, "SELECT signature FROM receipt")] == [
        late.stamp and late.stamp.signature
    ]
