"""Safeguarding concerns on the laptop: kept from the first key, raised with nothing filled in, in the right compartment (domain.md 4.9, T5)."""

from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import select

from desktop.casework.body import PARTS, part_at, place_of
from desktop.casework.concerns import Account, Call, Concerns, ConcernView, Mark
from desktop.casework.desk import Desk
from desktop.casework.story import story
from sync.protocol.change_set import ChangeSet
from sync.records.concern import Concern
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.lawful import Disclosure
from sync.records.note import Note
from sync.records.owners import Owned, owner_id
from sync.records.record import Record
from tests.support.desks import a_family, a_person, write
from tests.support.exchange import Exchange

EVENT = "A safeguarding concern was raised."
WORDS = "He gets so angry I hide in the bath."


def rows(desk: Desk, kind: type[Record]) -> list[Any]:
    with desk.reading() as session:
        return list(session.scalars(select(kind)))


def a_draft(desk: Desk, family: str = "", **said: Any) -> ConcernView:
    """A concern that was begun, with these words."""
    concerns = Concerns(desk)
    view = replace(concerns.begin(family), account=Account(**said))
    concerns.keep(view)
    return view


def test_a_draft_is_found_again_beside_the_family_where_it_was_begun_and_in_no_stream(desk: Desk):
    family, other = a_family(desk), a_family(desk)
    marks, calls = (Mark("back", 200, 300, "Small round bruise"),), (Call("MASH", "01632 960 100", "10:50"),)

    draft = a_draft(desk, family, words=WORDS, marks=marks, calls=calls)

    assert Concerns(desk).begin(family).account == draft.account
    assert Concerns(desk).begin(other).account == Account()
    assert [view.concern for view in Concerns(desk).waiting()] == [draft.concern]
    assert rows(desk, Concern) == []


def test_a_concern_with_nothing_filled_in_is_raised(desk: Desk):
    concerns = Concerns(desk)

    raised = concerns.raise_(concerns.begin(), EVENT)

    assert raised.raised_at == desk.clock.now()
    assert not raised.received
    (row,) = rows(desk, Concern)
    assert row.stream == stream_id(owner_id(Owned.PERSON, desk.worker.user), Owned.PERSON)


def test_a_concern_and_its_event_lie_in_the_familys_restricted_stream_and_its_story_tells_of_it(desk: Desk):
    family = a_family(desk)
    child = a_person(desk, family)
    draft = a_draft(desk, family, words=WORDS, about=(child,), safe_now="no")

    raised = Concerns(desk).raise_(draft, EVENT)

    restricted = stream_id(family, Compartment.RESTRICTED)
    assert {row.stream for row in [*rows(desk, Concern), *rows(desk, Event)]} == {restricted}
    assert (raised.family, raised.account) == (family, draft.account)
    assert Concerns(desk).waiting() == ()
    with desk.reading() as session:
        assert [(line.what, line.detail) for line in story(session, family)] == [("event", EVENT)]


def test_raising_it_again_makes_no_second_one(desk: Desk):
    family = a_family(desk)
    draft = a_draft(desk, family, words=WORDS)

    Concerns(desk).raise_(draft, EVENT)
    Concerns(desk).raise_(draft, EVENT)
    Concerns(desk).keep(draft)

    assert Concerns(desk).waiting() == ()
    assert len(rows(desk, Concern)) == len(rows(desk, Event)) == 1


def test_a_concern_is_sent_before_older_work(desk: Desk):
    family = a_family(desk)
    exchange = Exchange(desk, family, Compartment.RESTRICTED)
    write(desk, Note, family, text="Rang Dana.")

    Concerns(desk).raise_(a_draft(desk, family, words=WORDS), EVENT)

    sets = exchange.parcel().sets
    first = msgspec.json.decode(exchange.replica.read(sets)[sets[0]], type=ChangeSet)
    assert Concern.kind in {group.kind for group in first.changes}


def test_more_is_said_afterwards_and_only_what_changed_is_written(desk: Desk):
    family = a_family(desk)
    raised = Concerns(desk).raise_(a_draft(desk, family, words=WORDS), EVENT)

    said = replace(raised.account, calls=(Call("MASH", "01632 960 100", "10:50", "Ana Reed", "Send the form"),))
    Concerns(desk).change(raised.concern, said, raised.account)

    assert Concerns(desk).view(raised.concern).account == said
    assert [view.concern for view in Concerns(desk).of(family)] == [raised.concern]


def test_what_is_handed_over_is_written_down(desk: Desk):
    family = a_family(desk)
    raised = Concerns(desk).raise_(a_draft(desk, family, words=WORDS), EVENT)

    Concerns(desk).handed_over(raised, "Safeguarding concern", "ab" * 32)

    (row,) = rows(desk, Disclosure)
    assert (row.stream, row.records, row.document) == (
        stream_id(family, Compartment.RESTRICTED),
        (raised.concern,),
        "ab" * 32,
    )


def test_every_part_of_the_body_is_found_where_it_is_drawn_on_both_sides():
    for side in ("front", "back"):
        assert [part_at(side, *place_of(side, part)) for part in PARTS] == [*PARTS]
    assert part_at("front", *place_of("back", "hand_left")) == "hand_right"
