"""What a laptop lets go of in idle time: all of it is the council's by then, and nothing of it waits."""

from datetime import datetime

from sqlalchemy import Connection

from desktop.store import acknowledged, past, reads


def let_some_go(connection: Connection, now: datetime) -> bool:
    """Bytes of sets, older history, reads. Whether there may be more."""
    return (
        acknowledged.let_some_go(connection, now) or past.let_some_go(connection) or reads.let_some_go(connection, now)
    )
