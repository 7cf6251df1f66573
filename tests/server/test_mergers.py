"""That two families are one is decided by a manager who did not propose it, once; the council holds every laptop to it."""

import pytest

from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream, Verdict
from sync.records.ids import stream_id
from sync.records.merger import MergeDecision
from tests.support.central import Central
from tests.support.wire import Wire, an_id


class Proposed:
    """A family of Jo's, of which she proposes that it is one with another; Nadia is its manager."""

    def __init__(self, central: Central, by: str = "") -> None:
        self.jo, self.nadia = Wire(central), Wire(central, central.a_user("manager"))
        self.family, self.proposal = an_id(), an_id()
        self.stream = stream_id(self.family, "team")
        said = {"act": "merge", "other": an_id(), "proposed_by": by or self.jo.user}
        group = Group("merge_proposal", self.proposal, 0, dict(said))
        begun = self.jo.push_one(NewStream(self.family, "team"), self.jo.set(self.stream, group))
        assert begun.outcome == "applied"
        central.run("allocate", self.family, self.nadia.user)

    def decide(self, by: Wire, base: int = 0, proposal: str = "", decision: str = "agree") -> Verdict:
        about = proposal or self.proposal
        fields = {"proposal": about, "decision": decision, "decided_by": by.user}
        return by.push_one(
            by.set(self.stream, Group("merge_decision", MergeDecision.id_for(about), base, dict(fields)))
        )


def test_a_manager_decides_and_nobody_changes_it_afterwards(central: Central):
    proposed = Proposed(central)

    decided = proposed.decide(proposed.nadia)
    again = proposed.decide(proposed.nadia, decided.revision or 0, decision="refuse")

    assert decided.outcome == "applied"
    assert (again.outcome, again.code) == ("refused", "wrong_state")


def test_a_worker_does_not_decide(central: Central):
    proposed = Proposed(central)

    assert proposed.decide(proposed.jo).code == "not_allowed"


def test_a_manager_does_not_decide_on_what_they_proposed_themselves(central: Central):
    nadia = Wire(central, central.a_user("manager"))
    proposed = Proposed(central, nadia.user)
    central.run("allocate", proposed.family, nadia.user)

    assert proposed.decide(nadia).code == "not_allowed"


def test_a_decision_on_no_proposal_is_refused(central: Central):
    proposed = Proposed(central)

    assert proposed.decide(proposed.nadia, proposal=an_id()).outcome == "refused"


@pytest.mark.parametrize("kind", ["merge_proposal", "merge_decision"])
def test_what_families_are_one_is_the_teams_and_lies_in_no_wider_stream(central: Central, kind: str):
    manager = Wire(central, central.a_user("manager"))
    stream, line = manager.begin("shared")

    refused = manager.push_one(line, manager.set(stream, Group(kind, an_id(), 0, {"act": "merge"})))

    assert (refused.outcome, refused.code) == ("refused", "compartment")
