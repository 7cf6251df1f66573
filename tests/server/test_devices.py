"""The council's view of its laptops: who came when, with what still waiting, and who is failing and why."""

import json

import pytest

from tests.support.central import Central, Refused
from tests.support.wire import Wire, a_note, an_id


@pytest.fixture
def council(a_central) -> Central:
    made: Central = a_central()
    made.start()
    return made


def listed(council: Central) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(council.run("devices", "--json"))
    return found


def test_a_laptop_tells_its_version_and_what_waits_on_it(council):
    jo = Wire(council)
    assert [(one["state"], one["contact_at"], one["waiting"]) for one in listed(council)] == [("new", None, None)]

    jo.get("/v1/manifest?version=0.1.0&waiting=3")

    (one,) = listed(council)
    assert (one["device"], one["user"], one["user_name"]) == (jo.device, jo.user, "Jo Ellery")
    assert (one["state"], one["version"], one["waiting"], one["refused"]) == ("well", "0.1.0", 3, 0)


@pytest.mark.parametrize(
    "told", ["version=a%20b&waiting=-1", "version=&waiting=many", "waiting=99999999999", "%00=%ff"]
)
def test_what_makes_no_sense_is_not_kept(council, told):
    jo = Wire(council)

    assert jo.get(f"/v1/manifest?{told}").status_code == 200

    assert [(one["version"], one["waiting"]) for one in listed(council)] == [(None, None)]


def test_a_laptop_is_failing_from_a_problem_until_it_is_let_in_again(council):
    jo = Wire(council)
    jo.http.get("/v1/manifest", headers=jo.signed("GET", "/v1/manifest", late=4000))
    assert [(one["state"], one["problem"]) for one in listed(council)] == [("failing", "clock")]

    jo.ask_pull()
    jo.post("/v1/pull", b"no json", content_type="application/json")
    assert [(one["state"], one["problem"]) for one in listed(council)] == [("failing", "malformed")]


def test_a_laptop_whose_work_was_refused_and_one_that_was_revoked_are_seen(council):
    jo, sam = Wire(council), Wire(council)
    jo.push(jo.set(jo.a_stream(), a_note("x", "not an id")))
    council.run("revoke", sam.device)

    found = {one["device"]: one for one in listed(council)}

    assert (found[jo.device]["refused"], found[sam.device]["state"]) == (1, "revoked")


def test_f6_a_copied_vault_is_named_until_somebody_has_seen_to_it(council):
    """Both copies number their next set alike: the second to come is noticed, and its work is told apart (S3)."""
    jo = Wire(council)
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("Before the copy."), n=1))
    assert listed(council)[0]["state"] == "well"

    jo.push(jo.set(stream, a_note("From one copy."), n=2))
    verdict = jo.push_one(jo.set(stream, a_note("From the other."), n=2))

    assert verdict.outcome == "altered"
    assert [(one["state"], one["copied_at"] is not None) for one in listed(council)] == [("copied", True)]
    assert jo.push_one(jo.set(stream, a_note("It goes on."), n=3)).outcome == "aside"
    assert listed(council)[0]["state"] == "copied"
    council.run("confirm", jo.device)
    assert listed(council)[0]["state"] == "well"
    assert jo.push_one(jo.set(stream, a_note("As ever."), n=4)).outcome == "applied"
    with pytest.raises(Refused):
        council.run("confirm", jo.device)


def test_the_table_has_a_line_a_laptop_and_nothing_of_any_family(council):
    jo = Wire(council)
    stream = jo.a_stream()
    jo.push(jo.set(stream, a_note("Marker.", an_id())))

    lines = council.run("devices").splitlines()

    assert len(lines) == 2
    assert lines[0].split()[:3] == ["device", "user", "name"]
    assert jo.device in lines[1]
    assert "Jo Ellery" in lines[1]
    assert not any(word in lines[1] for word in ("Marker", stream))
