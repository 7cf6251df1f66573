"""What comes in with a push, before anything is believed of it: lines read, ids and digests taken, nothing judged."""

from dataclasses import dataclass
from functools import cached_property

import msgspec
from msgspec import Raw, Struct

from sync.protocol.canonical import NotCanonical, decode
from sync.protocol.change_set import Change, ChangeSet, Group, Head, flattened
from sync.protocol.commitment import Malformed, digest, text
from sync.protocol.limits import too_deep
from sync.protocol.messages import Evidence, NewStream, PushLine
from sync.protocol.reads import Reads

_decoder = msgspec.json.Decoder(PushLine)

SetId = tuple[int, int]
"""A change set's id: a number of the device that sealed it, and n (S1)."""


class BadLine(Exception):
    """A line that says nothing that could be answered. `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class TooManyLines(Exception):
    """More than one push may carry."""


@dataclass(frozen=True)
class Arrived:
    """A change set that was sent, with the bytes that it was sealed as; a laptop may have taken values out of them since (F3)."""

    change_set: ChangeSet
    digest: str
    sealed: str
    is_evidence: bool

    @property
    def head(self) -> Head:
        return self.change_set.head

    @property
    def id(self) -> SetId:
        """What it goes by (S1)."""
        return self.head.device, self.head.n

    @property
    def groups(self) -> list[Group]:
        """What it changes, by record and base: what is the same for all fields of a group is asked once."""
        return self.change_set.changes

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The same field by field."""
        return tuple(flattened(self.groups))

    @cached_property
    def builds_on(self) -> set[SetId]:
        """The earlier sets of this device without which this one makes no sense (S8)."""
        numbers = {*self.head.needs, *(-group.base for group in self.groups if group.base < 0)}
        return {(self.head.device, n) for n in numbers}


@dataclass(frozen=True)
class Unreadable:
    """A change set that is not in canonical form, or has no seed, though it says which one it is."""

    head: Head


Line = NewStream | Arrived | Unreadable
"""What is to be judged."""


class _HeadAlone(Struct):
    head: Head


def read(number: int, line: bytes) -> Line | Reads:
    """One line of a push, the `number`th. Of reads there is one line at most, the first.

    Raises:
        BadLine: it says nothing that could be answered.
    """
    try:
        message = _decoder.decode(line)
        if isinstance(message, NewStream) or (isinstance(message, Reads) and number == 1):
            return message
        if isinstance(message, Reads):
            raise BadLine(number)
        return arrived(message.set, is_evidence=isinstance(message, Evidence))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise BadLine(number) from None


def arrived(raw: Raw, *, is_evidence: bool = False) -> Arrived | Unreadable:
    """A change set by its bytes."""
    sealed = bytes(raw)
    try:
        change_set = decode(sealed, ChangeSet)
        values = (value for group in change_set.changes for value in group.fields.values())
        if (change_set.seed is None and change_set.redacted is None) or any(
            too_deep(value) for value in values if type(value) is not str
        ):
            return Unreadable(change_set.head)
        return Arrived(change_set, text(digest(change_set)), sealed.decode(), is_evidence)
    except (NotCanonical, Malformed):
        return Unreadable(msgspec.json.decode(sealed, type=_HeadAlone).head)
