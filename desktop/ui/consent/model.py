"""One family's agreement as a state, and what can be written down of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.agreement import Agreement, Agreements, Answerer
from desktop.casework.attachments import Attachments, NewAttachment
from desktop.casework.consents import ASSESSMENT, SHARING, ConsentLine, Consents, Conversation
from desktop.casework.declining import Declining
from desktop.casework.desk import Desk
from desktop.casework.outside_consent import NewShared, OutsideConsent
from desktop.casework.overview import Helper, Overviews
from desktop.ui.tasks import Tasks
from desktop.ui.words import consent as words
from desktop.ui.words import family as family_words
from desktop.ui.words import people as people_words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class ConsentPageState:
    """`now` is local time. `undone` are lines that were taken back since the page was opened, as they were before: each can be put back.

    `declines` says why help may end as declined: refused or unreached; "" while it may not.
    """

    now: datetime
    family: str = ""
    agreement: Agreement = field(default_factory=Agreement)
    helpers: tuple[Helper, ...] = ()
    declines: str = ""
    undone: tuple[ConsentLine, ...] = ()
    loaded: bool = False
    problem: str = ""


class Casework:
    """What the page reads and changes."""

    def __init__(self, desk: Desk) -> None:
        self.agreements, self.consents, self.overviews = Agreements(desk), Consents(desk), Overviews(desk)
        self.outside, self.declining, self.attachments = OutsideConsent(desk), Declining(desk), Attachments(desk)
        self.worker = desk.worker


class ConsentModel(QObject):
    """Reads and writes down.

    Signals:
        changed: a new `ConsentPageState` is in place.
        saved: what was written down, in words.
        recorded: whose answer was written down, an id, where they sign on the screen next.
        refused: why it was not, in words.
    """

    changed = Signal()
    saved = Signal(str)
    recorded = Signal(str)
    refused = Signal(str)

    def __init__(self, casework: Casework, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._casework, self._now, self._tasks = casework, now, tasks
        self.state = ConsentPageState(now())

    @property
    def worker(self) -> str:
        """What families call the worker."""
        return self._casework.worker.first_name

    def arrive(self, family: str) -> None:
        """Show this family's, and forget what was taken back before."""
        self._become(
            ConsentPageState(self._now(), family) if family != self.state.family else replace(self.state, undone=())
        )
        self.reload()

    def reload(self) -> None:
        family = self.state.family
        if family:
            self._tasks.run(lambda: self._read(family), self._loaded, self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(ConsentPageState(self._now()))

    def person(self, person: str) -> Answerer | None:
        """One of those who are shown."""
        return next((one for one in self.state.agreement.people if one.card.person == person), None)

    def record(self, said: Conversation) -> None:
        family, signs = self.state.family, said.how == "signed_on_screen" and said.answer == "given"

        def done() -> None:
            if signs:
                self.recorded.emit(said.person)

        self._do(lambda: self._casework.consents.record(family, said), people_words.CONSENT_SAVED, done)

    def take_back(self, name: str, lines: Sequence[ConsentLine], on: date, how: str) -> None:
        """Nothing is shared by these lines from now on. They can be put back until the page is left."""
        family = self.state.family
        self._become(replace(self.state, undone=(*self.state.undone, *lines)))
        self._do(lambda: self._casework.consents.take_back(family, lines, on, how), self._took_back(name, lines, on))

    def put_back(self, line: ConsentLine) -> None:
        family = self.state.family
        self._become(replace(self.state, undone=tuple(one for one in self.state.undone if one != line)))
        self._do(lambda: self._casework.consents.put_back(family, [line]), words.PUT_BACK_SAID)

    def share(self, new: NewShared) -> None:
        family = self.state.family
        self._do(lambda: self._casework.outside.add(family, new), words.SHARED_SAVED)

    def decline(self, risk: str) -> None:
        family = self.state.family
        self._do(lambda: self._casework.declining.decline(family, risk), words.DECLINED)

    def sign(self, person: str, sheet: bytes) -> None:
        """Keep a signature with the family's documents, belonging to the consent that it signs."""
        signer = self.person(person)
        line = signer.line(ASSESSMENT) if signer else None
        if signer is None or line is None:
            return
        title = words.signed(signer.card.name, self.state.now.date())
        new = NewAttachment("signature", title, belongs_to=line.record, about=(person,))
        family = self.state.family
        self._do(lambda: self._casework.attachments.add(family, new, [sheet]), words.SIGNATURE_KEPT)

    def agency(self, code: str) -> str:
        """What an agency is called."""
        return dict(self.state.agreement.terms.agencies).get(code) or family_words.agency(code)

    def _took_back(self, name: str, lines: Sequence[ConsentLine], on: date) -> str:
        if any(line.purpose == ASSESSMENT for line in lines):
            return words.took_back(name, on)
        agencies = [self.agency(line.agency) for line in lines if line.purpose == SHARING]
        return words.took_back_from(name, agencies, on) if agencies else words.took_back(name, on)

    def _read(self, family: str) -> ConsentPageState:
        return ConsentPageState(
            self._now(),
            family,
            self._casework.agreements.of(family),
            self._casework.overviews.of(family).helpers,
            self._casework.declining.because(family),
            loaded=True,
        )

    def _loaded(self, state: ConsentPageState) -> None:
        if state.family == self.state.family:
            self._become(replace(state, undone=self.state.undone))

    def _do(self, work: Callable[[], object], done: str, then: Callable[[], None] | None = None) -> None:
        def saved(_answer: object) -> None:
            self.saved.emit(done)
            self.reload()
            if then is not None:
                then()

        self._tasks.run(work, saved, self._not_done)

    def _not_done(self, error: Exception) -> None:
        self.refused.emit(sentence(error))
        self.reload()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: ConsentPageState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
