"""One human in two families is a person in each, joined by a person link (sync.md, section 2): said, unsaid, and told to whoever holds both."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import select

from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream
from sync.records.ids import stream_id
from sync.server import operators, person_links
from sync.server.certifying import Certifier
from sync.server.clock import now
from sync.server.database import Database
from sync.server.keys import signing_key
from sync.server.tables import operator_act, person_link
from tests.server.test_sharing import Family
from tests.support.central import BACKENDS, Central, Refused, served
from tests.support.wire import Wire, an_id

WHY = "Half-brothers' father, by both birth certificates."


@pytest.fixture(scope="module", params=BACKENDS)
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    with served(request.param, request) as made:
        yield made


@pytest.fixture
def jo(council: Central) -> Wire:
    return Wire(council)


def a_person(jo: Wire, person: str = "", compartment: str = "shared", kind: str = "person") -> str:
    """Somebody in a new family, as the command line names them."""
    family, person = an_id(), person or an_id()
    stream = stream_id(family, compartment)
    verdict = jo.push_one(NewStream(family, compartment), jo.set(stream, Group(kind, person, 0, {"first_name": "Leo"})))
    assert verdict.outcome == "applied"
    return f"{family}/{person}" if compartment == "shared" else f"{family}/{person}/{compartment}"


def links(jo: Wire, *command: str, operator: str = "") -> str:
    reason = ("--reason", WHY) if command[0] in ("join", "split") else ()
    return jo.central.run("--operator", operator or jo.user, "links", *command, *reason)


def acts(jo: Wire, person: str) -> list[tuple[str, str]]:
    """What is told of a person's links: with whom, and what was said."""
    return [(one["other"], one["act"]) for one in json.loads(links(jo, "of", person, "--json"))]


def refused(jo: Wire, *command: str, operator: str = "") -> str:
    """All that is said to somebody whose command is not done."""
    with pytest.raises(Refused) as refusal:
        links(jo, *command, operator=operator)
    return str(refusal.value)


def noted(council: Central) -> list[int]:
    """How many acts are on links, and of operators."""
    with council.session() as connection:
        return [len(connection.execute(select(table)).all()) for table in (person_link, operator_act)]


def test_two_people_who_are_joined_are_told_from_both_ends_with_who_when_and_why(council: Central, jo: Wire):
    here, there = a_person(jo), a_person(jo)

    links(jo, "join", here, there)

    (one,) = json.loads(links(jo, "of", here, "--json"))
    assert one.pop("at").endswith("Z")
    assert one == {"person": here, "other": there, "n": 1, "act": "join", "operator": jo.user, "reason": WHY}
    assert acts(jo, there) == [(here, "join")]
    assert f"join  {here}  {there}  {jo.user}  {WHY}" in links(jo, "of", here)
    with council.session() as connection:
        last = connection.execute(select(operator_act).order_by(operator_act.c.id.desc())).first()
    assert last is not None
    assert (last.operator, last.act, last.subject) == (jo.user, "join", f"{here} {there}")


def test_a_split_is_an_act_beside_the_join_and_not_its_end(jo: Wire):
    here, there = a_person(jo), a_person(jo)

    links(jo, "join", here, there)
    links(jo, "split", there, here)
    links(jo, "join", there, here)

    assert [act for _other, act in acts(jo, here)] == ["join", "split", "join"]


@pytest.mark.parametrize("said", [("join", "join"), ("split",), ("join", "split", "split")], ids="-".join)
def test_what_stands_already_is_not_said_again(council: Central, jo: Wire, said: tuple[str, ...]):
    here, there = a_person(jo), a_person(jo)
    for act in said[:-1]:
        links(jo, act, here, there)
    before = noted(council)

    assert "already" in refused(jo, said[-1], there, here)
    assert noted(council) == before


def test_nothing_follows_from_two_links(jo: Wire):
    """Or who holds the ends would learn that there is one between."""
    leo, lee, leon = (a_person(jo) for _family in range(3))

    links(jo, "join", leo, lee)
    links(jo, "join", lee, leon)

    assert (acts(jo, leo), acts(jo, leon)) == ([(lee, "join")], [(lee, "join")])
    assert sorted(acts(jo, lee)) == sorted([(leo, "join"), (leon, "join")])


def test_f8_a_link_is_of_one_familys_person_whoever_else_has_the_id(jo: Wire):
    same = an_id()
    here, there, elsewhere = a_person(jo, same), a_person(jo, same), a_person(jo, same)

    links(jo, "join", here, there)

    assert acts(jo, here) == [(there, "join")]
    assert acts(jo, elsewhere) == []
    assert "already" in refused(jo, "split", here, elsewhere)


def test_a_link_is_between_two_families(jo: Wire):
    here = a_person(jo)

    said = refused(jo, "join", here, here)

    assert "two families" in said
    assert refused(jo, "join", here, f"{here.partition('/')[0]}/{an_id()}") == said


@pytest.mark.parametrize("kind", ["weather", "none at all"])
def test_both_ends_of_a_link_are_people(jo: Wire, kind: str):
    here = a_person(jo)
    there = f"{an_id()}/{an_id()}" if kind == "none at all" else a_person(jo, kind=kind)

    for command in (("join", here, there), ("split", there, here), ("of", there)):
        assert "no such person in a family" in refused(jo, *command)


@pytest.mark.parametrize(
    "text",
    ["Leo", f"{an_id()}", f"{an_id()}/{an_id()}/kitchen", f"{an_id()}/{an_id()}/team/x"],
    ids=["a name", "a family", "no compartment", "too much"],
)
def test_what_names_nobody_is_wrong_usage(jo: Wire, text: str):
    with pytest.raises(SystemExit) as ended:
        links(jo, "of", text)
    assert ended.value.code == 2


def strangers(council: Central, jo: Wire, here: str, there: str) -> dict[str, str]:
    """By what they lack, those who may not open both of two families."""
    families = [named.partition("/")[0] for named in (here, there)]
    found = {name: council.a_user(name) for name in ("manager", "front_door", "auditor")}
    found |= {name: council.a_user("manager") for name in ("one", "other", "former", "named", "nobody")}
    found["nobody"] += "-else"
    gave = {"one": families[:1], "other": families[1:], "auditor": families, "former": families}
    for name, given in gave.items():
        for family in given:
            council.run("allocate", "--", family, found[name])
    for family in families:
        council.run("allocate", "--compartment", "restricted", "--", family, found["named"])
        council.run("allocate", "--remove", "--", family, found["former"])
    return found


def test_f1_who_does_not_hold_both_is_answered_as_if_there_were_nobody(council: Central, jo: Wire):
    here, there, third = (a_person(jo) for _family in range(3))
    links(jo, "join", here, third)
    absent = f"{an_id()}/{an_id()}"
    lacking = strangers(council, jo, here, there)
    before = noted(council)

    for user in lacking.values():
        for act in ("join", "split"):
            nobody = refused(jo, act, absent, there, operator=user)
            assert refused(jo, act, here, there, operator=user) == nobody
            assert refused(jo, act, there, here, operator=user) == nobody
    for name in lacking.keys() - {"one"}:
        assert refused(jo, "of", here, operator=lacking[name]) == refused(jo, "of", absent, operator=lacking[name])
    assert noted(council) == before


def test_f1_a_link_to_somebody_whom_one_may_not_open_leaves_no_trace(council: Central, jo: Wire):
    here, there, alone = (a_person(jo) for _family in range(3))
    sam = council.a_user("manager")
    for named in (here, alone):
        council.run("allocate", "--", named.partition("/")[0], sam)

    links(jo, "join", here, there)

    for style in ((), ("--json",)):
        assert links(jo, "of", here, *style, operator=sam) == links(jo, "of", alone, *style, operator=sam)


def test_f1_a_hidden_person_is_told_only_to_those_named_in_the_restricted_stream(council: Central, jo: Wire):
    here, hidden = a_person(jo), a_person(jo, compartment="restricted")
    sam = council.a_user("manager")
    for named in (here, hidden):
        council.run("allocate", "--", named.partition("/")[0], sam)

    links(jo, "join", hidden, here)

    assert acts(jo, here) == [(hidden, "join")]
    assert json.loads(links(jo, "of", here, "--json", operator=sam)) == []
    absent = f"{an_id()}/{an_id()}/restricted"
    assert refused(jo, "of", hidden, operator=sam) == refused(jo, "of", absent, operator=sam)
    assert refused(jo, "split", here, hidden, operator=sam) == refused(jo, "split", here, absent, operator=sam)


def test_f1_a_partner_of_both_families_is_told_of_no_link(council: Central, jo: Wire):
    agency = f"School {an_id()}"
    partner = Wire(council, council.a_user("partner", agency=agency))
    families = [Family(jo, agency) for _family in range(2)]
    for family in families:
        family.says()
    assert len(partner.manifest().streams) == 2
    here, there = (f"{family.family}/{family.person}" for family in families)

    for command in (("of", here), ("join", here, there)):
        assert "no such person in a family" in refused(jo, *command, operator=partner.user)


def test_of_many_who_say_the_same_at_once_one_does(council: Central, jo: Wire):
    here, there = a_person(jo), a_person(jo)
    ends = person_links.PersonIn.read(here), person_links.PersonIn.read(there)
    certifier = Certifier(council.council, signing_key(council.folder / "keys", "receipt"))

    def join(turn: int) -> bool:
        try:
            desk.link("join", ends[turn % 2], ends[1 - turn % 2], WHY, certifier)
        except person_links.AlreadySo:
            return False
        return True

    with closing(Database(council.database_url)) as database, ThreadPoolExecutor(8) as many:
        desk = operators.Desk(database, jo.user, now, os.urandom)
        assert sum(many.map(join, range(16))) == 1
    assert acts(jo, here) == [(there, "join")]


def test_links_move_no_stream_and_no_manifest(jo: Wire):
    here, there = a_person(jo), a_person(jo)
    before = jo.get("/v1/manifest").headers["etag"]

    links(jo, "join", here, there)

    assert jo.get("/v1/manifest").headers["etag"] == before
