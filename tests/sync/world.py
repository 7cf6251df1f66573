"""Three laptops of two people and a real server, doing at random what people, lines and councils do.

Every saved word is a token that exists once. At the end everything is synced until nothing moves, and the promises of sync.md,
section 5, are checked against a plain account of who saved what over what.
"""

import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from desktop.casework.conflicts import AlreadySettled, Conflicts, SignAgain
from desktop.store.decisions import shown
from sync.engine.engine import sync
from sync.engine.errors import Offline
from sync.records.address import Address
from sync.records.assessment import Answer, Assessment
from sync.records.consent import Consent
from sync.records.family import Family
from sync.records.ids import id_text, stream_id
from sync.records.note import Note
from sync.records.record import Synced
from tests.support.central import Central
from tests.support.laptops import VERSION, Laptop
from tests.sync.faults import BreakingTransport, Crash, CrashingReplica
from tests.sync.office import Office
from tests.sync.words import CODES, changed, tokens, words_in

LAPTOPS = 3
FIELDS: tuple[tuple[type[Synced], str], ...] = (
    (Note, "text"),
    (Note, "with_whom"),
    (Note, "minutes"),
    (Consent, "decision"),
    (Consent, "limits"),
    (Address, "place"),
    (Answer, "narrative"),
    (Answer, "value"),
    (Answer, "choices"),
    (Answer, "words"),
    (Answer, "status"),
)
"""Of every way to merge, prose, values, sets, decisions and compounds, and an answer with its companions."""
REFUSED = "unheard of"
which = st.integers(0, LAPTOPS - 1)
number = st.integers(0, 7)


class World(RuleBasedStateMachine):
    """One history. Laptops 0 and 1 are Jo's, 2 is Sam's, who manages the team."""

    def __init__(self, council: Central) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="world-")
        folder = Path(self._folder.name)
        jo = Laptop(folder, council, seed=1)
        self.laptops = [
            jo,
            Laptop(folder, council, jo.user, seed=2),
            Laptop(folder, council, name="Sam Peel", seed=3, role="manager"),
        ]
        self.council = council
        self.saved: dict[str, str] = {}
        self.replaced: set[str] = set()
        self.editors: dict[int, tuple[type[Synced], Any, str, Any]] = {}
        self.family = id_text(uuid4())  # the same in no two worlds, while records have the same ids in all
        self.office = Office(council, self.family)
        self.assessment = jo.desk.new_id()
        with jo.desk.writing() as session:
            session.begin_family(self.family)
            session.add(Family(id=self.family, stream=stream_id(self.family, "shared"), name="Brierley"))
            shared = stream_id(self.family, "shared")
            session.add(Assessment(id=self.assessment, stream=shared, state="draft"))
            session.add(Consent(id=jo.desk.new_id(), stream=shared, purpose="assessment"))
            session.add(Address(id=jo.desk.new_id(), stream=shared, use="home"))
        self._new_answer(jo, "q")
        self._new_note(jo)
        jo.sync()
        self.office.allocate(self.laptops[2].user, give=True)
        for laptop in self.laptops:
            laptop.sync()

    # -- what people do

    @rule(i=which, at=number, k=number, field=st.sampled_from(FIELDS))
    def edit(self, i: int, at: int, k: int, field: tuple[type[Synced], str]) -> None:
        table, column = field
        if (key := self._some(i, table, k)) is not None:
            before = self._value(i, table, key, column)
            self._save(i, table, key, column, before, self._changed(column, before, at))

    @rule(i=which, k=number, field=st.sampled_from(FIELDS))
    def open_editor(self, i: int, k: int, field: tuple[type[Synced], str]) -> None:
        table, column = field
        if (key := self._some(i, table, k)) is not None:
            self.editors[i] = (table, key, column, self._value(i, table, key, column))

    @precondition(lambda self: self.editors)
    @rule(i=which, at=number)
    def save_editor(self, i: int, at: int) -> None:
        if i not in self.editors:
            return
        table, key, column, before = self.editors.pop(i)
        if self._holds(i, table, key):
            self._save(i, table, key, column, before, self._changed(column, before, at))

    @rule(i=which)
    def new_note(self, i: int) -> None:
        if self._holds_stream(i, "team"):
            self._new_note(self.laptops[i])

    @rule(i=which, key=st.sampled_from(["q", "r"]))
    def new_answer(self, i: int, key: str) -> None:
        if self._holds_stream(i, "shared") and not self._holds(i, Answer, (self.assessment, key)):
            self._new_answer(self.laptops[i], key)

    @rule(i=which, k=number)
    def delete_note(self, i: int, k: int) -> None:
        if (key := self._some(i, Note, k)) is None:
            return
        laptop = self.laptops[i]
        with laptop.store.reading() as session:
            decision = shown(session, session.get_one(Note, key))
        with laptop.store.writing(laptop.user, decision=decision) as session:
            session.get_one(Note, key).deleted = {"at": "2026-10-06T10:42:00Z", "by": laptop.user, "why": "twice"}

    @rule(i=which, k=number, keep=st.sampled_from(["kept", "other"]))
    def settle(self, i: int, k: int, keep: str) -> None:
        conflicts = Conflicts(self.laptops[i].desk)
        if not (waiting := conflicts.open()):
            return
        chosen = waiting[k % len(waiting)]
        before = chosen.current
        choice: Any = "read" if chosen.nature == "joined" else keep
        try:
            conflicts.settle(chosen, choice)
        except (SignAgain, AlreadySettled):
            return
        if choice == "other":
            self.replaced |= tokens(before) - tokens(chosen.other.value)

    @rule(i=which, k=number)
    def write_what_is_refused(self, i: int, k: int) -> None:
        if (key := self._some(i, Note, k)) is not None:
            self.laptops[i].edit(Note, key, sensitivity=REFUSED)

    @rule(i=which, k=number)
    def correct(self, i: int, k: int) -> None:
        key = self._some(i, Note, k)
        if key is not None and self._value(i, Note, key, "sensitivity") == REFUSED:
            self.laptops[i].edit(Note, key, sensitivity="normal")

    @rule(i=which)
    def leave_family(self, i: int) -> None:
        self.laptops[i].store.leave(self.family)

    # -- what lines and laptops do

    @rule(i=which)
    def sync(self, i: int) -> None:
        laptop = self.laptops[i]
        laptop.sync()
        assert self.office.is_allocated(laptop.user) or not self._holds_stream(i, "shared"), "kept what was taken away"

    @rule(i=which, request=st.integers(0, 3), answered=st.booleans())
    def sync_over_a_line_that_breaks(self, i: int, request: int, answered: bool) -> None:
        laptop = self.laptops[i]
        with laptop.transport() as good:
            assert good._signer is not None
            transport = BreakingTransport(laptop.url, good._signer, request, answered=answered)
        try:
            with transport:
                sync(laptop.replica, transport, VERSION)
        except Offline:
            pass

    @rule(i=which, step=st.integers(1, 8), after=st.booleans())
    def sync_and_crash(self, i: int, step: int, after: bool) -> None:
        laptop = self.laptops[i]
        try:
            with laptop.transport() as transport:
                sync(CrashingReplica(laptop.replica, step, after=after), transport, VERSION)
        except Crash:
            pass

    # -- what the council does

    @rule(give=st.booleans())
    def allocate(self, give: bool) -> None:
        self.office.allocate(self.laptops[2].user, give=give)

    # -- the promises

    def teardown(self) -> None:
        try:
            for i, laptop in enumerate(self.laptops):
                self.office.allocate(laptop.user, give=True)
                self._correct_all(i)
                laptop.sync()
            self._come_to_rest()
            self._check()
        finally:
            for laptop in self.laptops:
                laptop.store.close()
            self._folder.cleanup()

    def _come_to_rest(self) -> None:
        for _ in range(6):
            before = self._moved()
            for i, laptop in enumerate(self.laptops):
                self._correct_all(i)
                laptop.sync()
            if self._moved() == before:
                return
        raise AssertionError("never comes to rest")

    def _moved(self) -> list[object]:
        """How far everything is at the council."""
        return self.office.revisions()

    def _check(self) -> None:
        jo = self.laptops[0]
        state = jo.state(self.family)
        for laptop in self.laptops:
            assert laptop.state(self.family) == state, "diverged"
            assert laptop.states_of_sets() <= {"applied", "aside", "kept"}, laptop.states_of_sets()
        lost = self.saved.keys() - self._words() - self.replaced - self.office.words_aside()
        assert not lost, [(token, self.saved[token]) for token in lost]

    def _words(self) -> frozenset[str]:
        """Every word that there is in the end."""
        return words_in(self.laptops[0].state(self.family))

    # -- small things

    def _token(self, about: str) -> str:
        token = f"T{len(self.saved)}x"
        self.saved[token] = about
        return token

    def _changed(self, column: str, before: Any, at: int) -> Any:
        if column in CODES:
            return CODES[column][at % len(CODES[column])]
        return changed(column, before, at, self._token(column))

    def _new_note(self, laptop: Laptop) -> None:
        key = laptop.desk.new_id()
        text = f"One {self._token('note')}. Two {self._token('note')}. Three {self._token('note')}."
        with laptop.desk.writing() as session:
            session.add(Note(id=key, stream=stream_id(self.family, "team"), text=text, with_whom=self._token("note")))

    def _new_answer(self, laptop: Laptop, key: str) -> None:
        text = f"One {self._token('answer')}. Two {self._token('answer')}."
        with laptop.desk.writing() as session:
            stream = stream_id(self.family, "shared")
            session.add(
                Answer(
                    assessment=self.assessment, key=key, stream=stream, narrative=text, choices=(self._token("answer"),)
                )
            )

    def _save(self, i: int, table: type[Synced], key: Any, column: str, before: Any, after: Any) -> None:
        with self.laptops[i].desk.writing() as session:
            session.save_shown(session.get_one(table, key), column, before, after)
        self.replaced |= tokens(before) - tokens(after)

    def _value(self, i: int, table: type[Synced], key: Any, column: str) -> Any:
        with self.laptops[i].store.reading() as session:
            return getattr(session.get_one(table, key), column)

    def _holds(self, i: int, table: type[Synced], key: Any) -> bool:
        with self.laptops[i].store.reading() as session:
            row = session.get(table, key)
            return row is not None and getattr(row, "deleted", None) is None

    def _holds_stream(self, i: int, compartment: str) -> bool:
        stream = stream_id(self.family, compartment)
        with self.laptops[i].store.reading() as session:
            return bool(session.connection().exec_driver_sql("SELECT 1 FROM stream WHERE stream = ?", (stream,)).all())

    def _some(self, i: int, table: type[Synced], k: int) -> Any:
        """The key of a record there is, not deleted."""
        with self.laptops[i].store.reading() as session:
            if table is Answer:
                keys: list[Any] = [(row.assessment, row.key) for row in session.query(Answer).order_by(Answer.key)]
            else:
                rows: list[Any] = list(session.query(table))
                keys = sorted(row.id for row in rows if row.deleted is None)
        return keys[k % len(keys)] if keys else None

    def _correct_all(self, i: int) -> None:
        with self.laptops[i].store.reading() as session:
            bad = [note.id for note in session.query(Note).filter(Note.sensitivity == REFUSED)]
        for key in bad:
            self.laptops[i].edit(Note, key, sensitivity="normal")
