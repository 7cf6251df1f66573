"""Walks location paths. Nodes that do not apply are left out, and inside a repeat an absolute path means this instance."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.forms.axes import AXIS, REVERSE, in_document_order, matches, texts_of
from desktop.forms.nodes import Node
from desktop.forms.scope import Compiled, Scope
from desktop.forms.values import Value, truth


class CompiledStep(NamedTuple):
    axis: str
    test: str
    predicates: tuple[Compiled, ...]


def relative(steps: Sequence[CompiledStep]) -> Compiled:
    return lambda scope: _walk(scope, [scope.node], steps, None)


def absolute(steps: Sequence[CompiledStep], *, wide: bool) -> Compiled:
    def run(scope: Scope) -> Value:
        anchor = scope.node if scope.node.place is not None else scope.current
        if anchor.place is None:
            return _walk(scope, [_document(scope.node)], steps, None)
        narrow = None if wide or not anchor.place.in_repeat else {id(n) for n in anchor.ancestors()}
        return _walk(scope, [scope.world.document], steps, narrow)

    return run


def continued(start: Compiled, steps: Sequence[CompiledStep]) -> Compiled:
    def run(scope: Scope) -> Value:
        return _walk(scope, nodes_of(start(scope)), steps, None)

    return run


def filtered(operand: Compiled, predicates: Sequence[Compiled]) -> Compiled:
    def run(scope: Scope) -> Value:
        nodes = nodes_of(operand(scope))
        for predicate in predicates:
            nodes = _kept(scope, nodes, predicate)
        return nodes

    return run


def union(parts: Sequence[Compiled]) -> Compiled:
    return lambda scope: in_document_order(node for part in parts for node in nodes_of(part(scope)))


def nodes_of(value: Value) -> list[Node]:
    """A node-set, or none for a value that is not one."""
    return value if isinstance(value, list) else []


def _document(node: Node) -> Node:
    *_, last = node.ancestors()
    return last


def _walk(scope: Scope, nodes: list[Node], steps: Sequence[CompiledStep], narrow: set[int] | None) -> list[Node]:
    for step in steps:
        found = [node for context in nodes for node in _from_one(scope, context, step, narrow)]
        if len(nodes) > 1 and step.axis not in {"child", "self", "attribute"}:
            found = in_document_order(found)
        elif step.axis in REVERSE:
            found.reverse()
        nodes = found
    return nodes


def _from_one(scope: Scope, context: Node, step: CompiledStep, narrow: set[int] | None) -> list[Node]:
    found = _candidates(context, step)
    scope.world.budget.spend(1 + len(found))
    if step.axis not in {"self", "parent"}:
        found = [node for node in found if node.relevant]
    for predicate in step.predicates:
        found = _kept(scope, found, predicate)
    if narrow and not step.predicates and found and found[0].place is not None and found[0].place.repeats:
        return [node for node in found if id(node) in narrow] or found
    return found


def _candidates(context: Node, step: CompiledStep) -> list[Node]:
    if step.axis == "child" and step.test[-1] not in "*)":
        return context.by_name.get(step.test, [])
    if step.test == "text()":
        return texts_of(context) if step.axis == "child" else []
    return [node for node in AXIS[step.axis](context) if matches(node, step.test, step.axis)]


def _kept(scope: Scope, nodes: list[Node], predicate: Compiled) -> list[Node]:
    size = len(nodes)
    kept = []
    for position, node in enumerate(nodes, 1):
        verdict = predicate(Scope(scope.world, node, scope.current, position, size))
        if verdict == position if type(verdict) is float else truth(verdict):
            kept.append(node)
    return kept
