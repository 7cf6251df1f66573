"""What a decision over a whole record was taken on, as one hash (S13)."""

import hashlib
from collections.abc import Mapping

from sync.protocol.canonical import encode
from sync.records.types import Wire


def content_hash(kind: str, record: str, fields: Mapping[str, Wire]) -> str:
    """Hex SHA-256 of a record's canonical content.

    `fields` is the record as it was shown, by wire name: before the decision's own changes, with those of the sets that it needs.
    A field that is null counts as absent, so that a device which never heard of it hashes the same.
    """
    content = [[name, fields[name]] for name in sorted(fields) if fields[name] is not None]
    return hashlib.sha256(b"doorstep/content/1\0" + encode([kind, record, content])).hexdigest()
