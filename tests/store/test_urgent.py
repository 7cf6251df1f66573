"""What is urgent is sent first, then what is oldest, and nothing before what it needs (S8)."""

import msgspec
import pytest

from desktop.casework.desk import Desk
from desktop.store import outbox
from sync.protocol.change_set import ChangeSet
from sync.records.flag import Flag
from sync.records.note import Note
from tests.support.desks import a_family, write
from tests.support.exchange import Exchange
from tests.support.queues import Tree, note


def order(tree: Tree, *urgent: int) -> list[int]:
    return [waiting.n for waiting in tree.queue.hurried({*urgent})]


def test_without_anything_urgent_the_oldest_goes_first():
    tree = Tree()
    for record in ("one", "two", "three"):
        tree.save((note("text", record), record))

    assert order(tree) == [1, 2, 3]


def test_urgent_sets_go_first_and_the_oldest_of_them_before_the_others():
    tree = Tree()
    for record in ("one", "two", "three", "four"):
        tree.save((note("text", record), record))

    assert order(tree, 4, 2) == [2, 4, 1, 3]


def test_s8_what_an_urgent_set_builds_on_goes_before_it_and_what_that_needs_too():
    tree = Tree()
    tree.save((note("text", "older"), "Not needed."))
    tree.save((note("text", "needed"), "Needed by the next."))
    tree.save((note("text"), "Rang Dana."), needs={2})
    tree.save((note("text"), "Rang Dana, who is safe."))

    assert order(tree, 4) == [2, 3, 4, 1]


@pytest.mark.parametrize(("urgent", "place"), [((Flag.kind,), 0), ((), -1)])
def test_kinds_declared_urgent_are_sent_before_older_work(desk: Desk, monkeypatch, urgent, place):
    monkeypatch.setattr(outbox, "URGENT", urgent)
    exchange = Exchange(desk, a_family(desk))
    write(desk, Note, exchange.family, text="Rang Dana.")
    exchange.parcel()
    write(desk, Flag, exchange.family, category="dog", text="Ring before you arrive.")

    sets = exchange.parcel().sets

    found = msgspec.json.decode(exchange.replica.read(sets)[sets[place]], type=ChangeSet)
    assert len(sets) >= 2
    assert [group.kind for group in found.changes] == [Flag.kind]
