"""Sending: what a replica has sealed, and its evidence, for a verdict each."""

from collections.abc import Iterator

import msgspec
from msgspec import Raw

from sync.engine.errors import NotUnderstood
from sync.engine.transport import Transport
from sync.protocol.messages import Evidence, Set, Verdict
from sync.protocol.replica import Parcel, Replica

BODY_LINES = 2_000
BODY_BYTES = 8 * 2**20
"""What one request carries before compression: well below the server's limits, and soon sent again when the line breaks."""

_decoder = msgspec.json.Decoder(Verdict)


def push(replica: Replica, transport: Transport, parcel: Parcel) -> tuple[list[Verdict], bool]:
    """Send a parcel and settle the answers as far as they came. Returns them, and whether there is more to pull."""
    begin = [msgspec.json.encode(stream) for stream in parcel.begin]
    verdicts: list[Verdict] = []
    behind = False
    for lines, evidence in _bodies(parcel):
        answers: list[Verdict] = []
        arrived: set[int] = set()
        try:
            with transport.post_lines("/v1/push", [*begin, *lines]) as answer:
                answers.extend(map(_read, answer))
                arrived = evidence
        finally:  # what was judged is judged, also when the line broke before the last answer
            behind |= replica.settle(answers, arrived)
        verdicts += answers
    return verdicts, behind


def _bodies(parcel: Parcel) -> Iterator[tuple[list[bytes], set[int]]]:
    """The lines of each request, and the numbers of the evidence among them."""
    lines: list[bytes] = []
    evidence: set[int] = set()
    size = 0
    for n, line, is_evidence in _lines(parcel):
        if lines and (len(lines) == BODY_LINES or size + len(line) > BODY_BYTES):
            yield lines, evidence
            lines, evidence, size = [], set(), 0
        lines.append(line)
        size += len(line)
        if is_evidence:
            evidence.add(n)
    yield lines, evidence


def _lines(parcel: Parcel) -> Iterator[tuple[int, bytes, bool]]:
    for n, sealed in parcel.sets.items():
        yield n, msgspec.json.encode(Set(Raw(sealed))), False
    for n, sealed in parcel.evidence.items():
        yield n, msgspec.json.encode(Evidence(Raw(sealed))), True


def _read(line: bytes) -> Verdict:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotUnderstood from None
