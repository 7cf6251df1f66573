"""The world of random histories, in which assessments live on: signed, decided on, taken back, taken out, followed by next versions.

Answers are read and written as casework does, through the versions (S13, S14, S16, S17).
"""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop.casework.assessments import Assessments
from desktop.casework.library import Library
from desktop.casework.signing import (
    Decision,
    NotConfirmed,
    OwnAssessment,
    Signature,
    SignedAlready,
    Signing,
    sign,
)  # fmt: skip
from desktop.casework.versions import answer_row, answers_of, editable, inherited_answer, is_confirmed
from desktop.store.decisions import shown
from sync.records.assessment import Answer, Assessment
from sync.records.record import Synced
from sync.records.types import Wire
from sync.rules.assessments import is_signed, next_version
from tests.sync.words import tokens
from tests.sync.world import FIELDS, World, number, which

FORMS = Path(__file__).parents[2] / "resources" / "forms"
KEYS = ("q", "r")
ANSWERS = [field for field in FIELDS if field[0] is Answer]


class SigningWorld(World):
    """Keys of answers name a version and a question, whether or not that version holds an answer of its own.

    Notes rest meanwhile: all that is left to people is about the assessment.
    """

    new_note = delete_note = write_what_is_refused = correct = new_answer = None  # type: ignore[assignment]  # no rules here

    @rule(i=which, at=number, k=number, field=st.sampled_from(ANSWERS))
    def edit(self, i: int, at: int, k: int, field: tuple[type[Synced], str]) -> None:
        super().edit(i, at, k, field)

    @rule(i=which, k=number, field=st.sampled_from(ANSWERS))
    def open_editor(self, i: int, k: int, field: tuple[type[Synced], str]) -> None:
        super().open_editor(i, k, field)

    @rule(i=which, k=number)
    def sign(self, i: int, k: int) -> None:
        laptop, record = self.laptops[i], self._version(i, k)
        if record is None:
            return
        with laptop.store.reading() as session:
            row = session.get_one(Assessment, record)
            content, signed = shown(session, row), is_signed(row.state)
        if not signed:
            token, now = self._token("signature"), laptop.clock.now()
            with laptop.store.writing(laptop.user, decision=content) as session:
                sign(session, Signature(laptop.user, now, now.date(), content, token))

    @rule(k=number, decision=st.sampled_from(["agree", "return"]))
    def decide(self, k: int, decision: Decision) -> None:
        if (record := self._version(2, k)) is None:
            return
        token = f"T{len(self.saved)}x"
        try:
            self._signing(2).decide(self.family, record, decision, token)
        except (NotConfirmed, OwnAssessment):
            return
        self._token("decision")

    @rule(i=which, k=number)
    def begin_next(self, i: int, k: int) -> None:
        if (record := self._version(i, k)) is not None:
            try:
                self._signing(i).begin_next(record)
            except NotConfirmed:
                return

    @rule(i=which, k=number)
    def take_signature_back(self, i: int, k: int) -> None:
        if (record := self._version(i, k)) is not None:
            given_up = self._unconfirmed(i, record)
            try:
                self._signing(i).take_back(record)
            except SignedAlready:
                return
            self.replaced |= given_up

    @rule(i=which, k=number)
    def take_assessment_out(self, i: int, k: int) -> None:
        laptop, record = self.laptops[i], self._version(i, k)
        if record is None:
            return
        with laptop.store.reading() as session:
            row = session.get_one(Assessment, record)
            content, signed = shown(session, row), is_signed(row.state)
        if not signed:
            with laptop.store.writing(laptop.user, decision=content) as session:
                gone: dict[str, Wire] = {"at": "2026-10-06T10:42:00Z", "by": laptop.user, "why": "twice"}
                session.get_one(Assessment, record).deleted = gone

    @rule(i=which, k=number, keep=st.sampled_from(["kept", "other"]))
    def settle(self, i: int, k: int, keep: str) -> None:
        """To choose the other value is to edit, which takes one's own signature back."""
        before = self._unconfirmed(i, self.assessment)
        super().settle(i, k, keep)
        self.replaced |= before - self._unconfirmed(i, self.assessment)

    # -- answers, through the versions

    def _version(self, i: int, k: int) -> str | None:
        """One of the versions that there are on a laptop, not taken out; more often than not the last."""
        with self.laptops[i].store.reading() as session:
            found, record = [], self.assessment
            while (row := session.get(Assessment, record)) is not None:
                if row.deleted is None and row.state is not None:
                    found.append(record)
                record = next_version(record)
        return found[-1 - k % len(found)] if found else None

    def _some(self, i: int, table: type[Synced], k: int) -> Any:
        if table is not Answer:
            return super()._some(i, table, k)
        record = self._version(i, k // len(KEYS))
        return record and (record, KEYS[k % len(KEYS)])

    def _holds(self, i: int, table: type[Synced], key: Any) -> bool:
        return super()._holds(i, Assessment, key[0]) if table is Answer else super()._holds(i, table, key)

    def _value(self, i: int, table: type[Synced], key: Any, column: str) -> Any:
        if table is not Answer:
            return super()._value(i, table, key, column)
        with self.laptops[i].store.reading() as session:
            return answers_of(session, session.get_one(Assessment, key[0])).get(key[1], {}).get(column)

    def _save(self, i: int, table: type[Synced], key: Any, column: str, before: Any, after: Any) -> None:
        if table is not Answer:
            super()._save(i, table, key, column, before, after)
            return
        self.replaced |= self._unconfirmed(i, key[0])
        with self.laptops[i].desk.writing() as session:
            target = editable(session, key[0])
            row = answer_row(session, target.id, key[1], target.stream)
            signed = inherited_answer(session, target, key[1], restricted=False)
            session.save_shown(row, column, before, after, getattr(signed, column, None))
        self.replaced |= tokens(before) - tokens(after)

    def _unconfirmed(self, i: int, record: str) -> frozenset[str]:
        """The signature that editing would take back."""
        with self.laptops[i].store.reading() as session:
            following: str | None = record
            while following is not None and (row := session.get(Assessment, following)) is not None:
                if is_signed(row.state) and not is_confirmed(session, row):
                    return tokens(row.signed_off)
                following = next_version(following) if is_signed(row.state) else None
        return frozenset()

    def _signing(self, i: int) -> Signing:
        desk = self.laptops[i].desk
        return Signing(desk, Assessments(desk, Library(FORMS)))
