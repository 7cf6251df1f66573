"""Joining two people's edits of one narrative, sentence by sentence. It refuses to guess.

Edits to different sentences are joined, neighbours included (a line merge by diff3 calls neighbours a conflict). Edits to one
sentence are a clash: joining words can state a fact that nobody wrote, so a word-level merge is only a proposal.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from sync.merge.outcome import Clash, Joined, Merged, Outcome
from sync.merge.sentences import Sentence, sentences
from sync.records.text import canonical_text
from sync.records.validity import TEXT_BYTES

COMPARABLE = 2000
"""More sentences are not joined and more words get no proposal: comparing them takes too long on a slow laptop."""

_WORD = re.compile(r"\s*\S+")


class Matcher(SequenceMatcher[str]):
    """Finds what two lists have in common; it never takes a frequent sentence for junk."""

    def __init__(self, isjunk: Callable[[str], bool] | None, a: Sequence[str], b: Sequence[str]) -> None:
        super().__init__(isjunk, a, b, autojunk=False)


@dataclass(frozen=True)
class Edit:
    """Sentences `start` to `end` of the base, replaced by others. Where none is replaced, it is an insertion."""

    start: int
    end: int
    new: tuple[Sentence, ...]

    def collides(self, other: "Edit") -> bool:
        """Whether both touch one sentence differently, or one inserts into the middle of what the other replaced."""
        overlap = self.start < other.end and other.start < self.end
        return overlap and (self.start, self.end, _texts(self.new)) != (other.start, other.end, _texts(other.new))

    def beyond(self, other: "Edit") -> "Edit":
        """This edit without the sentences that another put in the same place."""
        if (self.start, self.end) != (other.start, other.end):
            return self
        written = _texts(other.new)
        return Edit(self.start, self.end, tuple(one for one in self.new if one.text not in written))


def join(base: str, mine: str, theirs: str) -> Outcome:
    """Join edits to different sentences; theirs come first where both added in one place."""
    base, mine, theirs = canonical_text(base), canonical_text(mine), canonical_text(theirs)
    woven = _weave(sentences(base), sentences(mine), sentences(theirs))
    if woven is None:
        return Clash(_word_by_word(base, mine, theirs))
    for side in (theirs, mine):
        if _texts(sentences(side)) == _texts(woven):
            return Merged(side)
    joined = _text(woven)
    if _texts(sentences(joined)) != _texts(woven) or len(joined.encode()) > TEXT_BYTES:
        return Clash()  # side by side, two sentences would read as one
    return Joined(joined)


def _weave(base: list[Sentence], mine: list[Sentence], theirs: list[Sentence]) -> list[Sentence] | None:
    """The sentences of both; None where edits collide, one side cleared the text, or both wrote a sentence in different places."""
    if not (mine and theirs) or max(len(base), len(mine), len(theirs)) > COMPARABLE:
        return None
    edits, their_gaps = _compare(base, theirs)
    my_edits, my_gaps = _compare(base, mine)
    for edit in my_edits:
        if any(edit.collides(other) for other in edits):
            return None
    kept = [Sentence(one.text, _either(one.gap, my_gaps.get(at), their_gaps.get(at))) for at, one in enumerate(base)]
    woven = list(_woven(kept, edits, my_edits))
    return woven if Counter(_texts(woven)) <= Counter(_texts(mine)) | Counter(_texts(theirs)) else None


def _woven(kept: list[Sentence], theirs: list[Edit], mine: list[Edit]) -> Iterator[Sentence]:
    at = 0
    for edit in sorted([*theirs, *(_beyond(edit, theirs) for edit in mine)], key=lambda edit: (edit.start, edit.end)):
        yield from kept[at : edit.start]
        yield from edit.new
        at = max(at, edit.end)
    yield from kept[at:]


def _beyond(edit: Edit, others: Iterable[Edit]) -> Edit:
    for other in others:
        edit = edit.beyond(other)
    return edit


def _compare(base: list[Sentence], side: list[Sentence]) -> tuple[list[Edit], dict[int, str]]:
    """What a side changed, and the white space before each sentence that it left alone."""
    edits: list[Edit] = []
    gaps: dict[int, str] = {}
    for tag, i1, i2, j1, j2 in Matcher(None, _texts(base), _texts(side)).get_opcodes():
        new = tuple(side[j1:j2])
        if tag == "equal":
            gaps.update(zip(range(i1, i2), (one.gap for one in new), strict=True))
        elif tag == "delete" or len(new) == i2 - i1:  # one by one, so that they meet only what they touch
            edits += (Edit(i, i + 1, new[i - i1 : i - i1 + 1]) for i in range(i1, i2))
        else:
            edits.append(Edit(i1, i2, new))
    return edits, gaps


def _either(before: str, mine: str | None, theirs: str | None) -> str:
    """White space before a sentence that both kept: the side that changed it."""
    for gap in (mine, theirs):
        if gap is not None and gap != before:
            return gap
    return before


def _text(woven: list[Sentence]) -> str:
    joined = woven[0].text if woven else ""
    for before, one in pairwise(woven):
        joined += _apart(before.text, one) + one.text
    return joined


def _apart(before: str, one: Sentence) -> str:
    """White space that keeps two sentences two: the author's own where it does, else a new paragraph."""
    gap = one.gap or " "
    return gap if _texts(sentences(before + gap + one.text)) == [before, one.text] else "\n\n"


def _texts(found: Iterable[Sentence]) -> list[str]:
    return [one.text for one in found]


def _word_by_word(base: str, mine: str, theirs: str) -> str | None:
    """Both people's words together, where no two words clash; a proposal, to be read."""
    before, one, other = (_WORD.findall(text) for text in (base, mine, theirs))
    if max(len(before), len(one), len(other)) > COMPARABLE or not (one and other):
        return None
    changes = [*_changes(before, other)]
    for change in _changes(before, one):
        if change in changes:
            continue
        if any(change.touches(made) for made in changes):
            return None
        changes.append(change)
    together = "".join(_applied(before, sorted(changes)))
    return together if together not in (mine, theirs) else None


class _Words(NamedTuple):
    """Words `start` to `end` of the base, replaced by others."""

    start: int
    end: int
    new: tuple[str, ...]

    def touches(self, other: "_Words") -> bool:
        """Whether both changed one place, or neighbouring ones: no proposal then."""
        return self.start <= other.end and other.start <= self.end


def _changes(base: list[str], side: list[str]) -> Iterator[_Words]:
    for tag, i1, i2, j1, j2 in Matcher(None, base, side).get_opcodes():
        if tag != "equal":
            yield _Words(i1, i2, tuple(side[j1:j2]))


def _applied(base: list[str], changes: list[_Words]) -> Iterator[str]:
    at = 0
    for change in changes:
        yield from base[at : change.start]
        yield from change.new
        at = change.end
    yield from base[at:]
