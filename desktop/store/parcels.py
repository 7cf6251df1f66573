"""What of the queue can be read and noted where it lies, without putting it together for merging: most of a push is that.

suspects        what must be looked at again before it is sent
bytes_of        sets and evidence as they were sealed
receive         receipts that ask for nothing more than a note
"""

import json
from collections.abc import Container, Iterable, Sequence

from sqlalchemy import Connection

from desktop.store.conflicts import DELETED
from desktop.store.pending import Address
from desktop.store.sets import EVIDENCE, PENDING
from sync.protocol.messages import Verdict
from sync.records.assessment import Assessment
from sync.records.registry import KINDS
from sync.rules.assessments import is_signed

_PENDING = str(PENDING)
_EVIDENCE = str(EVIDENCE)


def receive(connection: Connection, receipts: Sequence[Verdict]) -> list[Verdict]:
    """Note what sets were applied as, which is a fact at any time (S6). Those receipts that ask for more than that are given back.

    Versions and bases that name a set are read as its revision from now on (S1). Only a decision or a delete has what waits over its record
    judged again (S12).
    """
    over_records = _over_records(connection, [receipt.n for receipt in receipts])
    plain = [receipt for receipt in receipts if receipt.n not in over_records and receipt.revision is not None]
    if plain:
        noted = f"UPDATE change_set SET state = 'applied', revision = ? WHERE n = ? AND state IN {_PENDING}"
        connection.exec_driver_sql(noted, [(receipt.revision, receipt.n) for receipt in plain])
    return [receipt for receipt in receipts if receipt.n in over_records]


def _over_records(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Those sets that are decisions, or delete records, or were given up or laid aside while they were on their way."""
    found = connection.exec_driver_sql(
        f"SELECT n FROM change_set WHERE (decision IS NOT NULL OR state IN {(*EVIDENCE, 'kept', 'aside')})"
        " AND n IN (SELECT value FROM json_each(?1))"
        " UNION SELECT n FROM change WHERE field = ?2 AND n IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(numbers)), DELETED),
    )
    return set(found.scalars())


def suspects(connection: Connection) -> set[Address] | None:
    """The records over which something waits that may not be able to go as it is: refused, a decision, or a change of what is deleted or signed.

    None when there is nothing of the kind, so that the queue need not be read.
    """
    found = {
        Address(stream, kind, record)
        for stream, kind, record in connection.exec_driver_sql(
            "SELECT stream, decision ->> 'kind', decision ->> 'record' FROM change_set"
            f" WHERE decision IS NOT NULL AND state IN {_PENDING}"
        )
    }
    # Sets that the server has are kept for weeks: so each of these asks for what waits, and then for its changes.
    waiting = f"n IN (SELECT n FROM change_set WHERE state IN {_PENDING})"
    changed = f"change JOIN change_set USING (n) WHERE change.{waiting}"
    for kind in _kinds_waiting(connection):
        deleted = f'"{kind}" WHERE deleted IS NOT NULL' if kind in KINDS else "unknown_field WHERE field = 'deleted'"
        key = "id" if kind in KINDS else "record"
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT stream, kind, record FROM {changed} AND kind = ? AND record IN (SELECT {key} FROM {deleted})",
            (kind,),
        )
        found |= {Address(*row) for row in rows}
    found |= _signed(connection, changed)
    refused = connection.exec_driver_sql("SELECT 1 FROM change_set WHERE state = 'refused'").first()
    return found if found or refused is not None else None


def _kinds_waiting(connection: Connection) -> list[str]:
    """The kinds of which something waits, each looked up in each set: a caseload that waits has changes by the hundred thousand."""
    found = connection.exec_driver_sql(
        "WITH RECURSIVE had (n, kind) AS ("
        f"SELECT n, (SELECT min(kind) FROM change WHERE n = change_set.n) FROM change_set WHERE state IN {_PENDING}"
        " UNION ALL SELECT n, (SELECT min(kind) FROM change WHERE n = had.n AND kind > had.kind) FROM had WHERE kind IS NOT NULL)"
        " SELECT DISTINCT kind FROM had WHERE kind IS NOT NULL"
    )
    return list(found.scalars())


def _signed(connection: Connection, changed: str) -> set[Address]:
    """The assessments of which something waits that was written when they were signed, by their state here or by the one that a change of it saw."""
    states = connection.exec_driver_sql("SELECT DISTINCT state FROM assessment").scalars()
    found = {
        Address(*row)
        for row in connection.exec_driver_sql(
            f"SELECT DISTINCT stream, kind, record FROM {changed} AND kind = ? AND field != 'state'"
            " AND record IN (SELECT id FROM assessment WHERE state IN (SELECT value FROM json_each(?)))",
            (Assessment.kind, json.dumps([state for state in states if is_signed(state)])),
        )
    }
    seen = connection.exec_driver_sql(
        "SELECT change_set.stream, record, shown ->> '$' FROM assessment CROSS JOIN change ON record = id AND field = 'state'"
        f" JOIN change_set USING (n) WHERE kind = ? AND change_set.state IN {_PENDING}",
        (Assessment.kind,),
    )
    return found | {Address(stream, Assessment.kind, record) for stream, record, state in seen if is_signed(state)}


def is_empty(connection: Connection) -> bool:
    """Whether nothing waits here to be sent, evidence neither."""
    found = connection.exec_driver_sql(f"SELECT 1 FROM change_set WHERE state IN {(*PENDING, *EVIDENCE)} LIMIT 1")
    return found.first() is None


def bytes_of(connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The bytes of sealed sets, as they were made."""
    rows = connection.exec_driver_sql(
        "SELECT n, sealed FROM change_set WHERE sealed IS NOT NULL AND n IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {n: bytes(sealed) for n, sealed in rows}


def evidence(connection: Connection, sealable: Container[int]) -> list[int]:
    """The superseded and withdrawn sets that the server does not have (S25): those with bytes, or `sealable`."""
    found = connection.exec_driver_sql(
        f"SELECT n, sealed IS NOT NULL FROM change_set WHERE state IN {_EVIDENCE} ORDER BY n"
    )
    return [n for n, is_sealed in found if is_sealed or n in sealable]


def evidence_kept(connection: Connection, numbers: Iterable[int]) -> None:
    """The server has these now."""
    connection.exec_driver_sql(
        f"UPDATE change_set SET state = 'kept' WHERE state IN {_EVIDENCE} AND n IN (SELECT value FROM json_each(?))",
        (json.dumps([*numbers]),),
    )
