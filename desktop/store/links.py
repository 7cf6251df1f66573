"""What the council told of people who are one human, as this laptop last heard it. It goes with either of the two families."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from msgspec import convert
from sqlalchemy import Connection

from desktop.store import settings
from sync.rules.links import Act

_LINKS = "person_links"


def held(connection: Connection) -> list[Act]:
    """Every act, by the two people and in order."""
    return convert(settings.get(connection, _LINKS) or [], list[Act])


def put(connection: Connection, acts: Iterable[Act]) -> bool:
    """Hold these and no others. Whether that is anything new."""
    told: Any = [asdict(act) for act in acts]
    if told == (settings.get(connection, _LINKS) or []):
        return False
    settings.put(connection, _LINKS, told)
    return True


def forget(connection: Connection, stream: str) -> None:
    """Let go of what was said of the people of a stream that is taken away."""
    put(connection, [act for act in held(connection) if stream not in (act.stream, act.other_stream)])
