"""Making the bytes of a change set: signed by this device, never changed again (S3).

A set's head names the device's number, so a set may have to wait for its bytes after the device was restored: closed, it takes no
more edits, and is sealed as soon as its number is certain (S1).
"""

import json
from collections.abc import Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw
from sqlalchemy import Connection

from desktop.ids import RandomBytes
from desktop.store import settings
from desktop.store.sets import PENDING, SEALED_UNDER
from sync.protocol import commitment
from sync.protocol.canonical import encode
from sync.protocol.change_set import ALGORITHM, FORMAT, Group, Head, Shown

_AT_ONCE = 20
"""How many sets are read at once: what they change is held in memory."""
_THESE = "(SELECT value FROM json_each(?))"


def seal(connection: Connection, numbers: Sequence[int], key: Ed25519PrivateKey, random: RandomBytes) -> None:
    """Close these sets, make the bytes of each and mark it sealed; but not of those whose bytes cannot be made yet.

    A base that is a set applied meanwhile becomes its revision (S1). What has its bytes keeps them.
    """
    closed = f"UPDATE change_set SET state = 'sealed' WHERE state = 'open' AND n IN {_THESE}"
    connection.exec_driver_sql(closed, (json.dumps(numbers),))
    ready = sealable(connection, numbers)
    for start in range(0, len(ready), _AT_ONCE):
        _seal(connection, ready[start : start + _AT_ONCE], key, random)


def sealable(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Those of these sets, in their order, that have no bytes and may have them: none while a new number is to come first (S1).

    A set that builds on one that goes by another number waits: as a revision it can be named.
    """
    if settings.get(connection, settings.NEEDS_NEW_NUMBER):
        return []
    these = json.dumps(numbers)
    found = connection.exec_driver_sql(
        f"SELECT n FROM change_set WHERE sealed IS NULL AND n IN {_THESE} ORDER BY n", (these,)
    )
    bare = dict.fromkeys(found.scalars())
    number = settings.get_identity(connection).number
    built_on = connection.exec_driver_sql(
        f"WITH built (above, n) AS (SELECT n, -base FROM change WHERE base < 0 AND n IN {_THESE}"
        f" UNION SELECT n, value FROM change_set, json_each(needs) WHERE n IN {_THESE})"
        f" SELECT above, n, {SEALED_UNDER} FROM built JOIN change_set USING (n)"
        f" WHERE state IN {PENDING} AND state != 'open' ORDER BY above",
        (these, these),
    )
    waits: set[int] = set()
    for above, n, under in built_on:
        if n in waits or (n not in bare and under != number):
            waits.add(above)
    return [n for n in bare if n not in waits]


def _seal(connection: Connection, numbers: Sequence[int], key: Ed25519PrivateKey, random: RandomBytes) -> None:
    groups = _groups(connection, numbers)
    rows = []
    for head in _heads(connection, numbers):
        made, digest = commitment.sealed(head, groups[head.n], random(commitment.SEED_BYTES), key)
        rows.append((encode(made), digest, head.n))
    connection.exec_driver_sql("UPDATE change_set SET sealed = ?, digest = ? WHERE n = ?", rows)


def _groups(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Group]]:
    """What sets change, as it travels. Values stay the canonical bytes that they are stored as: nothing reads them here."""
    rows = connection.exec_driver_sql(
        "SELECT change.n, kind, record, field, coalesce(revision, base), value FROM change"
        f" LEFT JOIN change_set AS by ON by.n = -base WHERE change.n IN {_THESE} ORDER BY change.n, kind, record, base, field",
        (json.dumps(numbers),),
    ).all()
    sets: dict[int, dict[tuple[str, str, int], dict[str, Raw]]] = {n: {} for n in numbers}
    for n, kind, record, name, base, value in rows:
        sets[n].setdefault((kind, record, base), {})[name] = Raw(value)
    return {n: [Group(*place, fields) for place, fields in groups.items()] for n, groups in sets.items()}  # type: ignore[arg-type]  # encoded, a Raw is what it holds


def _heads(connection: Connection, numbers: Sequence[int]) -> list[Head]:
    identity = settings.get_identity(connection)
    rows = connection.exec_driver_sql(
        f"SELECT n, stream, author, made_at, needs, decision, reason FROM change_set WHERE n IN {_THESE} ORDER BY n",
        (json.dumps(numbers),),
    ).all()
    return [
        Head(
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
        for n, stream, author, made_at, needs, decision, reason in rows
    ]


def _needs(connection: Connection, needs: str, number: int) -> list[int]:
    """What a head names of a set's needs: those that are not on the server as a revision, by this number."""
    if needs == "[]":
        return []
    found = connection.exec_driver_sql(
        "SELECT value FROM json_each(?) LEFT JOIN change_set ON n = value"
        f" WHERE revision IS NULL AND (sealed IS NULL OR {SEALED_UNDER} = ?) ORDER BY value",
        (needs, number),
    )
    return list(found.scalars())
