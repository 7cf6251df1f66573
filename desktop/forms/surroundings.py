"""The world of one session: its clock, ids and chance, its language, and the instances beside the form's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from random import Random

from desktop.clock import Clock
from desktop.forms import markup
from desktop.forms.budget import Budget
from desktop.forms.choices import choices_at
from desktop.forms.definition import FormDefinition
from desktop.forms.expressions import Wording, rendered
from desktop.forms.nodes import Node
from desktop.forms.syntax import Call, Literal
from desktop.ids import IdSource


class Surroundings:
    """What expressions may ask for besides the answers (`scope.World`)."""

    def __init__(
        self, definition: FormDefinition, instances: Mapping[str, bytes], clock: Clock, ids: IdSource, zone: tzinfo
    ) -> None:
        self.document = Node("")
        self.budget = Budget()
        self.zone = zone
        self.random = Random(ids.new().int)  # noqa: S311 the order of choices, not a secret
        self.language = definition.default_language
        self._definition = definition
        self._clock = clock
        self._ids = ids
        self._beside = {name: markup.document_of(markup.read(xml)) for name, xml in instances.items()}

    def now(self) -> datetime:
        return self._clock.now().astimezone(self.zone)

    def new_id(self) -> str:
        return str(self._ids.new())

    def instance(self, name: str) -> Node | None:
        return self._beside.get(name) or self._definition.instance(name)

    def put_instance(self, name: str, xml: bytes) -> Node | None:
        """Swap an instance; answers what was there before."""
        before = self._beside.get(name)
        self._beside[name] = markup.document_of(markup.read(xml))
        return before

    def restore_instance(self, name: str, before: Node | None) -> None:
        self._beside.pop(name)
        if before is not None:
            self._beside[name] = before

    def text(self, itext_id: str) -> str:
        return rendered(self._definition.form.itext.pieces(self.language, itext_id), self, self.document)

    def files(self, itext_id: str) -> Mapping[str, str]:
        return self._definition.form.itext.files(self.language, itext_id)

    def spoken(self, wording: Wording, node: Node) -> str:
        """The words at `node`, where outputs in them are read."""
        shape = wording.itext.shape if wording.itext is not None else None
        if isinstance(shape, Call) and shape.name == "jr:itext" and isinstance(shape.arguments[0], Literal):
            return rendered(
                self._definition.form.itext.pieces(self.language, str(shape.arguments[0].value)), self, node
            )
        return wording.spoken(self, node)

    def choice_label(self, node: Node, code: str) -> str:
        choices = node.choices if node.choices is not None else choices_at(self, node)
        return next((c.label for c in choices if c.code == code.strip()), "")

    def fact(self, node: Node, name: str) -> str:
        """The record's field that this question shows: of the person a repeat is over, else of the family's record."""
        subject, _, field = name.partition(".")
        person = next((n for n in node.ancestors() if n.place is not None and n.place.bind.each is not None), None)
        if subject == "person" and person is not None:
            return _field_of(self._person(person.repeat_id), field)
        record = self.instance("record")
        holder = record.children[0] if record is not None and record.children else None
        return _field_of(next(iter(holder.named(subject)), None) if holder is not None else None, field)

    def _person(self, person_id: str) -> Node | None:
        people = self.instance("people")
        items = people.children[0].named("item") if people is not None and people.children else []
        return next((item for item in items if _field_of(item, "name") == person_id), None)


def _field_of(node: Node | None, name: str) -> str:
    return next((child.value for child in node.named(name)), "") if node is not None else ""
