"""The instance tree that expressions read: elements with text, of the form itself or of an instance beside it.

A node of the form knows its `place` in the definition; a node of another instance has none and is always relevant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.forms.answers import Answer
    from desktop.forms.choices import Choice
    from desktop.forms.places import Place


class Node:
    """One element. `own_relevant` is its own condition, `relevant` that of its groups too; `own_readonly` likewise.

    `answer` holds the companions of what was answered, set by defaults included; the value itself is `text`, and
    `withdrawn` what it was before its choice was no longer offered.
    """

    __slots__ = ("answer", "attributes", "by_name", "children", "choices", "name", "own_readonly", "own_relevant",
                 "parent", "place", "relevant", "repeat_id", "required", "text", "valid", "withdrawn", "wording")  # fmt: skip

    def __init__(self, name: str, parent: Node | None = None, text: str = "", place: Place | None = None) -> None:
        self.name = name
        self.parent = parent
        self.text = text
        self.place = place
        self.children: list[Node] = []
        self.by_name: dict[str, list[Node]] = {}
        self.attributes: dict[str, Node] = {}
        self.repeat_id = ""
        self.own_relevant = True
        self.relevant = True
        self.own_readonly = False
        self.required = False
        self.valid = True
        self.wording: tuple[str, str] | None = None
        self.choices: tuple[Choice, ...] | None = None
        self.answer: Answer | None = None
        self.withdrawn = ""

    def append(self, child: Node) -> Node:
        child.parent = self
        self.children.append(child)
        self.by_name.setdefault(child.name, []).append(child)
        return child

    def insert(self, index: int, child: Node) -> None:
        """Put `child` among its namesakes so that it is number `index` (from 0) of them."""
        namesakes = self.by_name.setdefault(child.name, [])
        at = self._offset(child, namesakes, index)
        child.parent = self
        self.children.insert(at, child)
        namesakes.insert(index, child)

    def _offset(self, child: Node, namesakes: list[Node], index: int) -> int:
        if index < len(namesakes):
            return self.children.index(namesakes[index])
        if namesakes:
            return self.children.index(namesakes[-1]) + 1
        if child.place is None or self.place is None:
            return len(self.children)
        later = {p.name for p in self.place.children[self.place.children.index(child.place) + 1 :]}
        return next((i for i, c in enumerate(self.children) if c.name in later), len(self.children))

    def remove(self, child: Node) -> int:
        """Take `child` out; answers where it was among its namesakes."""
        namesakes = self.by_name[child.name]
        index = namesakes.index(child)
        del namesakes[index]
        self.children.remove(child)
        return index

    def named(self, name: str) -> list[Node]:
        return self.by_name.get(name, [])

    def ancestors(self) -> Iterator[Node]:
        """Itself, then its parent, up to the document."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def subtree(self) -> Iterator[Node]:
        """Itself and everything below, in document order."""
        yield self
        for child in self.children:
            yield from child.subtree()

    @property
    def bound(self) -> Place:
        """The place in the definition, of a node that is the form's own."""
        if self.place is None:
            raise LookupError(self.name)
        return self.place

    @property
    def readonly(self) -> bool:
        return any(ancestor.own_readonly for ancestor in self.ancestors())

    @property
    def value(self) -> str:
        """The XPath string-value; text of a place that does not apply reads as nothing."""
        if not self.relevant:
            return ""
        if not self.children:
            return self.text
        return self.text + "".join(child.value for child in self.children)
