"""A ReportLab canvas that marks what is content and what is decoration, and closes as a tagged PDF.

Everything drawn belongs either to an element of the structure tree or to an artifact, which screen readers pass over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFPage, PDFStream
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.structure import Content, Element, Page, Tree

LANGUAGE = "en-GB"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """Draws one document. `title` is a constant that names the kind of document, never a family (P10)."""

    def __init__(self, *args: Any, root: Element, title: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"lang": LANGUAGE, "pdfVersion": (1, 7), "invariant": 1})
        self._root = root
        self._title_of_kind = title
        self._today = today
        self._finished: list[Page] = []
        self._marked: list[Element] = []
        self._bookmarks = 0

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry of the outline for a heading whose top is `top` points above the origin."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level)

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside is said by screen readers as `element`."""
        number = len(self._marked)
        self._marked.append(element)
        element.kids.append(Content(len(self._finished), number))
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self.end_marked()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration."""
        self.begin_artifact()
        yield
        self.end_marked()

    def begin_artifact(self) -> None:
        self._code.append("/Artifact BMC")

    def end_marked(self) -> None:
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802  (ReportLab's name)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]  # entries that ReportLab does not know
        page.StructParents, page.Tabs = len(self._finished), PDFName("S")
        self._finished.append(Page(page, self._marked))
        self._marked = []

    def save(self) -> None:
        if self._code:
            self.showPage()
        Tree(self._doc, self._finished).write(self._root)
        self._describe()
        super().save()

    def _describe(self) -> None:
        """The same few facts in the old place and in XMP: the kind of document, its language, the day. No author, no program."""
        self.setTitle(self._title_of_kind)
        for forget in (self.setAuthor, self.setSubject, self.setCreator, self.setKeywords):
            forget("")
        self.setProducer("Doorstep")
        self.setDateFormatter(lambda *_invariant: f"D:{self._today:%Y%m%d}")
        self.setViewerPreference("DisplayDocTitle", "true")
        packet = _PACKET.format(title=self._title_of_kind, language=LANGUAGE)
        entry = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        self._doc.Catalog.Metadata = PDFStream(dictionary=entry, content=packet.encode(), filters=[])
