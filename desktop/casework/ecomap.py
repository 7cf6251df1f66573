"""Who and what is around a family, drawn with it: how strong each link is and which way the energy flows (domain.md 4.10)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.parts import Values, values_of
from sync.records.ecomap_link import EcomapLink
from sync.records.fields import Compartment
from sync.records.ids import stream_id


@dataclass(frozen=True)
class Link:
    """One link of the ecomap."""

    record: str
    values: Values


@dataclass(frozen=True)
class NewLink:
    """What is asked about a link; a name is enough."""

    label: str
    category: str = "other"
    strength: str = "ok"
    direction: str = "both"
    about: tuple[str, ...] = ()


class Ecomap:
    """Adding links."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, family: str, new: NewLink) -> str:
        """Add a link; its id."""
        record = self._desk.new_id()
        with self._desk.writing() as session:
            session.add(
                EcomapLink(
                    id=record,
                    stream=stream_id(family, Compartment.SHARED),
                    label=new.label,
                    category=new.category,
                    strength=new.strength,
                    direction=new.direction,
                    about=new.about or None,
                )
            )
        return record


def links_of(session: Session, family: str) -> tuple[Link, ...]:
    """The links in the order in which they were added."""
    rows = session.scalars(
        select(EcomapLink)
        .where(EcomapLink.stream == stream_id(family, Compartment.SHARED), EcomapLink.deleted.is_(None))
        .order_by(EcomapLink.id)
    )
    return tuple(Link(row.id, values_of(row)) for row in rows)
