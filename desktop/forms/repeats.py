"""Instances of repeats: added and removed by the worker, by a count, or with the people a repeat is over.

Answers about a person who is no longer listed are kept aside and come back with the person.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.forms.answers import ORDER, Answer, AnswerKey
from desktop.forms.budget import REPEATS
from desktop.forms.definition import FormDefinition
from desktop.forms.errors import BudgetSpent, Problem
from desktop.forms.expressions import Expression
from desktop.forms.nodes import Node
from desktop.forms.order import between
from desktop.forms.paths import nodes_of
from desktop.forms.places import Place
from desktop.forms.surroundings import Surroundings
from desktop.forms.tree import Tree
from desktop.forms.values import to_number

if TYPE_CHECKING:
    from desktop.forms.recalculation import Recalculation


class Repeats:
    """`aside` holds answers that have no place just now, by their keys."""

    def __init__(self, definition: FormDefinition, tree: Tree, world: Surroundings, work: Recalculation) -> None:
        self._definition = definition
        self._tree = tree
        self._world = world
        self._work = work
        self.aside: dict[AnswerKey, Answer] = {}
        self.came: list[AnswerKey] = []
        self.went: list[AnswerKey] = []

    def forget(self) -> None:
        """A new change begins: nothing came or went in it yet."""
        self.came.clear()
        self.went.clear()

    def synchronise(self, place: Place, expression: Expression, parent: Node) -> None:
        """As many instances as the form counts, or one for each person it is over."""
        context = Node(place.name, parent, "", place)
        value = expression.value(self._world, context)
        if place.bind.each is not None:
            ids = [next((c.value for c in item.named("name")), "") for item in nodes_of(value)]
            self._one_for_each(place, parent, list(dict.fromkeys(i for i in ids if i)))
            return
        number = to_number(value, self._world.zone)
        wanted = max(0, int(number)) if math.isfinite(number) else 0
        for node in reversed(parent.named(place.name)[wanted:]):
            self.take(node)
        for index in range(len(parent.named(place.name)), wanted):
            self.add(place, parent, index)

    def _one_for_each(self, place: Place, parent: Node, ids: list[str]) -> None:
        for node in [n for n in parent.named(place.name) if n.repeat_id not in ids]:
            self.take(node)
        for index, person_id in enumerate(ids):
            here = parent.named(place.name)
            found = next((n for n in here if n.repeat_id == person_id), None)
            if found is None:
                self.add(place, parent, index, person_id)
            elif here.index(found) != index:
                self._tree.remove(found)
                self._tree.insert(parent, index, found)

    def add(self, place: Place, parent: Node, index: int, repeat_id: str = "") -> Node:
        """A new instance with its defaults, or with the answers that were kept aside for it."""
        if len(parent.named(place.name)) >= REPEATS:
            raise BudgetSpent([Problem("too_many_repeats", place.path)])
        key = AnswerKey(f"{AnswerKey.of(parent).child(place.name)}{{{repeat_id}}}")
        known = bool(repeat_id) and any(kept.is_within(key) for kept in self.aside)
        counted = place.control is not None and place.control.count is not None and index < len(place.instances)
        seed = place.instances[index] if counted else place.template
        node = self._tree.made(place, seed, fresh=not known, repeat_id=repeat_id)
        self._tree.insert(parent, index, node)
        if place.bind.each is None:
            node.answer = Answer(self._order(parent.named(place.name), index))
        self._restore(key)
        self.came.append(AnswerKey.of(node))
        self._stale(node)
        if not known:
            self._greet(node)
        return node

    def put_back(self, node: Node, parent: Node, index: int) -> None:
        self._tree.insert(parent, min(index, len(parent.named(node.name))), node)
        self.came.append(AnswerKey.of(node))
        self._stale(node)

    def take(self, node: Node) -> int:
        """Remove an instance; what it held is kept aside when it is about a person."""
        if node.bound.bind.each is not None:
            self._set_aside(node)
        self.went.append(AnswerKey.of(node))
        index = self._tree.remove(node)
        self._stale(node)
        return index

    def _order(self, fellows: list[Node], index: int) -> str:
        low = fellows[index - 1].answer if index else None
        high = fellows[index + 1].answer if index + 1 < len(fellows) else None
        return between(low.value if low is not None else "", high.value if high is not None else "")

    def _set_aside(self, top: Node) -> None:
        for node in top.subtree():
            if node.answer is not None:
                key = key_of_answer(node)
                self._keep_aside(key, stored(node))

    def _restore(self, key: AnswerKey) -> None:
        for kept in [k for k in self.aside if k.is_within(key)]:
            node = self._tree.find(kept)
            if node is not None and node.place is not None and node.place.is_question:
                node.answer = self._brought_back(kept)
                node.text = node.answer.value

    def _keep_aside(self, key: AnswerKey, answer: Answer) -> None:
        self.aside[key] = answer
        self._tree.remember(partial(self.aside.pop, key))

    def _brought_back(self, key: AnswerKey) -> Answer:
        answer = self.aside.pop(key)
        self._tree.remember(partial(self.aside.__setitem__, key, answer))
        return answer

    def _stale(self, top: Node) -> None:
        """What reads the instance or its number, and every rule of its fellows, must be worked out again."""
        for node in top.subtree():
            self._work.changed[id(node)] = node
        for place in top.bound.subtree():
            self._work.schedule_source(place.path)
            self._work.schedule_place(place)
        self._work.inherit(top)

    def _greet(self, top: Node) -> None:
        for action in self._definition.actions:
            if "odk-new-repeat" in action.events:
                for node in top.subtree():
                    if node.place is action.target:
                        self._work.assign(action, node)


def key_of_answer(node: Node) -> AnswerKey:
    """The key under which a node's answer is stored: an instance of a repeat has its place in the order."""
    key = AnswerKey.of(node)
    return key.child(ORDER) if node.repeat_id else key


def stored(node: Node) -> Answer:
    """The answer at `node` with its present value."""
    answer = node.answer or Answer("")
    return answer if node.repeat_id else replace(answer, value=node.text)
