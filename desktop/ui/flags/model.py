"""The flags of one family as a state, and what can be done with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.casework.flags import FlagCard, Flags, FlagSaid
from desktop.casework.people import People, PersonCard
from desktop.ui.tasks import Tasks
from desktop.ui.words import flags as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class FlagsState:
    """`gone` are flags that were taken out since the page was opened: each can be put back."""

    family: str = ""
    flags: tuple[FlagCard, ...] = ()
    gone: tuple[FlagCard, ...] = ()
    people: tuple[PersonCard, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    review_by: date | None = None
    today: date | None = None
    loaded: bool = False


class FlagsModel(QObject):
    """Reads and changes.

    Signals:
        changed: a new `FlagsState` is in place.
        saved: what was done, in words.
        refused: why it was not, in words.
    """

    changed = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, flags: Flags, people: People, tasks: Tasks) -> None:
        super().__init__()
        self._flags, self._people, self._tasks = flags, people, tasks
        self.state = FlagsState()

    def arrive(self, family: str) -> None:
        """Show this family's, and forget what was taken out before."""
        self._become(FlagsState(family) if family != self.state.family else replace(self.state, gone=()))
        self.reload()

    def reload(self) -> None:
        family = self.state.family
        if family:
            self._tasks.run(lambda: self._read(family), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(FlagsState())

    def flag(self, flag: str) -> FlagCard | None:
        """One of those that are shown."""
        return next((card for card in self.state.flags if card.flag == flag), None)

    def add(self, said: FlagSaid, *, named: bool) -> None:
        family = self.state.family
        self._do(lambda: self._flags.add(family, said, named=named), words.ADDED)

    def change(self, shown: FlagCard, said: FlagSaid) -> None:
        """Over what the dialog showed (S18)."""
        self._do(lambda: self._flags.change(shown.flag, said, shown.said), words.CHANGED)

    def still_true(self, flag: str) -> None:
        self._do(lambda: self._flags.still_true(flag), words.CHECKED)

    def take_out(self, card: FlagCard) -> None:
        """It can be put back until the page is left."""
        self._become(replace(self.state, gone=(*self.state.gone, card)))
        self._do(lambda: self._flags.take_out(card.flag), words.TAKEN_OUT)

    def put_back(self, card: FlagCard) -> None:
        self._become(replace(self.state, gone=tuple(one for one in self.state.gone if one != card)))
        self._do(lambda: self._flags.put_back(card.flag), words.ADDED)

    def _read(self, family: str) -> FlagsState:
        return FlagsState(
            family,
            self._flags.of(family),
            (),
            self._people.of(family),
            self._flags.categories(),
            self._flags.review_by(),
            self._flags.today(),
            loaded=True,
        )

    def _do(self, work: Callable[[], object], done: str) -> None:
        self._tasks.run(work, lambda _answer: self._done(done), self._failed)

    def _done(self, said: str) -> None:
        self.saved.emit(said)
        self.reload()

    def _loaded(self, state: FlagsState) -> None:
        if state.family == self.state.family:
            self._become(replace(state, gone=self.state.gone))

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))
        self.reload()

    def _become(self, state: FlagsState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
