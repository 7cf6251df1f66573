"""Streams of no family (sync.md, section 1): who holds a person's, a team's, the inbox and what is for everyone follows from who they are."""

import pytest

from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream, Verdict
from sync.records.owners import Owned, owner_id
from tests.support.central import Central, Refused
from tests.support.wire import Wire, a_note, an_id

LATER = "reminder_of_a_later_release"


def a_line(owned: Owned, whose: str = "") -> NewStream:
    return NewStream(owner_id(owned, whose), owned)


def begin(wire: Wire, line: NewStream, group: Group | None = None) -> Verdict:
    """Write something of a later release into a stream, which begins with it."""
    return wire.push_one(line, wire.set(line.stream, group or Group(LATER, an_id(), 0, {"text": "Ring Dana."})))


def held(wire: Wire) -> set[str]:
    return {head.stream for head in wire.manifest().streams}


@pytest.fixture
def jo(central: Central) -> Wire:
    return Wire(central)


def test_a_persons_own_stream_is_on_each_of_their_laptops_and_on_nobody_elses(central: Central, jo: Wire):
    own, again, nadia = a_line(Owned.PERSON, jo.user), Wire(central, jo.user), Wire(central, central.a_user("manager"))

    assert begin(jo, own, a_note("Ring Dana.")).outcome == "applied"

    assert own.stream in held(jo)
    assert own.stream in held(again)
    assert own.stream not in held(nadia)
    assert "Ring Dana." in str(again.pull(own.stream))
    absent = nadia.post("/v1/history", history(an_id()), content_type="application/json")
    foreign = nadia.post("/v1/history", history(own.stream), content_type="application/json")
    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content)
    assert begin(nadia, own).code == "stream_unknown"


def history(stream: str) -> bytes:
    return b'{"stream":"%s","kind":"note","record":"%s"}' % (stream.encode(), an_id().encode())


def test_a_teams_desk_is_written_by_its_manager_and_read_by_its_workers(central: Central):
    team = an_id()
    nadia, other = (Wire(central, central.a_user("manager", team=name)) for name in (team, an_id()))
    jo = Wire(central, central.a_user(team=team))
    desk = a_line(Owned.TEAM_DESK, team)

    assert begin(jo, desk).code == "not_allowed"
    assert begin(nadia, desk).outcome == "applied"
    assert begin(jo, desk).code == "not_allowed"
    assert begin(other, desk).code == "stream_unknown"
    assert [desk.stream in held(wire) for wire in (nadia, jo, other)] == [True, True, False]


def test_who_changes_team_leaves_one_desk_and_comes_to_another_and_keeps_their_own(central: Central):
    before, after = an_id(), an_id()
    nadia = Wire(central, central.a_user("manager", team=before))
    desk, own = a_line(Owned.TEAM_DESK, before), a_line(Owned.PERSON, nadia.user)
    begin(nadia, desk)
    begin(nadia, own)

    central.run("user", nadia.user, "--name", "Nadia Khan", f"--team={after}", "--role", "manager")

    assert held(nadia) == {own.stream}
    assert begin(nadia, desk).outcome == "aside"
    assert begin(nadia, a_line(Owned.TEAM_DESK, after)).outcome == "applied"


def test_the_inbox_is_the_front_doors(central: Central, jo: Wire):
    door = Wire(central, central.a_user("front_door"))
    inbox = a_line(Owned.INBOX)

    assert begin(jo, inbox).code == "stream_unknown"
    assert begin(door, inbox).outcome == "applied"
    assert inbox.stream in held(Wire(central, central.a_user("front_door")))
    assert inbox.stream not in held(jo)


@pytest.mark.parametrize("role", ["practitioner", "manager", "front_door", "partner", "auditor"])
def test_what_is_for_everyone_is_written_from_no_laptop(central: Central, role: str):
    wire = Wire(central, central.a_user(role, agency="School" if role == "partner" else None))
    everyones = a_line(Owned.REFERENCE)

    begun = begin(wire, everyones)
    assert begun.outcome == "refused"
    assert begun.code == ("stream_unknown" if role in ("partner", "auditor") else "not_allowed")
    assert everyones.stream not in held(wire)


def test_records_of_a_family_lie_in_no_stream_without_one(jo: Wire):
    own = a_line(Owned.PERSON, jo.user)

    assert begin(jo, own, Group("person", an_id(), 0, {"first_name": "Leo"})).code == "compartment"


def test_nobody_is_given_another_persons_stream_and_no_family_begins_under_its_owner(central: Central, jo: Wire):
    own, sam = a_line(Owned.PERSON, jo.user), Wire(central)
    begin(jo, own)

    for compartment in ("shared", "team"):
        assert begin(jo, NewStream(own.family, compartment), a_note("Ring Dana.")).code == "stream_unknown"
    with pytest.raises(Refused):
        central.run("allocate", "--", own.family, sam.user)


def test_a_stream_for_many_does_not_name_them_to_one_another(central: Central):
    team = an_id()
    nadia, jo = Wire(central, central.a_user("manager", team=team)), Wire(central, central.a_user(team=team))
    begin(nadia, a_line(Owned.TEAM_DESK, team))

    assert jo.manifest().staff == {}
