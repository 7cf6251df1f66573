"""What a later release writes passes through this one unharmed: kinds and fields that it does not know (sync.md, section 2).

The later release is a laptop that speaks the protocol by hand; the council between the two does not know these kinds either.
"""

import json
from typing import Any

import pytest

from desktop.casework.conflicts import Conflicts
from desktop.casework.sending import Sending
from desktop.casework.signing import Signature, sign
from desktop.casework.versions import editable
from desktop.store.decisions import shown
from sync.protocol.change_set import Group
from sync.records.assessment import Assessment
from sync.records.ids import id_text, stream_id
from sync.records.note import Note
from sync.records.types import Wire as Value
from tests.support.central import Central
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.support.wire import Wire, an_id
from tests.sync.conftest import NewLaptop

MAP: dict[str, Value] = {"places": [{"name": "Nan's", "far": -3}, None, True], "at": "2026-10-06T10:42:00Z", "é": {}}


@pytest.fixture
def jo(a_laptop: NewLaptop) -> Laptop:
    return a_laptop()


@pytest.fixture
def family(jo: Laptop) -> str:
    return a_family(jo.desk)


@pytest.fixture
def note(jo: Laptop, family: str) -> str:
    """One that the council has."""
    note = write(jo.desk, Note, family, text="Rang Dana. She was out.", with_whom="Dana")
    jo.sync()
    return note


@pytest.fixture
def later(council: Central, jo: Laptop) -> Wire:
    """Jo's other laptop, of a later release."""
    return Wire(council, jo.user)


def says(later: Wire, family: str, *groups: Group, compartment: str = "team") -> None:
    assert later.push_one(later.set(stream_id(family, compartment), *groups)).outcome == "applied"


def there(council: Central, family: str, compartment: str = "team") -> dict[tuple[str, str, str], tuple[Any, int]]:
    """Every field of a family's stream as the council has it, with its version."""
    with council.session() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT * FROM record WHERE stream = '{stream_id(family, compartment)}'"
        ).mappings()
        return {
            (row["kind"], row["id"], name): (value, json.loads(row["versions"]).get(name, row["version"]))
            for row in rows
            for name, value in json.loads(row["fields"]).items()
        }


def kept(laptop: Laptop) -> dict[tuple[str, str, str], tuple[Any, int]]:
    """What a laptop keeps of what it does not know."""
    with laptop.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT kind, record, field, value, version FROM unknown_field")
        return {(kind, record, name): (json.loads(value), version) for kind, record, name, value, version in rows}


def unheard_of(council: Central, family: str) -> dict[tuple[str, str, str], tuple[Any, int]]:
    """Of what the council has, what this release does not know."""
    return {
        place: cell for place, cell in there(council, family).items() if place[0] == "eco_map" or place[2] == "mood"
    }


def test_a_snapshot_brings_it(a_laptop: NewLaptop, jo: Laptop, family: str, note: str, later: Wire):
    says(later, family, Group("eco_map", an_id(), 0, {"drawn": MAP}), Group("note", note, 0, {"mood": ["calm"]}))
    sam = a_laptop(jo.user)

    sam.sync()

    assert len(kept(sam)) == 2
    assert kept(sam) == unheard_of(jo.central, family)
    assert sam.shows(Note, note) is not None


def test_change_sets_bring_it_and_change_it(jo: Laptop, family: str, note: str, later: Wire):
    drawn = an_id()
    says(later, family, Group("eco_map", drawn, 0, {"drawn": MAP, "title": "First"}))
    jo.sync()
    says(later, family, Group("eco_map", drawn, 2, {"title": "Second"}), Group("note", note, 0, {"mood": ["calm"]}))

    jo.sync()

    assert kept(jo)["eco_map", drawn, "title"] == ("Second", 3)
    assert kept(jo) == unheard_of(jo.central, family)


def test_it_arrives_beside_edits_that_wait_and_what_is_known_of_the_record_is_merged(
    jo: Laptop, family: str, note: str, later: Wire
):
    jo.edit(Note, note, text="Rang Dana. She was out. She rang back.", channel="call")
    says(
        later,
        family,
        Group("note", note, 1, {"text": "Rang Dana at nine. She was out."}),
        Group("note", note, 0, {"mood": ["calm"]}),
        Group("eco_map", an_id(), 0, {"note": note, "drawn": MAP}),
    )

    jo.sync()

    mine, now = jo.shows(Note, note), there(jo.central, family)
    assert isinstance(mine, Note)
    assert mine.text == now["note", note, "text"][0] == "Rang Dana at nine. She was out. She rang back."
    assert now["note", note, "channel"][0] == "call"
    assert now["note", note, "mood"] == (["calm"], 2)
    assert kept(jo) == unheard_of(jo.central, family)


def test_it_outlives_a_restart_and_later_edits_of_the_same_record(
    a_laptop: NewLaptop, jo: Laptop, family: str, note: str, later: Wire
):
    says(later, family, Group("eco_map", an_id(), 0, {"drawn": MAP}), Group("note", note, 0, {"mood": ["calm"]}))
    jo.sync()
    before = kept(jo)
    jo.store.close()
    jo.open()

    jo.edit(Note, note, text="Rang Dana. She was in.")
    jo.sync()
    jo.edit(Note, note, text="Rang Dana. She was in the bath.")
    jo.sync()

    sam = a_laptop(jo.user)
    sam.sync()
    assert kept(jo) == kept(sam) == before == unheard_of(jo.central, family)
    assert jo.state(family) == sam.state(family)


def test_s16_a_signature_carries_it_into_the_version_that_it_signs(jo: Laptop, family: str, later: Wire):
    first = jo.desk.new_id()
    with jo.desk.writing() as session:
        session.add(Assessment(id=first, stream=stream_id(family, "shared"), state="draft"))
    jo.sync()
    says(later, family, Group("assessment", first, 0, {"mood@q": "calm", "tone": MAP}), compartment="shared")
    jo.sync()
    _sign(jo, first)
    jo.sync()
    with jo.desk.writing() as session:
        second = editable(session, first).id
    _sign(jo, second)

    jo.sync()

    now = there(jo.central, family, "shared")
    assert now["assessment", second, "state"][0] == "completed"
    assert now["assessment", second, "mood@q"][0] == "calm"
    assert now["assessment", second, "tone"][0] == MAP
    assert jo.states_of_sets() <= {"applied", "kept"}


def _sign(laptop: Laptop, assessment: str) -> None:
    with laptop.store.reading() as session:
        content = shown(session, session.get_one(Assessment, assessment))
    signature = Signature(laptop.user, laptop.clock.now(), laptop.desk.today(), content)
    with laptop.store.writing(laptop.user, decision=content) as session:
        sign(session, signature)


class TestWrittenHere:
    """By a later release on this same laptop, which was put back to this one before it synced."""

    @pytest.fixture
    def drawn(self, jo: Laptop, family: str, note: str) -> str:
        """A record of an unknown kind, and an unknown field of a known one, in a set that waits."""
        drawn = id_text(jo.desk.ids.new())
        stream = stream_id(family, "team")
        written = [("eco_map", drawn, "drawn", MAP), ("eco_map", drawn, "note", note), ("note", note, "mood", ["calm"])]
        with jo.store.applying() as connection:
            n = connection.exec_driver_sql(
                "INSERT INTO change_set (stream, author, made_at, state)"
                " VALUES (?, ?, '2026-10-06T10:42:00Z', 'open') RETURNING n",
                (stream, jo.user),
            ).scalar_one()
            for kind, record, name, value in written:
                text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                place = (kind, record, name, text)
                connection.exec_driver_sql("INSERT INTO change VALUES (?, ?, ?, ?, ?, 0, 'null')", (n, *place))
                connection.exec_driver_sql("INSERT INTO unknown_field VALUES (?, ?, ?, ?, ?, ?)", (stream, *place, -n))
        return drawn

    def test_it_is_sent_with_what_was_written_since(self, a_laptop, jo: Laptop, family: str, note: str, drawn: str):
        jo.edit(Note, note, text="Rang Dana. She was in.")

        jo.sync()

        sam = a_laptop(jo.user)
        sam.sync()
        now = there(jo.central, family)
        assert now["eco_map", drawn, "drawn"][0] == MAP
        assert now["note", note, "mood"][0] == ["calm"]
        assert kept(sam) == unheard_of(jo.central, family)
        assert jo.state(family) == sam.state(family)

    def test_two_values_of_it_are_a_conflict_that_loses_neither(
        self, a_laptop, jo: Laptop, family: str, note: str, drawn: str, later: Wire
    ):
        says(later, family, Group("note", note, 0, {"mood": ["cross"]}))

        jo.sync()

        sam = a_laptop(jo.user)
        sam.sync()
        now = there(jo.central, family)
        assert now["note", note, "mood"][0] == ["cross"]
        assert now["eco_map", drawn, "drawn"][0] == MAP
        (conflict,) = Conflicts(sam.desk).open()
        assert (conflict.kept.value, conflict.other.value) == (["cross"], ["calm"])
        assert Sending(jo.desk).state().conflicts == Conflicts(jo.desk).open()
        assert jo.state(family) == sam.state(family)
