"""Where everybody stands on the page of the drawn family, and the line of each relationship between them. No painting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.casework.picture import FamilyPicture
from desktop.casework.relations import Relation
from desktop.ui.genogram.generations import BY_BIRTH, PARENTS, PARTNERS, Spot, lines_down, set_out

ACROSS, DOWN = 150.0, 170.0
"""From one place to the next, in pixels at text scale 1."""
HUNDREDTHS = 100
SHAPE = 46.0


@dataclass(frozen=True)
class Couple:
    """Two who are or were together; `relation` is "" for two who only have a child together."""

    a: str
    b: str
    relation: str


@dataclass(frozen=True)
class Children:
    """Children of the same parents: one or two. `kind` is birth, adopted or fostered."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Layout:
    """Centres of everybody's shape, in pixels at text scale 1, and what joins them."""

    spots: Mapping[str, Spot] = field(default_factory=dict)
    couples: tuple[Couple, ...] = ()
    children: tuple[Children, ...] = ()
    others: tuple[Relation, ...] = ()
    """Relationships that no other line tells of."""


def laid_out(picture: FamilyPicture, moved: Mapping[str, Spot] | None = None) -> Layout:
    """The family; `moved` are places in pixels of people who are being moved just now."""
    cards = [sheet.card for sheet in picture.people]
    chosen = {sheet.person: sheet.values["drawn_at"] for sheet in picture.people if sheet.values["drawn_at"]}
    spots = {person: (x * ACROSS, y * DOWN) for person, (x, y) in set_out(cards, picture.relations).items()}
    spots |= {person: at for person, said in chosen.items() if (at := _pixels(said)) is not None}
    spots |= {person: at for person, at in (moved or {}).items() if person in spots}
    known = [one for one in picture.relations if one.a in spots and one.b in spots]
    children = _children(known)
    return Layout(spots, _couples(known, children), children, _others(known, children))


def hundredths(spot: Spot) -> dict[str, int]:
    """A place in pixels as it is kept."""
    return {"x": round(spot[0] / ACROSS * HUNDREDTHS), "y": round(spot[1] / DOWN * HUNDREDTHS)}


def _pixels(said: Mapping[str, object]) -> Spot | None:
    x, y = said.get("x"), said.get("y")
    if not isinstance(x, int) or not isinstance(y, int):
        return None
    return x / HUNDREDTHS * ACROSS, y / HUNDREDTHS * DOWN


def _children(known: Sequence[Relation]) -> tuple[Children, ...]:
    parents: dict[tuple[str, str], list[str]] = {}
    for one in lines_down(known):
        if one.relation in PARENTS - {"step_parent"}:
            parents.setdefault((one.below, _kind(one.relation)), []).append(one.above)
    sharing: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for (child, kind), theirs in parents.items():
        sharing.setdefault((tuple(sorted(theirs)[:2]), kind), []).append(child)
    return tuple(Children(theirs, tuple(children), kind) for (theirs, kind), children in sharing.items())


def _kind(relation: str) -> str:
    return "birth" if relation in BY_BIRTH else "adopted" if relation == "adoptive_parent" else "fostered"


def _couples(known: Sequence[Relation], children: Sequence[Children]) -> tuple[Couple, ...]:
    told = {frozenset((one.a, one.b)): _now(one) for one in known if one.relation in PARTNERS}
    for sharing in children:
        if len(sharing.parents) > 1:
            told.setdefault(frozenset(sharing.parents), "")
    return tuple(Couple(min(both), max(both), relation) for both, relation in told.items() if len(both) > 1)


def _now(one: Relation) -> str:
    """What is between two partners: what is over by its date is over."""
    over = {"spouse": "separated", "civil_partner": "separated", "partner": "former_partner"}
    return over.get(one.relation, one.relation) if one.values["until_on"] else one.relation


def _others(known: Sequence[Relation], children: Sequence[Children]) -> tuple[Relation, ...]:
    """What is not told by a line of parents or partners. Brothers and sisters hang from one line, and a grandparent's line leads through a
    parent, where these are drawn."""
    of: dict[str, set[str]] = {}
    for sharing in children:
        for child in sharing.children:
            of.setdefault(child, set()).update(sharing.parents)
    structural = PARTNERS | (PARENTS - {"step_parent"}) | {"child", "adopted_child", "foster_child"}
    structural |= {"child_under_special_guardianship", "child_in_kinship_care"}
    siblings = {"full_sibling", "half_sibling", "step_sibling"}

    def told(one: Relation) -> bool:
        if one.relation in siblings:
            return bool(of.get(one.a, set()) & of.get(one.b, set()))
        if one.relation in {"grandparent", "grandchild"}:
            elder, younger = (one.a, one.b) if one.relation == "grandparent" else (one.b, one.a)
            return any(elder in of.get(parent, ()) for parent in of.get(younger, ()))
        return one.relation in structural

    return tuple(one for one in known if not told(one))
