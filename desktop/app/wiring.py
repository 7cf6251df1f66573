"""What the pages of one window are made with, and what is to be read again, or kept at a lock, on all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

from desktop.app.locking import Keeping
from desktop.app.post import Post
from desktop.app.printer import FilePrinter
from desktop.app.reading import Reading
from desktop.casework.colleagues import Colleagues
from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.person_links import PersonLinks
from desktop.casework.reads import Reads
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.people.links_model import Council, LinksModel
from desktop.ui.ports import Drills, OwnPassphrase
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FORMS = RESOURCES / "forms"


class Reloading(Protocol):
    """A model that can read its state again without moving a caret."""

    def reload(self) -> None: ...


@runtime_checkable
class OfFamily(Protocol):
    """A model that shows one family at a time."""

    def let_go(self, family: str) -> None: ...


class KeptTyping(Reloading, Keeping, Protocol):
    """A model that holds what was typed until it is on the disk."""


Model = TypeVar("Model", bound=Reloading)
Typed = TypeVar("Typed", bound=KeptTyping)


@dataclass(frozen=True)
class Surroundings:
    """What pages are told of the world around the desk."""

    council: str
    phones: Sequence[tuple[str, str]]
    prints: Path
    demo: bool
    passphrase: OwnPassphrase
    is_known: Callable[[Any], str]
    """Asks the council about the people of a family that is about to be begun."""
    links: Council
    """Who is told that people are one human."""
    role: str
    """The worker's, as the council gave it."""
    change_over: Callable[[], object] = lambda: None
    """Locks, and goes on in practice; out of practice, back to the laptop's own families."""
    drills: Drills | None = None
    """What can be made to happen, in practice alone."""


class Wiring:
    """Handed to whoever adds pages."""

    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks, post: Post, around: Surroundings) -> None:
        self.window, self.desk, self.tasks, self.post, self.around = window, desk, tasks, post, around
        self.models: list[Reloading] = []
        self.keeping: list[Keeping] = []
        self.overviews, self.visits, self.reads = Overviews(desk), Visits(desk), Reads(desk)
        self.reading = Reading(self.reads, tasks)
        self.printer, self.names = FilePrinter(around.prints), Colleagues(desk).name
        self.head = self.kept(FamilyHeadModel(self.overviews, self.visits, self.now, tasks))
        self.links = self.kept(LinksModel(PersonLinks(desk, around.role), around.links, tasks))

    def now(self) -> datetime:
        """Local time."""
        return self.desk.clock.now().astimezone(LONDON)

    def kept(self, model: Model) -> Model:
        """Have it read again when records come in."""
        self.models.append(model)
        return model

    def keeps(self, model: Typed) -> Typed:
        """The same, and have a lock wait for what it holds."""
        self.keeping.append(model)
        return self.kept(model)
