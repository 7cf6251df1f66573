"""A form as published: parsed and compiled once, never changed, shared by every session that is open on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.forms.expressions import Expression, Wording
from desktop.forms.graph import Graph
from desktop.forms.nodes import Node
from desktop.forms.places import Action, Control, Place
from desktop.forms.syntax import Call, Literal
from desktop.forms.xform import XForm


@dataclass(frozen=True, slots=True)
class Question:
    """A question, note, group or repeat, as a page needs to know it. `labels` and `hints` are per language.

    `kind`: text, long, integer, decimal, date, time, datetime, select_one, select_multiple, rank, scale, note, acknowledge,
    image, audio, file, location, group or repeat. `parent` is the path of the group or repeat it is in, empty at the top.
    """

    path: str
    parent: str
    kind: str
    appearance: str
    parameters: Mapping[str, str]
    fact: str
    sensitivity: str
    each: str
    compartment: str
    was: tuple[str, ...]
    computed: bool
    labels: Mapping[str, str]
    hints: Mapping[str, str]

    @property
    def key_path(self) -> str:
        """The path below the root: an answer's key without the ids."""
        return self.path.split("/", 2)[-1] if self.path.count("/") > 1 else ""


class FormDefinition:
    """`digest` is the SHA-256 of the bytes it was parsed from, in hexadecimal."""

    def __init__(self, form: XForm, digest: str) -> None:
        self._form = form
        self.form_id = form.form_id
        self.version = form.version
        self.title = form.title
        self.digest = digest
        self.graph = Graph.of(form.root, form.itext, form.instances)
        self._questions = tuple(self._described())
        self._by_path = {question.path: question for question in self._questions}

    @classmethod
    def parse(cls, xform: bytes) -> FormDefinition:
        """Raises FormInvalid with every problem; never a half-loaded form."""
        return cls(XForm(xform), hashlib.sha256(xform).hexdigest())

    def questions(self) -> Sequence[Question]:
        """Everything the page shows, in page order; a group comes before what is in it."""
        return self._questions

    def question(self, path: str) -> Question | None:
        return self._by_path.get(path)

    def dependants(self, path: str) -> frozenset[tuple[str, str]]:
        """Every (path, property) that a change at `path` may reach."""
        return self.graph.affected_by(path)

    @property
    def languages(self) -> tuple[str, ...]:
        return self._form.itext.languages or ("",)

    @property
    def default_language(self) -> str:
        return self._form.itext.default

    @property
    def root(self) -> Place:
        return self._form.root

    @property
    def controls(self) -> Sequence[Control]:
        return self._form.controls

    @property
    def actions(self) -> Sequence[Action]:
        return self._form.actions

    @property
    def form(self) -> XForm:
        return self._form

    def place(self, path: str) -> Place | None:
        return self._form.by_path.get(path)

    def instance(self, name: str) -> Node | None:
        """An instance that is written in the form itself."""
        return self._form.instances.get(name)

    def _described(self) -> Iterator[Question]:
        waiting = [(control, "") for control in reversed(self._form.controls)]
        while waiting:
            control, parent = waiting.pop()
            place = control.place
            if place.control is control:
                yield self._question(control, parent)
                parent = place.path
            waiting.extend((child, parent) for child in reversed(control.children))

    def _question(self, control: Control, parent: str) -> Question:
        bind = control.place.bind
        ancestors = list(control.place.ancestors())
        return Question(
            path=control.place.path,
            parent=parent,
            kind=kind_of(control),
            appearance=control.appearance,
            parameters=control.parameters,
            fact=bind.fact,
            sensitivity=next((p.bind.sensitivity for p in ancestors if p.bind.sensitivity != "normal"), "normal"),
            each="person" if bind.each is not None else "",
            compartment=next((p.bind.compartment for p in ancestors if p.bind.compartment), ""),
            was=bind.was,
            computed=control.place.is_computed,
            labels={language: self._plain(control.label, language) for language in self.languages},
            hints={language: self._plain(control.hint, language) for language in self.languages},
        )

    def _plain(self, wording: Wording, language: str) -> str:
        """The text without its outputs; a session has it with them."""
        pieces = wording.pieces
        shape = wording.itext.shape if wording.itext is not None else None
        if isinstance(shape, Call) and isinstance(shape.arguments[0], Literal):
            pieces = self._form.itext.pieces(language, str(shape.arguments[0].value))
        return "".join("…" if isinstance(piece, Expression) else piece for piece in pieces).strip()


_KINDS = {"select1": "select_one", "select": "select_multiple", "rank": "rank", "range": "scale", "trigger": "acknowledge",
          "group": "group", "repeat": "repeat", "textarea": "long"}  # fmt: skip
_TYPED = {"int": "integer", "integer": "integer", "decimal": "decimal", "date": "date", "time": "time",
          "dateTime": "datetime", "geopoint": "location"}  # fmt: skip


def kind_of(control: Control) -> str:
    if control.tag in _KINDS:
        return _KINDS[control.tag]
    if control.tag == "upload":
        media = control.parameters.get("mediatype", "").partition("/")[0]
        return media if media in {"image", "audio"} else "file"
    bind = control.place.bind
    if bind.readonly is not None and bind.readonly.source == "true()" and not control.place.is_computed:
        return "note"
    if bind.type in _TYPED:
        return _TYPED[bind.type]
    return "long" if "multiline" in control.appearance else "text"
