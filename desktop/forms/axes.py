"""The axes of XPath over the instance tree: from one node to its fellows, nearest first."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from desktop.forms.nodes import Node


def _siblings(node: Node, *, after: bool) -> Iterable[Node]:
    if node.parent is None or node not in node.parent.children:
        return ()
    fellows = node.parent.children
    at = fellows.index(node)
    return fellows[at + 1 :] if after else reversed(fellows[:at])


def _below(node: Node) -> Iterator[Node]:
    return chain.from_iterable(child.subtree() for child in node.children)


def _above(node: Node) -> Iterator[Node]:
    return node.parent.ancestors() if node.parent is not None else iter(())


def _following(node: Node) -> Iterator[Node]:
    for ancestor in node.ancestors():
        for fellow in _siblings(ancestor, after=True):
            yield from fellow.subtree()


def _preceding(node: Node) -> Iterator[Node]:
    for ancestor in node.ancestors():
        for fellow in _siblings(ancestor, after=False):
            yield from reversed(list(fellow.subtree()))


AXIS: dict[str, Callable[[Node], Iterable[Node]]] = {
    "ancestor": _above,
    "ancestor-or-self": Node.ancestors,
    "attribute": lambda node: node.attributes.values(),
    "child": lambda node: node.children,
    "descendant": _below,
    "descendant-or-self": Node.subtree,
    "following": _following,
    "following-sibling": lambda node: _siblings(node, after=True),
    "namespace": lambda _: (),
    "parent": lambda node: (node.parent,) if node.parent is not None else (),
    "preceding": _preceding,
    "preceding-sibling": lambda node: _siblings(node, after=False),
    "self": lambda node: (node,),
}
REVERSE = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})


def matches(node: Node, test: str, axis: str) -> bool:
    if test == "node()":
        return True
    if test == "*":
        return node.name != "" and (axis == "attribute" or not node.name.startswith("#"))
    return node.name == test


def texts_of(node: Node) -> list[Node]:
    """The text of an element as a node of its own."""
    return [Node("#text", node, node.text)] if node.text else []


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Each node once, in document order."""
    unique = {id(node): node for node in nodes}
    if len(unique) < 2:
        return list(unique.values())
    return sorted(unique.values(), key=_place_in_document)


def _place_in_document(node: Node) -> list[int]:
    return [_index(n) for n in reversed(list(node.ancestors())) if n.parent is not None]


def _index(node: Node) -> int:
    parent = node.parent
    if parent is None or node not in parent.children:
        return -1
    return parent.children.index(node)
