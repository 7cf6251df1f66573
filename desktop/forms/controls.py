"""Reads the body of an XForm: groups, repeats, questions with their choices, and the actions that set values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from desktop.forms.errors import Problem
from desktop.forms.markup import JR, first, local, named
from desktop.forms.places import Action, Control, Item, Itemset, Place

if TYPE_CHECKING:
    from desktop.forms.xform import XForm

_QUESTIONS = frozenset({"input", "secret", "textarea", "select", "select1", "rank", "range", "upload", "trigger"})
_CONDITION = re.compile(r"\[[^\]]*\]")
_OWN_ATTRIBUTES = frozenset({"ref", "nodeset", "bind", "appearance", "class"})


class Reader:
    """Adds controls and actions to the XForm it is given."""

    def __init__(self, form: XForm) -> None:
        self._form = form

    def read(self, model: Element, body: Element) -> None:
        self._actions(model, None)
        self._children(body, self._form.root, self._form.controls)
        for place in self._form.root.subtree():
            place.in_repeat = place.repeat() is not None

    def _children(self, element: Element, context: Place, into: list[Control]) -> None:
        for child in element:
            name = local(child)
            if name == "group":
                self._group(child, context, into)
            elif name == "repeat":
                self._repeat(child, context, into)
            elif name in _QUESTIONS:
                self._question(child, context, into)
        self._actions(element, context)

    def _place(self, element: Element, context: Place) -> Place | None:
        """The place a control is bound to; none, with a problem noted, when the form has no such place."""
        reference = element.get("ref") or element.get("nodeset")
        named_bind = element.get("bind")
        path = self._form.bind_ids.get(named_bind, "") if named_bind else reference or context.path
        place = self.resolve(path, context)
        if place is None:
            self._form.problems.append(Problem("unknown_place", path))
        return place

    def resolve(self, path: str, context: Place) -> Place | None:
        place: Place | None = context
        bare = _CONDITION.sub("", path).replace("current()/", "./")
        plain = "/".join(part.strip().rpartition(":")[2] for part in bare.strip().split("/"))
        if plain.startswith("/"):
            return self._form.by_path.get(plain)
        for part in plain.split("/"):
            if place is None:
                return None
            place = place.parent if part == ".." else place if part == "." else place.child(part)
        return place

    def _group(self, element: Element, context: Place, into: list[Control]) -> None:
        place = self._place(element, context)
        if place is None:
            return
        repeat = first(element, "repeat")
        if repeat is not None and self.resolve(repeat.get("nodeset", ""), context) is place:
            self._repeat(repeat, place, into, label=element)
            return
        control = self._control("group", element, place)
        if element.get("ref") is not None and place is not context:
            place.control = control
        into.append(control)
        self._children(element, place, control.children)

    def _repeat(self, element: Element, context: Place, into: list[Control], label: Element | None = None) -> None:
        place = self._place(element, context)
        if place is None:
            return
        place.repeats = True
        control = self._control("repeat", element if label is None else label, place)
        count = element.get(f"{JR}count")
        control.count = self._form.expression(count, place.path)
        control.fixed = count is not None or element.get(f"{JR}noAddRemove") is not None or place.bind.each is not None
        place.control = control
        into.append(control)
        self._children(element, place, control.children)

    def _question(self, element: Element, context: Place, into: list[Control]) -> None:
        place = self._place(element, context)
        if place is None:
            return
        control = self._control(local(element), element, place)
        control.items = tuple(self._item(item, place) for item in named(element, "item"))
        control.itemset = self._itemset(first(element, "itemset"), place)
        place.control = control
        into.append(control)
        self._actions(element, place, source=place)

    def _control(self, tag: str, element: Element, place: Place) -> Control:
        return Control(
            tag,
            place,
            label=self._form.wording(first(element, "label"), place.path),
            hint=self._form.wording(first(element, "hint"), place.path),
            appearance=element.get("appearance", "").strip(),
            parameters={name.rpartition("}")[2]: v for name, v in element.items() if name not in _OWN_ATTRIBUTES},
        )

    def _item(self, element: Element, place: Place) -> Item:
        value = first(element, "value")
        code = (value.text or "").strip() if value is not None else ""
        return Item(code, self._form.wording(first(element, "label"), place.path))

    def _itemset(self, element: Element | None, place: Place) -> Itemset | None:
        if element is None:
            return None
        nodes = self._form.expression(element.get("nodeset"), place.path, wide=True)
        value, label = first(element, "value"), first(element, "label")
        code_ref = value.get("ref", ".") if value is not None else "."
        code = self._form.expression(code_ref, place.path)
        shown = self._form.expression(label.get("ref", code_ref) if label is not None else code_ref, place.path)
        return Itemset(nodes, code, shown) if nodes is not None and code is not None and shown is not None else None

    def _actions(self, element: Element, context: Place | None, source: Place | None = None) -> None:
        for action in named(element, "setvalue"):
            path = action.get("ref") or action.get("nodeset") or ""
            target = self.resolve(path, context or self._form.root)
            if target is None:
                self._form.problems.append(Problem("unknown_place", path))
                continue
            chosen = self._form.expression(path, target.path, wide=True) if "[" in path else None
            event = next((v for k, v in action.items() if k.rpartition("}")[2] == "event"), "")
            value = self._form.expression(action.get("value"), target.path)
            text = "" if action.get("value") is not None else (action.text or "").strip()
            self._form.actions.append(Action(frozenset(event.split()), target, value or text, source, chosen))
