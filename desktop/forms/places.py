"""The definition's own tree: every question, group and repeat with its rules and its control. Built once, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from desktop.forms.expressions import Expression, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Bind:
    """The rules of one place, and what our own columns say of it."""

    type: str = "string"
    relevant: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    calculate: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Wording = field(default_factory=Wording)
    required_message: Wording = field(default_factory=Wording)
    preload: tuple[str, str] | None = None
    fact: str = ""
    each: Expression | None = None
    sensitivity: str = "normal"
    compartment: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One choice written in the form itself."""

    code: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices taken from a node-set: the expressions are read at each of its nodes."""

    nodes: Expression
    code: Expression
    label: Expression


@dataclass(slots=True)
class Control:
    """How a place is asked on the page."""

    tag: str
    place: Place
    label: Wording = field(default_factory=Wording)
    hint: Wording = field(default_factory=Wording)
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    itemset: Itemset | None = None
    count: Expression | None = None
    fixed: bool = False  # the worker neither adds nor removes instances
    children: list[Control] = field(default_factory=list)

    @property
    def always_one(self) -> bool:
        """A repeat that nobody adds to and nothing counts has one instance even if the form has only its template."""
        return self.fixed and self.count is None


class Place:
    """One named place of the form. `repeats` for a repeat, `in_repeat` for it and everything below."""

    __slots__ = ("attributes", "bind", "children", "control", "default", "in_repeat", "instances", "name", "parent", "path",
                 "repeats", "template")  # fmt: skip

    def __init__(self, name: str, parent: Place | None, template: Element) -> None:
        self.name = name
        self.parent = parent
        self.path: str = f"{parent.path if parent is not None else ''}/{name}"
        self.children: list[Place] = []
        self.bind = Bind()
        self.control: Control | None = None
        self.template = template
        self.instances: list[Element] = []
        self.default = (template.text or "").strip() if not len(template) else ""
        self.repeats = False
        self.in_repeat = False

    @property
    def type(self) -> str:
        return self.bind.type

    @property
    def is_question(self) -> bool:
        return not self.children and not self.repeats

    @property
    def is_computed(self) -> bool:
        """Its value comes from the form or from a record, and is never stored as an answer."""
        return self.bind.calculate is not None or bool(self.bind.fact)

    def child(self, name: str) -> Place | None:
        return next((c for c in self.children if c.name == name), None)

    def ancestors(self) -> Iterator[Place]:
        """Itself, then its parent, up to the root."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def subtree(self) -> Iterator[Place]:
        yield self
        for child in self.children:
            yield from child.subtree()

    def repeat(self) -> Place | None:
        """The innermost repeat it is in (a repeat is in itself)."""
        return next((p for p in self.ancestors() if p.repeats), None)


@dataclass(frozen=True, slots=True)
class Action:
    """A value set by an event: at first load, at a new repeat instance, or when `source` changes.

    `chosen` picks the target's nodes where its path has conditions.
    """

    events: frozenset[str]
    target: Place
    value: Expression | str
    source: Place | None = None
    chosen: Expression | None = None
