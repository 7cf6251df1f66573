"""Who receives and writes what (F1, F8), and what becomes of late work (S24)."""

import pytest
from sqlalchemy import select

from sync.protocol.change_set import Group
from sync.protocol.messages import Have, NewStream, Settled
from sync.records.ids import stream_id
from sync.server.tables import aside
from tests.support.wire import Wire, a_note, an_id, problem


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def sam(central) -> Wire:
    """A colleague with none of Jo's families."""
    return Wire(central)


def test_a_foreign_stream_and_none_at_all_are_answered_alike_byte_for_byte(jo, sam):
    stream = jo.a_stream()

    foreign, absent = sam.ask_pull(Have(stream, 0)), sam.ask_pull(Have(an_id(), 0))

    assert problem(foreign).code == "stream_unknown"
    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)
    assert without_date(foreign) == without_date(absent)


def test_a_push_to_a_foreign_stream_and_to_none_at_all_are_answered_alike(jo, sam):
    stream, absent = jo.a_stream(), an_id()

    foreign, none = sam.push(sam.set(stream, a_note("Hello.")), sam.set(absent, a_note("Hello.")))

    assert (foreign.outcome, foreign.code) == (none.outcome, none.code) == ("refused", "stream_unknown")
    assert jo.manifest().streams[0].revision == 0


def test_a_manifest_names_only_the_streams_of_its_reader(jo, sam):
    mine, theirs = jo.a_stream(), sam.a_stream()

    assert [head.stream for head in jo.manifest().streams] == [mine]
    assert [head.stream for head in sam.manifest().streams] == [theirs]


def test_beginning_a_stream_that_is_somebody_elses_gives_nothing(jo, sam):
    stream, begins = jo.begin()
    jo.begun(begins)

    verdict = sam.push_one(begins, sam.set(stream, a_note("Mine now?")))

    assert (verdict.outcome, verdict.code) == ("refused", "stream_unknown")
    assert sam.manifest().streams == []


def test_another_stream_of_somebody_elses_family_cannot_be_begun(jo, sam):
    _stream, begins = jo.begin("team")
    jo.push(begins, jo.set(begins.stream, a_note("Hello.")))
    restricted = stream_id(begins.family, "restricted")

    verdict = sam.push_one(NewStream(begins.family, "restricted"), sam.set(restricted, a_note("Hi.")))

    assert verdict.code == "stream_unknown"


@pytest.mark.parametrize(
    ("compartment", "outcome"), [("team", "aside"), ("restricted", "refused"), ("supervision", "refused")]
)
def test_s24_a_stream_begun_after_its_family_was_taken_away_is_late_work_and_gives_nothing(
    central, jo, compartment, outcome
):
    shared, begins = jo.begin("shared")
    jo.push(begins, jo.set(shared, Group("person", an_id(), 0, {"first_name": "Leo"})))
    central.run("allocate", begins.family, jo.user, "--remove")
    late = NewStream(begins.family, compartment)

    verdict = jo.push_one(late, jo.set(late.stream, a_note("Rang Dana.")))

    assert verdict.outcome == outcome
    assert [head.family for head in jo.manifest().streams if head.family == begins.family] == []


@pytest.mark.parametrize(
    ("family", "compartment"),
    [
        pytest.param("AZLWxkYhf9CzRk5h0c1JhQ", "attic", id="a compartment that there is not"),
        pytest.param("nobody", "team", id="a family that is none"),
    ],
)
def test_a_stream_that_cannot_be_is_not_begun(jo, family, compartment):
    begins = NewStream(family, compartment)

    verdict = jo.push_one(begins, jo.set(begins.stream, a_note("Hi.")))

    assert verdict.code == "stream_unknown"


@pytest.mark.parametrize("role", ["partner", "auditor"])
def test_a_role_that_begins_no_families_begins_none(central, role):
    partner = Wire(central, central.a_user(role))
    stream, begins = partner.begin("shared")

    verdict = partner.push_one(begins, partner.set(stream, Group("person", an_id(), 0, {"name": "Leo"})))

    assert verdict.code == "stream_unknown"


@pytest.mark.parametrize(("role", "outcome"), [("practitioner", "applied"), ("auditor", "refused")])
def test_a_consent_is_written_by_the_councils_own_workers_only(central, jo, role, outcome):
    stream, begins = jo.begin("shared")
    jo.push(begins, jo.set(stream, Group("person", an_id(), 0, {"first_name": "Leo"})))
    other = Wire(central, central.a_user(role))
    central.run("allocate", begins.family, other.user, "--compartment", "shared")

    verdict = other.push_one(other.set(stream, Group("consent", an_id(), 0, {"purpose": None})))

    assert verdict.outcome == outcome


def test_one_devices_ids_do_nothing_in_another_family(jo, sam):
    """Record ids, and numbers of change sets, are each family's and each device's own."""
    note = an_id()
    mine, theirs = jo.a_stream(), sam.a_stream()

    first = jo.push_one(jo.set(mine, a_note("Jo's.", note), n=1))
    second = sam.push_one(sam.set(theirs, a_note("Sam's.", note), n=1))

    assert (first.outcome, first.revision) == (second.outcome, second.revision) == ("applied", 1)
    assert jo.pull(mine)[1].fields == {"text": "Jo's."}
    assert sam.pull(theirs)[1].fields == {"text": "Sam's."}


def test_a_family_given_is_in_the_next_manifest_and_one_taken_away_is_not(central, jo, sam):
    _stream, begins = jo.begin()
    jo.begun(begins)

    central.run("allocate", begins.family, sam.user)
    given = sam.manifest()
    central.run("allocate", begins.family, sam.user, "--remove")
    taken = sam.manifest()

    assert [head.family for head in given.streams] == [begins.family]
    assert taken.streams == []
    assert problem(sam.ask_pull(Have(begins.stream, 0))).code == "stream_unknown"


class TestLateWork:
    """Work on a family that has meanwhile been taken away."""

    @pytest.fixture
    def stream(self, jo: Wire) -> str:
        stream, begins = jo.begin()
        jo.push(begins, jo.set(stream, a_note("In time.")))
        jo.central.run("allocate", begins.family, jo.user, "--remove")
        self.family = begins.family
        return stream

    def test_is_set_aside_whole_and_answered_alike_ever_after(self, jo, stream):
        late = jo.set(stream, a_note("Late."))

        first, again = jo.push_one(late), jo.push_one(late)

        assert first == again
        assert (first.outcome, first.revision, first.current) == ("aside", None, [])
        assert lying_aside(jo) == [bytes(late.set).decode()]

    def test_is_never_refused_nor_held_nor_told_what_is_current(self, jo, stream):
        not_valid = jo.set(stream, Group("note", an_id(), 0, {"happened_at": "last Tuesday"}))
        unmet = jo.set(stream, a_note("Later."), n=50, needs=[49])

        verdicts = jo.push(not_valid, unmet)

        assert [verdict.outcome for verdict in verdicts] == ["aside", "aside"]

    def test_that_was_applied_before_is_still_told_so(self, central, jo):
        stream, begins = jo.begin()
        line = jo.set(stream, a_note("In time."))
        applied = jo.push_one(begins, line)
        central.run("allocate", begins.family, jo.user, "--remove")

        assert jo.push_one(line) == applied

    def test_that_follows_it_goes_aside_too_after_the_family_is_given_back(self, central, jo, stream):
        note = an_id()
        jo.push(jo.set(stream, a_note("Late.", note), n=50))
        central.run("allocate", self.family, jo.user)

        verdicts = jo.push(
            jo.set(stream, a_note("On it.", note, -50), n=51),
            jo.set(stream, a_note("Needs it."), n=52, needs=[50]),
            jo.set(stream, Group("note", note, 0, {"channel": "call"}), n=53),
            jo.set(stream, a_note("Alone."), n=54),
        )

        assert [verdict.outcome for verdict in verdicts] == ["aside", "aside", "aside", "applied"]

    def test_is_settled_by_a_pull_once_the_family_is_given_back(self, central, jo, stream):
        jo.push(jo.set(stream, a_note("Late."), n=50))
        central.run("allocate", self.family, jo.user)

        opening, *_rest = jo.pull(stream, 0, [1, 50, 51])

        assert opening.settled == [Settled(1, "applied", 1), Settled(50, "aside")]


def lying_aside(wire: Wire) -> list[str]:
    """The bytes that lie aside for a laptop."""
    with wire.central.session() as connection:
        return list(connection.execute(select(aside.c.sealed).where(aside.c.device == wire.number)).scalars())


def without_date(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "date"}
