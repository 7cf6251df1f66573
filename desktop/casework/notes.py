"""Case notes: a call, a text, a talk at the school gate (domain.md 4.11)."""

from dataclasses import dataclass
from datetime import datetime

from desktop.casework.desk import Desk
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.note import Note

CHANNELS = ("call", "text", "email", "meeting", "school_gate", "letter", "other")


@dataclass(frozen=True)
class NewNote:
    """A note as it is written. `happened_at` is aware; `hidden` keeps it out of every copy for the family."""

    text: str
    happened_at: datetime
    channel: str = "call"
    with_whom: str = ""
    hidden: bool = False


class Notes:
    """Writing notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, family: str, new: NewNote) -> str:
        """Add a note and return its id."""
        with self._desk.writing() as session:
            row = Note(id=self._desk.new_id(), stream=stream_id(family, Compartment.TEAM))
            session.add(row)
            row.happened_at = new.happened_at
            row.channel = new.channel
            row.text = new.text
            row.with_whom = new.with_whom or None
            row.sensitivity = "not_for_family" if new.hidden else "normal"
        return row.id
