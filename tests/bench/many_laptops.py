"""Laptops with nothing but the protocol, made by the thousand: each worker has two of them and forty families."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from sync.protocol import commitment, crypto
from sync.protocol.messages import Have, Manifest
from sync.records.ids import stream_id
from sync.server import tables
from tests.bench.figure import NotRight
from tests.support.central import Central
from tests.support.wire import MADE_AT, Wire, a_note, an_id

FAMILIES, LAPTOPS = 40, 2
_COMPARTMENT = "team"
_APART = 100
_NOT_MODIFIED = 304

Row = dict[str, str | int | None]


@dataclass(frozen=True)
class Served:
    """How many seconds the requests of one sync took. None was needed where one is None."""

    asked: float
    pulled: float | None
    pushed: float


class LightLaptop(Wire):
    """A laptop that was enrolled with many others; it keeps nothing but how far it is in each stream."""

    def __init__(self, central: Central, http: httpx.Client, user: str, number: int, families: list[str]) -> None:
        self.central = central
        self.http = http
        self.user = user
        self.number = number
        self.device = an_id()
        self.key = Ed25519PrivateKey.generate()
        self.numbers = itertools.count(1)
        self._streams = itertools.cycle(stream_id(family, _COMPARTMENT) for family in families)
        self._held: dict[str, int] = {}
        self._etag = '""'

    def enrolled(self) -> Row:
        """As the council has it."""
        public = commitment.text(crypto.public_bytes(self.key))
        named = {"device": self.device, "user": self.user, "public_key": public}
        return {"number": self.number, "recovery": "{}", "name": "laptop", "enrolled_at": MADE_AT, **named}

    def sync_a_note(self, text: str) -> Served:
        """Ask what is new, fetch it, and send a note to the next of the families."""
        begun = perf_counter()
        behind = self._behind()
        asked = perf_counter()
        pulled = self._pull(behind)
        return Served(asked - begun, pulled, self._push(text))

    def _behind(self) -> dict[str, int]:
        """The streams in which the server is ahead, and its revisions."""
        answer = self.get("/v1/manifest", If_None_Match=self._etag)
        if answer.status_code == _NOT_MODIFIED:
            return {}
        self._etag = answer.headers["etag"]
        heads = msgspec.json.decode(answer.content, type=Manifest).streams
        return {head.stream: head.revision for head in heads if head.revision > self._held.get(head.stream, 0)}

    def _pull(self, behind: dict[str, int]) -> float | None:
        if not behind:
            return None
        begun = perf_counter()
        answer = self.ask_pull(*(Have(stream, self._held.get(stream, 0), told=head) for stream, head in behind.items()))
        took = perf_counter() - begun
        if answer.status_code != httpx.codes.OK:
            raise NotRight
        self._held |= behind
        return took

    def _push(self, text: str) -> float:
        stream = next(self._streams)
        line = self.set(stream, a_note(text))
        begun = perf_counter()
        verdict = self.push_one(line)
        took = perf_counter() - begun
        if verdict.outcome != "applied" or verdict.revision is None:
            raise NotRight
        if verdict.revision == self._held.get(stream, 0) + 1:
            self._held[stream] = verdict.revision
        return took


def many_laptops(central: Central, http: httpx.Client, count: int) -> list[LightLaptop]:
    """Enrol them at once, with empty streams for their families, as an import would leave a council.

    A worker's second laptop comes some time after the first, so that it finds what that one sent.
    """
    laptops: list[LightLaptop] = []
    rows: dict[str, list[Row]] = defaultdict(list)
    for number in range(1, count + 1, LAPTOPS):
        user, families = f"worker-{number}", [an_id() for _ in range(FAMILIES)]
        rows["staff"].append({"user": user, "name": f"Worker {number}", "team": "North", "role": "practitioner"})
        for family in families:
            rows["stream"].append(_stream(family))
            rows["member"].append(
                {"family": family, "compartment": _COMPARTMENT, "user": user, "since": MADE_AT, "moved_at": MADE_AT}
            )
        laptops += [LightLaptop(central, http, user, number + at, families) for at in range(LAPTOPS)]
    rows["device_number"] = [_number(laptop) for laptop in laptops]
    rows["device"] = [laptop.enrolled() for laptop in laptops]
    with central.session() as connection:
        for name, of_table in rows.items():
            connection.execute(insert(tables.central.tables[name]), of_table)
    return sorted(laptops, key=lambda laptop: (laptop.number // _APART, laptop.number % LAPTOPS))


def _stream(family: str) -> Row:
    named = {"stream": stream_id(family, _COMPARTMENT), "family": family, "compartment": _COMPARTMENT}
    return {"revision": 0, "chain": commitment.NO_CHAIN, "moved_at": MADE_AT, **named}


def _number(laptop: LightLaptop) -> Row:
    return {"number": laptop.number, "device": laptop.device, "given_at": MADE_AT, "after": 0, "certificate": ""}
