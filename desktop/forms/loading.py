"""Puts stored answers into a tree: instances of repeats in their order, then each answer where it belongs."""

from __future__ import annotations

from desktop.forms.answers import ORDER, Answer, AnswerKey, Answers
from desktop.forms.nodes import Node
from desktop.forms.order import between
from desktop.forms.tree import Tree


def load(tree: Tree, answers: Answers, *, view: bool) -> dict[AnswerKey, Answer]:
    """Answers that have no place now are returned, and lost nowhere: they are stored again as they came.

    In `view` people's instances come from the answers, else from the people of the family as they are now.
    """
    for instance in sorted(_instances(answers), key=lambda key: (key.count("/"), _order(answers, key), key)):
        _make(tree, instance, answers, view=view)
    aside: dict[AnswerKey, Answer] = {}
    for key, answer in answers.items():
        name = key.rpartition("/")[2]
        node = tree.find(key) if name != ORDER else None
        if node is not None and node.place is not None and node.place.is_question:
            node.text, node.answer = answer.value, answer
        elif name != ORDER or tree.find(key.rpartition("/")[0]) is None:
            aside[key] = answer
    return aside


def _instances(answers: Answers) -> set[AnswerKey]:
    """The key of every repeat instance that some answer is in."""
    found: set[AnswerKey] = set()
    for key in answers:
        parts = key.split("/")
        found.update(AnswerKey("/".join(parts[: i + 1])) for i, part in enumerate(parts) if part.endswith("}"))
    return found


def _order(answers: Answers, key: AnswerKey) -> str:
    found = answers.get(key.child(ORDER))
    return found.value if found is not None else "~"


def _make(tree: Tree, key: AnswerKey, answers: Answers, *, view: bool) -> None:
    above, _, last = key.rpartition("/")
    parent = tree.find(above)
    name, _, repeat_id = last.partition("{")
    place = parent.place.child(name) if parent is not None and parent.place is not None else None
    if parent is None or place is None or not place.repeats or (place.bind.each is not None and not view):
        return
    node = tree.made(place, place.template, fresh=False, repeat_id=repeat_id.removesuffix("}"))
    before = parent.named(name)[-1:]
    tree.insert(parent, len(parent.named(name)), node)
    node.answer = answers.get(key.child(ORDER)) or Answer(between(_last_order(before), ""))


def _last_order(before: list[Node]) -> str:
    return before[0].answer.value if before and before[0].answer is not None else ""
