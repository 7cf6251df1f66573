"""How a record says that it is kept from the family: out of their copy, folded away where they may be looking.

A word that only a later release knows is taken for the strictest: what it keeps from whom is not known here.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from desktop.store import unknown
from desktop.store.pending import Address
from sync.records.assessment import Assessment
from sync.records.attachment import Attachment
from sync.records.event import Event
from sync.records.note import Note
from sync.records.record import ANSWER_MARK
from sync.records.visit import VisitEntry

NORMAL, HIDDEN = "normal", "not_for_family"
_FIELD = "sensitivity"


def sensitivity(*, hidden: bool) -> str:
    """What a record of that kind holds."""
    return HIDDEN if hidden else NORMAL


def hides(word: str | None) -> bool:
    """Whether a word keeps something from the family; where nothing is said, nothing is kept."""
    return bool(word) and word != NORMAL


def is_hidden(session: Session, row: Attachment | Event | Note | VisitEntry) -> bool:
    """Whether a record is kept from the family."""
    return hides(row.sensitivity) or (
        row.sensitivity is None and _FIELD in unknown.of(session.connection(), Address(row.stream, *row.address()))
    )


def hidden_answers(session: Session, stream: str, assessment: str) -> Iterator[str]:
    """The keys of the answers that are kept from the family in a word that is unknown here."""
    for name in unknown.of(session.connection(), Address(stream, Assessment.kind, assessment)):
        column, mark, key = name.partition(ANSWER_MARK)
        if mark and column == _FIELD:
            yield key
