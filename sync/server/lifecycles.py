"""The order that records with a lifecycle keep (sync.md, section 4), by the rules that both ends share."""

from collections.abc import Callable, Mapping

from sync.records.assessment import Assessment
from sync.records.episode import Episode
from sync.records.types import Wire
from sync.rules import assessments, episodes, redactions
from sync.rules.episodes import WRONG_STATE
from sync.server.objections import Fault
from sync.server.received import Arrived
from sync.server.states import States

STATE = "state"

_FOLLOWS: dict[str, Callable[[str | None, str], bool]] = {
    Assessment.kind: assessments.follows,
    Episode.kind: episodes.follows,
}


def out_of_order(line: Arrived, states: States) -> Fault | None:
    """What a set changes that its record's state no longer allows, or a state that cannot follow; None if all is in order."""
    for group in line.groups:
        if group.kind not in _FOLLOWS and not redactions.is_redaction(group.kind):
            continue
        there = states.at((line.head.stream, group.kind, group.record)).fields
        stored = there.get(STATE)
        before = stored if isinstance(stored, str) else None
        for name in sorted(group.fields):
            value = group.fields[name]
            if not _in_order(group.kind, before, there, name, value) and there.get(name) != value:
                return Fault(WRONG_STATE, f"{group.kind}.{name}")
    return None


def _in_order(kind: str, before: str | None, there: Mapping[str, Wire], name: str, value: Wire) -> bool:
    if redactions.is_redaction(kind):
        return redactions.may_change(there, name)
    if name == STATE:
        return isinstance(value, str) and _FOLLOWS[kind](before, value)
    return kind != Assessment.kind or not assessments.may_change(before, name)
