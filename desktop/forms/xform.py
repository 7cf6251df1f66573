"""Reads an XForm into the definition's tree: model, rules, translations, then the controls of the body."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import Element

from desktop.forms import controls, markup
from desktop.forms.errors import FormInvalid, Problem, invalid
from desktop.forms.expressions import Expression, Wording
from desktop.forms.itext import Itext, Pieces
from desktop.forms.markup import FH, JR, first, local, named
from desktop.forms.nodes import Node
from desktop.forms.places import Action, Bind, Control, Place

_Made = TypeVar("_Made")


class XForm:
    """What is written in the file. Raises FormInvalid with every problem found, never half a form."""

    def __init__(self, xml: bytes) -> None:
        html = markup.read(xml)
        self.problems: list[Problem] = []
        head, body = first(html, "head"), first(html, "body")
        model = first(head, "model") if head is not None else None
        primary = first(model, "instance") if model is not None else None
        if model is None or primary is None or not len(primary) or body is None:
            raise invalid("not_a_form")
        title = first(head, "title") if head is not None else None
        self.title = (title.text or "").strip() if title is not None else ""
        self.seed = primary[0]
        self.form_id = self.seed.get("id", "")
        self.version = self.seed.get("version", "")
        self.root = _places(self.seed)
        self.by_path = {place.path: place for place in self.root.subtree()}
        self.instances, self.external = _instances(model)
        self.itext = self._itext(model)
        self.bind_ids: dict[str, str] = {}
        for element in named(model, "bind"):
            self._bind(element)
        self.actions: list[Action] = []
        self.controls: list[Control] = []
        controls.Reader(self).read(model, body)
        if self.problems:
            raise FormInvalid(self.problems)

    def attempt(self, path: str, make: Callable[[], _Made]) -> _Made | None:
        """What `make` makes; when it refuses, nothing, and its problems are noted at `path`."""
        try:
            return make()
        except FormInvalid as refusal:
            self.problems.extend(Problem(p.code, p.path or path, p.message) for p in refusal.problems)
            return None

    def expression(self, source: str | None, path: str, *, wide: bool = False) -> Expression | None:
        if source is None or not source.strip():
            return None
        return self.attempt(path, lambda: Expression.of(source, wide=wide))

    def wording(self, element: Element | None, path: str) -> Wording:
        """The text of a label or hint; a `ref` names a translated text."""
        if element is None:
            return Wording()
        if element.get("ref"):
            return Wording(itext=self.expression(element.get("ref"), path))
        return Wording(self.pieces(element, path))

    def message(self, text: str | None, path: str) -> Wording:
        if not text:
            return Wording()
        return Wording(itext=self.expression(text, path)) if text.startswith("jr:itext(") else Wording((text,))

    def pieces(self, element: Element, path: str) -> Pieces:
        found: list[str | Expression] = [element.text or ""]
        for child in element:
            output = self.expression(child.get("value") or child.get("ref"), path)
            found.extend([output] if local(child) == "output" and output is not None else [])
            found.append(child.tail or "")
        return tuple(piece for piece in found if piece != "")

    def _itext(self, model: Element) -> Itext:
        holder = first(model, "itext")
        translations = list(named(holder, "translation")) if holder is not None else []
        texts: dict[str, dict[str, Pieces]] = {}
        media: dict[str, dict[str, dict[str, str]]] = {}
        default = translations[0].get("lang", "") if translations else ""
        for translation in translations:
            language = translation.get("lang", "")
            default = language if translation.get("default") is not None else default
            texts[language], media[language] = {}, {}
            for text in named(translation, "text"):
                name = text.get("id", "")
                for value in named(text, "value"):
                    if value.get("form") is None:
                        texts[language][name] = self.pieces(value, name)
                    else:
                        media[language].setdefault(name, {})[value.get("form", "")] = value.text or ""
        return Itext(tuple(texts), default, texts, media)

    def _bind(self, element: Element) -> None:
        path = plain_path(element.get("nodeset") or element.get("ref") or "")
        place = self.by_path.get(path)
        if element.get("id"):
            self.bind_ids[element.get("id", "")] = path
        if place is None:
            return  # rules for what is not there bind nothing
        place.bind = Bind(
            type=(element.get("type") or "string").rpartition(":")[2],
            relevant=self.expression(element.get("relevant"), path),
            required=self.expression(element.get("required"), path),
            readonly=self.expression(element.get("readonly"), path),
            calculate=self.expression(element.get("calculate"), path),
            constraint=self.expression(element.get("constraint"), path),
            constraint_message=self.message(element.get(f"{JR}constraintMsg"), path),
            required_message=self.message(element.get(f"{JR}requiredMsg"), path),
            preload=_preload(element),
            fact=element.get(f"{FH}fact", ""),
            each=self._each(element.get(f"{FH}each"), path),
            sensitivity=element.get(f"{FH}sensitivity", "normal"),
            compartment=element.get(f"{FH}compartment", ""),
            was=tuple(element.get(f"{FH}was", "").split()),
        )

    def _each(self, source: str | None, path: str) -> Expression | None:
        """`person`, or `person[age < 18]`: the people a repeat is over."""
        if source is None:
            return None
        subject, bracket, condition = source.strip().partition("[")
        if subject.strip() != "person":
            self.problems.append(Problem("unknown_each", path, subject.strip()))
            return None
        return self.expression(f"instance('people')/root/item{bracket}{condition}", path)


def plain_path(path: str) -> str:
    """`/data/orx:meta / x` as `/data/meta/x`."""
    return "/".join(part.strip().rpartition(":")[2] for part in path.strip().split("/"))


def _places(seed: Element) -> Place:
    root = Place(local(seed), None, seed)
    _add_places(root, seed)
    return root


def _add_places(parent: Place, element: Element) -> None:
    """Of several elements of one name the template counts, else the first: they are instances of one repeat."""
    kinds: dict[str, Element] = {}
    for child in element:
        if local(child) not in kinds or child.get(f"{JR}template") is not None:
            kinds[local(child)] = child
    for name, child in kinds.items():
        place = Place(name, parent, child)
        place.instances = [e for e in named(element, name) if e.get(f"{JR}template") is None]
        parent.children.append(place)
        _add_places(place, child)


def _instances(model: Element) -> tuple[dict[str, Node], frozenset[str]]:
    inside: dict[str, Node] = {}
    outside: set[str] = set()
    for element in list(named(model, "instance"))[1:]:
        name = element.get("id", "")
        if element.get("src") is not None:
            outside.add(name)
        elif len(element):
            inside[name] = markup.document_of(element[0])
    return inside, frozenset(outside)


def _preload(element: Element) -> tuple[str, str] | None:
    kind = element.get(f"{JR}preload")
    return (kind, element.get(f"{JR}preloadParams", "")) if kind is not None else None
