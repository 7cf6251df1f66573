"""A worker's own stream on the laptops that are theirs (sync.md, section 1): it travels like a family's and is none."""

from datetime import timedelta

from desktop.casework.booking import Bookings, OwnTimeDraft
from desktop.casework.day import OwnCard
from desktop.casework.families import Families
from desktop.casework.sending import Sending
from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream
from sync.records.note import Note
from sync.records.owners import Owned, owner_id
from sync.records.record import Record
from tests.support.days import the_days
from tests.support.laptops import Laptop
from tests.support.wire import Wire, an_id
from tests.sync.conftest import NewLaptop


def a_reminder(laptop: Laptop, text: str = "Ring the school.") -> str:
    """A note of one's own."""
    note = laptop.desk.new_id()
    with laptop.desk.writing() as session:
        stream = session.hold(owner_id(Owned.PERSON, laptop.user), Owned.PERSON)
        session.add(Note(id=note, stream=stream, text=text))
    return note


def text_of(record: Record | None) -> str | None:
    return record.text if isinstance(record, Note) else None


def test_a_note_of_ones_own_is_on_ones_other_laptop_and_on_no_colleagues(a_laptop: NewLaptop):
    first, colleague = a_laptop(), a_laptop()
    second = a_laptop(first.user)

    note = a_reminder(first)
    for laptop in (first, second, colleague):
        laptop.sync()

    assert text_of(second.shows(Note, note)) == "Ring the school."
    assert colleague.shows(Note, note) is None
    assert Sending(first.desk).state().all_received
    assert Families(second.desk).mine() == ()


def test_time_of_ones_own_is_in_ones_day_on_each_laptop_and_in_no_colleagues(a_laptop: NewLaptop):
    first, colleague = a_laptop(), a_laptop()
    second = a_laptop(first.user)
    tomorrow = first.desk.clock.now() + timedelta(days=1)
    Bookings(first.desk).add_own_time(OwnTimeDraft(tomorrow, 60, "Team meeting"))

    for laptop in (first, second, colleague):
        laptop.sync()

    days = [
        [entry.what for entry in the_days(laptop.desk).today().entries if isinstance(entry, OwnCard)]
        for laptop in (first, second, colleague)
    ]
    assert days == [["Team meeting"], ["Team meeting"], []]


def test_two_laptops_of_one_worker_that_wrote_at_once_keep_both_values(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    note = a_reminder(first)
    first.sync()
    second.sync()
    first.edit(Note, note, text="Ring the nursery.")
    second.edit(Note, note, text="Ring the GP.")

    for laptop in (first, second, first):
        laptop.sync()

    assert len(first.conflicts()) == 1
    assert first.states_of_sets() <= {"applied", "superseded", "kept"}
    assert [conflict.id for conflict in first.conflicts()] == [conflict.id for conflict in second.conflicts()]


def test_a_teams_desk_that_one_left_goes_and_is_not_told_as_a_lost_family(a_laptop: NewLaptop):
    jo = a_laptop()
    council, team = jo.central, jo.desk.new_id()
    manager = Wire(council, council.a_user("manager", team=team))
    worker = a_laptop(council.a_user(team=team))
    told: list[object] = []
    worker.store.after_erasing = told.append
    desk = NewStream(owner_id(Owned.TEAM_DESK, team), Owned.TEAM_DESK)
    manager.push_one(desk, manager.set(desk.stream, Group("later", an_id(), 0, {"text": "Cover for Sam."})))
    worker.sync()
    assert streams(worker) == [desk.stream]

    council.run("user", worker.user, "--name", "Jo Ellery", "--team", "South")
    worker.sync()

    assert streams(worker) == []
    assert told == []


def streams(laptop: Laptop) -> list[str]:
    """What a laptop holds."""
    with laptop.store.reading() as session:
        return list(session.connection().exec_driver_sql("SELECT stream FROM stream").scalars())
