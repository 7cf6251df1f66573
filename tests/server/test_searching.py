"""F17: before a family is begun the council is asked whether it is known. It says whether, never which, and of restricted families nothing."""

import cProfile
import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import msgspec
import pytest
from sqlalchemy import event, func, select

from sync.protocol.change_set import Group
from sync.protocol.limits import SEARCHES_PER_HOUR
from sync.protocol.messages import NewStream
from sync.protocol.search import FamilySearch, FamilySearched, SoughtPerson
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.types import Wire as FieldValue
from sync.rules.duplicates import compare
from sync.server import filing, searching
from sync.server.access import caller_of
from sync.server.clock import now
from sync.server.erasure import Redact, take_out
from sync.server.tables import person_key
from tests.support.central import BACKENDS, Central, Refused, served
from tests.support.wire import Wire, an_id, problem

MAYA = {"first_name": "Maya", "surname": "Hartley-Okoro", "born_on": "2012-03-04", "upn": "A801200001001"}


@pytest.fixture(scope="module", params=BACKENDS)
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    with served(request.param, request) as made:
        yield made


@pytest.fixture
def jo(council: Central) -> Wire:
    return Wire(council)


class Known:
    """A family of another worker, with one person at an address."""

    def __init__(
        self, council: Central, *, restricted: bool = False, compartment: str = "shared", person: dict[str, str]
    ) -> None:
        self.owner = Wire(council)
        self.family, self.person, home = an_id(), an_id(), an_id()
        self.stream = stream_id(self.family, compartment)
        place: dict[str, FieldValue] = {"line1": "4 Mill Lane", "postcode": "S65 1AB"}
        groups = [
            Group("person", self.person, 0, said(person)),
            Group("address", home, 0, {"place": place}),
            Group("residence", an_id(), 0, {"person": self.person, "home": home}),
        ]
        verdict = self.owner.push_one(NewStream(self.family, compartment), self.owner.set(self.stream, *groups))
        assert verdict.outcome == "applied", verdict
        if restricted:
            group = Group("family", self.family, 0, {"name": "Hidden", "restricted": True})
            assert self.owner.push_one(self.owner.set(self.stream, group)).outcome == "applied"


def unique(council: Central, **person: str) -> dict[str, str]:
    """Maya under a name that no other family of the run has."""
    letters = "".join(letter for letter in an_id() if letter.isalpha())[:10].title()
    return MAYA | {"surname": letters, "born_on": "", "upn": letters} | person


def said(person: dict[str, str]) -> dict[str, FieldValue]:
    """What is known of somebody, as fields."""
    return {name: value for name, value in person.items() if value}


def ask(wire: Wire, *people: SoughtPerson) -> httpx.Response:
    return wire.post("/v1/search", msgspec.json.encode(FamilySearch(list(people))), content_type="application/json")


def known(wire: Wire, *people: SoughtPerson) -> str:
    answer = ask(wire, *people)
    assert answer.status_code == 200, answer.content
    return msgspec.json.decode(answer.content, type=FamilySearched).known


def like(person: dict[str, str], **changed: str) -> SoughtPerson:
    facts = person | changed
    return SoughtPerson([facts["first_name"]], [facts["surname"]], facts["born_on"], [], "", facts["upn"])


def test_a_family_of_others_is_known_and_nothing_says_which(council, jo):
    maya = unique(council, born_on="2012-03-04")
    family = Known(council, person=maya)

    answer = ask(jo, like(maya, upn=""))

    assert answer.content == b'{"known":"likely"}'
    assert known(jo, like(maya, upn="", born_on="")) == "possible"
    assert known(jo, like(maya, first_name="Nobody", upn="", born_on="")) == "no"
    assert known(jo, SoughtPerson(upn=maya["upn"])) == "possible"
    assert family.family.encode() not in answer.content


def test_one_s_own_family_is_not_told_since_it_is_on_the_laptop(council, jo):
    maya = unique(council)
    family = Known(council, person=maya)

    assert known(family.owner, like(maya)) == "no"
    assert known(jo, like(maya)) == "likely"


def test_somebody_is_found_by_what_was_written_last(council, jo):
    maya = unique(council)
    family = Known(council, person=maya)
    assert known(jo, like(maya)) == "likely"

    other = unique(council)
    changed = Group("person", family.person, family.owner.manifest().streams[0].revision, said(other))
    assert family.owner.push_one(family.owner.set(family.stream, changed)).outcome == "applied"

    assert known(jo, like(maya)) == "no"
    assert known(jo, like(other)) == "likely"


def test_what_was_erased_is_found_no_more(council, jo):
    maya = unique(council)
    family = Known(council, person=maya)
    assert known(jo, like(maya)) == "likely"

    with council.session() as connection:
        take_out(connection, Redact("2026-10-06T10:00:00Z", family.stream, "person", family.person))
        kept = select(func.count()).where(person_key.c.stream == family.stream)
        assert connection.execute(kept).scalar_one() == 0

    assert known(jo, like(maya)) == "no"


def test_people_in_a_stricter_compartment_are_not_filed(council, jo):
    maya = unique(council)
    Known(council, compartment=Compartment.RESTRICTED, person=maya)

    assert known(jo, like(maya)) == "no"


def work(council: Central, wire: Wire, person: SoughtPerson) -> tuple[FamilySearched, list[str], int]:
    """The answer to a search, the statements that it made, and how many pairs of people it compared."""
    statements: list[str] = []
    with council.session() as connection:
        filing.refresh(connection)
        caller = caller_of(connection, wire.device)
        assert caller is not None
        event.listen(connection, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
        profile = cProfile.Profile()
        answer = profile.runcall(searching.search, connection, caller, FamilySearch([person]), now())
    compared = sum(entry.callcount for entry in profile.getstats() if entry.code is compare.__code__)
    return answer, statements, compared


def test_f17_a_restricted_family_costs_and_tells_what_no_family_at_all_does(council, jo):
    hidden, absent = unique(council), unique(council)
    family = Known(council, restricted=True, person=hidden)
    answers = [ask(jo, like(person)) for person in (hidden, absent)]
    works = [work(council, jo, like(person)) for person in (hidden, absent)]

    assert answers[0].content == answers[1].content == b'{"known":"no"}'
    assert set(answers[0].headers) == set(answers[1].headers)
    assert works[0] == works[1]
    assert works[0][2] > 100
    with council.session() as connection:
        (told,) = (one for one in searching.searches(connection, only_withheld=True)[:1])
    assert (told.user, told.withheld, told.families) == (jo.user, [family.family], [])


def test_f17_who_asks_twenty_times_in_an_hour_waits_and_others_do_not(council):
    jo, kim = Wire(council), Wire(council)
    maya = like(unique(council))
    answers = [ask(jo, maya) for _ in range(SEARCHES_PER_HOUR + 1)]

    assert [answer.status_code for answer in answers] == [200] * SEARCHES_PER_HOUR + [429]
    assert problem(answers[-1]).code == "busy"
    assert 3500 < int(answers[-1].headers["retry-after"]) <= 3601
    assert ask(Wire(council, jo.user), maya).status_code == 429  # another laptop of the same person
    assert known(kim, maya) == "no"
    with council.session() as connection:
        caller = caller_of(connection, jo.device)
        assert caller is not None
        later = now() + timedelta(hours=1, seconds=5)
        assert searching.search(connection, caller, FamilySearch([maya]), later).known == "no"


def test_f17_each_search_is_kept_and_told_to_the_front_door_and_the_auditor(council):
    jo = Wire(council)
    maya = unique(council)
    family = Known(council, person=maya)
    known(jo, like(maya))

    for role in ("front_door", "auditor"):
        asker = council.a_user(role)
        told = json.loads(council.run("--operator", asker, "searches", "--json"))
        (mine,) = (one for one in told if one["user"] == jo.user)
        assert (mine["known"], mine["families"], mine["withheld"]) == ("likely", [family.family], [])
        assert maya["surname"] not in json.dumps(told)
    assert family.family in council.run("--operator", asker, "searches")
    assert jo.user not in council.run("--operator", asker, "searches", "--kept-back")
    with pytest.raises(Refused, match="front door"):
        council.run("--operator", jo.user, "searches")


@pytest.mark.parametrize("role", ["partner", "auditor"])
def test_f17_only_who_begins_families_searches_for_them(council, role):
    wire = Wire(council, council.a_user(role, agency="Health" if role == "partner" else None))

    assert problem(ask(wire, like(MAYA))).code == "stream_unknown"


@pytest.mark.parametrize(
    "people",
    [
        [],
        [{"born_on": "2012-13-41"}],
        [{"first_names": ["x" * 101]}],
        [{}] * 7,
    ],
)
def test_what_is_no_search_is_refused(jo, people):
    answer = jo.post("/v1/search", msgspec.json.encode({"people": people}), content_type="application/json")

    assert problem(answer).code == "malformed"
