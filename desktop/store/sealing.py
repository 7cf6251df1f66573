"""Making the bytes of a change set: signed by this device, never changed again (S3)."""

import json

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from desktop.ids import RandomBytes
from desktop.store import settings
from sync.protocol import commitment
from sync.protocol.canonical import encode
from sync.protocol.change_set import ALGORITHM, FORMAT, Change, Head, Shown, grouped


def seal(connection: Connection, n: int, key: Ed25519PrivateKey, random: RandomBytes) -> None:
    """Make the bytes of set `n` and mark it sealed. A base that is a set applied meanwhile becomes its revision (S1)."""
    rows = connection.exec_driver_sql(
        "SELECT kind, record, field, coalesce(revision, base), value FROM change"
        " LEFT JOIN change_set ON change_set.n = -base WHERE change.n = ? ORDER BY kind, record, base, field",
        (n,),
    )
    changes = [Change(kind, record, name, base, json.loads(value)) for kind, record, name, base, value in rows]
    made = commitment.seal(_head(connection, n), grouped(changes), random(commitment.SEED_BYTES), key)
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'sealed', sealed = ? WHERE n = ? AND state = 'open'", (encode(made), n)
    )


def _head(connection: Connection, n: int) -> Head:
    identity = settings.get_identity(connection)
    stream, author, made_at, needs, decision, reason = connection.exec_driver_sql(
        "SELECT stream, author, made_at, needs, decision, reason FROM change_set WHERE n = ?", (n,)
    ).one()
    return Head(
        v=FORMAT,
        alg=ALGORITHM,
        council=identity.council,
        stream=stream,
        device=identity.number,
        n=n,
        author=author,
        made_at=made_at,
        needs=json.loads(needs),
        reason=reason,
        decision=None if decision is None else msgspec.json.decode(decision, type=Shown),
    )
