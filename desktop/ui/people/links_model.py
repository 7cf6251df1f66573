"""Who of a family is in another one too, and what waits for a manager of such questions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.casework.person_links import FamilyLinks, Link, PersonLinks, Saying, answer, ask
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.words.trouble import sentence


class Council(Protocol):
    """Who keeps what is said."""

    def say(self, said: Saying) -> None:
        """Say it, from the network's lane. Raises SyncError."""
        ...


@dataclass(frozen=True)
class LinksState:
    """`known` is of the family that is shown; `to_decide` what waits for this manager."""

    known: FamilyLinks = field(default_factory=FamilyLinks)
    to_decide: tuple[Link, ...] = ()
    loaded: bool = False
    problem: str = ""


class LinksModel(QObject):
    """Asks and decides.

    Signals:
        changed: a new `LinksState` is in place.
        asked: it waits for a manager now.
        decided: it is decided.
        refused: why something was not said, in words.
    """

    changed = Signal()
    asked = Signal()
    decided = Signal()
    refused = Signal(str)

    def __init__(self, links: PersonLinks, council: Council, tasks: Tasks) -> None:
        super().__init__()
        self._links, self._council, self._tasks = links, council, tasks
        self.state = LinksState()

    def arrive(self, family: str) -> None:
        """Show those of this family."""
        if family != self.state.known.family:
            self._become(replace(self.state, known=FamilyLinks(family)))
        self.reload()

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it, on whichever side of a link."""
        shown = FamilyLinks() if family == self.state.known.family else FamilyLinks(self.state.known.family)
        self._become(LinksState(shown))
        self.reload()

    def reload(self) -> None:
        family = self.state.known.family
        self._tasks.run(
            lambda: (self._links.of(family) if family else FamilyLinks(), self._links.to_decide()),
            self._loaded,
            self._failed,
        )

    def ask(self, link: Link, why: str) -> None:
        """Ask a manager whether they are one, or two after all."""
        self._say(ask(link, why), self._has_asked)

    def decide(self, link: Link, *, agreed: bool, why: str) -> None:
        self._say(answer(link, agreed=agreed, why=why), self._has_decided)

    def _say(self, said: Saying, done: Callable[[None], None]) -> None:
        self._tasks.run(lambda: self._council.say(said), done, self._refused, Lane.NETWORK)

    def _has_asked(self, _done: None) -> None:
        self.asked.emit()
        self.reload()

    def _has_decided(self, _done: None) -> None:
        self.decided.emit()
        self.reload()

    def _loaded(self, read: tuple[FamilyLinks, tuple[Link, ...]]) -> None:
        known, to_decide = read
        if known.family == self.state.known.family:
            self._become(LinksState(known, to_decide, loaded=True))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))
        self.reload()

    def _become(self, state: LinksState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
