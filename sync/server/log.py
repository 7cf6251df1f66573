"""Change sets put to the end of streams that are locked, and the records that they change: written in one go (sync.md, section 3)."""

from sqlalchemy import Connection, insert, select, update

from sync.protocol.canonical import encode
from sync.protocol.commitment import chain, raw
from sync.records.concern import Concern
from sync.records.consent import Consent
from sync.server import concerns, sharing
from sync.server.received import Arrived
from sync.server.states import Place, States
from sync.server.tables import change_set, stream


class Log:
    """What one transaction appends. `floor`: every revision is higher (S28); `at` is the server's time."""

    def __init__(self, connection: Connection, states: States, floor: int, at: str) -> None:
        self._connection = connection
        self._states = states
        self._floor = floor
        self._at = at
        self._rows: list[dict[str, str | int | None]] = []
        self._consents: set[Place] = set()
        self._concerned: set[str] = set()
        self.grown: dict[str, int] = {}
        """By how much each stream has grown."""

    def append(self, line: Arrived, after: int, link: str) -> tuple[int, str]:
        """Put a set behind revision `after`, at which its stream's chain head is `link`. Its revision, and the chain head at it."""
        head = line.head
        revision = max(after, self._floor) + 1
        link = chain(link, revision, self._at, raw(line.digest, 32), line.change_set.signature)
        for group in line.groups:
            place = (head.stream, group.kind, group.record)
            self._states.write(place, group.fields, revision)
            if group.kind == Consent.kind:
                self._consents.add(place)
            elif group.kind == Concern.kind:
                self._concerned.add(head.stream)
        row = _row(line, revision, self._at, link)
        self._rows.append(row)
        self.grown[head.stream] = self.grown.get(head.stream, 0) + len(str(row["changes"]))
        return revision, link

    def save(self) -> None:
        """Write all of it."""
        if self._rows:
            self._connection.execute(insert(change_set), self._rows)
            self._states.save()
        for place in sorted(self._consents):
            sharing.note(self._connection, place, self._states.at(place))
        for name in sorted(self._concerned):
            concerns.name_managers(self._connection, name, self._at)


def append_alone(connection: Connection, states: States, floor: int, at: str, line: Arrived) -> int:
    """Put one set of the council's own to the end of its stream, which is locked. Its revision."""
    name = line.head.stream
    head = connection.execute(select(stream.c.revision, stream.c.chain).where(stream.c.stream == name)).one()
    log = Log(connection, states, floor, at)
    revision, link = log.append(line, head.revision, head.chain)
    log.save()
    moved = update(stream).where(stream.c.stream == name)
    connection.execute(moved.values(revision=revision, chain=link, moved_at=at))
    return revision


def _row(line: Arrived, revision: int, at: str, link: str) -> dict[str, str | int | None]:
    head = line.head
    return {
        "stream": head.stream,
        "revision": revision,
        "device": head.device,
        "n": head.n,
        "head": encode(head).decode(),
        "changes": encode(line.change_set.changes).decode(),
        "seed": line.change_set.seed,
        "redacted": None if line.change_set.redacted is None else encode(line.change_set.redacted).decode(),
        "signature": line.change_set.signature,
        "digest": line.digest,
        "chain": link,
        "received_at": at,
    }
