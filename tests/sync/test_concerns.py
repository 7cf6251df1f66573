"""A safeguarding concern on its way: not received until the council's receipt names it, then with the family's manager and nobody else."""

from desktop.casework.concerns import Account, Concerns
from desktop.casework.story import story
from sync.records.concern import Concern
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from tests.support.desks import a_family
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop


def raise_one(laptop: Laptop, family: str = "") -> str:
    """A concern in a few words; its id."""
    concerns = Concerns(laptop.desk)
    view = concerns.begin(family)
    return concerns.raise_(view, "A safeguarding concern was raised.").concern


def test_the_receipt_of_the_council_says_when_it_was_received(a_laptop: NewLaptop):
    laptop = a_laptop()
    family = a_family(laptop.desk)
    concern = raise_one(laptop, family)
    assert not Concerns(laptop.desk).view(concern).received

    laptop.sync()

    view = Concerns(laptop.desk).view(concern)
    assert view.received
    assert view.received_at is not None
    assert laptop.states_of_sets() == {"applied"}


def test_the_manager_who_has_the_family_is_given_it_and_a_colleague_is_not(a_laptop: NewLaptop, council):
    laptop, colleague = a_laptop(), a_laptop()
    manager = a_laptop(council.a_user("manager", name="Ruth Bell"))
    family = a_family(laptop.desk)
    laptop.sync()
    for other in (manager, colleague):
        council.run("allocate", family, other.user)
    concern = raise_one(laptop, family)

    for each in (laptop, manager, colleague):
        each.sync()

    assert Concerns(manager.desk).view(concern).received
    with manager.desk.reading() as session:
        assert [line.what for line in story(session, family)] == ["event"]
    assert colleague.shows(Concern, concern) is None


def test_a_manager_from_whom_it_was_taken_away_is_not_named_again(a_laptop: NewLaptop, council):
    laptop = a_laptop()
    manager = a_laptop(council.a_user("manager"))
    family = a_family(laptop.desk)
    laptop.sync()
    council.run("allocate", family, manager.user)
    raise_one(laptop, family)
    laptop.sync()
    council.run("allocate", family, manager.user, "--remove", "--compartment", Compartment.RESTRICTED)

    raise_one(laptop, family)
    laptop.sync()
    manager.sync()

    with manager.desk.reading() as session:
        held = session.connection().exec_driver_sql("SELECT stream FROM stream").scalars().all()
    assert stream_id(family, Compartment.RESTRICTED) not in held


def test_a_concern_about_a_child_of_no_family_here_is_received_too(a_laptop: NewLaptop):
    laptop = a_laptop()
    concern = raise_one(laptop)

    laptop.sync()

    assert Concerns(laptop.desk).view(concern).received
    assert [view.concern for view in Concerns(laptop.desk).of("")] == [concern]


def test_what_is_added_afterwards_does_not_take_the_receipt_back(a_laptop: NewLaptop):
    laptop = a_laptop()
    family = a_family(laptop.desk)
    concern = raise_one(laptop, family)
    laptop.sync()

    Concerns(laptop.desk).change(concern, Account(outcome="A strategy meeting."), Account())

    assert Concerns(laptop.desk).view(concern).received
    laptop.sync()
    assert laptop.states_of_sets() == {"applied"}
