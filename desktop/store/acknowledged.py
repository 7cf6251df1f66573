"""Change sets of which the council has signed a receipt: kept with their bytes as long as it may be put back from a backup without them (S28), then let go.

How long that was, its own dates say, which it signed: a clock of this laptop that jumps must not cost what a restored server will ask for.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from sync.records.types import instant_text

KEPT = timedelta(days=35)
"""How long the council keeps a backup (F3)."""
_SOME = 200


def let_some_go(connection: Connection, now: datetime) -> bool:
    """Let go of the bytes of some sets that were kept long enough, by the newest receipt and by this laptop's clock. Whether there may be
    more.

    What they wrote stays in the history.
    """
    latest = connection.exec_driver_sql("SELECT max(at) FROM receipt").scalar()
    if latest is None:
        return False
    until = min(datetime.fromisoformat(latest), now) - KEPT
    found = connection.exec_driver_sql(
        "SELECT n FROM change_set WHERE acknowledged_at <= ? AND sealed IS NOT NULL ORDER BY acknowledged_at LIMIT ?",
        (instant_text(until), _SOME),
    )
    old = [(n,) for n in found.scalars()]
    if not old:
        return False
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO past (stream, revision, head, changes, removed)"
        " SELECT stream, revision, json_extract(sealed, '$.head'), json_extract(sealed, '$.changes'),"
        " (SELECT json_group_array(CAST(key AS INTEGER)) FROM json_each(sealed, '$.redacted.commitments'))"
        " FROM (SELECT stream, revision, CAST(sealed AS TEXT) AS sealed FROM change_set"
        "  WHERE n = ? AND revision IS NOT NULL)",
        old,
    )
    connection.exec_driver_sql("DELETE FROM change WHERE n = ?", old)
    connection.exec_driver_sql("UPDATE change_set SET sealed = NULL, digest = NULL WHERE n = ?", old)
    return len(old) == _SOME
