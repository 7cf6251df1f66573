"""Taking in what a pull brought: one page, one transaction, wholly or not at all (sync.md, section 5.3).

Change sets are applied in order and only as the next revision (S6); a set of this laptop's own is a receipt (S1); answers that were lost
are settled before anything is merged (S2). Each set's link in the stream's chain is computed and compared (F6). A device's public key is not
known to the other laptops, so that its signature is left to the server and to `doorstep-central verify`.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from desktop.store import outbox, past
from desktop.store.merging import Arrived, integrate
from desktop.store.pending import Place
from desktop.store.working_tree import WorkingTree
from sync.protocol import commitment
from sync.protocol.change_set import flattened
from sync.protocol.messages import Applied, State, Verdict
from sync.protocol.replica import HistoryRewritten, Page


def apply(connection: Connection, tree: WorkingTree, page: Page) -> None:
    """Apply a page to the open tree.

    Raises:
        HistoryRewritten: a link does not extend the chain held.
    """
    opening = page.opening
    connection.exec_driver_sql(
        "INSERT INTO stream (stream, family, compartment) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET own = 0",
        (opening.stream, opening.family, opening.compartment),
    )
    for answer in opening.settled:
        outbox.settle(connection, tree, Verdict(answer.n, opening.stream, answer.outcome, answer.revision))
    integrate(tree, _states(page))
    for line in page.lines:
        if isinstance(line, Applied):
            _apply_set(connection, tree, opening.stream, line)
    if opening.after == 0 and page.closing is not None:  # a snapshot is of one revision; the log begins after it
        end = page.closing
        connection.exec_driver_sql(
            "UPDATE stream SET revision = ?, chain = ? WHERE stream = ? AND revision < ?",
            (end.revision, end.chain, opening.stream, end.revision),
        )


def position(connection: Connection, stream: str) -> tuple[int, str]:
    """The last revision applied here, and the chain head at it."""
    found = connection.exec_driver_sql("SELECT revision, chain FROM stream WHERE stream = ?", (stream,)).one_or_none()
    return (found.revision, found.chain) if found else (0, commitment.NO_CHAIN)


def advance(connection: Connection, stream: str, line: Applied) -> bool:
    """Move a stream on by one change set, if it is the next one (S6). Whether it was.

    Raises:
        HistoryRewritten: the server's chain head is not what follows from the one held.
    """
    revision, chain = position(connection, stream)
    if line.revision != revision + 1:
        return False
    made = line.change_set
    link = commitment.chain(chain, line.revision, line.received_at, commitment.digest(made), made.signature)
    if link != line.chain:
        raise HistoryRewritten(stream)
    connection.exec_driver_sql(
        "UPDATE stream SET revision = ?, chain = ? WHERE stream = ?", (line.revision, link, stream)
    )
    return True


def _states(page: Page) -> Iterator[Arrived]:
    for line in page.lines:
        if isinstance(line, State):
            for name, value in line.fields.items():
                place = Place(page.opening.stream, line.kind, line.record, name)
                yield Arrived(place, value, line.versions.get(name, line.version))


def _apply_set(connection: Connection, tree: WorkingTree, stream: str, line: Applied) -> None:
    head = line.change_set.head
    if not advance(connection, stream, line):
        return
    if _is_own(connection, line):
        outbox.settle(connection, tree, Verdict(head.n, stream, "applied", line.revision))
        return
    past.keep(connection, stream, line)
    integrate(
        tree,
        (
            Arrived(
                Place(stream, change.kind, change.record, change.field),
                change.value,
                line.revision,
                head.author,
                head.made_at,
            )
            for change in flattened(line.change_set.changes)
        ),
    )


def _is_own(connection: Connection, line: Applied) -> bool:
    """Whether this very set is one of ours, under whichever number; a copy of this laptop may have used the same n for another."""
    n = line.change_set.head.n
    found = connection.exec_driver_sql("SELECT sealed FROM change_set WHERE n = ?", (n,)).scalar()
    return found is not None and line.change_set.signature.encode() in bytes(found)
