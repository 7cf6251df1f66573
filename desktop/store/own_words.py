"""What of a value is a person's own, once the text that it was written over was taken out under authority (F3)."""

from collections.abc import Collection

from sync.merge.sentences import sentences
from sync.records.fields import Merge
from sync.records.registry import declared
from sync.records.types import Wire


def sentences_of(value: Wire) -> set[str]:
    """The sentences of a text; none of what is no text."""
    return {sentence.text for sentence in sentences(value)} if isinstance(value, str) else set()


def without(kind: str, field: str, value: Wire, gone: Collection[str]) -> Wire:
    """A text without these sentences; None if nothing is left. What is no text of sentences goes on whole."""
    rule = declared(kind, field)
    if not isinstance(value, str) or rule is None or rule.merge is not Merge.NARRATIVE:
        return value
    every = sentences(value)
    left = [sentence for sentence in every if sentence.text not in gone]
    if len(left) == len(every):
        return value
    return "".join(sentence.gap + sentence.text for sentence in left).strip() or None
