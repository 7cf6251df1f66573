"""What of a value is a person's own, once the text that it was written over was taken out under authority (F3)."""

from dataclasses import dataclass, field

from sync.merge.sentences import sentences
from sync.records.fields import Merge
from sync.records.registry import declared
from sync.records.types import Wire


@dataclass
class Stood:
    """What stood in one field: whole values, and the sentences of texts."""

    values: list[Wire] = field(default_factory=list)

    def add(self, *values: Wire) -> None:
        self.values += [value for value in values if value is not None]

    def without(self, kind: str, name: str, value: Wire) -> Wire:
        """What of a value did not stand there: of a text the other sentences, of anything else all or nothing. None where that is nothing."""
        if value in self.values:
            return None
        rule = declared(kind, name)
        if not isinstance(value, str) or rule is None or rule.merge is not Merge.NARRATIVE:
            return value
        stood = {one.text for text in self.values if isinstance(text, str) for one in sentences(text)}
        every = sentences(value)
        left = [one for one in every if one.text not in stood]
        if len(left) == len(every):
            return value
        return "".join(one.gap + one.text for one in left).strip() or None
