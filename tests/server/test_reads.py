"""The council's log of who looked at what (F10): taken with a push or by itself, only added to, and a gap in it is seen."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from sync.protocol.change_set import Group
from sync.protocol.problems import ProblemCode
from sync.server.tables import operator_act, read_event
from tests.support.central import BACKENDS, Central, Refused, served
from tests.support.reads import Log, post, push
from tests.support.wire import Wire, a_note, an_id, problem


@pytest.fixture(scope="module", params=BACKENDS)
def council(request: pytest.FixtureRequest) -> Iterator[Central]:
    with served(request.param, request) as made:
        yield made


@pytest.fixture
def jo(council: Central) -> Wire:
    return Wire(council)


def kept(jo: Wire) -> list[tuple[int, str]]:
    """The numbers and bytes of what is kept of a laptop's reads."""
    with jo.central.session() as connection:
        mine = select(read_event.c.n, read_event.c.read).where(read_event.c.device == jo.number)
        return [(row.n, row.read) for row in connection.execute(mine.order_by(read_event.c.n))]


def test_a_batch_travels_ahead_of_the_sets_of_a_push(jo: Wire):
    log, family = Log(jo), an_id()
    log.note(family)
    log.note()
    stream, begins = jo.begin()

    held, verdicts = push(jo, log.batch(), begins, jo.set(stream, a_note("Rang Dana.")))

    assert (held.held, held.code) == (2, None)
    assert [verdict.outcome for verdict in verdicts] == ["applied"]
    assert kept(jo) == [(1, log.read[0].decode()), (2, log.read[1].decode())]


def test_reads_move_no_stream_and_no_manifest(jo: Wire):
    stream, begins = jo.begin()
    jo.push(begins, jo.set(stream, a_note("Rang Dana.")))
    before = jo.get("/v1/manifest").content
    log = Log(jo)
    log.note(begins.family)

    post(jo, log.batch())

    assert jo.get("/v1/manifest").content == before


def test_a_batch_sent_twice_is_kept_once(jo: Wire):
    log = Log(jo)
    log.note()
    post(jo, log.batch())
    log.note()

    assert post(jo, log.batch()).held == 2
    assert post(jo, log.batch()).held == 2
    assert [n for n, _read in kept(jo)] == [1, 2]


def test_what_follows_a_gap_is_kept_and_the_gap_is_told_until_it_is_filled(jo: Wire):
    log = Log(jo)
    for _read in range(5):
        log.note()
    post(jo, log.batch(1, 2))

    assert post(jo, log.batch(5)).held == 2
    assert post(jo, log.batch(3, 4)).held == 5


def test_a_field_that_this_server_does_not_know_is_linked_and_kept(jo: Wire):
    log = Log(jo)
    log.note(purpose="duty")

    assert post(jo, log.batch()).held == 1
    assert '"purpose":"duty"' in kept(jo)[0][1]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"council": "elsewhere"}, "council"),
        ({"device": an_id()}, "device"),
        ({"before": "A" * 43}, "signature"),
        ({"signature": "A" * 86}, "signature"),
        ({"reads": [msgspec.Raw(b'{"n": 1}')]}, "not_canonical"),
    ],
)
def test_what_its_device_did_not_sign_is_not_kept_and_holds_back_no_set(jo: Wire, wrong: dict[str, object], code: str):
    log = Log(jo)
    log.note()
    stream, begins = jo.begin()
    batch = msgspec.structs.replace(log.batch(), **wrong)

    held, verdicts = push(jo, batch, begins, jo.set(stream, a_note("Rang Dana.")))

    assert (held.held, held.code) == (0, code)
    assert [verdict.outcome for verdict in verdicts] == ["applied"]
    assert kept(jo) == []


def test_numbers_that_do_not_count_on_are_not_kept(jo: Wire):
    log = Log(jo)
    for _read in range(3):
        log.note()
    batch = log.batch()
    jumping = msgspec.structs.replace(batch, reads=[batch.reads[0], batch.reads[2]])

    assert post(jo, jumping).code == "not_canonical"


def test_only_the_first_line_of_a_push_may_be_reads(jo: Wire):
    log = Log(jo)
    log.note()
    body = 2 * (msgspec.json.encode(log.batch()) + b"\n")

    assert problem(jo.post("/v1/push", body)).code == ProblemCode.MALFORMED
    assert kept(jo) == []


def test_f10_whoever_serves_can_neither_change_nor_delete_a_read(jo: Wire):
    log = Log(jo)
    log.note()
    post(jo, log.batch())

    for statement in ("UPDATE read_event SET read = '{}'", "DELETE FROM read_event"):
        with pytest.raises(DBAPIError), jo.central.session() as connection:
            run(connection, statement)

    assert kept(jo) == [(1, log.read[0].decode())]


def test_f10_the_lead_sees_who_read_the_family_and_a_laptop_that_keeps_some_back(council: Central, jo: Wire):
    family = led_by(jo)
    sam = Wire(council, council.a_user(name="Sam Osei"))
    council.run("allocate", "--", family, sam.user)
    log, jos = Log(sam), Log(jo)
    log.note(family)
    log.note(an_id())
    log.note(family, "print")
    post(sam, log.batch(1, 1))
    post(sam, log.batch(3))
    jos.note(family, at="2026-10-06T10:41:00Z")
    post(jo, jos.batch())

    told = asked(council, jo.user, "--family", family)

    assert [(one["user"], one["user_name"], one["act"], one["kind"]) for one in told["reads"]] == [
        (jo.user, "Jo Ellery", "view", "family"),
        (sam.user, "Sam Osei", "view", "family"),
        (sam.user, "Sam Osei", "print", "family"),
    ]
    assert told["gaps"] == [{"device": sam.device, "user": sam.user, "what": "missing", "first": 2, "last": 2}]
    assert f"laptop {sam.device} of {sam.user}: read 2 is missing" in council.run(
        *("--operator", jo.user), "reads", f"--family={family}"
    )


def test_f10_a_copied_laptop_is_seen_by_two_reads_under_one_number(council: Central, jo: Wire):
    log = Log(jo)
    log.note()
    copy = log.copy()
    for one, act in ((log, "view"), (copy, "find")):
        one.note(act=act)
        one.note(act=act)
        post(jo, one.batch())

    told = asked(council, jo.user, "--user", jo.user)

    assert sorted((one["n"], one["act"]) for one in told["reads"]) == [
        (1, "view"),
        *((n, act) for n in (2, 3) for act in ("find", "view")),
    ]
    assert told["gaps"] == [{"device": jo.device, "user": jo.user, "what": "twice", "first": 2, "last": 3}]


def test_f10_only_lead_manager_auditor_and_oneself_are_told(council: Central, jo: Wire):
    family = led_by(jo)
    users = {role: council.a_user(role) for role in ("practitioner", "manager", "auditor", "front_door")}
    helper, nadia = council.a_user(), council.a_user("manager")
    for user in (helper, nadia):
        council.run("allocate", "--", family, user)

    for told in (jo.user, nadia, users["auditor"]):
        asked(council, told, "--family", family)
    asked(council, helper, "--family", family, "--user", helper)
    asked(council, helper, "--user", helper)
    asked(council, users["auditor"])
    for refused in (helper, users["practitioner"], users["manager"], users["front_door"], "nobody"):
        with pytest.raises(Refused):
            asked(council, refused, "--family", family)
    for refused in (jo.user, users["manager"]):
        with pytest.raises(Refused):
            asked(council, refused, "--user", helper)
        with pytest.raises(Refused):
            asked(council, refused)


def test_f10_who_asks_for_the_log_is_in_the_log_of_acts_told_or_not(council: Central, jo: Wire):
    family = led_by(jo)
    asked(council, jo.user, "--family", family)
    with pytest.raises(Refused):
        asked(council, "nobody", "--family", family)

    with council.session() as connection:
        acts = select(operator_act.c.operator, operator_act.c.act).where(operator_act.c.subject == family)
        assert {tuple(row) for row in connection.execute(acts)} >= {(jo.user, "reads"), ("nobody", "reads")}


def led_by(jo: Wire) -> str:
    """A family whose episode names this laptop's person as the lead."""
    stream, begins = jo.begin("shared")
    verdict = jo.push_one(begins, jo.set(stream, Group("episode", an_id(), 0, {"lead": jo.user})))
    assert verdict.outcome == "applied"
    return begins.family


def asked(council: Central, operator: str, *options: str) -> dict[str, list[dict[str, object]]]:
    """What the command tells an operator."""
    joined = [f"{name}={value}" for name, value in zip(options[::2], options[1::2], strict=True)]
    told: dict[str, list[dict[str, object]]] = json.loads(
        council.run("--operator", operator, "reads", "--json", *joined)
    )
    return told


def run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)
