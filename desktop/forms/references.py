"""Finds, without running it, which places of the form an expression reads: the edges of the dependency graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.forms.functions import FUNCTIONS
from desktop.forms.places import Place
from desktop.forms.syntax import Call, Chain, Expr, Filter, Literal, Negation, Path, Step, Union


@dataclass(frozen=True, slots=True)
class Reference:
    """`path` of a place, or `instance:name`. A `wide` one may be read in another instance of a repeat."""

    path: str
    wide: bool


def references(expr: Expr, place: Place, root: Place) -> frozenset[Reference]:
    """Everything `expr`, evaluated at `place`, may read."""
    finder = _Finder(place, root)
    finder.look(expr, [place], wide=False)
    return frozenset(finder.found)


def itemset_references(nodes: Expr, refs: Iterable[Expr], place: Place, root: Place) -> frozenset[Reference]:
    """What a list of choices reads: its node-set, and at each of its nodes the code and the label."""
    finder = _Finder(place, root)
    items = finder.look(nodes, [place], wide=True)
    for ref in refs:
        finder.look(ref, items, wide=True)
    return frozenset(Reference(r.path, wide=True) for r in finder.found)


@dataclass(slots=True)
class _Finder:
    origin: Place
    root: Place
    found: set[Reference] = field(default_factory=set)

    def look(self, expr: Expr, contexts: list[Place], *, wide: bool) -> list[Place]:
        """Notes what `expr` reads; answers the places a node-set may hold."""
        match expr:
            case Literal():
                return []
            case Negation(operand):
                self.look(operand, contexts, wide=wide)
                return []
            case Chain(first, rest):
                for part in (first, *(operand for _, operand in rest)):
                    self.look(part, contexts, wide=wide)
                return []
            case Union(parts):
                return [p for part in parts for p in self.look(part, contexts, wide=True)]
            case Filter(operand, predicates):
                places = self.look(operand, contexts, wide=True)
                self._predicates(predicates, places)
                return places
            case Call():
                return self._call(expr, contexts, wide=wide)
            case Path():
                return self._path(expr, contexts, wide=wide)

    def _call(self, call: Call, contexts: list[Place], *, wide: bool) -> list[Place]:
        if call.name == "current":
            return [self.origin]
        if call.name == "position":
            return []  # instances coming and going recompute the whole repeat anyway
        if call.name in {"instance", "pulldata"} and isinstance(call.arguments[0], Literal):
            self.found.add(Reference(f"instance:{call.arguments[0].value}", wide=True))
        known = FUNCTIONS[call.name].wide or wide
        before = set(self.found)
        places = [p for a in call.arguments for p in self.look(a, contexts, wide=known)]
        if call.name == "once":
            self.found = {r for r in self.found if r in before or r.path != self.origin.path}
        return places if call.name == "randomize" else []

    def _path(self, path: Path, contexts: list[Place], *, wide: bool) -> list[Place]:
        if path.start is None:
            places, top = contexts, contexts
            wide = wide or contexts != [self.origin]
        elif isinstance(path.start, str):
            places, top = [], []
        else:
            places = self.look(path.start, contexts, wide=wide)
            top = places
            wide = wide or not (isinstance(path.start, Call) and path.start.name == "current")
        at_document = path.start == "/"
        for step in path.steps:
            places = self._stepped(step, places, at_document=at_document)
            at_document = False
            if step.axis == "parent" and not wide:
                top = places
            wide = wide or bool(step.predicates)
            self._predicates(step.predicates, places)
        self._note(places, top, wide=wide)
        return places

    def _note(self, places: Iterable[Place], top: list[Place], *, wide: bool) -> None:
        """A path that climbs out of the common repeat and down again may read another instance of it."""
        for place in places:
            shared = common_repeat(place, self.origin)
            climbed = any(shared is not None and shared not in t.ancestors() for t in top)
            self.found.add(Reference(place.path, wide or climbed))

    def _predicates(self, predicates: Iterable[Expr], places: list[Place]) -> None:
        for predicate in predicates:
            self.look(predicate, places, wide=True)

    def _stepped(self, step: Step, places: list[Place], *, at_document: bool) -> list[Place]:
        if at_document:
            every = self.root.subtree() if step.axis.startswith("descendant") else iter([self.root])
            return [p for p in every if _named(p, step.test)]
        found = {p.path: p for place in places for p in _along(step.axis, place) if _named(p, step.test)}
        return list(found.values())


def _named(place: Place, test: str) -> bool:
    return test in {"*", "node()", place.name}


def _along(axis: str, place: Place) -> Iterator[Place]:
    match axis:
        case "child":
            yield from place.children
        case "self":
            yield place
        case "parent":
            if place.parent is not None:
                yield place.parent
        case "descendant" | "descendant-or-self":
            yield from (p for p in place.subtree() if p is not place or axis.endswith("self"))
        case "ancestor" | "ancestor-or-self":
            yield from (p for p in place.ancestors() if p is not place or axis.endswith("self"))
        case "following-sibling" | "preceding-sibling":
            yield from place.parent.children if place.parent is not None else ()
        case "following" | "preceding":
            *_, root = place.ancestors()
            yield from root.subtree()


def common_repeat(one: Place, other: Place) -> Place | None:
    """The innermost repeat both are in."""
    theirs = list(other.ancestors())
    return next((p for p in one.ancestors() if p.repeats and p in theirs), None)
