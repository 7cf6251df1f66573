"""Where and in which world an expression is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol, TypeAlias

from desktop.forms.budget import Budget
from desktop.forms.nodes import Node
from desktop.forms.values import Value

if TYPE_CHECKING:
    from random import Random


class World(Protocol):
    """What functions may ask for besides their arguments."""

    document: Node
    budget: Budget

    def now(self) -> datetime:
        """Local time with its zone."""
        ...

    @property
    def zone(self) -> tzinfo: ...

    @property
    def random(self) -> Random: ...

    def new_id(self) -> str: ...

    def instance(self, name: str) -> Node | None:
        """The document of an instance beside the form's own."""
        ...

    def fact(self, node: Node, name: str) -> str:
        """The field of a record that the question at `node` is bound to, such as `person.school`."""
        ...

    def choice_label(self, node: Node, code: str) -> str:
        """The label of a choice of the question at `node`, in the language of the session; empty when none."""
        ...

    def text(self, itext_id: str) -> str:
        """A translated text of the form; empty when there is none."""
        ...


class Scope:
    """One evaluation: the context node, where it stands among its fellows, and the node it all began from."""

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(self, world: World, node: Node, current: Node, position: int = 1, size: int = 1) -> None:
        self.world = world
        self.node = node
        self.current = current
        self.position = position
        self.size = size


Compiled: TypeAlias = Callable[[Scope], Value]
