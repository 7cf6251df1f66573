"""Signing an assessment on its author's laptop, deciding on it, and the version after it, as casework does."""

import os
from pathlib import Path

import pytest

from desktop.casework.answers import Edit, edits
from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk, Worker
from desktop.casework.history import Histories
from desktop.casework.library import Library
from desktop.casework.signing import NotAsShown, NotConfirmed, OwnAssessment, SignedAlready, Signing
from desktop.forms import Answer, AnswerKey
from desktop.store.replica import StoreReplica
from sync.protocol.messages import Verdict
from sync.records.assessment import Answer as AnswerRow
from sync.records.assessment import Assessment
from sync.records.manager_decision import ManagerDecision
from sync.rules.assessments import next_version
from tests.support.desks import hartley_okoro
from tests.support.exchange import stamped
from tests.support.trust import BUNDLE

FORMS = Path(__file__).parents[2] / "resources" / "forms"
LED_TO = "why/led_to"


class Signed:
    """A family with an assessment, and the one who confirms what is sent of it."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.assessments = Assessments(desk, Library(FORMS))
        self.signing = Signing(desk, self.assessments)
        self.family = hartley_okoro(desk)
        self.record = self.assessments.begin(self.family)
        self.keep((LED_TO, Answer("Maya slept badly. Leo was fine.")))

    def keep(self, *said: tuple[str, Answer], record: str = "") -> bool:
        """Open, answer, keep, as a page does."""
        opened = self.assessments.open(self.family, record or self.record)
        for key, answer in said:
            opened.session.set(key, answer)
        return self.assessments.keep(self.family, record or self.record, edits(opened.session, opened.stored))

    def sign(self, record: str = "") -> None:
        self.signing.sign_off(self.signing.look(self.family, record or self.record))

    def confirm(self) -> None:
        """All that waits is sent, and each set is the next revision."""
        replica = StoreReplica(self.desk.store, os.urandom, BUNDLE)
        sets = replica.seal((), ()).sets
        with self.desk.reading() as session:
            rows = session.connection().exec_driver_sql("SELECT n, stream FROM change_set").all()
        streams: dict[int, str] = dict(rows)
        verdicts = [Verdict(n, streams[n], "applied", n) for n in sets]
        replica.settle(verdicts, stamped(self.desk, verdicts))

    def row(self, record: str = "") -> Assessment:
        with self.desk.reading() as session:
            row: Assessment = session.get_one(Assessment, record or self.record)
        return row

    def own(self, record: str) -> dict[str, str | None]:
        """The prose that a version holds itself."""
        with self.desk.reading() as session:
            rows = session.query(AnswerRow).filter(AnswerRow.assessment == record)
            return {row.key: row.narrative for row in rows if row.narrative}

    def says(self, record: str = "") -> str:
        return self.assessments.open(self.family, record or self.record).stored[AnswerKey(LED_TO)].value

    def put_back(self, text: str) -> None:
        """An earlier answer, over the one that is signed."""
        Histories(self.desk).restore(Assessment.kind, self.record, f"narrative@{LED_TO}", text, self.says())


@pytest.fixture
def signed(desk) -> Signed:
    return Signed(desk)


def sets_of(signed: Signed) -> list[tuple[str, bool]]:
    """The state of each change set of this laptop, and whether it is a decision."""
    with signed.desk.reading() as session:
        found = session.connection().exec_driver_sql("SELECT state, decision IS NOT NULL FROM change_set ORDER BY n")
        return [(state, bool(decision)) for state, decision in found]


def test_s13_a_sign_off_is_a_set_of_its_own_sealed_at_once_over_what_was_shown(signed):
    seen = signed.signing.look(signed.family, signed.record)

    signed.signing.sign_off(seen, document="ab" * 32)

    row = signed.row()
    assert (row.state, row.completed_on) == ("completed", signed.desk.today())
    assert row.signed_off == {
        "by": signed.desk.worker.user,
        "at": "2026-10-06T09:42:00Z",
        "digest": seen.content.sha256,
        "document": "ab" * 32,
    }
    assert sets_of(signed)[-1] == ("sealed", True)


def test_s13_nobody_signs_what_they_have_not_seen(signed):
    seen = signed.signing.look(signed.family, signed.record)
    signed.keep(("why/hope", Answer("", status="declined")))

    with pytest.raises(NotAsShown):
        signed.signing.sign_off(seen)

    assert signed.row().state == "draft"


def test_what_does_not_apply_is_left_out_of_the_signed_copy_and_comes_back_with_the_draft(signed):
    asked, told = "why/interpreter", "why/interpreter_what"
    signed.keep((asked, Answer("yes")), (told, Answer("Polish")))
    signed.keep((asked, Answer("no")))
    assert signed.own(signed.record)[told] == "Polish"
    seen = signed.signing.look(signed.family, signed.record)
    assert told in seen.hidden

    signed.signing.sign_off(seen)
    copy = signed.own(signed.record)
    signed.signing.take_back(signed.record)

    assert told not in copy
    assert signed.own(signed.record)[told] == "Polish"


def test_what_is_signed_is_not_signed_again(signed):
    signed.sign()

    with pytest.raises(SignedAlready):
        signed.signing.look(signed.family, signed.record)


def test_s17_putting_an_earlier_answer_back_before_the_signature_is_confirmed_takes_it_back(signed):
    signed.sign()

    signed.put_back("Maya slept well.")

    assert signed.row().state == "draft"
    assert signed.says() == "Maya slept well."


def test_s16_an_earlier_answer_of_what_is_signed_is_put_back_into_the_next_version(signed):
    signed.sign()
    signed.confirm()

    signed.put_back("Maya slept well.")

    assert signed.says() == "Maya slept badly. Leo was fine."
    assert signed.says(next_version(signed.record)) == "Maya slept well."


def test_s17_editing_before_the_signature_is_confirmed_takes_it_back(signed):
    signed.sign()

    signed.assessments.keep(signed.family, signed.record, edit_of(signed, "Maya slept well. Leo was fine."))

    row = signed.row()
    assert (row.state, row.signed_off, row.completed_on) == ("draft", None, None)
    assert signed.says() == "Maya slept well. Leo was fine."
    assert sets_of(signed).count(("superseded", True)) == 1


def edit_of(signed: Signed, text: str) -> list[Edit]:
    """The edit of a page that was opened while the assessment was still a draft."""
    opened = signed.assessments.open(signed.family, signed.record)
    form = signed.assessments.lay_out(opened.session.definition, opened.stored, opened.people)
    form.set(LED_TO, Answer(text))
    return edits(form, opened.stored)


def test_s17_what_is_confirmed_is_not_taken_back(signed):
    signed.sign()
    signed.confirm()

    with pytest.raises(SignedAlready):
        signed.signing.take_back(signed.record)


def test_s17_a_next_version_begins_only_from_a_confirmed_signature(signed):
    for step in (lambda: None, signed.sign):
        step()
        with pytest.raises(NotConfirmed):
            signed.signing.begin_next(signed.record)
    signed.confirm()

    following = signed.signing.begin_next(signed.record)

    assert following == next_version(signed.record) == signed.signing.begin_next(signed.record)
    assert signed.assessments.current(signed.family).assessment == following
    assert signed.row(following).reference == signed.row().reference


def test_s16_an_edit_of_what_is_signed_is_kept_in_the_next_version_which_reads_through(signed):
    signed.sign()
    signed.confirm()

    signed.assessments.keep(signed.family, signed.record, edit_of(signed, "Maya slept badly. Leo was ill."))

    following = next_version(signed.record)
    assert signed.says() == "Maya slept badly. Leo was fine."
    assert signed.says(following) == "Maya slept badly. Leo was ill."
    with signed.desk.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT base, shown FROM change WHERE record = ? AND field = ?", (following, f"narrative@{LED_TO}")
        )
        assert rows.all() == [(0, '"Maya slept badly. Leo was fine."')]


def test_s16_an_inherited_answer_can_be_emptied(signed):
    signed.sign()
    signed.confirm()
    following = signed.signing.begin_next(signed.record)

    signed.keep((LED_TO, Answer("", status="declined")), record=following)

    kept = signed.assessments.open(signed.family, following).stored[LED_TO]
    assert (kept.value, kept.status) == ("", "declined")


def test_s16_signing_writes_what_was_read_through_into_the_version(signed):
    signed.keep(("why/hope", Answer("Sleep.")))
    signed.sign()
    signed.confirm()
    following = signed.signing.begin_next(signed.record)
    signed.keep((LED_TO, Answer("Maya slept well.")), record=following)
    assert signed.own(following) == {LED_TO: "Maya slept well."}

    signed.sign(following)

    assert signed.own(following) == {LED_TO: "Maya slept well.", "why/hope": "Sleep."}


def test_a_manager_returns_what_somebody_else_signed_which_opens_the_next_version(signed):
    signed.sign()
    signed.confirm()
    boss = a_manager(signed)

    boss.decide(signed.family, signed.record, "return", "Leo was not asked.")

    with signed.desk.reading() as session:
        decision = session.get_one(ManagerDecision, ManagerDecision.id_for(signed.record))
        assert (decision.decision, decision.comment, decision.decided_by) == (
            "return",
            "Leo was not asked.",
            "boss",
        )
    assert signed.row().state == "returned"
    assert signed.row(next_version(signed.record)).state == "draft"


def test_a_return_and_the_version_that_it_opens_are_one_save_and_two_change_sets(signed):
    """S13. Whatever ends the laptop's work between two saves, nothing stays returned with no version to write in."""
    signed.sign()
    signed.confirm()
    before, after_each_save = sets_of(signed), []
    signed.desk.store.after_save = lambda: after_each_save.append(signed.row(next_version(signed.record)))

    a_manager(signed).decide(signed.family, signed.record, "return")

    assert len(after_each_save) == 1
    assert after_each_save[0].state == "draft"
    made = sets_of(signed)[len(before) :]
    assert [is_decision for _state, is_decision in made].count(True) == 1
    assert ("open", False) in made


def a_manager(signed: Signed) -> Signing:
    """The same store, under somebody else's hands."""
    desk = Desk(signed.desk.store, signed.desk.clock, signed.desk.ids, Worker("boss", "Bo Ashe", "North"))
    return Signing(desk, signed.assessments)


def test_nobody_decides_on_their_own_or_on_what_is_not_confirmed(signed):
    for wait in (lambda: None, signed.sign):
        wait()
        with pytest.raises(NotConfirmed):
            a_manager(signed).decide(signed.family, signed.record, "agree")
    signed.confirm()

    with pytest.raises(OwnAssessment):
        signed.signing.decide(signed.family, signed.record, "agree")
