"""A model of a visit's fields on a real store; pictures are chosen from a folder of the test."""

from dataclasses import dataclass
from pathlib import Path

from desktop.casework.attachments import Attachments
from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.casework.visit_endings import VisitEndings
from desktop.casework.visit_safety import VisitSafety
from desktop.casework.visit_writing import VisitWriting
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.tasks import InlineTasks
from desktop.ui.visit.casework import Writing
from desktop.ui.visit.write_up_model import WriteUpModel


@dataclass
class PointedAt:
    """Implements `ui.ports.FileChooser`: the file that somebody points at."""

    path: str = ""

    def choose(self) -> str:
        return self.path

    def read(self, path: str) -> bytes:
        return Path(path).read_bytes()


def a_write_up(desk: Desk, chooser: PointedAt | None = None) -> WriteUpModel:
    casework = Writing(
        VisitWriting(desk),
        VisitEndings(desk),
        VisitSafety(desk),
        Plans(desk),
        Attachments(desk),
        chooser or PointedAt(),
    )
    return WriteUpModel(casework, lambda: desk.clock.now().astimezone(LONDON), InlineTasks((DoorstepError,)))
