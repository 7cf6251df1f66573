"""The messages of protocol 1 but for the change set itself. `docs/sync-protocol.md` is the normative text.

Bodies of pull and push are JSON lines, compressed with zstd (gzip if the peer lacks it); everything else is one JSON object.
"""

from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

from sync.protocol.certificate import Certificate
from sync.protocol.change_set import ChangeSet
from sync.protocol.epoch import Restored
from sync.protocol.limits import (
    BODY_BYTES,
    HISTORY,
    LARGEST_NUMBER,
    PULL_DEVICES,
    PULL_SEALED,
    PULL_STREAMS,
    PUSH_LINES,
)
from sync.protocol.reads import Reads
from sync.protocol.receipts import Stamp
from sync.records.ids import stream_id
from sync.records.types import Wire

Outcome = Literal["applied", "stale", "held", "refused", "aside", "altered", "kept"]


class StreamHead(Struct, frozen=True, array_like=True, dict=True):
    """One stream that the device may hold, as the server has it now."""

    family: str
    compartment: str
    revision: int
    chain: str

    @cached_property
    def stream(self) -> str:
        """Its id, which is not told, since it follows."""
        return stream_id(self.family, self.compartment)


class Limits(Struct, frozen=True):
    """What a server takes of one push: lines, and bytes of them before they are compressed."""

    push_lines: int = PUSH_LINES
    push_bytes: int = BODY_BYTES


class Manifest(Struct, frozen=True, omit_defaults=True):
    """GET /v1/manifest: everything the device may hold. Answered 304 to an `If-None-Match` that still holds."""

    v: int
    epoch: str
    """Changes when the server was restored from a backup (S28)."""
    minimum: str
    """The oldest client that may still sync."""
    streams: list[StreamHead]
    staff: dict[str, str] = {}
    """The names of those who are or were members of these streams, by user id."""
    restored: Restored | None = None
    """Of a server that was restored from a backup: the council's word for `epoch` (S28)."""
    limits: Limits = Limits()
    history: Annotated[int, Meta(ge=0)] = HISTORY
    """Of how many of its latest revisions a device keeps who wrote what; the rest it asks for when somebody looks."""
    council: str | None = None
    """council.json as the root signed it, where the device told that it holds an earlier one (F5)."""
    stamp: Stamp | None = None
    """The council's word for the heads (F6). It is in every manifest; the mark of a manifest does not follow from it."""


class Resume(Struct, frozen=True):
    """How far a snapshot came before the line broke (S7): the revision it was begun at, and the last record of it."""

    revision: Annotated[int, Meta(ge=0)]
    kind: str
    record: str


CHECK_LETTERS = 6


class Have(Struct, frozen=True, omit_defaults=True):
    """What the device has of one stream, and which of its own sealed sets still await an answer (S2)."""

    stream: str
    revision: Annotated[int, Meta(ge=0)]
    sealed: dict[int, Annotated[dict[int, str], Meta(max_length=PULL_SEALED)]] = {}
    """By the device number that they were sealed under: n of each, and the first `CHECK_LETTERS` letters of its digest. A copy of this vault may
    have used the n for something else: that is no answer to this device (F6)."""
    log: bool = False
    """From 0 too the log is wanted, not a snapshot: the stream was begun on this device, which has most of it."""
    resume: Resume | None = None
    told: int | None = None
    """The revision that the manifest named: where the answer comes to the same one, it need not tell the chain head again."""


class PullRequest(Struct, frozen=True, omit_defaults=True):
    """POST /v1/pull."""

    streams: Annotated[list[Have], Meta(max_length=PULL_STREAMS)]
    devices: Annotated[list[int], Meta(max_length=PULL_DEVICES)] = []
    """The device numbers whose certificates are held, so that they need not come again."""


class Settled(Struct, frozen=True, omit_defaults=True):
    """What became of a sealed set whose answer was lost."""

    n: int
    outcome: Literal["applied", "aside"]
    revision: int | None = None


class Snapshot(Struct, frozen=True, omit_defaults=True):
    """What a snapshot was begun at. Its records may be newer; the log from here follows them (S7)."""

    revision: int
    chain: str = ""
    """Empty where the device was told: see `Have.told`."""
    resumed: bool = False
    """Its records begin after the one that was named, not at the first."""


class Opening(Struct, frozen=True, tag="stream", tag_field="t", omit_defaults=True):
    """The first line of a stream in a pull answer. The log continues from where the device said it is."""

    passed: Annotated[int, Meta(ge=0, le=PULL_STREAMS)] = 0
    """Streams come in the order asked; how many before this one are left out, because they were taken away meanwhile."""
    snapshot: Snapshot | None = None
    settled: list[Settled] = []


class State(Struct, frozen=True, tag="state", tag_field="t", omit_defaults=True):
    """One record of a snapshot: its fields, the version of most of them, and the versions of the others."""

    kind: str
    record: str
    version: int
    fields: dict[str, Wire]
    versions: dict[str, int] = {}


class Applied(Struct, frozen=True, tag="set", tag_field="t"):
    """One change set of the log, with what the server added."""

    revision: int
    received_at: str
    change_set: ChangeSet
    """On the wire the `stream` of its head is empty: it is the one that was opened."""


class Receipt(Struct, frozen=True, tag="receipt", tag_field="t"):
    """A change set of the log that the device has: one of the sealed ones that it asked about."""

    n: int
    revision: int
    received_at: str


class Mark(Struct, frozen=True, tag="mark", tag_field="t"):
    """The log has come as far as this revision, at which the chain head is this: what came of it may be taken."""

    revision: int
    chain: str


class Closing(Struct, frozen=True, tag="end", tag_field="t", omit_defaults=True):
    """Likewise, and the stream is complete up to this revision. Without the chain head where the device was told: see `Have.told`."""

    revision: int
    chain: str = ""


PullLine = Opening | State | Certificate | Applied | Receipt | Mark | Closing


class Current(Struct, frozen=True):
    """A field as the server has it, told with a stale verdict."""

    kind: str
    record: str
    field: str
    value: Wire
    version: int


class Verdict(Struct, frozen=True, tag="verdict", tag_field="t"):
    """One line of a push answer, behind the stamp that signs it."""

    n: int
    stream: str
    outcome: Outcome
    revision: int | None = None
    received_at: str | None = None
    chain: str | None = None
    code: str | None = None
    """Why it was refused: a stable code; words are made where they are shown."""
    path: str | None = None
    """Which field, never its value."""
    current: list[Current] = []
    digest: str | None = None
    """With `altered`: the digest that the server holds under this id (S3)."""


PushAnswer = Stamp | Verdict


class NewStream(Struct, frozen=True, tag="new", tag_field="t", forbid_unknown_fields=True, dict=True):
    """A stream that begins with the first of this device's next sets that is taken. Its id follows from family and compartment."""

    family: str
    compartment: str

    @cached_property
    def stream(self) -> str:
        """Its id."""
        return stream_id(self.family, self.compartment)


class Set(Struct, frozen=True, tag="set", tag_field="t", forbid_unknown_fields=True):
    """A sealed change set to be judged."""

    set: Raw
    """The change set's canonical bytes, exactly as they were sealed (S3)."""


class Evidence(Struct, frozen=True, tag="evidence", tag_field="t", forbid_unknown_fields=True):
    """A superseded or refused set, sent to be kept and nothing else (S25)."""

    set: Raw


PushLine = Reads | NewStream | Set | Evidence


class CodeQuestion(Struct, frozen=True):
    """POST /v1/enrolment/question: does this code open anything? The secret half of the code, as its letters."""

    secret: Annotated[str, Meta(max_length=32)]


class Greeting(Struct, frozen=True):
    """Who the code was made for."""

    council: str
    council_name: str
    user: str
    user_name: str
    team: str
    role: str
    families: int
    bundle: str
    """The signed trust bundle, as text: the device checks it against the fingerprint in its code (F5)."""


class EnrolmentRequest(Struct, frozen=True):
    """POST /v1/enrolment. May be sent again with the same key when the answer was lost."""

    secret: Annotated[str, Meta(max_length=32)]
    device: Annotated[str, Meta(max_length=32)]
    """The id the laptop gave itself."""
    public_key: Annotated[str, Meta(max_length=64)]
    """base64url of 32 bytes."""
    recovery: Annotated[str, Meta(max_length=16_384)]
    """The vault header's recovery slot, kept by the council for a damaged header (F4)."""
    name: Annotated[str, Meta(max_length=200)] = ""
    """What the laptop is called in "your devices"."""


class NumberRequest(Struct, frozen=True):
    """POST /v1/device/number: the vault was restored from a copy, or recovered, and n may have been used for other bytes (S1, F6)."""

    after: Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]
    """The highest n that this vault has given. What comes later under an earlier number, and goes beyond it, is of another vault (F6)."""
    recovery: Annotated[str, Meta(max_length=16_384)] | None = None
    """The vault header's new recovery slot, if it has one; else the council keeps what it has."""


class Enrolled(Struct, frozen=True):
    """The number under which this device counts its change sets (S1)."""

    number: int
