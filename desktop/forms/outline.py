"""The form as a rail of sections, each with how far it is, and the rows of one section's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.forms.answers import AnswerKey
from desktop.forms.definition import FormDefinition, kind_of
from desktop.forms.nodes import Node
from desktop.forms.places import Control


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the rail. `person` is the id of the person it is about, empty when it is about the family.

    `missing` counts required questions without an answer; `wrong` answers that break a rule of the form.
    """

    key: AnswerKey
    path: str
    label: str
    person: str
    answered: int
    questions: int
    missing: int
    wrong: int

    @property
    def state(self) -> str:
        """`done`, `started` or `empty`."""
        if not self.answered:
            return "empty"
        return "done" if self.answered == self.questions or not (self.missing or self.wrong) else "started"


def sections(definition: FormDefinition, root: Node, label: Callable[[Node], str]) -> Sequence[Section]:
    found = [node for control in definition.controls for node in _shown(control, root)]
    return [_section(node, label(node)) for node in found if node.place is not None and not node.place.is_question]


def rows(definition: FormDefinition, section: Node) -> Sequence[AnswerKey]:
    control = section.place.control if section.place is not None else None
    inside = control.children if control is not None else list(definition.controls)
    return [AnswerKey.of(node) for child in inside for top in _shown(child, section) for node in _down(top)]


def _shown(control: Control, context: Node) -> Iterator[Node]:
    """The nodes of a control that apply, below `context`; a group without a place of its own is seen through."""
    place = control.place
    if place.control is not control:
        for child in control.children:
            yield from _shown(child, context)
        return
    nodes = [context]
    for name in place.path[len(context.bound.path) :].split("/")[1:]:
        nodes = [child for node in nodes for child in node.named(name)]
    yield from (node for node in nodes if node.relevant)


def _down(node: Node) -> Iterator[Node]:
    yield node
    control = node.place.control if node.place is not None else None
    for child in control.children if control is not None else ():
        for below in _shown(child, node):
            yield from _down(below)


def _section(node: Node, label: str) -> Section:
    asked = [n for n in node.subtree() if n.relevant and _is_asked(n)]
    return Section(
        key=AnswerKey.of(node),
        path=node.bound.path,
        label=label,
        person=node.repeat_id if node.bound.bind.each is not None else "",
        answered=sum(_is_answered(n) for n in asked),
        questions=len(asked),
        missing=sum(n.required and not _is_answered(n) for n in asked),
        wrong=sum(not n.valid for n in asked),
    )


def _is_asked(node: Node) -> bool:
    place = node.place
    if place is None or place.control is None or not place.is_question or place.is_computed:
        return False
    return kind_of(place.control) != "note"


def _is_answered(node: Node) -> bool:
    return node.text != "" or (node.answer is not None and node.answer.status != "answered")
