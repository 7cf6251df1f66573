"""A note, and what one save makes of it besides: an action, an entry of the chronology, all of it taken back at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.casework.desk import Desk
from desktop.casework.events import EventDraft, Events
from desktop.casework.notes import NewNote, Notes
from desktop.casework.people import DateInFuture
from desktop.casework.plan_view import Owner
from desktop.casework.plans import ActionDraft, Plans
from desktop.casework.timeline import Stories
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from tests.support.desks import TODAY, a_family, a_person, today_at

RANG = NewNote("Rang the school about mornings.", today_at(9), "call", "Sam Peel")


def told(desk: Desk, family: str, *, for_family: bool = False) -> list[tuple[str, str]]:
    return [(m.what, m.text) for m in Stories(desk).of(family, for_family=for_family).moments]


def test_a_note_brings_its_action_and_its_entry_and_takes_both_back(desk: Desk):
    family = a_family(desk)
    tom = a_person(desk, family)
    action = ActionDraft("Ask for a later start", (Owner("", "Jo Ellery"),), TODAY + timedelta(days=3))
    with_both = NewNote(**{**vars(RANG), "about": (tom,), "action": action, "fact": "School offers a later start"})

    note = Notes(desk).write(family, with_both)

    both = {("note_call", RANG.text), ("event", "School offers a later start")}
    assert set(told(desk, family)) == both
    assert [(a.text, a.came_from) for a in Plans(desk).of(family).actions()] == [("Ask for a later start", note)]
    Notes(desk).take_back(note, "Taken back")
    assert told(desk, family) == []
    assert Plans(desk).of(family).actions() == ()
    Notes(desk).put_back(note)
    assert set(told(desk, family)) == both


@pytest.mark.parametrize(
    ("hidden", "compartment", "lies"),
    [
        (False, Compartment.TEAM, Compartment.SHARED),
        (True, Compartment.TEAM, Compartment.TEAM),
        (False, Compartment.RESTRICTED, Compartment.RESTRICTED),
    ],
)
def test_an_entry_is_never_more_open_than_the_note_it_was_picked_from(desk: Desk, hidden, compartment, lies):
    family = a_family(desk)

    Notes(desk).write(family, NewNote(**{**vars(RANG), "hidden": hidden, "compartment": compartment, "fact": "A fact"}))

    with desk.reading() as session:
        event = session.scalars(select(Event)).one()
    assert event.stream == stream_id(family, lies)
    assert (("event", "A fact") in told(desk, family, for_family=True)) is (lies is Compartment.SHARED)


def test_an_entry_is_changed_over_what_was_shown_and_not_into_the_future(desk: Desk):
    family, events = a_family(desk), Events(desk)
    event = events.add(family, EventDraft("Began Year 9", date(2026, 9, 1), "month", source="Aldermoor High"))
    shown = events.read(event)

    events.change(event, EventDraft(**{**vars(shown), "significant": True, "precision": "about"}), shown)

    assert events.read(event) == EventDraft(**{**vars(shown), "significant": True, "precision": "about"})
    with pytest.raises(DateInFuture):
        events.change(event, EventDraft(**{**vars(shown), "happened_on": TODAY + timedelta(days=1)}), shown)
    events.take_out(event, "Written twice")
    assert told(desk, family) == []
    events.put_back(event)
    assert told(desk, family) == [("event", "Began Year 9")]


def test_each_family_is_offered_with_its_people_and_who_may_act(desk: Desk):
    family = a_family(desk, "Nowak")
    a_family(desk, "Brierley")
    kasia = a_person(desk, family, "Kasia")

    brierley, nowak = Notes(desk).families()

    assert (brierley.name, nowak.name, nowak.people) == ("Brierley", "Nowak", ((kasia, "Kasia"),))
    assert nowak.owners == (Owner("", "Jo Ellery"), Owner(kasia, "Kasia"))
