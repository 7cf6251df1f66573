"""Answers of a draft taken over into a newer version of its form. Never called on what was signed; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.forms.answers import ORDER, Answer, AnswerKey, Answers
from desktop.forms.definition import FormDefinition
from desktop.forms.paths import nodes_of
from desktop.forms.places import Place
from desktop.forms.syntax import Call, Filter, Literal, Path


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """`answers` for the new form. `moved` maps old keys to new; `carried` have no place in it and are shown beside it.

    `cleared_choices` are the keys with codes that the new form no longer has; `new_required` paths it asks for anew.
    """

    answers: Mapping[AnswerKey, Answer]
    moved: Mapping[AnswerKey, AnswerKey]
    carried: Mapping[AnswerKey, Answer]
    cleared_choices: Mapping[AnswerKey, tuple[str, ...]]
    new_required: Sequence[str]


def migrate(answers: Answers, old: FormDefinition, new: FormDefinition) -> MigrationResult:
    follow = successors(old, new)
    taken: dict[AnswerKey, Answer] = {}
    moved: dict[AnswerKey, AnswerKey] = {}
    carried: dict[AnswerKey, Answer] = {}
    cleared: dict[AnswerKey, tuple[str, ...]] = {}
    for key, answer in answers.items():
        target = _followed(key, old, new, follow)
        if target is None:
            carried[key] = answer
            continue
        if target != key:
            moved[key] = target
        kept, gone = _known(answer, new.place(_full(new, target)), new)
        taken[target] = kept
        if gone:
            cleared[target] = gone
    return MigrationResult(taken, moved, carried, cleared, _newly_required(old, new, follow))


def successors(old: FormDefinition, new: FormDefinition) -> dict[str, str]:
    """For each place of the old form the one that takes its answers: of the same path, or that says it `was` it."""
    named = {was: place.path for place in new.root.subtree() for was in place.bind.was}
    found: dict[str, str] = {}
    for place in old.root.subtree():
        renamed = named.get(place.name) or named.get(place.path)
        if renamed is not None:
            found[place.path] = renamed
        elif new.place(place.path) is not None:
            found[place.path] = place.path
    return found


def _full(form: FormDefinition, key: AnswerKey) -> str:
    return f"/{form.root.name}/{key.path.removesuffix('/' + ORDER)}"


def _followed(key: AnswerKey, old: FormDefinition, new: FormDefinition, follow: Mapping[str, str]) -> AnswerKey | None:
    """The key in the new form: a place may move within its groups, but a repeat instance keeps its id and its repeat."""
    target = follow.get(_full(old, key))
    place = new.place(target) if target is not None else None
    if target is None or place is None:
        return None
    ids = {follow.get(path, ""): repeat_id for path, repeat_id in _ids(old, key).items()}
    steps = list(place.ancestors())[-2::-1]
    repeats = [p.path for p in steps if p.repeats]
    if repeats != list(ids):
        return None
    said = "/".join(f"{p.name}{{{ids[p.path]}}}" if p.repeats else p.name for p in steps)
    return AnswerKey(f"{said}/{ORDER}" if key.endswith(f"/{ORDER}") else said)


def _ids(form: FormDefinition, key: AnswerKey) -> dict[str, str]:
    """The ids of the repeat instances a key goes through, by the path of the repeat."""
    found, path = {}, f"/{form.root.name}"
    for name, repeat_id in key.parts():
        path += f"/{name}"
        if repeat_id:
            found[path] = repeat_id
    return found


def _known(answer: Answer, place: Place | None, form: FormDefinition) -> tuple[Answer, tuple[str, ...]]:
    codes = codes_of(form, place.path) if place is not None else ()
    if not codes or place is None or place.control is None or place.control.tag == "range":
        return answer, ()
    gone = tuple(code for code in answer.value.split() if code not in codes)
    kept = " ".join(code for code in answer.value.split() if code in codes)
    return (replace(answer, value=kept), gone) if gone else (answer, ())


def codes_of(form: FormDefinition, path: str) -> tuple[str, ...]:
    """Every code a question may offer, unfiltered; none where they come from outside the form."""
    place = form.place(path)
    control = place.control if place is not None else None
    if control is None or control.itemset is None:
        return tuple(item.code for item in control.items) if control is not None else ()
    shape = control.itemset.nodes.shape
    start = shape.start if isinstance(shape, Path) else None
    while isinstance(start, Filter):
        start = start.operand
    if not isinstance(start, Call) or start.name != "instance" or not isinstance(start.arguments[0], Literal):
        return ()
    document = form.instance(str(start.arguments[0].value))
    items = nodes_of(document.children[0].named("item")) if document is not None else []
    code = control.itemset.code.source
    return tuple(value.text for item in items for value in item.named(code))


def _newly_required(old: FormDefinition, new: FormDefinition, follow: Mapping[str, str]) -> list[str]:
    before = {follow[p.path] for p in old.root.subtree() if p.bind.required is not None and p.path in follow}
    return [p.path for p in new.root.subtree() if p.bind.required is not None and p.path not in before]
