"""That two people are one human, asked by a worker's laptop and answered by a manager's: told to whoever holds both, and to nobody else."""

from collections.abc import Iterator

import httpx
import msgspec
import pytest

from sync.protocol.links import Links, LinkSaying
from sync.records.ids import stream_id
from sync.rules.links import Act, Word
from tests.server.test_person_links import a_person
from tests.support.central import BACKENDS, Central, served
from tests.support.wire import Wire, an_id, problem

WHY = "Same father, by both birth certificates."


@pytest.fixture(scope="module", params=BACKENDS)
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    with served(request.param, request) as made:
        yield made


class Two:
    """A person in each of two families, the worker who has both, and two managers who have."""

    def __init__(self, council: Central) -> None:
        self.council, self.jo = council, Wire(council)
        self.ends = a_person(self.jo), a_person(self.jo)
        self.nadia, self.sam = self.holder(), self.holder()

    def holder(self, role: str = "manager", families: int = 2) -> Wire:
        wire = Wire(self.council, self.council.a_user(role))
        for end in self.ends[:families]:
            self.council.run("allocate", "--", end.partition("/")[0], wire.user)
        return wire

    def saying(self, act: Word, n: int, why: str = WHY, ends: tuple[str, str] | None = None) -> LinkSaying:
        placed = [end.split("/") for end in ends or self.ends]
        (one, person), (other, other_person) = ((stream_id(family, "shared"), person) for family, person in placed)
        return LinkSaying(one, person, other, other_person, n, act, why)

    def says(self, wire: Wire, act: Word, n: int, why: str = WHY) -> httpx.Response:
        return posted(wire, self.saying(act, n, why))


@pytest.fixture
def two(council: Central) -> Two:
    return Two(council)


def posted(wire: Wire, saying: LinkSaying) -> httpx.Response:
    body = msgspec.json.encode(saying)
    return wire.post("/v1/links", body, content_type="application/json", accept_encoding="identity")


def told(wire: Wire) -> list[Act]:
    return msgspec.json.decode(wire.get("/v1/links").content, type=Links).acts


def words(wire: Wire) -> list[tuple[int, str, str]]:
    return [(act.n, act.act, act.operator) for act in told(wire)]


def test_asked_agreed_and_undone_the_same_way(two: Two):
    jo, nadia, sam = two.jo, two.nadia, two.sam
    asked: list[tuple[Wire, Word]] = [(jo, "ask_join"), (nadia, "refuse"), (jo, "ask_join"), (nadia, "join")]
    undone: list[tuple[Wire, Word]] = [(nadia, "ask_split"), (sam, "split")]

    for n, (who, act) in enumerate(asked + undone, 1):
        assert two.says(who, act, n).status_code == 200

    assert [act.act for act in told(two.sam)] == ["ask_join", "refuse", "ask_join", "join", "ask_split", "split"]
    assert {(act.operator, act.reason) for act in told(jo)[:1]} == {(jo.user, WHY)}
    assert told(jo) == told(nadia)
    assert "0 wrong" in two.council.run("verify")


def test_only_a_manager_who_did_not_ask_answers(two: Two):
    colleague = two.holder("practitioner")
    two.says(two.nadia, "ask_join", 1)

    for wire in (colleague, two.nadia):
        for act in ("join", "refuse"):
            answer = two.says(wire, act, 2)
            assert (answer.status_code, problem(answer).code) == (403, "link_not_theirs")
    assert words(two.jo) == [(1, "ask_join", two.nadia.user)]


@pytest.mark.parametrize(
    ("before", "act", "n"),
    [
        ((), "join", 1),
        ((), "ask_split", 1),
        ((), "ask_join", 2),
        (("ask_join",), "ask_join", 2),
        (("ask_join",), "split", 2),
        (("ask_join",), "join", 1),
        (("ask_join",), "join", 3),
        (("ask_join", "join"), "ask_join", 3),
        (("ask_join", "join"), "refuse", 3),
    ],
)
def test_what_does_not_follow_is_refused_and_changes_nothing(two: Two, before, act, n):
    for place, said in enumerate(before, 1):
        two.says(two.jo if said.startswith("ask") else two.nadia, said, place)

    answer = two.says(two.sam, act, n, "Looked again.")

    assert (answer.status_code, problem(answer).code) == (409, "link_moved")
    assert [act.act for act in told(two.jo)] == [*before]


def test_said_again_after_a_lost_reply_it_is_answered_again_and_kept_once(two: Two):
    """Promise 4 (idempotence): even when it was answered meanwhile."""
    first = two.says(two.jo, "ask_join", 1).content
    two.says(two.nadia, "join", 2)

    assert two.says(two.jo, "ask_join", 1).content == first
    assert two.says(two.nadia, "join", 2).status_code == 200
    assert words(two.jo) == [(1, "ask_join", two.jo.user), (2, "join", two.nadia.user)]


def test_f1_who_does_not_hold_both_is_told_nothing_and_answered_as_if_there_were_nobody(two: Two):
    half, other_half = two.holder(families=1), Wire(two.council, two.council.a_user("manager"))
    two.council.run("allocate", "--", two.ends[1].partition("/")[0], other_half.user)
    auditor = two.holder("auditor")
    two.says(two.jo, "ask_join", 1)

    for wire in (half, other_half, auditor):
        absent = posted(wire, two.saying("join", 2, ends=(two.ends[0], f"{an_id()}/{an_id()}")))
        assert problem(absent).code == "stream_unknown"
        assert two.says(wire, "join", 2).content == absent.content
        assert wire.get("/v1/links").content == b'{"acts":[]}'


def test_whoever_loses_one_of_the_families_is_told_no_more(two: Two):
    two.says(two.jo, "ask_join", 1)
    assert words(two.nadia) == [(1, "ask_join", two.jo.user)]

    two.council.run("allocate", "--remove", "--", two.ends[0].partition("/")[0], two.nadia.user)

    assert told(two.nadia) == []
    assert problem(two.says(two.nadia, "join", 2)).code == "stream_unknown"


def test_two_people_of_one_family_are_no_link(two: Two):
    family = two.ends[0].partition("/")[0]

    answer = posted(two.jo, two.saying("ask_join", 1, ends=(two.ends[0], f"{family}/{an_id()}")))

    assert problem(answer).code == "stream_unknown"
