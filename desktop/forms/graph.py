"""The dependency graph: which rule must run after which, and what to run again when a value changes.

Cycles are refused when the form is loaded, naming the questions in them, and so never met while somebody types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.forms.errors import FormInvalid, Problem
from desktop.forms.expressions import Expression, Wording
from desktop.forms.itext import Itext
from desktop.forms.places import Control, Place
from desktop.forms.references import Reference, common_repeat, itemset_references, references
from desktop.forms.syntax import Call, Literal


class Property(StrEnum):
    """What a rule decides of its place."""

    RELEVANT = "relevant"
    COUNT = "count"
    VALUE = "value"
    READONLY = "readonly"
    REQUIRED = "required"
    VALID = "valid"
    CHOICES = "choices"
    LABEL = "label"


@dataclass(slots=True, eq=False)
class Rule:
    """One thing that is worked out for each node of a place; `rank` puts it after all it reads."""

    place: Place
    decides: Property
    expression: Expression
    reads: frozenset[Reference]
    rank: int = 0

    @property
    def at(self) -> Place:
        """Where it is worked out: the number of instances at their parent, for there may be none."""
        return self.place.parent or self.place if self.decides is Property.COUNT else self.place


@dataclass(frozen=True, slots=True)
class Dependant:
    """A rule to run again: for every node of its place, or only those in the same instance of `within`."""

    rule: Rule
    within: Place | None


_Vertex = tuple[str, str]  # path and "value" or "relevant"


@dataclass(slots=True)
class Graph:
    rules: list[Rule] = field(default_factory=list)
    dependants: dict[str, list[Dependant]] = field(default_factory=dict)
    of_place: dict[str, list[Rule]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Place, itext: Itext, inside: Iterable[str]) -> Graph:
        """`inside` names the instances that are in the form itself and never change. Raises FormInvalid `cycle`."""
        fixed = {f"instance:{name}" for name in inside}
        rules = [rule for place in root.subtree() for rule in _rules(place, root, itext, fixed)]
        ranks = _ranks(root, rules)
        for rule in rules:
            vertex = (rule.place.path, _VERTEX.get(rule.decides, ""))
            rule.rank = ranks.get(vertex, len(ranks))
        graph = cls(sorted(rules, key=lambda rule: rule.rank))
        for rule in graph.rules:
            graph.of_place.setdefault(rule.place.path, []).append(rule)
        graph.dependants = _dependants(graph.rules, root)
        return graph

    def affected_by(self, path: str) -> frozenset[tuple[str, str]]:
        """Every (path, property) that a change at `path` may reach, directly or through others."""
        found: set[tuple[str, str]] = set()
        waiting = [path]
        while waiting:
            for dependant in self.dependants.get(waiting.pop(), ()):
                reached = (dependant.rule.place.path, dependant.rule.decides.value)
                if reached not in found:
                    found.add(reached)
                    waiting.extend(self._passed_on(dependant.rule))
        return frozenset(found)

    def _passed_on(self, rule: Rule) -> list[str]:
        if rule.decides is Property.RELEVANT:
            return [p.path for p in rule.place.subtree()]
        return [rule.place.path] if rule.decides in {Property.VALUE, Property.COUNT} else []


_SAID = Expression.of("''")  # a label is spoken by its control, not by an expression
_VERTEX = {Property.RELEVANT: "relevant", Property.VALUE: "value", Property.COUNT: "value"}


def _rules(place: Place, root: Place, itext: Itext, fixed: set[str]) -> list[Rule]:
    bind, control = place.bind, place.control
    count = bind.each if bind.each is not None else control.count if control is not None else None
    rules = [
        Rule(place, prop, expression, _reads([expression], place, root))
        for prop, expression in (
            (Property.RELEVANT, bind.relevant),
            (Property.COUNT, count),
            (Property.VALUE, bind.calculate),
            (Property.READONLY, bind.readonly),
            (Property.REQUIRED, bind.required),
            (Property.VALID, bind.constraint),
        )
        if expression is not None
    ]
    if bind.fact:
        rules.append(Rule(place, Property.VALUE, _fact(place), frozenset({Reference(_fact_source(place), wide=True)})))
    if control is not None:
        rules.extend(_shown(control, root, itext))
    for rule in rules:
        rule.reads = frozenset(r for r in rule.reads if r.path not in fixed)
        if rule.decides is Property.VALID:
            rule.reads |= {Reference(place.path, wide=False)}
    return rules


def _shown(control: Control, root: Place, itext: Itext) -> Iterable[Rule]:
    place, itemset = control.place, control.itemset
    worded = [*_outputs(control.label, itext), *_outputs(control.hint, itext)]
    if worded:
        yield Rule(place, Property.LABEL, _SAID, _reads(worded, place, root))
    if itemset is not None:
        shapes = (itemset.code.shape, itemset.label.shape)
        reads = itemset_references(itemset.nodes.shape, shapes, place, root)
        yield Rule(place, Property.CHOICES, itemset.nodes, reads)


def _fact(place: Place) -> Expression:
    """A calculation that asks for the record's field."""
    name = place.bind.fact
    return Expression(name, Literal(""), lambda scope: scope.world.fact(scope.node, name))


def _fact_source(place: Place) -> str:
    """Which instance a question bound to a fact is read from."""
    return "instance:people" if place.bind.fact.startswith("person.") and place.in_repeat else "instance:record"


def _reads(expressions: Iterable[Expression], place: Place, root: Place) -> frozenset[Reference]:
    return frozenset(r for e in expressions for r in references(e.shape, place, root))


def _outputs(wording: Wording, itext: Itext) -> list[Expression]:
    if wording.itext is None:
        return wording.expressions()
    shape = wording.itext.shape
    if isinstance(shape, Call) and shape.arguments and isinstance(shape.arguments[0], Literal):
        return itext.expressions(str(shape.arguments[0].value))
    return [wording.itext]


def _dependants(rules: Iterable[Rule], root: Place) -> dict[str, list[Dependant]]:
    by_path = {place.path: place for place in root.subtree()}
    found: defaultdict[str, list[Dependant]] = defaultdict(list)
    for rule in rules:
        for read in sorted(rule.reads, key=lambda r: r.path):
            source = by_path.get(read.path)
            within = None if read.wide or source is None else common_repeat(source, rule.place)
            found[read.path].append(Dependant(rule, within))
    return dict(found)


def _ranks(root: Place, rules: Iterable[Rule]) -> dict[_Vertex, int]:
    """A number for each value and relevance, greater than those of all it depends on."""
    edges = _structure(root)
    for rule in rules:
        vertex = _VERTEX.get(rule.decides)
        if vertex is not None:
            reads = edges[rule.place.path, vertex]
            reads.update((r.path, "value") for r in rule.reads if (r.path, "value") in edges)
    return _sorted(edges)


def _structure(root: Place) -> dict[_Vertex, set[_Vertex]]:
    """A value waits for its relevance, a relevance for that of its group and for the instances of its repeat."""
    edges: dict[_Vertex, set[_Vertex]] = {}
    for place in root.subtree():
        edges[place.path, "value"] = {(place.path, "relevant")}
        parent = place.parent
        edges[place.path, "relevant"] = {(parent.path, "relevant")} if parent is not None else set()
        if parent is not None and parent.repeats:
            edges[place.path, "relevant"].add((parent.path, "value"))
    return edges


def _sorted(edges: dict[_Vertex, set[_Vertex]]) -> dict[_Vertex, int]:
    """Kahn's order; what is left over when nothing is free any more holds a cycle."""
    left = {vertex: len(reads) for vertex, reads in edges.items()}
    readers: defaultdict[_Vertex, list[_Vertex]] = defaultdict(list)
    for vertex, reads in edges.items():
        for read in reads:
            readers[read].append(vertex)
    free = [vertex for vertex, count in left.items() if not count]
    ranks: dict[_Vertex, int] = {}
    for vertex in free:  # grows while we walk it
        ranks[vertex] = len(ranks)
        for reader in readers[vertex]:
            left[reader] -= 1
            if not left[reader]:
                free.append(reader)
    if len(ranks) < len(edges):
        raise FormInvalid([Problem("cycle", path) for path in _cycle(edges, set(edges) - set(ranks))])
    return ranks


def _cycle(edges: dict[_Vertex, set[_Vertex]], among: set[_Vertex]) -> list[str]:
    """The paths of one cycle, each once, in the order in which each reads the next."""
    trail: dict[_Vertex, None] = {}
    vertex = min(among)
    while vertex not in trail:
        trail[vertex] = None
        vertex = min(read for read in edges[vertex] if read in among)
    circle = list(trail)[list(trail).index(vertex) :]
    return list(dict.fromkeys(path for path, _ in circle))
