"""Booking on a real desk, for pages; what is saved outside goes onto paper."""

import json
from dataclasses import dataclass, field

from desktop.casework.booking import Bookings
from desktop.casework.desk import Desk
from desktop.casework.reads import Reads
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.booking.model import BookingModel
from desktop.ui.tasks import InlineTasks


@dataclass
class PaperSaver:
    """Implements `ports.Saver`: the worker says `place`."""

    place: str = "Documents/Doorstep-visits.ics"
    kept: dict[str, bytes] = field(default_factory=dict)

    def choose(self, suggested_name: str, kind: str) -> str:
        return self.place

    def save(self, path: str, data: bytes) -> str:
        self.kept[path] = data
        return path


def a_booking_model(desk: Desk, saver: PaperSaver) -> BookingModel:
    """The model of booking, over this desk."""
    return BookingModel(
        Visits(desk),
        Bookings(desk),
        Reads(desk),
        saver,
        lambda: desk.clock.now().astimezone(LONDON),
        InlineTasks((DoorstepError,)),
    )


def acts(desk: Desk) -> list[str]:
    """What the log of reads says was done."""
    with desk.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT read FROM read_event ORDER BY n").scalars()
        return [json.loads(row)["act"] for row in rows]
