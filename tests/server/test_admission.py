"""What becomes of late work (S24): listed by ids and counts, let in as change sets (S29), or left aside with a reason."""

import json

import pytest
from sqlalchemy import select

from sync.protocol.change_set import Group, Shown
from sync.protocol.content import content_hash
from sync.protocol.messages import Applied, State
from sync.records.assessment import Assessment
from sync.records.types import Wire as Value
from sync.server.tables import aside, change_set, device, operator_act, stream
from tests.support.central import Central, Refused
from tests.support.wire import Wire, a_note, an_id

MARKER = "Zanzibarmarker"


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def sam(central) -> Wire:
    """A colleague with the same family."""
    return Wire(central)


@pytest.fixture
def manager(central: Central) -> str:
    return central.a_user("manager", name="Nadia Khan")


@pytest.fixture
def note() -> str:
    return an_id()


@pytest.fixture
def team(jo: Wire, sam: Wire, note: str) -> str:
    """A stream with one note of Jo's, who has lost the family since, at revision 1."""
    name, begins = jo.begin()
    jo.push(begins, jo.set(name, Group("note", note, 0, {"text": "In time.", "channel": "call"})))
    jo.central.run("allocate", begins.family, sam.user)
    jo.central.run("allocate", begins.family, jo.user, "--remove")
    return name


def family_of(central: Central, name: str) -> str:
    with central.session() as connection:
        family: str = connection.execute(select(stream.c.family).where(stream.c.stream == name)).scalar_one()
        return family


def admit(central: Central, name: str, author: Wire, manager: str) -> str:
    return central.run("--operator", manager, "aside", "admit", family_of(central, name), author.user)


def listed(central: Central, author: Wire) -> list[dict[str, object]]:
    works: list[dict[str, object]] = json.loads(central.run("aside", "--json"))
    return [work for work in works if work["user"] == author.user]


def fields(wire: Wire, name: str, kind: str) -> list[dict[str, Value]]:
    return [line.fields for line in wire.pull(name) if isinstance(line, State) and line.kind == kind]


def log(wire: Wire, name: str, after: int) -> list[Applied]:
    """The sets after a revision."""
    return [line for line in wire.pull(name, after) if isinstance(line, Applied)]


def test_s24_what_lies_aside_is_listed_by_ids_and_counts_alone(central, jo, team):
    jo.push(
        jo.set(team, a_note(f"{MARKER}.")), jo.set(team, Group("note", an_id(), 0, {"text": MARKER, "channel": "call"}))
    )

    (work,) = listed(central, jo)
    printed = central.run("aside")

    assert {name: work[name] for name in ("family", "user", "sets", "changes", "left")} == {
        "family": family_of(central, team),
        "user": jo.user,
        "sets": 2,
        "changes": 3,
        "left": 0,
    }
    assert jo.user in printed
    assert MARKER not in printed + json.dumps(work)


def test_s24_what_nobody_contradicts_is_let_in_as_it_was_sealed_and_colleagues_see_it(
    central, jo, sam, manager, team, note
):
    late = jo.set(team, Group("note", note, 1, {"text": "Late."}))
    jo.push(late)

    said = admit(central, team, jo, manager)

    assert said == "1 admitted, 0 stay aside, 0 values for a person to choose\n"
    (came,) = log(sam, team, 1)
    assert (came.revision, came.change_set.head.author, came.change_set.signature) == (2, jo.user, signature(late))
    assert fields(sam, team, "note") == [{"text": "Late.", "channel": "call"}]
    assert listed(central, jo) == []
    assert " 0 wrong\n" in central.run("verify")


def test_s29_what_others_changed_meanwhile_becomes_a_conflict_in_a_set_of_the_managers(
    central, jo, sam, manager, team, note
):
    """The base is looked up in the history; the rest of the set is let in."""
    sam.push(sam.set(team, Group("note", note, 1, {"text": "Sam's."})))
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Jo's.", "channel": "text"})))

    said = admit(central, team, jo, manager)

    assert said == "1 admitted, 0 stay aside, 1 values for a person to choose\n"
    (came,) = log(sam, team, 2)
    assert (came.change_set.head.author, came.change_set.head.reason) == (manager, "late")
    assert fields(sam, team, "note") == [{"text": "Sam's.", "channel": "text"}]
    (conflict,) = fields(sam, team, "conflict")
    assert conflict == {
        "nature": "clash",
        "record_kind": "note",
        "record": note,
        "field_name": "text",
        "base": {"value": "In time."},
        "kept": {"value": "Sam's."},
        "kept_by": sam.user,
        "kept_at": "2026-10-06T10:42:00Z",
        "other": {"value": "Jo's."},
        "other_by": jo.user,
        "other_at": "2026-10-06T10:42:00Z",
    }
    assert manager in sam.manifest().staff
    assert " 0 wrong\n" in central.run("verify")


def test_s14_a_late_change_to_what_was_deleted_brings_it_back_with_the_delete_as_the_other_value(
    central, jo, sam, manager, team, note
):
    deleted = {"by": sam.user, "at": "2026-10-06T11:00:00Z", "why": "twice"}
    sam.push(sam.set(team, Group("note", note, 0, {"deleted": deleted})))
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Late."})))

    admit(central, team, jo, manager)

    assert fields(sam, team, "note") == [{"text": "Late.", "channel": "call", "deleted": None}]
    (conflict,) = fields(sam, team, "conflict")
    assert (conflict["nature"], conflict["other"], conflict["other_by"]) == ("deleted", {"value": deleted}, sam.user)


def test_s24_what_builds_on_late_work_is_let_in_over_what_stands_for_it(central, jo, sam, manager, team, note):
    sam.push(sam.set(team, Group("note", note, 1, {"text": "Sam's."})))
    new = an_id()
    jo.push(
        jo.set(team, Group("note", note, 1, {"text": "Jo's.", "channel": "text"}), n=50),
        jo.set(team, Group("note", note, -50, {"channel": "email"}), n=51),
        jo.set(team, a_note("New.", new), n=52, needs=[51]),
        jo.set(team, a_note("Newer.", new, -52), n=53),
    )

    said = admit(central, team, jo, manager)

    assert said.startswith("4 admitted, 0 stay aside, 1 values")
    assert sorted(str(note) for note in fields(sam, team, "note")) == sorted(
        [str({"channel": "email", "text": "Sam's."}), str({"text": "Newer."})]
    )
    assert " 0 wrong\n" in central.run("verify")


def test_s24_what_may_not_be_said_stays_aside_with_what_builds_on_it(central, jo, manager, team, note):
    jo.push(
        jo.set(team, Group("note", note, 0, {"sensitivity": "hush"}), n=50),
        jo.set(team, Group("note", note, -50, {"sensitivity": "normal"}), n=51),
        jo.set(team, a_note("Alone."), n=52),
    )

    with pytest.raises(Refused) as refused:
        admit(central, team, jo, manager)

    assert str(refused.value).splitlines() == [
        f"{jo.number}/50 stays aside: unknown_code",
        f"{jo.number}/51 stays aside: needs",
        "1 admitted, 2 stay aside, 0 values for a person to choose",
    ]
    assert [(work["sets"], work["left"]) for work in listed(central, jo)] == [(2, 0)]


def test_s13_a_late_signature_over_what_is_no_longer_there_stays_aside(central, jo, sam, manager):
    name, begins = jo.begin("shared")
    assessment = an_id()
    jo.push(begins, jo.set(name, Group(Assessment.kind, assessment, 0, {"form": "early-help"})))
    central.run("allocate", begins.family, sam.user)
    central.run("allocate", begins.family, jo.user, "--remove")
    sam.push(sam.set(name, Group(Assessment.kind, assessment, 1, {"form": "other"})))
    shown = Shown(Assessment.kind, assessment, content_hash(Assessment.kind, assessment, {"form": "early-help"}))
    jo.push(jo.set(name, Group(Assessment.kind, assessment, 0, {"state": "completed"}), decision=shown))

    with pytest.raises(Refused) as refused:
        admit(central, name, jo, manager)

    assert "stays aside: not_shown" in str(refused.value)


def test_s24_what_is_left_aside_says_who_and_why_and_may_be_let_in_after_all(central, jo, sam, manager, team, note):
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Late."})))
    family = family_of(central, team)

    said = central.run("--operator", manager, "aside", "leave", family, jo.user, "--reason", "Written by mistake.")

    assert said == "1 stay aside\n"
    assert [work["left"] for work in listed(central, jo)] == [1]
    with central.session() as connection:
        row = connection.execute(select(aside).where(aside.c.device == jo.number)).one()
        assert (row.fate, row.decided_by, row.reason) == ("left", manager, "Written by mistake.")
    assert admit(central, team, jo, manager).startswith("1 admitted")


def test_p14_both_are_noted_with_who_did_them_by_ids_alone(central, jo, manager, team, note):
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Late."})))
    family = family_of(central, team)
    central.run("--operator", manager, "aside", "leave", family, jo.user, "--reason", MARKER)
    admit(central, team, jo, manager)

    with central.session() as connection:
        acts = connection.execute(select(operator_act).where(operator_act.c.operator == manager)).all()
    assert [(act.act, act.subject) for act in acts] == [
        ("leave-aside", f"{family} {jo.user}"),
        ("admit", f"{family} {jo.user}"),
    ]


def test_s24_only_a_manager_lets_late_work_in(central, jo, sam, team, note):
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Late."})))

    for operator in (sam.user, "somebody"):
        with pytest.raises(Refused):
            admit(central, team, jo, operator)

    assert fields(sam, team, "note") == [{"text": "In time.", "channel": "call"}]


def test_s24_where_nothing_lies_aside_there_is_nothing_to_let_in(central, jo, manager, team):
    with pytest.raises(Refused):
        admit(central, team, jo, manager)


def test_s5_a_set_that_was_let_in_is_answered_with_its_revision(central, jo, manager, team, note):
    """Its answer was lost, the family was given back, and the laptop sends it again."""
    late = jo.set(team, Group("note", note, 1, {"text": "Late."}))
    jo.push(late)
    admit(central, team, jo, manager)
    central.run("allocate", family_of(central, team), jo.user)

    verdict = jo.push_one(late)

    assert (verdict.outcome, verdict.revision) == ("applied", 2)


def test_s29_the_councils_desk_is_a_device_from_which_no_request_may_come(central, jo, sam, manager, team, note):
    sam.push(sam.set(team, Group("note", note, 1, {"text": "Sam's."})))
    jo.push(jo.set(team, Group("note", note, 1, {"text": "Jo's."})))

    admit(central, team, jo, manager)

    with central.session() as connection:
        desk = connection.execute(select(device).where(device.c.user == manager)).one()
        numbers = connection.execute(select(change_set.c.n).where(change_set.c.device == desk.number)).scalars().all()
    assert desk.revoked_at is not None
    assert numbers == [1]
    assert desk.device not in central.run("devices")


def signature(line) -> str:
    return str(json.loads(bytes(line.set))["signature"])
