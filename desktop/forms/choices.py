"""The choices of a question: filtered, in order, in the language of the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from desktop.forms.expressions import Wording
from desktop.forms.nodes import Node
from desktop.forms.paths import nodes_of
from desktop.forms.places import Itemset
from desktop.forms.scope import Scope, World
from desktop.forms.syntax import Call, Path
from desktop.forms.values import to_string


@dataclass(frozen=True, slots=True)
class Choice:
    """`label` is empty when the form gives none: an id is never shown instead. `media` maps image or audio to a file."""

    code: str
    label: str
    media: Mapping[str, str] = field(default_factory=dict, compare=False)


class Speaker(World, Protocol):
    """A world that knows the language of the session."""

    def spoken(self, wording: Wording, node: Node) -> str: ...

    def files(self, itext_id: str) -> Mapping[str, str]: ...


def choices_at(world: Speaker, node: Node) -> tuple[Choice, ...]:
    """Every choice the question at `node` offers now."""
    control = node.place.control if node.place is not None else None
    if control is None:
        return ()
    if control.itemset is not None:
        return tuple(_from_nodes(world, control.itemset, node))
    return tuple(Choice(item.code, world.spoken(item.label, node)) for item in control.items)


def _from_nodes(world: Speaker, itemset: Itemset, node: Node) -> list[Choice]:
    found = nodes_of(itemset.nodes.value(world, node))
    codes = [(item, to_string(itemset.code.run(Scope(world, item, node)))) for item in found]
    return [Choice(code, *_label(world, itemset, item, node)) for item, code in codes if code]


def _label(world: Speaker, itemset: Itemset, item: Node, node: Node) -> tuple[str, Mapping[str, str]]:
    label = to_string(itemset.label.run(Scope(world, item, node)))
    shape = itemset.label.shape
    if isinstance(shape, Call) and shape.name == "jr:itext" and isinstance(shape.arguments[0], Path):
        return label, world.files("".join(n.value for n in item.named(shape.arguments[0].steps[-1].test)))
    return label, {}
