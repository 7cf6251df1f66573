"""How two values of one place are merged: by the rule of its field, and by what lives of records add to that."""

from desktop.store.conflicts import DELETED, STATE
from desktop.store.pending import Place
from sync.merge.outcome import Merged, Outcome
from sync.merge.values import merge
from sync.records.assessment import Assessment
from sync.records.fields import Merge
from sync.records.registry import declared
from sync.records.types import Wire
from sync.rules.assessments import overtakes


def merged(place: Place, base: Wire, mine: Wire, theirs: Wire) -> Outcome:
    """The merge. Two deletes are one (S15); a state that came after mine contradicts nothing that I decided."""
    if place.field == DELETED and mine is not None and theirs is not None:
        return Merged(theirs)
    if (place.kind, place.field) == (Assessment.kind, STATE) and overtakes(mine, theirs):
        return Merged(theirs)
    field = declared(place.kind, place.field)
    return merge(field.merge if field else Merge.VALUE, base, mine, theirs)
