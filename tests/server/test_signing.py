"""Who signs an assessment, who decides on it, and what its next version begins from (S13, S16, S17; sync.md, section 4)."""

import pytest

from sync.protocol.change_set import Group, Shown
from sync.protocol.content import content_hash
from sync.protocol.messages import NewStream, Verdict
from sync.records.ids import stream_id
from sync.records.types import Wire
from sync.rules.assessments import next_version
from tests.support.wire import Wire as WireLaptop
from tests.support.wire import an_id

DRAFT: dict[str, Wire] = {"state": "draft", "narrative@why_now": "Because."}


class Assessed:
    """A family of Jo's with a draft, or signed, assessment; `by` another role, whose laptop this is."""

    def __init__(self, central, *, role: str = "manager") -> None:
        self.jo, self.other = WireLaptop(central), WireLaptop(central, central.a_user(role))
        self.record = an_id()
        self.shared, begins = self.jo.begin("shared")
        self.team = stream_id(begins.family, "team")
        self.jo.push(
            begins,
            self.jo.set(self.shared, Group("assessment", self.record, 0, DRAFT)),
        )
        self.jo.begun(NewStream(begins.family, "team"))
        central.run("allocate", "--", begins.family, self.other.user)

    def signed(self) -> "Assessed":
        signature: Wire = {"by": self.jo.user}
        assert self.state(self.jo, "completed", 1, DRAFT, signed_off=signature).outcome == "applied"
        return self

    def state(self, by: WireLaptop, state: str, base: int, content: dict[str, Wire], **also: Wire) -> Verdict:
        """A decision over the assessment with that content."""
        shown = Shown("assessment", self.record, content_hash("assessment", self.record, content))
        groups = [Group("assessment", self.record, base, {"state": state})]
        groups += [Group("assessment", self.record, 0, also)] if also else []
        return by.push_one(by.set(self.shared, *groups, decision=shown))

    def decided(self, by: WireLaptop) -> tuple[Verdict, Verdict]:
        """The state after a manager's decision, and the decision's own record."""
        signed: dict[str, Wire] = {**DRAFT, "state": "completed", "signed_off": {"by": self.jo.user}}
        record: dict[str, Wire] = {"assessment": self.record, "decision": "agree", "decided_by": by.user}
        return (
            self.state(by, "agreed", 2, signed),
            by.push_one(by.set(self.team, Group("manager_decision", an_id(), 0, record))),
        )


def outcomes(verdicts: tuple[Verdict, Verdict]) -> set[tuple[str, str | None]]:
    return {(verdict.outcome, verdict.code) for verdict in verdicts}


def test_s13_a_signature_that_does_not_say_what_was_seen_is_refused(central):
    assessed = Assessed(central)
    jo, other = assessed.jo, an_id()
    elsewhere = Shown("assessment", other, content_hash("assessment", other, {}))

    for decision in (None, elsewhere):
        verdict = jo.push_one(
            jo.set(assessed.shared, Group("assessment", assessed.record, 1, {"state": "completed"}), decision=decision)
        )
        assert (verdict.outcome, verdict.code, verdict.path) == ("refused", "not_shown", "assessment.state")


def test_a_manager_decides_on_what_somebody_else_has_signed(central):
    assessed = Assessed(central).signed()

    assert outcomes(assessed.decided(assessed.other)) == {("applied", None)}


def test_nobody_else_decides_and_nobody_on_their_own(central):
    assessed = Assessed(central, role="practitioner").signed()

    assert outcomes(assessed.decided(assessed.other)) == {("refused", "not_allowed")}
    assert outcomes(assessed.decided(assessed.jo)) == {("refused", "not_allowed")}


def test_a_manager_who_signed_does_not_decide(central):
    assessed = Assessed(central)
    manager = assessed.other
    assessed.state(manager, "completed", 1, DRAFT, signed_off={"by": manager.user})
    signed: dict[str, Wire] = {**DRAFT, "state": "completed", "signed_off": {"by": manager.user}}
    record: dict[str, Wire] = {"assessment": assessed.record, "decision": "agree"}

    state = assessed.state(manager, "agreed", 2, signed)
    decision = manager.push_one(manager.set(assessed.team, Group("manager_decision", an_id(), 0, record)))

    assert outcomes((state, decision)) == {("refused", "not_allowed")}


@pytest.mark.parametrize("assessment", ["draft", "unheard of"])
def test_there_is_no_decision_on_what_is_not_signed(central, assessment):
    assessed = Assessed(central)
    manager, record = assessed.other, assessed.record if assessment == "draft" else an_id()

    verdict = manager.push_one(
        manager.set(assessed.team, Group("manager_decision", an_id(), 0, {"assessment": record}))
    )

    assert (verdict.outcome, verdict.code) == ("refused", "wrong_state")


def test_s17_a_next_version_begins_only_from_what_is_signed(central):
    assessed = Assessed(central)
    jo, following = assessed.jo, next_version(assessed.record)
    begins = Group("assessment", following, 0, {"previous": assessed.record, "state": "draft"})

    early = jo.push_one(jo.set(assessed.shared, begins))
    assessed.signed()
    after = jo.push_one(jo.set(assessed.shared, begins))

    assert (early.outcome, early.code, early.path) == ("refused", "wrong_state", "assessment.previous")
    assert after.outcome == "applied"


def test_s16_a_next_version_has_the_id_that_follows_from_the_signed_one(central):
    assessed = Assessed(central).signed()
    jo = assessed.jo

    verdict = jo.push_one(
        jo.set(assessed.shared, Group("assessment", an_id(), 0, {"previous": assessed.record, "state": "draft"}))
    )

    assert (verdict.outcome, verdict.code) == ("refused", "wrong_state")
