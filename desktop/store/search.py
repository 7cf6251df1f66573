"""Full-text search over every narrative field, inside the encrypted file.

Each narrative is its own row of the index, kept in the transaction of the save or page that wrote it; `secure-delete` leaves no
words of what was replaced. Merging the index is idle work. Whatever is typed as a query is words, never syntax.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

_START, _END = "\x02", "\x03"  # canonical text has no control characters
_SNIPPET_WORDS = 24
_MERGE_PAGES = 200


@dataclass(frozen=True)
class Hit:
    """One narrative in which every word was found. `marks` are (start, end) positions in `snippet`."""

    family: str
    stream: str
    kind: str
    record: str
    field: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


def put(connection: Connection, stream: str, kind: str, record: str, field: str, text: str | None) -> None:
    """Index a narrative as it is now; None takes it out."""
    row = connection.exec_driver_sql(
        "SELECT id FROM narrative WHERE kind = ? AND record = ? AND field = ? AND stream = ?",
        (kind, record, field, stream),
    ).scalar()
    if row is not None and text is not None:
        connection.exec_driver_sql("UPDATE narrative_fts SET text = ? WHERE rowid = ?", (text, row))
    elif row is not None:
        connection.exec_driver_sql("DELETE FROM narrative_fts WHERE rowid = ?", (row,))
        connection.exec_driver_sql("DELETE FROM narrative WHERE id = ?", (row,))
    elif text is not None:
        row = connection.exec_driver_sql(
            "INSERT INTO narrative (stream, kind, record, field) VALUES (?, ?, ?, ?) RETURNING id",
            (stream, kind, record, field),
        ).scalar_one()
        connection.exec_driver_sql("INSERT INTO narrative_fts (rowid, text) VALUES (?, ?)", (row, text))


def hide(connection: Connection, kind: str, record: str, *, hidden: bool) -> None:
    """Leave the narratives of a deleted record out of what is found, or find them again."""
    connection.exec_driver_sql(
        "UPDATE narrative SET hidden = ? WHERE kind = ? AND record = ?", (int(hidden), kind, record)
    )


def forget(connection: Connection, stream: str) -> None:
    """Take everything of a stream out of the index, for a family taken away."""
    connection.exec_driver_sql(
        "DELETE FROM narrative_fts WHERE rowid IN (SELECT id FROM narrative WHERE stream = ?)", (stream,)
    )
    connection.exec_driver_sql("DELETE FROM narrative WHERE stream = ?", (stream,))


def find(
    connection: Connection, words: str, limit: int = 20, families: Collection[str] | None = None, offset: int = 0
) -> list[Hit]:
    """The narratives that hold every word, best first; the last word may be the beginning of one."""
    query = _query(words)
    if not query:
        return []
    among = "" if families is None else f" AND stream.family IN ({', '.join('?' * len(families))})"
    rows = connection.exec_driver_sql(
        "SELECT family, narrative.stream, kind, record, field,"
        f" snippet(narrative_fts, 0, '{_START}', '{_END}', '…', {_SNIPPET_WORDS})"
        " FROM narrative_fts JOIN narrative ON narrative.id = narrative_fts.rowid JOIN stream USING (stream)"
        f" WHERE narrative_fts MATCH ? AND NOT hidden{among} ORDER BY rank LIMIT ? OFFSET ?",
        (query, *(families or ()), limit, offset),
    )
    return [Hit(*row[:5], *_marked(row[5])) for row in rows]


def merge_some(connection: Connection) -> bool:
    """Do a bounded piece of the index's merging; whether there may be more to do."""
    before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    connection.exec_driver_sql("INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('merge', ?)", (_MERGE_PAGES,))
    return (
        int(connection.exec_driver_sql("SELECT total_changes()").scalar_one()) - int(before) >= 2
    )  # as FTS5's manual says


def _query(words: str) -> str:
    """Each word a quoted phrase, so that no sign in it is an operator."""
    quoted = [
        '"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split() if any(map(str.isalnum, word))
    ]
    if quoted and words[-1].isalnum():
        quoted[-1] += "*"
    return " ".join(quoted)


def _marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    marks: list[tuple[int, int]] = []
    plain = ""
    for part in snippet.split(_START):
        marked, end, rest = part.partition(_END)
        if end:
            marks.append((len(plain), len(plain) + len(marked)))
        plain += marked + rest
    return plain, tuple(marks)
