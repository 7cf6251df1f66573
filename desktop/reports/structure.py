"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what a screen reader reads instead of the look of a page.

The tree is made while the story is told, so its order is reading order; drawing only says which marked content on which page belongs
to which element. Written when the document closes.
"""

from dataclasses import dataclass, field
from typing import NamedTuple, Self

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)

ROOT = "structure"


class Content(NamedTuple):
    """A run of marked content: its page, counted from 0, and its number on that page."""

    page: int
    number: int


@dataclass(eq=False)
class Element:
    """One element. `tag` is one of the standard types: Document, H1, P, Table, TR, TH, TD, L, LI, LBody, BlockQuote, Figure."""

    tag: str
    scope: str = ""
    alt: str = ""
    kids: list["Element | Content"] = field(default_factory=list)

    def add(self, tag: str, *, scope: str = "", alt: str = "") -> "Element":
        """A new last child. `scope` is Column or Row, for a TH; `alt` says what a Figure shows."""
        child = Element(tag, scope, alt)
        self.kids.append(child)
        return child


class Page(NamedTuple):
    """A finished page and, by number, the elements of its marked content."""

    page: PDFPage
    marked: list[Element]


class Tree:
    """Writes elements into a document as indirect objects; each is named before it is written, for they point at each other."""

    def __init__(self, document: PDFDocument, pages: list[Page]) -> None:
        self._document = document
        self._pages = pages
        self._names: dict[int, str] = {}

    def write(self, root: Element) -> Self:
        self._write(root, ROOT)
        owners: list[object] = []
        for index, page in enumerate(self._pages):
            owners += [index, PDFArray([self._reference(element) for element in page.marked])]
        document = self._document
        parents = document.Reference(PDFDictionary({"Nums": PDFArray(owners)}), "parents")
        tree = {
            "Type": PDFName("StructTreeRoot"),
            "K": self._reference(root),
            "ParentTree": parents,
            "ParentTreeNextKey": len(self._pages),
        }
        document.Catalog.StructTreeRoot = document.Reference(PDFDictionary(tree), ROOT)
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        return self

    def _reference(self, element: Element) -> PDFObjectReference:
        return PDFObjectReference(self._names.setdefault(id(element), f"element{len(self._names)}"))

    def _write(self, element: Element, parent: str) -> None:
        entry = {
            "Type": PDFName("StructElem"),
            "S": PDFName(element.tag),
            "P": PDFObjectReference(parent),
            "K": PDFArray([self._kid(kid) for kid in element.kids]),
        }
        if element.alt:
            entry["Alt"] = PDFString(element.alt)
        if element.scope:
            entry["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
        name = self._reference(element).name
        self._document.Reference(PDFDictionary(entry), name)
        for kid in element.kids:
            if isinstance(kid, Element):
                self._write(kid, name)

    def _kid(self, kid: "Element | Content") -> object:
        if isinstance(kid, Element):
            return self._reference(kid)
        page = self._document.Reference(self._pages[kid.page].page)
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid.number})
