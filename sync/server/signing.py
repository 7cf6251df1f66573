"""Who may sign an assessment, decide on one, begin its next version, and decide that families are one (sync.md, section 4; S13, S16, S17)."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.change_set import Change
from sync.records.assessment import Assessment
from sync.records.manager_decision import ManagerDecision
from sync.records.merger import MergeDecision, MergeProposal
from sync.records.types import Wire
from sync.rules import assessments, mergers
from sync.rules.episodes import WRONG_STATE
from sync.server.access import Caller
from sync.server.lifecycles import STATE
from sync.server.objections import Fault
from sync.server.received import Arrived
from sync.server.states import Place, States
from sync.server.tables import record, stream

PREVIOUS = "previous"
PROPOSAL = "proposal"
_JUDGED = (Assessment.kind, ManagerDecision.kind, MergeDecision.kind)
NOT_ALLOWED = "not_allowed"
NOT_SHOWN = "not_shown"
"""A signature that does not say what its author saw (S13)."""

Fields = Mapping[str, Wire]


def looked_at(line: Arrived) -> Iterator[Place]:
    """The records of its stream that a set is judged by: those that it changes, the version that an assessment starts from, and what a manager decides on."""
    for group in line.groups:
        yield line.head.stream, group.kind, group.record
        previous = group.fields.get(PREVIOUS) if group.kind == Assessment.kind else None
        if isinstance(previous, str):
            yield line.head.stream, group.kind, previous
        proposal = group.fields.get(PROPOSAL) if group.kind == MergeDecision.kind else None
        if isinstance(proposal, str):
            yield line.head.stream, MergeProposal.kind, proposal


def unsigned(connection: Connection, line: Arrived, family: str, states: States, caller: Caller) -> Fault | None:
    """What a set signs, decides or begins that its author may not, or not yet; None if there is nothing of the kind."""
    for change in _judged(line):
        fields = states.at((line.head.stream, change.kind, change.record)).fields
        if fields.get(change.field) == change.value:
            continue
        code = None
        if change.kind == Assessment.kind:
            code = _of_assessment(line, change, fields, states, caller)
        elif change.kind == ManagerDecision.kind:
            code = _undecidable(_assessment_of(connection, line, family, change, fields), caller)
        elif change.kind == MergeDecision.kind:
            code = _of_merger(line, change, fields, states, caller)
        if code is not None:
            return Fault(code, f"{change.kind}.{change.field}")
    return None


def _judged(line: Arrived) -> Iterator[Change]:
    """What may need somebody's leave: of an assessment two fields, of a decision all."""
    for group in line.groups:
        names = (PREVIOUS, STATE) if group.kind == Assessment.kind else sorted(group.fields)
        for name in names if group.kind in _JUDGED else ():
            if name in group.fields:
                yield Change(group.kind, group.record, name, group.base, group.fields[name])


def _of_assessment(line: Arrived, change: Change, fields: Fields, states: States, caller: Caller) -> str | None:
    if change.field == PREVIOUS and isinstance(change.value, str):
        signed = states.at((line.head.stream, change.kind, change.value)).fields
        follows = change.record == assessments.next_version(change.value) and assessments.is_signed(signed.get(STATE))
        return None if follows else WRONG_STATE
    if change.field != STATE or not assessments.is_signed(change.value):
        return None
    if change.value in assessments.DECIDED.values():
        return _undecidable(fields, caller)
    shown = line.head.decision
    return None if shown and (shown.kind, shown.record) == (change.kind, change.record) else NOT_SHOWN


def _of_merger(line: Arrived, change: Change, fields: Fields, states: States, caller: Caller) -> str | None:
    """What stands in the way of a decision on two families: whose proposal it is, and that it is decided for good."""
    if fields.get("decision") is not None:
        return WRONG_STATE
    said = {other.field: other.value for other in line.changes if other.record == change.record}
    proposal = said.get(PROPOSAL, fields.get(PROPOSAL))
    proposed = states.at((line.head.stream, MergeProposal.kind, str(proposal))).fields
    if not proposed:
        return WRONG_STATE
    return None if mergers.may_decide(caller.role, caller.user, proposed.get("proposed_by")) else NOT_ALLOWED


def _undecidable(fields: Fields, caller: Caller) -> str | None:
    """What stands in the way of a manager's decision on an assessment with these fields."""
    if not assessments.is_signed(fields.get(STATE)):
        return WRONG_STATE
    allowed = assessments.may_decide(caller.role, caller.user, fields.get(assessments.SIGNATURE))
    return None if allowed else NOT_ALLOWED


def _assessment_of(connection: Connection, line: Arrived, family: str, change: Change, fields: Fields) -> Fields:
    """The assessment that a decision is on, which lies in the family's shared stream; no fields where there is none.

    What is signed does not change, so that it may be read without its stream's lock.
    """
    said = {other.field: other.value for other in line.changes if other.record == change.record}
    found = connection.execute(
        select(record.c.fields)
        .join(stream, stream.c.stream == record.c.stream)
        .where(
            stream.c.family == family,
            stream.c.compartment == Assessment.compartment,
            record.c.kind == Assessment.kind,
            record.c.id == said.get("assessment", fields.get("assessment")),
        )
    ).scalar()
    return {} if found is None else msgspec.json.decode(found, type=dict[str, Wire])
