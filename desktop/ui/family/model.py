"""One family's overview as a state, and what can be added to the family's record from it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.consents import ConsentLine, Consents, Conversation, Terms
from desktop.casework.day import FamilyName
from desktop.casework.history import Histories, News
from desktop.casework.moving import Move, Moving
from desktop.casework.overview import Overview, Overviews
from desktop.casework.people import NewPerson, People
from desktop.casework.planning import Booking
from desktop.casework.visits import Visits
from desktop.ui.tasks import Tasks
from desktop.ui.words import moving as moving_words
from desktop.ui.words import people as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class FamilyState:
    """`now` is local time; `others` are the families that a note may be moved to."""

    now: datetime
    family: str = ""
    overview: Overview = field(default_factory=Overview)
    news: tuple[News, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    others: tuple[FamilyName, ...] = ()
    terms: Terms = field(default_factory=Terms)
    loaded: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Casework:
    """What the page reads and changes."""

    overviews: Overviews
    people: People
    consents: Consents
    visits: Visits
    histories: Histories
    moving: Moving


class FamilyModel(QObject):
    """Reads and adds.

    Signals:
        changed: a new `FamilyState` is in place.
        saved: something was added; what, in words.
        refused: why it was not, in words.
    """

    changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, casework: Casework, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._casework, self._now, self._tasks = casework, now, tasks
        self.state = FamilyState(now())

    def arrive(self, family: str) -> None:
        """Show this family."""
        if family != self.state.family:
            self._become(FamilyState(self._now(), family))
        self.reload()

    def reload(self) -> None:
        family = self.state.family
        if family:
            self._tasks.run(lambda: self._read(family), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(FamilyState(self._now()))

    def see_news(self) -> None:
        """This worker has seen what colleagues wrote."""
        family = self.state.family
        self._tasks.run(lambda: self._casework.histories.look(family), self._seen, self._failed)

    def add_person(self, new: NewPerson) -> None:
        family = self.state.family
        self._save(lambda: self._casework.people.add(family, new), words.PERSON_SAVED)

    def record_consent(self, said: Conversation) -> None:
        family = self.state.family
        self._save(lambda: self._casework.consents.record(family, said), words.CONSENT_SAVED)

    def book_visit(self, booking: Booking) -> None:
        at_home = replace(booking, family=self.state.family)
        self._save(lambda: self._casework.visits.book(at_home), words.VISIT_SAVED)

    def move_note(self, move: Move) -> None:
        self._save(lambda: self._casework.moving.move(move), moving_words.SAVED)

    def bring_back(self, note: str) -> None:
        self._save(lambda: self._casework.moving.bring_back(note), moving_words.BROUGHT_BACK)

    def _read(self, family: str) -> FamilyState:
        overview = self._casework.overviews.of(family)
        news, consents = self._casework.histories.news(family), self._casework.consents.of(family)
        others, terms = self._casework.moving.destinations(family), self._casework.consents.terms(family)
        return FamilyState(self._now(), family, overview, news, consents, others, terms, loaded=True)

    def _seen(self, _answer: None) -> None:
        self.reload()

    def _loaded(self, state: FamilyState) -> None:
        if state.family == self.state.family:
            self._become(state)

    def _save(self, work: Callable[[], object], done: str) -> None:
        def saved() -> str:
            work()
            return done

        self._tasks.run(saved, self._saved, self._not_saved)

    def _saved(self, done: str) -> None:
        self.saved.emit(done)
        self.reload()

    def _not_saved(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: FamilyState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
