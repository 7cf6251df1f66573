"""Every kind that this version knows, by name. What it does not know is kept and sent on unharmed (sync.md, section 2)."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy.orm import configure_mappers

from sync.records.address import Address
from sync.records.allocation import Allocation
from sync.records.assessment import Answer, Assessment
from sync.records.attachment import Attachment
from sync.records.concern import Concern
from sync.records.conflict import Conflict
from sync.records.consent import Consent
from sync.records.council_settings import CouncilSettings
from sync.records.ecomap_link import EcomapLink
from sync.records.episode import Episode
from sync.records.event import Event
from sync.records.family import Family
from sync.records.fields import Compartment, Field, Merge
from sync.records.flag import Flag
from sync.records.lawful import Disclosure, Redaction, Statement
from sync.records.manager_decision import ManagerDecision
from sync.records.merger import MergeDecision, MergeProposal
from sync.records.note import Note
from sync.records.own_time import OwnTime
from sync.records.owners import MAY_LIE_IN, OWNED, Owned
from sync.records.person import Person
from sync.records.plan import Action, Outcome, Plan
from sync.records.professional import Professional
from sync.records.record import ANSWER_MARK, Record, Synced
from sync.records.relationship import Relationship
from sync.records.residence import Residence
from sync.records.scale_score import ScaleScore
from sync.records.types import Id, Ids, Wire
from sync.records.visit import AdultSaid, ChildSeen, Visit, VisitEntry, VisitPart

RECORDS: tuple[type[Record], ...] = (
    Family,
    Person,
    Relationship,
    Address,
    Residence,
    Consent,
    Episode,
    Assessment,
    ScaleScore,
    ManagerDecision,
    MergeProposal,
    MergeDecision,
    Plan,
    Outcome,
    Action,
    Visit,
    VisitPart,
    VisitEntry,
    ChildSeen,
    AdultSaid,
    Note,
    OwnTime,
    Event,
    Professional,
    EcomapLink,
    Flag,
    Allocation,
    Attachment,
    Conflict,
    Redaction,
    Disclosure,
    Statement,
    Concern,
    CouncilSettings,
)
KINDS: Mapping[str, type[Record]] = MappingProxyType({record.kind: record for record in RECORDS})
URGENT: tuple[str, ...] = tuple(record.kind for record in RECORDS if record.urgent)
"""The kinds that are sent first."""
TABLES: tuple[type[Synced], ...] = (*RECORDS, Answer)
_NAMES = 4096
"""How many names are remembered; a framework has some hundreds, but what comes from outside may make up any."""
configure_mappers()  # else at the first query, 40 ms in which somebody waits for Today


@lru_cache(_NAMES)
def declared(kind: str, name: str) -> Field | None:
    """The declaration of a field as it is named on the wire; None where this version does not know it."""
    column, mark, _key = name.partition(ANSWER_MARK)
    table = (Answer if kind == Assessment.kind else None) if mark else KINDS.get(kind)
    return table.fields().get(column) if table else None


def narratives(table: type[Synced]) -> tuple[str, ...]:
    """The columns of a table that hold prose: what search reads."""
    return tuple(name for name, field in table.fields().items() if field.merge is Merge.NARRATIVE)


@lru_cache(_NAMES)
def may_refer(kind: str, name: str) -> bool:
    """Whether a field's values name other records."""
    field = declared(kind, name)
    return field is not None and isinstance(field.type, Id | Ids)


def references(kind: str, name: str, value: Wire) -> tuple[str, ...]:
    """The ids of other records that a valid value names (S8, F8)."""
    field = declared(kind, name)
    match field.type if field else None, value:
        case Id(), str():
            return (value,)
        case Ids(), list():
            return tuple(member for member in value if isinstance(member, str))
        case _:
            return ()


@lru_cache(_NAMES)
def may_lie_in(kind: str, compartment: str) -> bool:
    """Whether a kind may lie in a compartment: its own, or a stricter one; or in a stream of no family. What is declared for such a stream
    lies in none of a family's. Kinds not known here may lie anywhere."""
    record = KINDS.get(kind)
    if compartment in OWNED:
        return record is None or kind in MAY_LIE_IN.get(Owned(compartment), ())
    if record is None or isinstance(record.compartment, Owned):
        return record is None
    strictness = [*Compartment]
    return strictness.index(Compartment(compartment)) >= strictness.index(record.compartment)
