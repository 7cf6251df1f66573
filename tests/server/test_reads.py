"""The council's log of who looked at what (F10): taken with a push or by itself, only added to, and a gap in it is seen."""

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from sync.protocol.problems import ProblemCode
from sync.server.tables import read_event
from tests.support.central import BACKENDS, Central, served
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


def run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)
