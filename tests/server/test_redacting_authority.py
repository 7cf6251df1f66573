"""Nothing is taken out without a ground, an authority and two people, and nothing of a family on hold (F3)."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.protocol.change_set import Group
from sync.records.ids import natural_id
from sync.records.types import Wire as Value
from sync.rules.redactions import redaction_id
from sync.server.tables import operator_act
from tests.server.a_family import MARKER, WORDS, Family
from tests.support.central import Central, Refused
from tests.support.wire import an_id


@pytest.fixture
def family(central: Central, tmp_path: Path) -> Family:
    return Family(central, tmp_path / "ledger.jsonl")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"why": ()}, "nobody has asked"),
        ({"by": "somebody"}, "only a manager"),
        ({"asked_by": False}, "nobody has asked"),
    ],
)
def test_f3_nothing_is_taken_out_without_ground_authority_and_a_manager(family: Family, given, said):
    family.write(WORDS)

    with pytest.raises(Refused, match=said):
        family.redact(**given)

    assert MARKER in family.everything()


def test_f3_who_asked_does_not_approve(family: Family):
    family.write(WORDS)

    with pytest.raises(Refused, match="does not approve"):
        family.redact("--asked-by", family.nadia, asked_by=False)


def test_f3_a_family_on_hold_loses_nothing_until_it_is_lifted(family: Family):
    family.write(WORDS)
    family.central.run("hold", family.begins.family, "--why", "The inquiry.")
    with pytest.raises(Refused, match="on hold"):
        family.redact()
    assert MARKER in family.everything()

    family.central.run("hold", family.begins.family, "--lift")

    family.redact()
    assert MARKER not in family.everything()


@pytest.mark.parametrize(("until", "goes"), [("2020-01-01", True), ("2999-12-31", False)])
def test_f3_a_hold_ends_with_its_last_day(family: Family, until, goes):
    family.write(WORDS)
    family.central.run("hold", family.begins.family, "--why", "The inquiry.", "--until", until)
    if goes:
        family.redact()
    else:
        with pytest.raises(Refused):
            family.redact()

    assert (MARKER not in family.everything()) is goes


def test_f3_a_court_order_that_one_of_the_staff_brings_goes_before_a_hold(family: Family):
    family.write(WORDS)
    family.central.run("hold", family.begins.family, "--why", "The inquiry.")
    court = ("--ground", "court_order", "--authority", "Order of 5 October.")
    with pytest.raises(Refused):
        family.redact("--asked-by", "the court", asked_by=False, why=court)

    family.redact(why=court)

    assert MARKER not in family.everything()


def test_f3_a_laptop_asks_and_the_manager_only_says_yes(family: Family):
    family.write(WORDS)
    ask: dict[str, Value] = {
        "record_kind": "note",
        "record": family.note,
        "field_names": [],
        "ground": "wrong_family",
        "authority": "Moved.",
        "requested_by": family.jo.user,
    }
    redaction = redaction_id("note", family.note, ())
    family.jo.push(family.jo.set(family.stream, Group("redaction", redaction, 0, ask)))
    (listed,) = [
        one for one in json.loads(family.central.run("redactions", "--json")) if one["family"] == family.begins.family
    ]
    assert (listed["places"]["record"], listed["asked_by"]) == (family.note, family.jo.user)
    assert MARKER in family.everything()

    family.redact(asked_by=False, why=())

    assert MARKER not in family.everything()
    assert family.begins.family not in family.central.run("redactions")


def test_f3_no_laptop_approves_and_none_changes_what_was_approved(family: Family):
    family.write(WORDS)
    own: dict[str, Value] = {"approval": {"by": family.jo.user, "at": "2026-10-06T10:42:00Z"}}
    claimed = family.jo.push_one(family.jo.set(family.stream, Group("redaction", an_id(), 0, own)))
    assert (claimed.outcome, claimed.code, claimed.path) == ("refused", "wrong_state", "redaction.approval")
    family.redact()

    redaction = redaction_id("note", family.note, ())
    turned = family.jo.push_one(family.jo.set(family.stream, Group("redaction", redaction, 2, {"record": an_id()})))

    assert (turned.outcome, turned.code) == ("refused", "wrong_state")


def test_f3_what_the_operator_did_is_noted_in_ids_and_the_ledger_holds_nothing_else(family: Family):
    family.write(WORDS)
    family.redact()

    with family.central.session() as connection:
        acts = connection.execute(select(operator_act).where(operator_act.c.operator == family.nadia)).all()
    assert [(act.act, act.subject) for act in acts] == [
        ("redact", f"{family.begins.family} {redaction_id('note', family.note, ())}")
    ]
    assert MARKER not in family.ledger.read_text()
    assert "wrong family" not in family.ledger.read_text()


def test_a_redaction_of_the_same_has_one_id_whoever_asks():
    assert redaction_id("note", "A", ["b", "a"]) == redaction_id("note", "A", ("a", "b"))
    assert redaction_id("note", "A", ()) == natural_id("redaction", "note", "A")
