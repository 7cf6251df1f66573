"""Which state of an episode may follow which, and what must be true first (domain.md 2.2, T1 to T18).

Facts are named; what a transition still lacks is answered by the facts' own names, for words to be made of. Raising a safeguarding
concern (T5) is never asked about here: nothing may stop it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sync.records.episode import OPEN


class Fact(StrEnum):
    """Something that a guard asks for."""

    SEARCHED = "searched"  # for the person first; possible duplicates were shown
    ADVICE_RECORDED = "advice_recorded"
    LEVEL_RECORDED = "level_recorded"  # with its rationale
    CONSENT_ASKED = "consent_asked"  # its state is recorded, be it "to be sought"
    REFUSED_OR_UNREACHED = "refused_or_unreached"  # refused, or as many failed attempts as the council allows
    RISK_CONSIDERED = "risk_considered"  # of not helping, in words
    CONSENT_GIVEN = "consent_given"  # by someone with parental responsibility, or a competent young person
    ASSESSMENT_COMPLETED = "assessment_completed"
    EVERY_CHILD_HEARD = "every_child_heard"
    FAMILY_COMMENTS_ASKED = "family_comments_asked"
    SIGNED_OFF = "signed_off"  # by the manager; true where the council does not ask for it
    ACTION_OWNED_AND_DATED = "action_owned_and_dated"  # at least one, under an outcome
    REVIEW_DATED = "review_dated"
    SCORED = "scored"
    ACTIONS_UPDATED = "actions_updated"
    REASON_RECORDED = "reason_recorded"
    AUTHORISED = "authorised"
    ACTIONS_ENDED = "actions_ended"
    FAMILY_VIEW_ASKED = "family_view_asked"
    CARRIES_ON_LISTED = "carries_on_listed"  # who does what after the end
    REFERRAL_SENT = "referral_sent"
    DECISION_RECORDED = "decision_recorded"  # social care's: outcome, date, reason
    MET_JOINTLY = "met_jointly"
    OUTSTANDING_LISTED = "outstanding_listed"
    LEAD_NAMED = "lead_named"
    HANDOVER_WRITTEN = "handover_written"
    ACCEPTED = "accepted"  # by who takes over
    PREVIOUS_LINKED = "previous_linked"


class Transition(StrEnum):
    """A step of an episode."""

    RECEIVE = "receive"  # T1
    SCREEN = "screen"  # T2
    SIGNPOST = "signpost"  # T3
    ALLOCATE = "allocate"  # T4
    ENGAGE = "engage"  # T6
    DECLINE = "decline"  # T7
    ASSESS = "assess"  # T8
    PLAN = "plan"  # T9
    ACTIVATE = "activate"  # T10
    REVIEW = "review"  # T11
    BEGIN_CLOSING = "begin_closing"  # T12
    CLOSE = "close"  # T13
    PAUSE = "pause"  # T14
    STEP_UP = "step_up"  # T15, accepted
    RESUME = "resume"  # T15, returned
    STEP_DOWN = "step_down"  # T16
    TRANSFER = "transfer"  # T17
    COME_BACK = "come_back"  # T18: a new episode


@dataclass(frozen=True)
class Step:
    """From which states to which, and the facts it needs. No state before it: a new episode."""

    before: tuple[str, ...]
    after: str
    needs: tuple[Fact, ...] = ()


STEPS = {
    Transition.RECEIVE: Step((), "contact", (Fact.SEARCHED,)),
    Transition.SCREEN: Step(("contact",), "screening"),
    Transition.SIGNPOST: Step(("screening",), "signposted", (Fact.ADVICE_RECORDED,)),
    Transition.ALLOCATE: Step(("screening",), "allocated", (Fact.LEVEL_RECORDED, Fact.CONSENT_ASKED)),
    Transition.ENGAGE: Step(("allocated",), "engaging"),
    Transition.DECLINE: Step(("engaging",), "declined", (Fact.REFUSED_OR_UNREACHED, Fact.RISK_CONSIDERED)),
    Transition.ASSESS: Step(("engaging",), "assessing", (Fact.CONSENT_GIVEN,)),
    Transition.PLAN: Step(
        ("assessing",),
        "planning",
        (Fact.ASSESSMENT_COMPLETED, Fact.EVERY_CHILD_HEARD, Fact.FAMILY_COMMENTS_ASKED, Fact.SIGNED_OFF),
    ),
    Transition.ACTIVATE: Step(("planning",), "active", (Fact.ACTION_OWNED_AND_DATED, Fact.REVIEW_DATED)),
    Transition.REVIEW: Step(("active",), "active", (Fact.SCORED, Fact.ACTIONS_UPDATED, Fact.REVIEW_DATED)),
    Transition.BEGIN_CLOSING: Step(("active",), "closing", (Fact.REASON_RECORDED, Fact.SCORED)),
    Transition.CLOSE: Step(
        ("closing",),
        "closed",
        (Fact.AUTHORISED, Fact.ACTIONS_ENDED, Fact.FAMILY_VIEW_ASKED, Fact.CARRIES_ON_LISTED),
    ),
    Transition.PAUSE: Step(("active", "assessing"), "paused", (Fact.REFERRAL_SENT,)),
    Transition.STEP_UP: Step(("paused",), "stepped_up", (Fact.DECISION_RECORDED,)),
    Transition.RESUME: Step(("paused",), "active", (Fact.DECISION_RECORDED,)),
    Transition.STEP_DOWN: Step(
        (), "allocated", (Fact.CONSENT_GIVEN, Fact.MET_JOINTLY, Fact.OUTSTANDING_LISTED, Fact.LEAD_NAMED)
    ),
    Transition.TRANSFER: Step(OPEN, "transferred", (Fact.HANDOVER_WRITTEN, Fact.ACCEPTED)),
    Transition.COME_BACK: Step((), "contact", (Fact.PREVIOUS_LINKED,)),
}

WRONG_STATE = "wrong_state"


def may(transition: Transition, state: str | None, facts: Collection[Fact]) -> tuple[str, ...]:
    """What stands in the way of a step from a state (None: no episode yet); nothing, when it may be taken."""
    step = STEPS[transition]
    return (*(() if _fits(step, state) else (WRONG_STATE,)), *(fact for fact in step.needs if fact not in facts))


def follows(before: str | None, after: str) -> bool:
    """Whether steps lead from one state to another: what both ends hold a change of `state` to.

    Several steps may be one change, for a device sends what it did since it last met the server. What has ended stays ended.
    """
    return before == after or after in _reachable(before)


@cache
def _reachable(before: str | None) -> frozenset[str]:
    reached: set[str] = set()
    waiting = [before]
    while waiting:
        state = waiting.pop()
        new = {step.after for step in STEPS.values() if _fits(step, state)} - reached
        reached |= new
        waiting += new
    return frozenset(reached)


def _fits(step: Step, state: str | None) -> bool:
    return state in step.before if step.before else state is None
