"""A change set on the wire: an atomic group of field changes, by one person on one device, inside one stream (sync.md, section 2).

One line of JSON. Changes are grouped by record and base, so that a field costs little more than its name and value. Signed over
commitments (F2): see `sync.protocol.commitment`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from sync.records.types import Wire

FORMAT = 1
ALGORITHM = "ed25519"


class Shown(Struct, frozen=True, forbid_unknown_fields=True):
    """What a decision over a whole record was taken on (S13)."""

    kind: str
    record: str
    sha256: str
    """Hex digest of the record's canonical content as shown."""


class Head(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who changed what where. (device, n) is the change set's id (S1)."""

    v: int
    alg: str
    council: str
    stream: str
    device: int
    n: int
    author: str
    made_at: str
    """The device's clock: evidence only, never used to decide a winner."""
    needs: list[int] = []
    """Earlier numbers of this device without which this set makes no sense (S8)."""
    reason: str | None = None
    decision: Shown | None = None


class Group(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Changes to one record that share a base.

    `base` is the version that the person had before them: a revision, 0 for none, or -n for this device's own set n.
    """

    kind: str
    record: str
    base: int
    fields: dict[str, Wire]


class Redacted(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in for the seed once values have been removed under authority (F2)."""

    salts: dict[str, str]
    """By position in decimal, for the values that are still there: base64url."""
    commitments: dict[str, str]
    """By position in decimal, for the values that are gone: base64url."""


class ChangeSet(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A sealed change set. Its bytes never change (S3), but for a redaction."""

    head: Head
    changes: list[Group]
    signature: str
    """base64url of 64 bytes."""
    seed: str | None = None
    """base64url of 16 bytes; gone once redacted."""
    redacted: Redacted | None = None


class Change(NamedTuple):
    """One field of one record."""

    kind: str
    record: str
    field: str
    base: int
    value: Wire


def flattened(groups: list[Group]) -> Iterator[Change]:
    """The changes in the order of their positions: groups as they stand, field names sorted."""
    for group in groups:
        for name in sorted(group.fields):
            yield Change(group.kind, group.record, name, group.base, group.fields[name])


def grouped(changes: list[Change]) -> list[Group]:
    """The wire form of changes, in a deterministic order."""
    groups: dict[tuple[str, str, int], dict[str, Wire]] = {}
    for change in changes:
        groups.setdefault((change.kind, change.record, change.base), {})[change.field] = change.value
    return [Group(kind, record, base, fields) for (kind, record, base), fields in groups.items()]
