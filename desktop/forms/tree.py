"""The instance of one open record: its nodes, found by path or by key, and a journal that takes back a change that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from desktop.forms.answers import Answer, AnswerKey
from desktop.forms.markup import JR, attributes_of, local
from desktop.forms.nodes import Node
from desktop.forms.places import Place


class Tree:
    """Grows from the seed in the definition; every change is journalled until it is kept or taken back."""

    def __init__(self, document: Node, root: Place, seed: Element, new_id: Callable[[], str], *, fresh: bool) -> None:
        """`fresh` plants the form's own defaults and first instances; else every question is empty."""
        self.document = document
        self._new_id = new_id
        self._at_path: defaultdict[str, list[Node]] = defaultdict(list)
        self._journal: list[Callable[[], object]] = []
        self._index(document.append(self.made(root, seed, fresh=fresh)))

    def made(self, place: Place, seed: Element, *, fresh: bool, repeat_id: str = "") -> Node:
        """A node with all that belongs below, in no tree yet."""
        node = Node(place.name, None, seed.text or "" if fresh and not len(seed) else "", place)
        node.attributes = attributes_of(node, seed)
        if place.repeats:
            node.repeat_id = repeat_id or self._new_id()
        if node.text and not place.is_computed:
            node.answer = Answer(node.text)
        for child in place.children:
            node.by_name.setdefault(child.name, [])
            for element in self._seeds(child, seed, fresh=fresh):
                node.append(self.made(child, element, fresh=fresh))
        return node

    def _seeds(self, place: Place, seed: Element, *, fresh: bool) -> Iterator[Element]:
        """The elements that are instances: a template is none, and neither are those of a repeat over people."""
        if place.repeats and (not fresh or place.bind.each is not None):
            return iter(())
        if place.control is not None and place.control.always_one and not place.instances:
            return iter((place.template,))
        return (e for e in seed if local(e) == place.name and e.get(f"{JR}template") is None)

    def _index(self, top: Node) -> None:
        for node in top.subtree():
            if node.place is not None:
                self._at_path[node.place.path].append(node)

    def _forget(self, top: Node) -> None:
        for node in top.subtree():
            if node.place is not None:
                self._at_path[node.place.path].remove(node)

    def at(self, place: Place) -> list[Node]:
        return self._at_path[place.path]

    def within(self, outer: Node, place: Place) -> list[Node]:
        """The nodes of `place` below `outer`, which may be `outer` itself."""
        names = place.path[len(outer.bound.path) :].split("/")[1:]
        nodes = [outer]
        for name in names:
            nodes = [child for node in nodes for child in node.named(name)]
        return nodes

    def holds(self, node: Node) -> bool:
        """Whether the node is still in the tree: a removed instance knows its parent, but not the other way round."""
        return node is self.document or (
            node.parent is not None and node in node.parent.named(node.name) and self.holds(node.parent)
        )

    def find(self, key: str) -> Node | None:
        """The node with that key; of a repeat without an id, the first instance."""
        node = self.document.children[0]
        for name, repeat_id in AnswerKey(key).parts():
            found = next((n for n in node.named(name) if not repeat_id or n.repeat_id == repeat_id), None)
            if found is None:
                return None
            node = found
        return node

    def write(self, node: Node, text: str) -> None:
        before = node.text

        def undo() -> None:
            node.text = before

        self._journal.append(undo)
        node.text = text

    def insert(self, parent: Node, index: int, child: Node) -> None:
        parent.insert(index, child)
        self._index(child)

        def undo() -> None:
            self._forget(child)
            parent.remove(child)

        self._journal.append(undo)

    def remove(self, child: Node) -> int:
        parent = child.parent or self.document
        self._forget(child)
        index = parent.remove(child)

        def undo() -> None:
            parent.insert(index, child)
            self._index(child)

        self._journal.append(undo)
        return index

    def remember(self, undo: Callable[[], object]) -> None:
        """Journal something else that a failed change must take back."""
        self._journal.append(undo)

    def keep(self) -> None:
        self._journal.clear()

    def take_back(self) -> None:
        """Undo everything since the last `keep`, last thing first."""
        while self._journal:
            self._journal.pop()()
