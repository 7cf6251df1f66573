"""When two people count as one human, and who may say so (sync.md, section 2): asked by a worker, said by a manager, and unsaid the same way.

What was said of two people is a list of acts that only grows. `ask_join` and `ask_split` wait for a manager, whose `join`, `split` or `refuse`
answers; the last `join` or `split` counts. At the council's own command line both are said without being asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from sync.rules.mergers import may_decide

Word = Literal["ask_join", "ask_split", "join", "split", "refuse"]
WORDS: tuple[Word, ...] = get_args(Word)
ASK_JOIN, ASK_SPLIT, JOIN, SPLIT, REFUSE = WORDS
_ANSWERS = {ASK_JOIN: JOIN, ASK_SPLIT: SPLIT}


@dataclass(frozen=True)
class Act:
    """What was said of two people, each by the stream that their record lies in; the end with the lower stream comes first."""

    stream: str
    person: str
    other_stream: str
    other_person: str
    n: int
    """Counts the acts of the same two, from 1."""
    act: Word
    operator: str
    """Who said it."""
    at: str
    """By the server's clock, UTC."""
    reason: str

    @property
    def pair(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both ends."""
        return (self.stream, self.person), (self.other_stream, self.other_person)


@dataclass(frozen=True)
class Standing:
    """How it stands between two people: how much was said, whether they are one, and which question waits for a manager."""

    n: int = 0
    joined: bool = False
    asked: Act | None = None


Objection = Literal["moved", "not_theirs"]


def standing(acts: Iterable[Act]) -> Standing:
    """What the acts of two people, in order, add up to."""
    found = Standing()
    for act in acts:
        joined = {JOIN: True, SPLIT: False}.get(act.act, found.joined)
        found = Standing(act.n, joined, act if act.act in _ANSWERS else None)
    return found


def standings(acts: Iterable[Act]) -> Iterator[tuple[Act, Standing]]:
    """By each two people, the last act and how it stands."""
    ordered = sorted(acts, key=lambda act: (act.pair, act.n))
    for _pair, of_two in groupby(ordered, key=lambda act: act.pair):
        listed = [*of_two]
        yield listed[-1], standing(listed)


def objection(act: str, role: str, user: str, now: Standing) -> Objection | None:
    """Why somebody may not say this from a laptop; None if they may. `moved`: it does not follow from how it stands."""
    if now.asked is None:
        return None if act == (ASK_SPLIT if now.joined else ASK_JOIN) else "moved"
    if act not in (_ANSWERS[now.asked.act], REFUSE):
        return "moved"
    return None if may_decide(role, user, now.asked.operator) else "not_theirs"
