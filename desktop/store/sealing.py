"""Making the bytes of a change set: signed by this device, never changed again (S3).

A set's head names the device's number, so a set may have to wait for its bytes after the device was restored: closed, it takes no
more edits, and is sealed as soon as its number is certain (S1).
"""

import json

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from desktop.ids import RandomBytes
from desktop.store import settings
from desktop.store.sets import PENDING, SEALED_UNDER
from sync.protocol import commitment
from sync.protocol.canonical import encode
from sync.protocol.change_set import ALGORITHM, FORMAT, Change, Head, Shown, grouped


def seal(connection: Connection, n: int, key: Ed25519PrivateKey, random: RandomBytes) -> None:
    """Make the bytes of set `n` and mark it sealed; or only close it, while they cannot be made.

    A base that is a set applied meanwhile becomes its revision (S1).
    """
    if _must_wait(connection, n):
        connection.exec_driver_sql("UPDATE change_set SET state = 'sealed' WHERE n = ? AND state = 'open'", (n,))
        return
    rows = connection.exec_driver_sql(
        "SELECT kind, record, field, coalesce(revision, base), value FROM change"
        " LEFT JOIN change_set ON change_set.n = -base WHERE change.n = ? ORDER BY kind, record, base, field",
        (n,),
    )
    changes = [Change(kind, record, name, base, json.loads(value)) for kind, record, name, base, value in rows]
    made, digest = commitment.sealed(_head(connection, n), grouped(changes), random(commitment.SEED_BYTES), key)
    connection.exec_driver_sql(
        "UPDATE change_set SET state = iif(state = 'open', 'sealed', state), sealed = ?, digest = ?"
        " WHERE n = ? AND sealed IS NULL",
        (encode(made), digest, n),
    )


def _must_wait(connection: Connection, n: int) -> bool:
    """Whether a new number is to come first, or the set builds on one that goes by another number: as a revision it can be named."""
    if settings.get(connection, settings.NEEDS_NEW_NUMBER):
        return True
    number = settings.get_identity(connection).number
    found = connection.exec_driver_sql(
        "SELECT 1 FROM change_set WHERE n IN (SELECT -base FROM change WHERE n = ?"
        " UNION SELECT value FROM json_each((SELECT needs FROM change_set WHERE n = ?)))"
        f" AND state IN {PENDING} AND state != 'open' AND {SEALED_UNDER} IS NOT ?",
        (n, n, number),
    )
    return found.first() is not None


def _needs(connection: Connection, needs: str, number: int) -> list[int]:
    """What a head names of a set's needs: those that are not on the server as a revision, by this number."""
    found = connection.exec_driver_sql(
        "SELECT value FROM json_each(?) LEFT JOIN change_set ON n = value"
        f" WHERE revision IS NULL AND (sealed IS NULL OR {SEALED_UNDER} = ?) ORDER BY value",
        (needs, number),
    )
    return list(found.scalars())


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
        needs=_needs(connection, needs, identity.number),
        reason=reason,
        decision=None if decision is None else msgspec.json.decode(decision, type=Shown),
    )
