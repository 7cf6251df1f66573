"""Merging two changes to one field by the field's rule (the table of sync.md, section 4). Values are those of the wire.

`mine` is this device's pending value, `theirs` the server's, `base` what both began from. Only the value of the field is looked at:
decisions over whole records (S13) and deletes (S14) are judged by the engine.
"""

from sync.merge.choices import merge_choices
from sync.merge.narrative import join
from sync.merge.outcome import Clash, Merged, Outcome
from sync.records.fields import Merge
from sync.records.types import Wire


def merge(rule: Merge, base: Wire, mine: Wire, theirs: Wire) -> Outcome:
    """What becomes of a field that two people changed. A side that left the base as it was gives way, whatever the rule."""
    if theirs in (mine, base):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    match rule, base or "", mine or "", theirs or "":
        case Merge.NARRATIVE, str(before), str(one), str(other):
            return join(before, one, other)
    if rule is Merge.CHOICES:
        return Merged([*merge_choices(_members(base), _members(mine), _members(theirs))])
    return Clash()


def _members(choices: Wire) -> list[str]:
    return [member for member in choices if isinstance(member, str)] if isinstance(choices, list) else []
