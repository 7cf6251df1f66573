"""Families that are one, or two after all: proposed by whoever works with them, decided by a manager (sync.md, section 2).

No record moves. A family that was merged keeps all it has, and points to the one that stays; a split takes the pointer away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream, records_by_stream
from desktop.errors import DoorstepError
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.merger import MergeDecision, MergeProposal
from sync.records.types import instant_text
from sync.rules.mergers import AGREE, Act, may_decide, points_to, stays

Word = Literal["agree", "refuse"]


class NotDecidable(DoorstepError):
    """The proposal is the manager's own, or the person is no manager, or it is decided already."""


@dataclass(frozen=True)
class Proposal:
    """What a colleague proposes: that a family is one with another, or is to be told apart from it again. `act` is merge or split."""

    proposal: str
    act: str
    family: str
    name: str
    other: str
    other_name: str
    why: str
    by: str
    at: datetime | None
    is_mine: bool


@dataclass(frozen=True)
class Standing:
    """How one family stands: which it is one with ("" if none), which are one with it, and what waits for a manager."""

    family: str = ""
    stays: str = ""
    stays_name: str = ""
    merged: tuple[tuple[str, str], ...] = ()
    """Ids and names."""
    waiting: tuple[Proposal, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    """The other families of this laptop, that it might be one with."""


class Mergers:
    """Proposing and deciding. `role` is the worker's, as the council gave it at enrolment; the council holds everybody to it."""

    def __init__(self, desk: Desk, role: str) -> None:
        self._desk, self._role = desk, role

    @property
    def decides(self) -> bool:
        """Whether the worker is a manager."""
        return self._role == "manager"

    def of(self, family: str) -> Standing:
        """How a family stands."""
        with self._desk.reading() as session:
            names, pointers = _names(session), pointers_of(session)
            end = stays(family, dict(pointers))
            return Standing(
                family,
                stays=end if end != family else "",
                stays_name=names.get(end, "") if end != family else "",
                merged=tuple((one, names.get(one, "")) for one, to in pointers.items() if to == family),
                waiting=tuple(one for one in self._waiting(session, names) if one.family == family),
                others=tuple(sorted(((one, name) for one, name in names.items() if one != family), key=_by_name)),
            )

    def propose(self, family: str, act: str, other: str, why: str) -> str:
        """Propose to a manager that a family is one with another, or no longer; the proposal's id."""
        with self._desk.writing() as session:
            proposal = MergeProposal(
                id=self._desk.new_id(),
                stream=session.hold(family, Compartment.TEAM),
                act=act,
                other=other,
                why=why,
                proposed_by=self._desk.worker.user,
                proposed_at=self._desk.clock.now(),
            )
            session.add(proposal)
        return proposal.id

    def to_decide(self) -> tuple[Proposal, ...]:
        """What waits for a manager, the oldest first; nothing for anybody else."""
        if not self.decides:
            return ()
        with self._desk.reading() as session:
            return self._waiting(session, _names(session))

    def decide(self, proposal: str, decision: Word, comment: str) -> None:
        """Agree to a proposal, or refuse it.

        Raises:
            NotDecidable: it is not theirs to decide, or no longer.
        """
        with self._desk.writing() as session:
            row = session.get_one(MergeProposal, proposal)
            record = MergeDecision.id_for(proposal)
            mine = self._desk.worker.user
            if not may_decide(self._role, mine, row.proposed_by) or session.get(MergeDecision, record) is not None:
                raise NotDecidable
            session.add(
                MergeDecision(
                    id=record,
                    stream=row.stream,
                    proposal=proposal,
                    decision=decision,
                    comment=comment or None,
                    decided_by=mine,
                    decided_at=self._desk.clock.now(),
                )
            )

    def _waiting(self, session: Session, names: Mapping[str, str]) -> tuple[Proposal, ...]:
        streams = families_by_stream(session)
        decided = set(session.scalars(select(MergeDecision.proposal)))
        rows = session.scalars(
            select(MergeProposal)
            .where(MergeProposal.deleted.is_(None))
            .order_by(MergeProposal.proposed_at, MergeProposal.id)
        )
        return tuple(
            Proposal(
                proposal=row.id,
                act=row.act or "",
                family=streams[row.stream],
                name=names.get(streams[row.stream], ""),
                other=row.other or "",
                other_name=names.get(row.other or "", ""),
                why=row.why or "",
                by=row.proposed_by or "",
                at=row.proposed_at,
                is_mine=row.proposed_by == self._desk.worker.user,
            )
            for row in rows
            if row.id not in decided
        )


def pointers_of(session: Session) -> dict[str, str]:
    """Which family each merged family of this laptop points to."""
    streams = families_by_stream(session)
    agreed = {
        row.proposal: instant_text(row.decided_at)
        for rows in records_by_stream(session, MergeDecision).values()
        for row in rows
        if row.decision == AGREE and row.decided_at
    }
    found = {}
    for stream, rows in records_by_stream(session, MergeProposal).items():
        acts = [Act(row.act or "", row.other or "", agreed[row.id]) for row in rows if row.id in agreed]
        if (other := points_to(acts)) is not None:
            found[streams[stream]] = other
    return found


def _names(session: Session) -> dict[str, str]:
    rows = session.execute(select(Family.id, Family.name).where(Family.deleted.is_(None)))
    return {row.id: row.name or "" for row in rows}


def _by_name(named: tuple[str, str]) -> tuple[str, str]:
    return named[1], named[0]
