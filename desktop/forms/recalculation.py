"""Runs again what a change has made stale, each rule once and in the order of the graph, then what follows from that."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from desktop.forms.answers import Answer
from desktop.forms.budget import bounded
from desktop.forms.choices import choices_at
from desktop.forms.compiler import result_text
from desktop.forms.definition import FormDefinition
from desktop.forms.graph import Graph, Property, Rule
from desktop.forms.nodes import Node
from desktop.forms.paths import nodes_of
from desktop.forms.places import Action, Place
from desktop.forms.references import common_repeat
from desktop.forms.repeats import Repeats
from desktop.forms.surroundings import Surroundings
from desktop.forms.tree import Tree
from desktop.forms.values import Value, moment_of, to_number


class Recalculation:
    """`changed` gathers every node of which anything that a page shows is now different."""

    def __init__(self, definition: FormDefinition, tree: Tree, world: Surroundings) -> None:
        self._definition = definition
        self._graph: Graph = definition.graph
        self._tree = tree
        self._world = world
        self._heap: list[tuple[int, int]] = []
        self._pending: dict[int, dict[int, Node]] = {}
        self._order = dict(enumerate(self._graph.rules))
        self._number = {id(rule): rule_at for rule_at, rule in self._order.items()}
        self._sources = _by_source(definition.actions)
        self._fired: list[Node] = []
        self._chosen: dict[int, Node] = {}
        self._opening = True
        self.repeats = Repeats(definition, tree, world, self)
        self.changed: dict[int, Node] = {}
        self.dropped: list[tuple[Node, str]] = []

    def everything(self) -> None:
        """Work out every rule afresh; nothing is dropped and no action fires on opening."""
        for rule in self._graph.rules:
            self.schedule(rule, self._tree.at(rule.at))
        self._drain()
        self._fired.clear()
        self._chosen.clear()
        self._opening = False

    def settle(self) -> None:
        """Bring every rule up to date, before what follows is decided."""
        self._drain()

    def swap_instance(self, name: str, xml: bytes) -> None:
        before = self._world.put_instance(name, xml)
        self._tree.remember(lambda: self._world.restore_instance(name, before))
        self.schedule_source(f"instance:{name}")

    def speak(self, language: str) -> None:
        """Labels and choices are said again; what depends on them (choice names) is worked out again."""
        before = self._world.language
        self._tree.remember(lambda: setattr(self._world, "language", before))
        self._world.language = language
        for node in self._tree.document.subtree():
            if node.place is not None and node.place.control is not None:
                self._note(node, "choices", None)
                self.changed[id(node)] = node
        for rule in self._graph.rules:
            self.schedule(rule, self._tree.at(rule.at))

    def abandon(self) -> None:
        """Forget what was under way, after a failure."""
        self._heap.clear()
        self._pending.clear()
        self._fired.clear()
        self._chosen.clear()
        self.changed.clear()
        self.dropped.clear()
        self.repeats.forget()

    def schedule(self, rule: Rule, nodes: Iterable[Node]) -> None:
        number = self._number[id(rule)]
        waiting = self._pending.get(number)
        if waiting is None:
            waiting = self._pending[number] = {}
            heapq.heappush(self._heap, (rule.rank, number))
        waiting.update((id(node), node) for node in nodes)

    def schedule_source(self, path: str) -> None:
        """Whatever reads that place, or an instance as `instance:name`, in whichever repeat instance."""
        for dependant in self._graph.dependants.get(path, ()):
            self.schedule(dependant.rule, self._tree.at(dependant.rule.at))

    def schedule_place(self, place: Place) -> None:
        """Every rule of the place, wherever it is."""
        for rule in self._graph.of_place.get(place.path, ()):
            self.schedule(rule, self._tree.at(rule.at))

    def value_changed(self, node: Node) -> None:
        """Whatever reads this node is stale."""
        self.changed[id(node)] = node
        if node.bound.control is not None and node.bound.control.itemset is not None:
            self._chosen[id(node)] = node
        for dependant in self._graph.dependants.get(node.bound.path, ()):
            outer = _instance_of(node, dependant.within) if dependant.within is not None else None
            if outer is None:
                self.schedule(dependant.rule, self._tree.at(dependant.rule.at))
            else:
                self.schedule(dependant.rule, self._tree.within(outer, dependant.rule.at))

    def write(self, node: Node, text: str) -> None:
        """A new value, by whoever: its readers are stale and its actions fire."""
        if node.text == text:
            return
        self._tree.write(node, text)
        self.value_changed(node)
        if node.bound.path in self._sources and not self._opening:
            self._fired.append(node)

    def run(self) -> None:
        """Until nothing is stale: rules, then choices that are no longer offered, then actions."""
        while self._heap or self._fired or self._chosen:
            self._drain()
            self._drop_choices()
            if not self._heap and self._fired:
                node = self._fired.pop(0)
                self._world.budget.spend(1)
                for action in self._sources[node.bound.path]:
                    self.perform(action, node)

    def _drain(self) -> None:
        while self._heap:
            _, number = heapq.heappop(self._heap)
            rule = self._order[number]
            apply = self._APPLY[rule.decides]
            for node in self._pending.pop(number).values():
                if self.repeats.went and not self._tree.holds(node):
                    continue
                self._world.budget.spend(1)
                apply(self, rule, node)

    def _relevant(self, rule: Rule, node: Node) -> None:
        self._note(node, "own_relevant", self._holds(rule, node))
        self.inherit(node)

    def inherit(self, node: Node) -> None:
        """Pass relevance down; whatever reads a node that came or went is stale."""
        relevant = node.own_relevant and (node.parent is None or node.parent.relevant)
        if relevant == node.relevant:
            return
        self._note(node, "relevant", relevant)
        self.value_changed(node)
        for child in node.children:
            self.inherit(child)

    def _value(self, rule: Rule, node: Node) -> None:
        self.write(node, typed(rule.place, rule.expression.value(self._world, node), self._world))

    def _valid(self, rule: Rule, node: Node) -> None:
        self._note(node, "valid", node.text == "" or self._holds(rule, node))

    def _readonly(self, rule: Rule, node: Node) -> None:
        before = node.own_readonly
        self._note(node, "own_readonly", self._holds(rule, node))
        if node.own_readonly != before:
            self.changed.update((id(below), below) for below in node.subtree())

    def _required(self, rule: Rule, node: Node) -> None:
        self._note(node, "required", self._holds(rule, node))

    def _choices(self, rule: Rule, node: Node) -> None:
        if rule.reads:
            self._note(node, "choices", choices_at(self._world, node))
            self._chosen[id(node)] = node

    def _label(self, rule: Rule, node: Node) -> None:
        control = rule.place.control
        if control is not None:
            said = self._world.spoken(control.label, node), self._world.spoken(control.hint, node)
            self._note(node, "wording", said)

    def _count(self, rule: Rule, node: Node) -> None:
        self.repeats.synchronise(rule.place, rule.expression, node)

    def _drop_choices(self) -> None:
        """A code that is no longer offered is cleared, but never where the question does not apply just now.

        It comes back with the choice, unless the question was answered otherwise since.
        """
        for node in [n for n in self._chosen.values() if n.relevant and n.choices is not None and not _is_scale(n)]:
            self._world.budget.spend(1)
            offered = {choice.code for choice in node.choices or ()}
            before = node.text or node.withdrawn
            kept = " ".join(code for code in before.split() if code in offered)
            if node.text and kept != node.text:
                self.dropped.append((node, node.text))
                self._note(node, "withdrawn", node.text)
            if kept != node.text:
                self.write(node, kept)
        self._chosen.clear()

    def perform(self, action: Action, source: Node | None) -> None:
        """Set the value at every node the action means: in the same repeat instance as its source."""
        target = action.target
        if action.chosen is not None:
            for node in nodes_of(action.chosen.value(self._world, source or self._tree.document.children[0])):
                self.assign(action, node)
            return
        shared = common_repeat(source.place, target) if source is not None and source.place is not None else None
        outer = _instance_of(source, shared) if source is not None and shared is not None else None
        for node in self._tree.at(target) if outer is None else self._tree.within(outer, target):
            if source is not None or node.relevant:  # on opening, what is hidden stays as it is
                self.assign(action, node)

    def assign(self, action: Action, node: Node) -> None:
        value = action.value if isinstance(action.value, str) else action.value.value(self._world, node)
        self.answered(node, Answer("", source=""))
        self.write(node, typed(action.target, value, self._world))

    def answered(self, node: Node, answer: Answer) -> None:
        """Companions of an answer; computed questions have none."""
        self._note(node, "withdrawn", "")
        if not node.bound.is_computed:
            self._note(node, "answer", answer)

    def _holds(self, rule: Rule, node: Node) -> bool:
        return rule.expression.holds(self._world, node)

    def _note(self, node: Node, name: str, value: object) -> None:
        before = getattr(node, name)
        if before == value:
            return
        self._tree.remember(lambda: setattr(node, name, before))
        setattr(node, name, value)
        self.changed[id(node)] = node

    _APPLY: ClassVar[dict[Property, Callable[[Any, Rule, Node], None]]] = {
        Property.RELEVANT: _relevant,
        Property.VALUE: _value,
        Property.VALID: _valid,
        Property.READONLY: _readonly,
        Property.REQUIRED: _required,
        Property.CHOICES: _choices,
        Property.LABEL: _label,
        Property.COUNT: _count,
    }


def typed(place: Place, value: Value, world: Surroundings) -> str:
    """The value as the question's type writes it; nothing when it cannot be one."""
    match place.type:
        case "int" | "integer" | "long":
            number = to_number(value, world.zone)
            return str(int(number)) if math.isfinite(number) else ""
        case "decimal":
            return result_text(to_number(value, world.zone))
        case "date":
            number = to_number(value, world.zone)
            moment = moment_of(number) if math.isfinite(number) else None
            return moment.date().isoformat() if moment is not None else ""
    return bounded(result_text(value))


def _by_source(actions: Iterable[Action]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        if action.source is not None and "xforms-value-changed" in action.events:
            found.setdefault(action.source.path, []).append(action)
    return found


def _instance_of(node: Node, repeat: Place) -> Node | None:
    return next((ancestor for ancestor in node.ancestors() if ancestor.place is repeat), None)


def _is_scale(node: Node) -> bool:
    """A scale's choices name its ends; every score between them may stand."""
    return node.bound.control is not None and node.bound.control.tag == "range"
