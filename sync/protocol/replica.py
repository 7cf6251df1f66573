"""What the engine needs from a laptop's store: its only view of it. The engine knows neither tables nor files.

Each method is one transaction of its own, so that a sync may be cut anywhere: what was taken stays taken, what was not is asked for
again. Errors of a store are its own and pass through the engine; these it raises because of what the server says:

    ServerDoubted
    ├── HistoryRewritten    a stream's chain does not extend what is held here (F6)
    ├── EpochDoubted        the server has another epoch than before, and no order of the council's says so (S28)
    └── ReceiptDoubted      the council did not sign what the server says that it has (F6)
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import Struct

from sync.protocol.certificate import Certificate
from sync.protocol.messages import (
    Applied,
    Closing,
    Have,
    Limits,
    Manifest,
    Mark,
    NewStream,
    Receipt,
    Settled,
    Snapshot,
    State,
    Verdict,
)
from sync.protocol.reads import Reads, ReadsHeld
from sync.protocol.receipts import Stamp
from sync.protocol.trouble import Trouble


class ServerDoubted(Trouble):
    """The server's account of a stream is not one to go on from. Nothing here was changed. Carries the stream's id at most."""


class HistoryRewritten(ServerDoubted):
    """What is held of a stream is not the beginning of what the server holds."""


class EpochDoubted(ServerDoubted):
    """The server says that it was put back from a backup, and not by the council's order."""


class Told(Struct, frozen=True):
    """The mark of the manifest that was told last, and itself while not all that it names is held."""

    etag: str | None = None
    manifest: Manifest | None = None


class Opened(Struct, frozen=True, tag="opened", tag_field="t", omit_defaults=True):
    """A stream of a pull answer, with what its opening left out because the device knew it."""

    stream: str
    family: str
    compartment: str
    after: int = 0
    """The revision that the log continues from."""
    snapshot: Snapshot | None = None
    settled: list[Settled] = []


class ReceiptDoubted(ServerDoubted):
    """A manifest, or the answer to a push, is not signed with the council's receipt key."""


@dataclass(frozen=True)
class Part:
    """Some lines of one stream's pull answer: records of its snapshot, then sets of its log up to `mark`.

    Without a `mark` there are records only, and more of them to come; a `Closing` says that the stream is whole.
    """

    opening: Opened
    lines: Sequence[State | Applied | Receipt]
    mark: Mark | Closing | None
    devices: Sequence[Certificate] = ()
    """Of devices that had not been heard of, and whose sets may be among the lines."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the stream is missing."""
        return isinstance(self.mark, Closing)


Page = Sequence[Part]
"""What is taken as one transaction: several small streams, or a part of a large one."""


@dataclass(frozen=True)
class Parcel:
    """What a push carries, by number: closed sets in the order in which they are to be judged, and evidence.

    `begin`: the stream that a set begins, or that an earlier one of this parcel began.
    """

    begin: Mapping[int, NewStream] = field(default_factory=dict)
    sets: Sequence[int] = ()
    evidence: Sequence[int] = ()


class Replica(Protocol):
    """A laptop's side of a sync."""

    def told(self) -> Told:
        """What need not be told again: the manifest that says exactly what is held, or one that is still being fetched."""
        ...

    def keep(self, told: Told) -> None:
        """Keep a manifest until `finish`, while what it names is fetched."""
        ...

    def waiting(self) -> int:
        """How many change sets have no receipt yet: what the council is told, so that somebody asks after a laptop that cannot send."""
        ...

    def doubted(self) -> int:
        """How many streams are held back, because something in them is not what its device signed (F2): the council is told."""
        ...

    def believed(self) -> int:
        """The number of the council.json that is held."""
        ...

    def believe(self, council_json: str) -> None:
        """Keep a later one, if the one held vouches for it; one that it does not is passed over (F5)."""
        ...

    def compare(self, manifest: Manifest) -> Sequence[Have]:
        """What to ask for: each stream in which the server is ahead, with what is held of it (S2).

        After a restore that the council ordered, also each stream that is not as it was; and what of this laptop's the server may have
        lost waits to be sent again (S28).

        Raises:
            ServerDoubted: this is not the server it was, or its history was rewritten.
        """
        ...

    def devices(self) -> Sequence[int]:
        """The device numbers whose certificates are held."""
        ...

    def take(self, page: Page) -> int:
        """Apply a page, merging it with what waits here. What begins at another position than the one held does nothing (S6).

        A stream with a set that is not what a known device signed stays as it is held, until it is pulled again (F2). How many records and
        sets the other streams brought.

        Records of a snapshot that is not whole yet are kept aside, and shown when it is (S7).

        Raises:
            HistoryRewritten: a change set's link does not extend the chain held.
        """
        ...

    def seal(self, leave: Collection[str], taken: Collection[str], unheard: Collection[str] = ()) -> Parcel:
        """Close what a push carries (S4), but for the open sets of the streams to `leave`. In `taken` streams all of it goes, in `unheard` none."""
        ...

    def limits(self) -> Limits:
        """What the server takes of one push, as the last manifest said."""
        ...

    def read(self, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """The bytes of sets: as they were sealed, or as they are sealed now (S3). What was given up meanwhile is left out."""
        ...

    def reads(self, *, alone: bool = False) -> Reads | None:
        """Some of the log of reads that the server does not have (F10). `alone`: only if they waited too long for a push to travel in."""
        ...

    def reads_held(self, batch: Reads, answer: ReadsHeld) -> None:
        """Take in the answer to a batch.

        Raises:
            ReceiptDoubted: the council did not sign it; nothing of it is taken in.
        """
        ...

    def settle(self, verdicts: Sequence[Verdict], stamp: Stamp) -> bool:
        """Take in the whole answer to a push. Whether there is more to pull.

        Raises:
            ReceiptDoubted: the council did not sign it; nothing of it is taken in.
            HistoryRewritten: a receipt's link does not extend the chain held.
        """
        ...

    def taken(self, manifest: Manifest) -> Collection[str]:
        """The streams held here that the manifest no longer has, but for those this laptop has yet to begin of families that it has, or has yet to hear of."""
        ...

    def forget(self, streams: Collection[str]) -> None:
        """Erase those of these streams of which nothing waits for a receipt (S24)."""
        ...

    def finish(self, manifest: Manifest, etag: str | None) -> None:
        """A sync came to its end: keep the mark if exactly what the manifest says is held, and note the time."""
        ...
