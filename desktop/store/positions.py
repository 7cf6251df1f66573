"""Where streams stand here: the last revision applied of each, and the chain head at it. Read once, moved in memory, written once."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from sync.protocol.commitment import NO_CHAIN


class Positions:
    """Those of these streams. Nothing is written before `save`."""

    def __init__(self, connection: Connection, streams: Iterable[str]) -> None:
        self._connection = connection
        rows = connection.exec_driver_sql(
            "SELECT stream, revision, chain, anew FROM stream WHERE stream IN (SELECT value FROM json_each(?))",
            (json.dumps([*streams]),),
        ).all()
        self._held = {stream: (revision, chain) for stream, revision, chain, _anew in rows}
        self.anew = {stream for stream, _revision, _chain, is_anew in rows if is_anew}
        """Those of which what a restored server has is yet to come (S28)."""
        self._moved: set[str] = set()

    def of(self, stream: str) -> tuple[int, str]:
        """The last revision applied, and the chain head at it."""
        return self._held.get(stream, (0, NO_CHAIN))

    def move(self, stream: str, revision: int, chain: str) -> None:
        """It is held up to this revision, at which its chain head is this."""
        self._held[stream] = (revision, chain)
        self._moved.add(stream)

    def save(self) -> None:
        """Write down what moved."""
        if self._moved:
            self._connection.exec_driver_sql(
                "UPDATE stream SET revision = ?, chain = ? WHERE stream = ?",
                [(*self._held[stream], stream) for stream in sorted(self._moved)],
            )
