"""Which change set of this device a change goes into, and when one is sealed (S1, S3, S4, S8, S13).

Consecutive saves by one author amend one open set a stream. It is sealed at a change of author, after ten idle minutes, at a decision,
when the family is left and at every lock; a sync seals what it takes. A sealed set never changes again.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from desktop.store.errors import NotHeld
from sync.protocol.canonical import encode
from sync.protocol.change_set import Shown
from sync.records.registry import KINDS
from sync.records.types import instant_text

IDLE = timedelta(minutes=10)
PENDING = ("open", "sealed", "stale", "held", "refused")
"""States in which the server does not have a set's changes yet."""
EVIDENCE = ("superseded", "withdrawn")
"""States of sets whose bytes the server is still to keep for the history (S25)."""
_PENDING = str(PENDING)

SEALED_UNDER = "json_extract(CAST(sealed AS TEXT), '$.head.device')"
"""The device number that a set's bytes name; NULL while it has none."""

Seal = Callable[[Connection, Sequence[int]], None]
"""Make the bytes of sets and mark them sealed, or only close them while they cannot be made."""


class ChangeSets:
    """The sets that one save writes into."""

    def __init__(
        self, connection: Connection, seal: Seal, author: str, now: datetime, decision: Shown | None, reason: str | None
    ) -> None:
        self._connection = connection
        self._seal = seal
        self._author = author
        self._now = now
        self._decision = decision
        self._reason = reason
        self._decided: tuple[str, int] | None = None
        self._open: dict[str, int] = {}

    def number(self, stream: str, needs: Iterable[int] = ()) -> int:
        """The set for a change in this stream that makes no sense without the sets it `needs`.

        A need is always an earlier set: when a later one is needed, the open set is sealed and another begins.

        Raises:
            NotHeld: this laptop does not hold the stream.
        """
        if self._decided is not None and stream == self._decided[0]:
            n = self._decided[1]
        elif self._decision is not None and stream == self._stream_of(self._decision):
            n = self._begin_decision(stream, self._decision)
        else:
            n = self._open.get(stream) or self._resume(stream)
            if any(need > n for need in needs):
                self._seal(self._connection, [n])
                n = self._begin(stream)
            self._open[stream] = n
        self._note_needs(n, needs)
        return n

    def end_decision(self) -> None:
        """Seal the decision of this save, if it made one. What follows goes into sets as ever."""
        if self._decided is not None:
            self._seal(self._connection, [self._decided[1]])
        self._decided = self._decision = None

    def _resume(self, stream: str) -> int:
        found = self._connection.exec_driver_sql(
            "SELECT n, author, made_at FROM change_set WHERE stream = ? AND state = 'open'", (stream,)
        ).one_or_none()
        if found is None:
            return self._begin(stream)
        n, author, made_at = found
        if author != self._author or self._now - datetime.fromisoformat(made_at) >= IDLE:
            self._seal(self._connection, [n])
            return self._begin(stream)
        self._connection.exec_driver_sql(
            "UPDATE change_set SET made_at = ? WHERE n = ?", (instant_text(self._now), n)
        )  # the time of its last save
        return int(n)

    def _begin(self, stream: str, decision: Shown | None = None) -> int:
        if not self._connection.exec_driver_sql("SELECT 1 FROM stream WHERE stream = ?", (stream,)).all():
            raise NotHeld(stream)
        return int(
            self._connection.exec_driver_sql(
                "INSERT INTO change_set (stream, author, made_at, state, decision, reason) VALUES (?, ?, ?, 'open', ?, ?)"
                " RETURNING n",
                (
                    stream,
                    self._author,
                    instant_text(self._now),
                    None if decision is None else encode(decision).decode(),
                    self._reason,
                ),
            ).scalar_one()
        )

    def _begin_decision(self, stream: str, decision: Shown) -> int:
        """A decision is a set of its own, after everything that was open, and needs all that touched its record."""
        seal_open(self._connection, self._seal, [stream])
        earlier = self._connection.exec_driver_sql(
            "SELECT DISTINCT n FROM change JOIN change_set USING (n)"
            f" WHERE record = ? AND kind = ? AND state IN {_PENDING} ORDER BY n",
            (decision.record, decision.kind),
        ).scalars()
        needs = list(earlier)
        n = self._begin(stream, decision)
        self._note_needs(n, needs)
        self._decided = (stream, n)
        return n

    def _stream_of(self, decision: Shown) -> str | None:
        table = KINDS[decision.kind].__tablename__
        found = self._connection.exec_driver_sql(f'SELECT stream FROM "{table}" WHERE id = ?', (decision.record,))
        return found.scalar()

    def _note_needs(self, n: int, needs: Iterable[int]) -> None:
        new = {need for need in needs if need != n}
        if not new:
            return
        before = self._connection.exec_driver_sql("SELECT needs FROM change_set WHERE n = ?", (n,)).scalar_one()
        all_of_them = sorted(new | set(json.loads(before)))
        self._connection.exec_driver_sql("UPDATE change_set SET needs = ? WHERE n = ?", (json.dumps(all_of_them), n))


def last_number(connection: Connection) -> int:
    """The highest n that was ever given, also to sets whose rows are gone."""
    return int(
        connection.exec_driver_sql(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'change_set'"
        ).scalar_one()
    )


def seal_open(connection: Connection, seal: Seal, streams: Iterable[str] | None = None) -> None:
    """Seal the open sets of these streams, or of all."""
    rows = connection.exec_driver_sql("SELECT n, stream FROM change_set WHERE state = 'open' ORDER BY n").all()
    wanted = None if streams is None else set(streams)
    seal(connection, [n for n, stream in rows if wanted is None or stream in wanted])


def close_open(connection: Connection, streams: Iterable[str]) -> None:
    """Let nothing more into the open sets of these streams; their bytes are made later."""
    connection.exec_driver_sql(
        "UPDATE change_set SET state = 'sealed' WHERE state = 'open' AND stream IN (SELECT value FROM json_each(?))",
        (json.dumps([*streams]),),
    )


def closed(connection: Connection) -> list[int]:
    """The sets that were closed, or withdrawn, without their bytes being made."""
    numbers = connection.exec_driver_sql(
        "SELECT n FROM change_set WHERE state IN ('sealed', 'withdrawn') AND sealed IS NULL ORDER BY n"
    )
    return list(numbers.scalars())


def seal_idle(connection: Connection, seal: Seal, now: datetime) -> bool:
    """Seal the open sets that nobody has saved into for ten minutes; whether there were any."""
    idle = connection.exec_driver_sql(
        "SELECT n FROM change_set WHERE state = 'open' AND made_at <= ? ORDER BY n", (instant_text(now - IDLE),)
    ).scalars()
    numbers = idle.all()
    seal(connection, numbers)
    return bool(numbers)


def creator(connection: Connection, record: str) -> int | None:
    """The pending set that made a record which the server does not have yet; None when it has it, or there is none such."""
    kind, n, base = connection.exec_driver_sql(
        "SELECT change.kind, min(change.n), max(coalesce(by.revision, base)) FROM change JOIN change_set USING (n)"
        f" LEFT JOIN change_set AS by ON by.n = -base WHERE record = ? AND change_set.state IN {_PENDING}",
        (record,),
    ).one()
    if kind not in KINDS or base > 0:
        return None
    versions = connection.exec_driver_sql(f'SELECT versions FROM "{kind}" WHERE id = ?', (record,)).scalar()
    return None if _accepted(connection, json.loads(versions or "{}")) else int(n)


def _accepted(connection: Connection, versions: dict[str, int]) -> bool:
    """Whether the server has any field of the record."""
    if any(version > 0 for version in versions.values()):
        return True
    own = sorted({-version for version in versions.values()})
    applied = connection.exec_driver_sql(
        "SELECT count(*) FROM change_set, json_each(?) WHERE n = value AND revision IS NOT NULL", (json.dumps(own),)
    )
    return bool(applied.scalar())
