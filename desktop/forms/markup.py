"""Reads XML safely: no DTD, no entities, nothing fetched, no deeper and no larger than F18 allows; namespaces are dropped."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from desktop.forms.budget import DEPTH, small_enough
from desktop.forms.errors import invalid
from desktop.forms.nodes import Node

JR = "{http://openrosa.org/javarosa}"
FH = "{urn:family-help:forms:1}"


def read(xml: bytes) -> Element:
    """Raises FormInvalid `not_xml`, `forbidden_xml`, `too_deep` or `file_too_large`."""
    try:
        root: Element = defusedxml.ElementTree.fromstring(small_enough(xml), forbid_dtd=True)
    except DefusedXmlException:
        raise invalid("forbidden_xml") from None
    except (ParseError, ValueError, LookupError):
        raise invalid("not_xml") from None
    _measure(root)
    return root


def _measure(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEPTH:
            raise invalid("too_deep")
        level = [child for element in level for child in element]


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def named(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def first(element: Element, name: str) -> Element | None:
    return next(named(element, name), None)


def document_of(element: Element) -> Node:
    """A document node with the whole of `element` below: the tree of an instance."""
    document = Node("")
    _grow(document, element)
    return document


def _grow(parent: Node, element: Element) -> None:
    node = parent.append(
        Node(local(element), parent, (element.text or "").strip() if len(element) else element.text or "")
    )
    node.attributes = attributes_of(node, element)
    for child in element:
        _grow(node, child)
        if child.tail and child.tail.strip():
            node.append(Node("#text", node, child.tail))


def attributes_of(node: Node, element: Element) -> dict[str, Node]:
    """The attributes as nodes, named without their namespace."""
    names = {name.rpartition("}")[2]: value for name, value in element.items()}
    return {name: Node(name, node, value) for name, value in names.items()}
