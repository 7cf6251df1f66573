"""Full-text search over every narrative field, inside the encrypted file.

Each narrative is its own row of an FTS5 index with `secure-delete`. Changing a row of a large index costs many milliseconds, so a save
only queues its text, in its own transaction, and idle time moves it into the index; what is queued is found by reading it. So a text is
found as soon as it is saved, and a save costs the same in an empty vault and in a full one. A query is words, never syntax.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from desktop.store.words import Hit, Words

Place = tuple[str, str, str, str]
"""Stream, kind, record and field of a narrative."""

_PAGES = 100
"""How much of the index one step of idle time merges."""

_RANKED = 1000
"""The most that are ranked: the newest. Ranking every note that holds two common words would take half a second."""


def put(connection: Connection, stream: str, kind: str, record: str, field: str, text: str | None) -> None:
    """A narrative as a save leaves it; None takes it out. It goes into the index later."""
    place = (stream, kind, record, field)
    row = connection.exec_driver_sql(
        "SELECT id FROM narrative WHERE stream = ? AND kind = ? AND record = ? AND field = ?", place
    ).scalar()
    if row is None and text is None:
        return
    if row is None:
        row = connection.exec_driver_sql(
            "INSERT INTO narrative (stream, kind, record, field) VALUES (?, ?, ?, ?) RETURNING id", place
        ).scalar_one()
    connection.exec_driver_sql("INSERT OR REPLACE INTO narrative_queue (id, text) VALUES (?, ?)", (row, text))


def put_many(connection: Connection, texts: Sequence[tuple[Place, str | None]]) -> None:
    """Many narratives as they are now, each once; None where one is taken out. What is new goes into the index at once."""
    if not texts:
        return
    found = connection.exec_driver_sql(
        "SELECT stream, kind, record, field, id FROM narrative WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps([*{record for (_stream, _kind, record, _field), _text in texts}]),),
    )
    ids: dict[Place, int] = {(stream, kind, record, field): id_ for stream, kind, record, field, id_ in found}
    changed = [(ids[place], text) for place, text in texts if place in ids]
    new = [(place, text) for place, text in texts if place not in ids and text is not None]
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM narrative").scalar_one()
    if changed:
        connection.exec_driver_sql("INSERT OR REPLACE INTO narrative_queue (id, text) VALUES (?, ?)", changed)
    if new:
        connection.exec_driver_sql(
            "INSERT INTO narrative (id, stream, kind, record, field) VALUES (?, ?, ?, ?, ?)",
            [(id_, *place) for id_, (place, _text) in enumerate(new, last + 1)],
        )
        connection.exec_driver_sql(
            "INSERT INTO narrative_fts (rowid, text) VALUES (?, ?)",
            [(id_, text) for id_, (_place, text) in enumerate(new, last + 1)],
        )


def hide(connection: Connection, kind: str, record: str, *, hidden: bool) -> None:
    """Leave the narratives of a deleted record out of what is found, or find them again."""
    connection.exec_driver_sql(
        "UPDATE narrative SET hidden = ? WHERE kind = ? AND record = ?", (int(hidden), kind, record)
    )


def forget(connection: Connection, stream: str) -> None:
    """Take everything of a stream out at once, for a family taken away."""
    among = "(SELECT id FROM narrative WHERE stream = ?)"
    connection.exec_driver_sql(f"DELETE FROM narrative_fts WHERE rowid IN {among}", (stream,))
    connection.exec_driver_sql(f"DELETE FROM narrative_queue WHERE id IN {among}", (stream,))
    connection.exec_driver_sql("DELETE FROM narrative WHERE stream = ?", (stream,))


def optimise(connection: Connection) -> None:
    """Rewrite the whole index, so that nothing of what was taken out is left in it (F3)."""
    connection.exec_driver_sql("INSERT INTO narrative_fts (narrative_fts) VALUES ('optimize')")


def find(
    connection: Connection, typed: str, limit: int = 20, families: Collection[str] | None = None, offset: int = 0
) -> list[Hit]:
    """The narratives that hold every word typed: those of the last minutes first, then the best. The last word may be a beginning."""
    words = Words.of(typed)
    if not words:
        return []
    queued = [hit for row in _queued(connection, families) if (hit := _hit(row, words))]
    missing = limit - len(queued[offset : offset + limit])
    indexed = _indexed(connection, words, missing, families, max(0, offset - len(queued))) if missing else []
    return queued[offset : offset + limit] + [hit for row in indexed if (hit := _hit(row, words))]


def settle_one(connection: Connection) -> bool:
    """Move one queued text into the index, or what it replaces out of it; whether there was one.

    The two are never in one transaction: by that FTS5 with `secure-delete` loses count of a long text, and the index is damaged.
    """
    queued = connection.exec_driver_sql("SELECT id, text FROM narrative_queue LIMIT 1").one_or_none()
    if queued is None:
        return False
    row, text = queued
    if connection.exec_driver_sql("DELETE FROM narrative_fts WHERE rowid = ?", (row,)).rowcount and text is not None:
        return True
    if text is None:
        connection.exec_driver_sql("DELETE FROM narrative WHERE id = ?", (row,))
    else:
        connection.exec_driver_sql("INSERT INTO narrative_fts (rowid, text) VALUES (?, ?)", (row, text))
    connection.exec_driver_sql("DELETE FROM narrative_queue WHERE id = ?", (row,))
    return True


def merge_some(connection: Connection) -> bool:
    """Merge some pages of the index; whether there may be more to do."""
    before = _changes(connection)
    connection.exec_driver_sql("INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('merge', ?)", (_PAGES,))
    return _changes(connection) - before > 1  # FTS5 counts one change when there was nothing to merge


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def _queued(connection: Connection, families: Collection[str] | None) -> list[Row[Any]]:
    return list(
        connection.exec_driver_sql(
            "SELECT family, stream, kind, record, field, text FROM narrative_queue JOIN narrative USING (id)"
            f" JOIN stream USING (stream) WHERE text IS NOT NULL AND NOT hidden {_among(families)} ORDER BY id DESC",
            tuple(families or ()),
        )
    )


def _indexed(
    connection: Connection, words: Words, limit: int, families: Collection[str] | None, offset: int
) -> list[Row[Any]]:
    return list(
        connection.exec_driver_sql(
            "WITH found AS (SELECT narrative.*, family, bm25(narrative_fts) AS score FROM narrative_fts"
            " JOIN narrative ON narrative.id = narrative_fts.rowid JOIN stream USING (stream)"
            " WHERE narrative_fts MATCH ? AND NOT hidden AND narrative.id NOT IN (SELECT id FROM narrative_queue)"
            f" {_among(families)} ORDER BY narrative_fts.rowid DESC LIMIT {_RANKED})"
            " SELECT family, stream, kind, record, field, text FROM"
            " (SELECT * FROM found ORDER BY score, id DESC LIMIT ? OFFSET ?) AS best"
            " JOIN narrative_fts ON narrative_fts.rowid = best.id ORDER BY score, best.id DESC",
            (words.query(), *(families or ()), limit, offset),
        )
    )


def _among(families: Collection[str] | None) -> str:
    return "" if families is None else f"AND family IN ({', '.join('?' * len(families))})"


def _hit(row: Row[Any], words: Words) -> Hit | None:
    found = words.snippet(row.text)
    return found and Hit(row.family, row.stream, row.kind, row.record, row.field, *found)
