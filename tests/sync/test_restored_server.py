"""A council put back from its backup, and the laptops that know more than it does: nothing acknowledged is lost, nothing is doubled (S28)."""

from collections.abc import Iterator

import pytest

from desktop.casework.sending import Sending
from desktop.store.blob_replica import StoreBlobs
from sync.engine.blobs import exchange
from sync.protocol.replica import EpochDoubted
from sync.records.note import Note
from tests.support.central import Central, served
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.backup_world import BackupWorld, back_up, put_back
from tests.sync.conftest import NewLaptop
from tests.sync.files import add, carry, name_of, on_the_council, opened
from tests.sync.test_promises import attack
from tests.sync.test_trouble import broken_sync

pytestmark = pytest.mark.slow


@pytest.fixture
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    """A council of one's own: these tests lose its database."""
    with served("sqlite", request) as made:
        yield made


@pytest.fixture
def jo(a_laptop: NewLaptop) -> Laptop:
    return a_laptop()


def texts(laptop: Laptop) -> list[str]:
    with laptop.store.reading() as session:
        return sorted(str(note.text) for note in session.query(Note))


def sets(council: Central) -> int:
    with council.session() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM change_set").scalar_one())


def test_s28_what_the_server_lost_is_sent_again_as_it_was(council: Central, jo: Laptop, a_laptop: NewLaptop):
    """Jo's later set names a revision that is lost, and is sealed again over what took its place (S3)."""
    family = a_family(jo.desk)
    note = write(jo.desk, Note, family, text="Kept.")
    jo.sync()
    back_up(council)
    lost = write(jo.desk, Note, family, text="Lost.")
    jo.sync()
    jo.edit(Note, lost, text="Lost, and written over.")
    jo.edit(Note, note, text="Kept, and more.")
    jo.sync()
    put_back(council)

    jo.sync()

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other) == texts(jo) == ["Kept, and more.", "Lost, and written over."]
    assert other.state(family) == jo.state(family)
    assert jo.states_of_sets() <= {"applied", "kept"}
    assert not jo.conflicts() + jo.conflicts("joined")
    assert jo.sync().requests == 1
    assert council.run("verify")


def test_s28_what_a_colleague_sent_is_there_again_once_they_have_sent_it_again(
    council: Central, jo: Laptop, a_laptop: NewLaptop
):
    family = a_family(jo.desk)
    note = write(jo.desk, Note, family, text="One. Two.")
    jo.sync()
    sam = a_laptop(name="Sam Peel")
    council.run("allocate", "--", family, sam.user)
    sam.sync()
    back_up(council)
    sam.edit(Note, note, text="One. Two of Sam’s.")
    theirs = write(sam.desk, Note, family, text="Sam’s.")
    sam.sync()
    jo.sync()
    jo.edit(Note, note, text="One of Jo’s. Two of Sam’s.")
    jo.sync()
    put_back(council)

    jo.sync()

    assert jo.shows(Note, theirs) is None
    assert texts(jo) == ["One of Jo’s. Two of Sam’s."]
    for laptop in (sam, jo):
        laptop.sync()
    assert texts(sam) == texts(jo) == ["One of Jo’s. Two of Sam’s.", "Sam’s."]
    assert sam.state(family) == jo.state(family)
    assert council.run("verify")


def test_s28_a_family_that_the_server_lost_as_a_whole_is_begun_again(council: Central, jo: Laptop, a_laptop: NewLaptop):
    back_up(council)
    family = a_family(jo.desk)
    write(jo.desk, Note, family, text="Begun after the backup.")
    jo.sync()
    put_back(council)

    jo.sync()

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other) == texts(jo) == ["Begun after the backup."]
    assert other.state(family) == jo.state(family)


def test_s28_a_family_whose_allocation_was_lost_stays_until_it_is_given_back(
    council: Central, jo: Laptop, a_laptop: NewLaptop
):
    family = a_family(jo.desk)
    write(jo.desk, Note, family, text="Jo’s.")
    jo.sync()
    sam = a_laptop(name="Sam Peel")
    back_up(council)
    council.run("allocate", "--", family, sam.user)
    sam.sync()
    write(sam.desk, Note, family, text="Sam’s.")
    sam.sync()
    put_back(council)

    sam.sync()

    assert "Sam’s." in texts(sam)
    council.run("allocate", "--", family, sam.user)
    for laptop in (sam, jo):
        laptop.sync()
    assert texts(sam) == texts(jo) == ["Jo’s.", "Sam’s."]
    assert sam.state(family) == jo.state(family)


def test_s28_nothing_is_sent_twice_over_a_line_that_breaks(council: Central, jo: Laptop, a_laptop: NewLaptop):
    family = a_family(jo.desk)
    write(jo.desk, Note, family, text="Kept.")
    jo.sync()
    back_up(council)
    for number in range(3):
        write(jo.desk, Note, family, text=f"Note {number}.")
        jo.sync()
    all_of_them = sets(council)
    put_back(council)

    for request in (1, 2):
        broken_sync(jo, request, answered=True)
    jo.sync()

    other = a_laptop(jo.user)
    other.sync()
    assert sets(council) == all_of_them
    assert texts(other) == texts(jo) == ["Kept.", "Note 0.", "Note 1.", "Note 2."]


def test_s28_what_was_written_before_the_laptop_heard_of_it_goes_too(council: Central, jo: Laptop, a_laptop: NewLaptop):
    family = a_family(jo.desk)
    note = write(jo.desk, Note, family, text="One.")
    jo.sync()
    back_up(council)
    jo.edit(Note, note, text="One. Two.")
    jo.sync()
    jo.edit(Note, note, text="One. Two. Three.")
    put_back(council)

    jo.sync()

    other = a_laptop(jo.user)
    other.sync()
    assert texts(other) == texts(jo) == ["One. Two. Three."]
    assert not jo.conflicts() + jo.conflicts("joined")


def test_s28_a_server_put_back_without_the_councils_order_is_not_gone_on_with(council: Central, jo: Laptop):
    family = a_family(jo.desk)
    write(jo.desk, Note, family, text="Kept.")
    jo.sync()
    with council.session() as connection:
        connection.exec_driver_sql("UPDATE council SET value = 'another' WHERE name = 'epoch'")
    council.kill()
    council.start()

    with pytest.raises(EpochDoubted):
        jo.sync()

    assert texts(jo) == ["Kept."]
    assert jo.states_of_sets() == {"applied"}


def test_s28_random_histories_keep_the_promises_when_the_server_is_put_back(council: Central):
    attack(lambda: BackupWorld(council), examples=5, steps=20)

    assert council.run("verify")


@pytest.mark.long
def test_s28_long_random_histories_keep_the_promises_when_the_server_is_put_back(council: Central):
    attack(lambda: BackupWorld(council), examples=80, steps=40)

    assert council.run("verify")


def test_s30_files_that_the_server_lost_are_sent_again_by_the_laptop_that_made_them(
    council: Central, jo: Laptop, a_laptop: NewLaptop
):
    family = a_family(jo.desk)
    fetched = a_laptop(jo.user)
    kept, _ = add(jo, family, 5_000)
    jo.sync()
    carry(jo)
    back_up(council)
    lost, content = add(jo, family, 20_000)
    jo.sync()
    carry(jo)
    fetched.sync()
    carry(fetched)
    put_back(council)

    fetched.sync()
    jo.sync()
    waited = Sending(jo.desk).state().files
    with jo.transport() as transport:
        exchange(StoreBlobs(jo.store), transport)

    assert waited == 2
    assert (
        Sending(fetched.desk).state().files == 0
    )  # it made none of them, and may not bring them once the family is not its own
    assert Sending(jo.desk).state().files == 0
    assert 20_000 < transport.traffic.sent < 25_000  # what the server still has is asked after, and not sent
    assert on_the_council(council, name_of(jo, kept))
    other = a_laptop(jo.user)
    other.sync()
    carry(other)
    assert opened(other, lost) == content
