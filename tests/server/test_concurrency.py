"""Many requests at once: revisions have no gap, nothing is written twice, and nobody waits for ever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from random import Random

import httpx
import msgspec
import pytest

from sync.protocol import codec
from sync.protocol.messages import PushLine, Verdict
from tests.support.wire import Wire, a_note, an_id, as_evidence, verdicts_of

DEVICES, FAMILIES, TIMES = 16, 10, 2


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def jos_other(jo) -> Wire:
    """Another laptop of the same person, who has the same streams."""
    return Wire(jo.central, jo.user)


def push_at_once(*pushes: tuple[Wire, list[PushLine]]) -> list[list[Verdict]]:
    """The answers to pushes that are all under way together."""

    async def all_of_them() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=pushes[0][0].central.url, trust_env=False, timeout=60) as http:
            return await asyncio.gather(*(one(http, wire, lines) for wire, lines in pushes))

    async def one(http: httpx.AsyncClient, wire: Wire, lines: list[PushLine]) -> httpx.Response:
        page = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        body = b"".join(codec.pack([page], codec.ZSTD))
        headers = wire.signed("POST", "/v1/push", body) | {"content-encoding": codec.ZSTD}
        return await http.post("/v1/push", content=body, headers=headers)

    answers = asyncio.run(all_of_them())
    assert [answer.status_code for answer in answers] == [200] * len(pushes)
    return list(map(verdicts_of, answers))


def test_revisions_have_no_gap_when_many_push_to_one_stream(jo, jos_other):
    stream = jo.a_stream()
    wires = [jo, jos_other] * 6

    answers = push_at_once(*((wire, [wire.set(stream, a_note("Note.")) for _ in range(3)]) for wire in wires))

    revisions = [verdict.revision for verdicts in answers for verdict in verdicts if verdict.revision]
    assert sorted(revisions) == list(range(1, 37))
    assert jo.central.run("verify")


def test_pages_that_touch_the_same_streams_in_other_orders_do_not_block_each_other(jo, jos_other):
    first, second = jo.a_stream(), jo.a_stream()

    answers = push_at_once(
        *((jo, [jo.set(first, a_note("A.")), jo.set(second, a_note("B."))]) for _ in range(5)),
        *((jos_other, [jos_other.set(second, a_note("C.")), jos_other.set(first, a_note("D."))]) for _ in range(5)),
    )

    assert {verdict.outcome for verdicts in answers for verdict in verdicts} == {"applied"}


def test_the_same_push_many_times_at_once_is_written_once(jo):
    stream, begins = jo.begin()
    superseded = jo.set(stream, a_note("As first written."), n=50)
    lines = [begins, jo.set(stream, a_note("Once."), n=1), as_evidence(superseded)]

    answers = push_at_once(*((jo, lines) for _ in range(8)))

    assert all(answer == answers[0] for answer in answers)
    assert jo.manifest().streams[0].revision == 1


@pytest.mark.slow
def test_sixteen_devices_that_write_into_the_same_ten_families_lose_no_word(jo):
    """Each adds a word of its own to the text that it saw, again and again; one whose text had moved is told, and adds to that."""
    notes = {jo.a_stream(): an_id() for _ in range(FAMILIES)}
    jo.push(*(jo.set(stream, a_note("", note)) for stream, note in notes.items()))
    devices = [Wire(jo.central, jo.user) for _ in range(DEVICES)]

    with ThreadPoolExecutor(DEVICES) as lanes:
        stales = sum(lanes.map(lambda wire: write_everywhere(wire, notes), devices))

    assert stales > 0  # they did meet
    written = sorted(f"{wire.number}/{time}" for wire in devices for time in range(TIMES))
    for head in jo.manifest().streams:
        _opening, state, *_rest = jo.pull(head.stream)
        assert head.revision == 1 + DEVICES * TIMES
        assert sorted(state.fields["text"].split()) == written
    assert jo.central.run("verify")


def write_everywhere(wire: Wire, notes: dict[str, str]) -> int:
    """Write in every family, so many times, all that are left in one push and in an order of one's own. How often it was too late."""
    random, stales = Random(wire.number), 0
    seen: dict[str, tuple[int, str]] = dict.fromkeys(notes, (1, ""))
    with closing(wire.central.client()) as wire.http:
        for time in range(TIMES):
            left = set(notes)
            while left:
                order = random.sample(sorted(left), len(left))
                texts = {stream: f"{seen[stream][1]} {wire.number}/{time}".strip() for stream in order}
                lines = [wire.set(stream, a_note(texts[stream], notes[stream], seen[stream][0])) for stream in order]
                for verdict in wire.push(*lines):
                    if verdict.outcome == "applied":
                        seen[verdict.stream] = (verdict.revision or 0, texts[verdict.stream])
                        left.discard(verdict.stream)
                    else:
                        assert verdict.outcome == "stale"
                        (current,) = verdict.current
                        seen[verdict.stream] = (current.version, str(current.value))
                        stales += 1
    return stales
