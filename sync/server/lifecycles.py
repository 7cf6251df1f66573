"""The order that records with a lifecycle keep (sync.md, section 4), by the rules that both ends share."""

from collections.abc import Callable

from sync.protocol.change_set import Change
from sync.records.assessment import Assessment
from sync.records.episode import Episode
from sync.rules import assessments, episodes, redactions
from sync.rules.episodes import WRONG_STATE
from sync.server.objections import Fault
from sync.server.received import Arrived
from sync.server.states import State, States

STATE = "state"

_FOLLOWS: dict[str, Callable[[str | None, str], bool]] = {
    Assessment.kind: assessments.follows,
    Episode.kind: episodes.follows,
}


def out_of_order(line: Arrived, states: States) -> Fault | None:
    """What a set changes that its record's state no longer allows, or a state that cannot follow; None if all is in order."""
    for change in line.changes:
        if change.kind not in _FOLLOWS and not redactions.is_redaction(change.kind):
            continue
        state = states.at((line.head.stream, change.kind, change.record))
        if state.fields.get(change.field) != change.value and not _in_order(change, state):
            return Fault(WRONG_STATE, f"{change.kind}.{change.field}")
    return None


def _in_order(change: Change, state: State) -> bool:
    if redactions.is_redaction(change.kind):
        return redactions.may_change(state.fields, change.field)
    stored = state.fields.get(STATE)
    before = stored if isinstance(stored, str) else None
    if change.field == STATE:
        return isinstance(change.value, str) and _FOLLOWS[change.kind](before, change.value)
    return change.kind != Assessment.kind or not assessments.may_change(before, change.field)
