"""Case notes: a call, a text, a talk at the school gate (domain.md 4.11)."""

from dataclasses import dataclass
from datetime import datetime

from desktop.casework.desk import Desk
from desktop.casework.hidden import sensitivity
from desktop.errors import DoorstepError
from sync.records.fields import Compartment
from sync.records.note import Note
from sync.records.registry import may_lie_in

CHANNELS = ("call", "text", "email", "meeting", "school_gate", "letter", "other")


@dataclass(frozen=True)
class NewNote:
    """A note as it is written. `happened_at` is aware; `hidden` keeps it out of every copy for the family.

    `compartment`: the team's, or a stricter one for what only named people may know (F1). It never changes afterwards.
    """

    text: str
    happened_at: datetime
    channel: str = "call"
    with_whom: str = ""
    hidden: bool = False
    compartment: Compartment = Compartment.TEAM


class TooOpen(DoorstepError):
    """More people would read it than may read its kind."""


class Notes:
    """Writing notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, family: str, new: NewNote) -> str:
        """Add a note and return its id.

        Raises:
            TooOpen: the compartment is wider than notes may lie in.
        """
        if not may_lie_in(Note.kind, new.compartment):
            raise TooOpen
        with self._desk.writing() as session:
            row = Note(id=self._desk.new_id(), stream=session.hold(family, new.compartment))
            session.add(row)
            row.happened_at = new.happened_at
            row.channel = new.channel
            row.text = new.text
            row.with_whom = new.with_whom or None
            row.sensitivity = sensitivity(hidden=new.hidden)
        return row.id
