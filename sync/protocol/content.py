"""What a decision over a whole record was taken on (S13): the hash that its author's device and the server both compute.

The content is every field of the record that has a value, as it stood under the decision, but for the fields that the decision's own
set changes. So a sign-off or a delete covers exactly what was on the screen.
"""

import hashlib
from collections.abc import Collection, Mapping

from sync.protocol.canonical import encode
from sync.records.types import Wire


def content_digest(fields: Mapping[str, Wire], changed: Collection[str]) -> str:
    """Hex SHA-256 of a record's fields as shown; `changed` names those that the decision itself changes."""
    shown = {name: value for name, value in fields.items() if value is not None and name not in changed}
    return hashlib.sha256(b"doorstep/content/1\0" + encode(shown)).hexdigest()
