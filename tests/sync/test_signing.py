"""Assessments that are signed, decided on and followed by next versions, between laptops (S13, S14, S16, S17)."""

from datetime import timedelta

import pytest

from desktop.casework.assessments import Assessments
from desktop.casework.library import Library
from desktop.casework.signing import Decision, Signature, Signing, sign
from desktop.casework.versions import answer_row, answers_of, editable, inherited_answer
from desktop.store.decisions import shown
from sync.engine.engine import sync
from sync.engine.errors import Offline
from sync.records.assessment import Assessment
from sync.records.ids import stream_id
from sync.records.record import Record
from sync.records.types import Wire
from sync.rules.assessments import next_version
from tests.support.desks import a_family
from tests.support.laptops import VERSION, Laptop
from tests.sync.conftest import NewLaptop
from tests.sync.faults import BreakingTransport
from tests.sync.restoring_world import put_back
from tests.sync.signing_world import FORMS

BEFORE = "Maya slept badly. Leo was fine. Ruby was well."


class Shared:
    """One assessment on two laptops of a worker and on their manager's."""

    def __init__(self, a_laptop: NewLaptop) -> None:
        self.first = a_laptop()
        self.second = a_laptop(self.first.user)
        self.boss = a_laptop(self.first.central.a_user("manager", name="Bo Ashe"), "Bo Ashe")
        self.family = a_family(self.first.desk)
        self.record = self.first.desk.new_id()
        with self.first.desk.writing() as session:
            stream = stream_id(self.family, "shared")
            session.add(Assessment(id=self.record, stream=stream, state="draft", reference="ROT-2026-AAAAA"))
        self.write(self.first, BEFORE)
        self.first.sync()
        self.first.central.run("allocate", "--", self.family, self.boss.user)
        self.rest()

    @property
    def laptops(self) -> tuple[Laptop, Laptop, Laptop]:
        return self.first, self.second, self.boss

    @property
    def following(self) -> str:
        return next_version(self.record)

    def rest(self) -> None:
        """Sync until nothing moves: all hold the same (S27)."""
        for laptop in self.laptops * 3:
            laptop.sync()
        assert len({laptop.state(self.family) for laptop in self.laptops}) == 1
        for laptop in self.laptops:
            assert laptop.states_of_sets() <= {"applied", "kept"}

    def write(self, laptop: Laptop, text: str, record: str = "") -> None:
        """One save of the answer, as casework makes it."""
        before = self.says(laptop, record)
        with laptop.desk.writing() as session:
            target = editable(session, record or self.record)
            row = answer_row(session, target.id, "q", target.stream)
            signed = inherited_answer(session, target, "q", restricted=False)
            session.save_shown(row, "narrative", before, text, signed.narrative if signed else None)

    def says(self, laptop: Laptop, record: str = "") -> str | None:
        """The answer as a version has it, read through where it must be."""
        with laptop.store.reading() as session:
            row = session.get_one(Assessment, record or self.record)
            text: str | None = answers_of(session, row).get("q", {}).get("narrative")
        return text

    def sign(self, laptop: Laptop, record: str = "") -> None:
        with laptop.store.reading() as session:
            content = shown(session, session.get_one(Assessment, record or self.record))
        now = laptop.clock.now()
        with laptop.store.writing(laptop.user, decision=content) as session:
            sign(session, Signature(laptop.user, now, now.date(), content, document=laptop.device))

    def take_out(self, laptop: Laptop) -> None:
        with laptop.store.reading() as session:
            content = shown(session, session.get_one(Assessment, self.record))
        gone: dict[str, Wire] = {"at": "2026-10-06T10:42:00Z", "by": laptop.user, "why": "twice"}
        with laptop.store.writing(laptop.user, decision=content) as session:
            session.get_one(Assessment, self.record).deleted = gone

    def decide(self, decision: Decision) -> None:
        desk = self.boss.desk
        Signing(desk, Assessments(desk, Library(FORMS))).decide(self.family, self.record, decision, "Ask Leo.")

    def state(self, record: str = "") -> str | None:
        row: Record | None = self.boss.shows(Assessment, record or self.record)
        assert isinstance(row, Assessment)
        return row.state

    def conflict(self, field: str, nature: str = "clash") -> tuple[Wire, tuple[str, ...] | None]:
        """What the only open conflict keeps of this field, and what had changed."""
        (found,) = [conflict for conflict in self.boss.conflicts(nature) if conflict.field_name == field]
        return (found.other or {}).get("value"), found.changed


@pytest.fixture
def shared(a_laptop: NewLaptop) -> Shared:
    return Shared(a_laptop)


def test_s16_what_was_written_while_another_signed_goes_on_in_the_next_version(shared: Shared):
    shared.write(shared.second, "Maya slept badly. Leo was ill. Ruby was well.")
    shared.sign(shared.first)
    shared.first.sync()

    shared.rest()

    assert (shared.state(), shared.state(shared.following)) == ("completed", "draft")
    assert shared.says(shared.boss) == BEFORE
    assert shared.says(shared.boss, shared.following) == "Maya slept badly. Leo was ill. Ruby was well."
    assert shared.boss.conflicts() == []


def test_s16_two_laptops_begin_the_same_next_version_and_their_sentences_are_joined(shared: Shared):
    shared.sign(shared.first)
    shared.rest()
    shared.write(shared.first, "Maya slept well. Leo was fine. Ruby was well.")
    shared.write(shared.second, "Maya slept badly. Leo was fine. Ruby was ill.")

    shared.rest()

    assert shared.says(shared.boss, shared.following) == "Maya slept well. Leo was fine. Ruby was ill."
    assert [conflict.record for conflict in shared.boss.conflicts("joined")] == [shared.following]


def test_s13_a_signature_over_what_changed_meanwhile_is_a_conflict_that_lists_what_changed(shared: Shared):
    shared.write(shared.second, "Maya slept badly. Leo was ill. Ruby was well.")
    shared.sign(shared.first)
    shared.second.sync()

    shared.rest()

    signature, changed = shared.conflict("signed_off")
    assert isinstance(signature, dict)
    assert signature["document"] == shared.first.device
    assert changed == ("narrative@q",)
    assert shared.state() == "draft"
    assert len(shared.boss.conflicts()) == 1


def test_s13_of_two_signatures_the_first_stands_and_the_other_is_kept(shared: Shared):
    shared.sign(shared.first)
    shared.sign(shared.second)

    shared.rest()

    signature, _changed = shared.conflict("signed_off")
    assert isinstance(signature, dict)
    assert signature["document"] == shared.second.device
    assert shared.state() == "completed"


def test_s14_a_delete_of_what_was_signed_meanwhile_becomes_a_conflict(shared: Shared):
    shared.sign(shared.first)
    shared.take_out(shared.second)
    shared.first.sync()

    shared.rest()

    gone, _changed = shared.conflict("deleted", "deleted")
    assert isinstance(gone, dict)
    assert gone["why"] == "twice"
    assert shared.state() == "completed"


def test_s17_a_signature_taken_back_while_it_arrived_stands_and_the_edit_goes_on_in_the_next_version(shared: Shared):
    shared.sign(shared.first)
    with shared.first.transport() as good:
        assert good._signer is not None
        line = BreakingTransport(shared.first.url, good._signer, 1, answered=True)
    with line, pytest.raises(Offline):
        sync(shared.first.replica, line, VERSION)
    shared.write(shared.first, "Maya slept well. Leo was fine. Ruby was well.")

    shared.rest()

    assert (shared.state(), shared.state(shared.following)) == ("completed", "draft")
    assert (shared.says(shared.boss), shared.says(shared.boss, shared.following)) == (
        BEFORE,
        "Maya slept well. Leo was fine. Ruby was well.",
    )


def test_s17_a_return_opens_the_next_version_and_takes_no_signature_back(shared: Shared):
    """Found in random histories: the manager had signed the next version, and returned the one before it."""
    shared.sign(shared.first)
    shared.rest()
    shared.write(shared.boss, "Maya slept well. Leo was fine. Ruby was well.")
    shared.sign(shared.boss, shared.following)

    shared.decide("return")
    shared.rest()

    assert (shared.state(), shared.state(shared.following)) == ("returned", "completed")


def test_s10_a_decision_by_somebody_who_may_not_is_refused_and_shown(shared: Shared):
    shared.sign(shared.first)
    shared.rest()
    with shared.second.store.reading() as session:
        content = shown(session, session.get_one(Assessment, shared.record))
    with shared.second.store.writing(shared.second.user, decision=content) as session:
        session.get_one(Assessment, shared.record).state = "agreed"

    shared.second.sync()

    assert "refused: not_allowed assessment.state" in shared.second.states_of_sets()
    shared.first.sync()
    assert isinstance(row := shared.first.shows(Assessment, shared.record), Assessment)
    assert row.state == "completed"


def test_s1_a_laptop_put_back_to_before_a_signature_was_taken_back_shows_none(shared: Shared):
    """Found in random histories: the snapshot showed a signature that no set was left to carry, and no pull could replace it."""
    shared.first.sync()
    shared.sign(shared.second)
    shared.second.clock.advance(timedelta(days=1))
    shared.second.store.keep_snapshot()
    shared.write(shared.second, "Maya slept well. Leo was fine. Ruby was well.")

    put_back(shared.second, destroyed=False)

    assert isinstance(row := shared.second.shows(Assessment, shared.record), Assessment)
    assert (row.state, row.signed_off) == ("draft", None)
    assert shared.says(shared.second) == "Maya slept well. Leo was fine. Ruby was well."
