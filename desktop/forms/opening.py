"""How a record is opened: a new one with its defaults and first-load actions, a stored one recomputed, a signed one as it was."""

from __future__ import annotations

from desktop.forms.answers import Answer
from desktop.forms.definition import FormDefinition
from desktop.forms.functions.dates import iso
from desktop.forms.graph import Property
from desktop.forms.recalculation import Recalculation
from desktop.forms.surroundings import Surroundings
from desktop.forms.tree import Tree

_FIRST = "odk-instance-first-load"
_EVERY = "odk-instance-load"


def begin(definition: FormDefinition, tree: Tree, work: Recalculation, world: Surroundings, *, fresh: bool) -> None:
    """Compute the whole form; `fresh` fires what belongs to a new record."""
    if fresh:
        for place in definition.root.subtree():
            for node in tree.at(place) if place.bind.preload is not None else ():
                node.text = _preloaded(place.bind.preload or ("", ""), world)
                node.answer = Answer(node.text)
        _number(tree)
    work.everything()
    for action in definition.actions:
        if _EVERY in action.events or (fresh and _FIRST in action.events):
            work.perform(action, None)
            work.settle()
    work.run()


def _number(tree: Tree) -> None:
    """The first instances of repeats get their places in the order."""
    for node in tree.document.subtree():
        if node.repeat_id and node.parent is not None:
            at = node.parent.named(node.name).index(node)
            node.answer = Answer(f"{at + 1:03}V")


def _preloaded(preload: tuple[str, str], world: Surroundings) -> str:
    match preload:
        case ("uid", _):
            return f"uuid:{world.new_id()}"
        case ("timestamp", "start"):
            return iso(world.now())
        case ("date", "today"):
            return world.now().date().isoformat()
    return ""


def show(definition: FormDefinition, tree: Tree, work: Recalculation) -> None:
    """Nothing is computed but labels: what has an answer, or holds something that has one, is what applied."""
    answered = {id(n) for node in tree.document.subtree() if node.answer is not None for n in node.ancestors()}
    for node in tree.document.subtree():
        if node.place is not None and node is not tree.document.children[0]:
            node.relevant = node.own_relevant = id(node) in answered
    for rule in definition.graph.rules:
        if rule.decides in {Property.LABEL, Property.CHOICES}:
            work.schedule(rule, tree.at(rule.at))
    work.settle()
