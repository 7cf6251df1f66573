"""What a laptop believes of a council whose database somebody has written into: only what devices signed (F2, F5, F6)."""

import json
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update

from desktop.casework.sending import Sending
from sync.protocol import commitment, crypto
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.server.tables import change_set, device, stream
from tests.support.central import Central, Refused, served
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop


@pytest.fixture(scope="module")
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    """A council of this module's own: its database is tampered with."""
    with served("sqlite", request) as made:
        yield made


def known(laptop: Laptop) -> int:
    """How many devices a laptop holds a certificate of."""
    with laptop.store.reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM device").scalar_one())


def text(laptop: Laptop, note: str) -> str | None:
    shown = laptop.shows(Note, note)
    return shown.text if isinstance(shown, Note) else None


def of_both(jo: Laptop, other: Laptop, text: str = "Rang Dana.") -> tuple[str, str]:
    """A family with a note, which both laptops hold."""
    family = a_family(jo.desk)
    note = write(jo.desk, Note, family, text=text)
    jo.sync()
    other.sync()
    return family, note


def rewritten(council: Central, family: str, old: str, new: str) -> None:
    """Replace words in the last change set of a family's team stream, as somebody with the database would."""
    name = stream_id(family, "team")
    with council.session() as connection:
        last = (change_set.c.stream == name) & (
            change_set.c.revision == select(stream.c.revision).where(stream.c.stream == name).scalar_subquery()
        )
        said = connection.execute(select(change_set.c.changes).where(last)).scalar_one()
        assert old in said
        connection.execute(update(change_set).where(last).values(changes=said.replace(old, new)))


def test_f2_one_rewritten_set_is_found_by_the_laptop_that_pulls_it_and_by_verify(council: Central, a_laptop: NewLaptop):
    jo = a_laptop()
    other = a_laptop(jo.user)
    family, note = of_both(jo, other)
    _fine, also = of_both(jo, other)
    jo.edit(Note, note, text="Rang Dana. She was out.")
    jo.edit(Note, also, text="Rang Maya.")
    jo.sync()
    rewritten(council, family, "She was out.", "She was in.")
    other.edit(Note, note, minutes=5)

    other.sync()

    assert (text(other, note), text(other, also)) == ("Rang Dana.", "Rang Maya.")
    assert Sending(other.desk).state().doubted == ("Brierley",)
    assert {state for state in other.states_of_sets() if state != "applied"} == set()
    with pytest.raises(Refused) as refused:
        council.run("verify")
    assert f"{stream_id(family, 'team')} revision 2: is not what its device signed" in str(refused.value)
    other.sync()
    listed = {one["device"]: one for one in json.loads(council.run("devices", "--json"))}
    assert (listed[other.device]["state"], listed[other.device]["doubted"]) == ("doubting", 1)
    assert listed[jo.device]["state"] == "well"

    rewritten_back(council, family)
    other.sync()

    assert text(other, note) == "Rang Dana. She was out."
    assert Sending(other.desk).state().doubted == ()
    jo.sync()
    assert other.state(family) == jo.state(family)


def rewritten_back(council: Central, family: str) -> None:
    name = stream_id(family, "team")
    with council.session() as connection:
        said = select(change_set.c.revision, change_set.c.changes).where(change_set.c.stream == name)
        for row in connection.execute(said).all():
            this = (change_set.c.stream == name) & (change_set.c.revision == row.revision)
            mended = row.changes.replace("She was in.", "She was out.")
            connection.execute(update(change_set).where(this).values(changes=mended))


def test_f5_a_certificate_comes_once_and_only_with_its_devices_first_set(council: Central, a_laptop: NewLaptop):
    jo = a_laptop()
    other = a_laptop(jo.user)
    stranger = a_laptop(name="Sam Peel")
    _family, note = of_both(jo, other)
    of_both(stranger, stranger)
    assert known(other) == 0

    jo.edit(Note, note, text="Rang Dana. She was out.")
    jo.sync()
    first = other.sync()
    jo.edit(Note, note, text="Rang Dana. She was in.")
    jo.sync()
    second = other.sync()

    assert (known(other), known(jo)) == (1, 0)
    assert second.bytes_received < first.bytes_received


def test_f5_a_key_that_somebody_wrote_into_the_database_is_vouched_for_by_nobody(council: Central, a_laptop: NewLaptop):
    jo = a_laptop()
    other = a_laptop(jo.user)
    _family, note = of_both(jo, other)
    jo.edit(Note, note, text="Rang Dana. She was out.")
    jo.sync()
    this = device.c.device == jo.device
    with council.session() as connection:
        true = connection.execute(select(device.c.public_key).where(this)).scalar_one()
        theirs = commitment.text(crypto.public_bytes(Ed25519PrivateKey.generate()))
        connection.execute(update(device).where(this).values(public_key=theirs))

    other.sync()
    with pytest.raises(Refused) as refused:
        council.run("verify")

    assert f"devices number {jo.store.identity.number}: is not whom the council certified" in str(refused.value)
    assert text(other, note) == "Rang Dana."
    assert Sending(other.desk).state().doubted == ("Brierley",)
    with council.session() as connection:
        connection.execute(update(device).where(this).values(public_key=true))
    other.sync()
    assert text(other, note) == "Rang Dana. She was out."
