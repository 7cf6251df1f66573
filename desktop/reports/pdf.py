"""From a story to the bytes of a tagged A4 PDF. The same story on the same day gives the same bytes."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFError
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from desktop.reports import look
from desktop.reports.canvas import TaggedCanvas
from desktop.reports.errors import DocumentFailed
from desktop.reports.look import Look
from desktop.reports.story import Story

SIDE, TOP, BOTTOM = 45.0, 44.0, 62.0
# What ReportLab raises when it cannot set something: it has no root of its own.
_REFUSALS = (LayoutError, PDFError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, OSError)


@dataclass(frozen=True)
class Sheet:
    """What is the same on every page. `kind` becomes the title that a reader's window shows: never anybody's name."""

    kind: str
    copy: str
    note: str
    reference: str
    today: date
    size: tuple[float, float] = A4
    """Width and height in points."""


def pdf(tell: Callable[[Story], None], sheet: Sheet, size: Look) -> bytes:
    """Told twice: once to count the pages, and once to say on each how many there are.

    Raises DocumentFailed, without what the typesetter said: it quotes the text (F15).
    """
    try:
        look.fonts()
        _bytes, pages = _set(tell, sheet, size, pages=0)
        made, _pages = _set(tell, sheet, size, pages=pages)
    except _REFUSALS:
        raise DocumentFailed from None
    return made


def _set(tell: Callable[[Story], None], sheet: Sheet, size: Look, *, pages: int) -> tuple[bytes, int]:
    width, height = sheet.size
    story = Story(size, width - 2 * SIDE)
    tell(story)
    paper = io.BytesIO()
    document = BaseDocTemplate(paper, pagesize=sheet.size, initialFontName=look.REGULAR, pageCompression=1)
    frame = Frame(SIDE, BOTTOM, story.width, height - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=partial(_margins, sheet, pages)))
    document.build(
        story.flowables,
        canvasmaker=partial(TaggedCanvas, root=story.root, title=sheet.kind, today=sheet.today),
    )
    return paper.getvalue(), document.page


def _margins(sheet: Sheet, pages: int, canvas: TaggedCanvas, document: Any) -> None:
    """The foot of each page and, from the second, its head."""
    width, height = sheet.size
    with canvas.artifact():
        canvas.setFont(look.REGULAR, 8.4)
        canvas.setFillColor(look.colour("text3"))
        canvas.setStrokeColor(look.colour("border"))
        canvas.setLineWidth(0.6)
        canvas.line(SIDE, 45, width - SIDE, 45)
        canvas.drawString(SIDE, 31, sheet.note)
        canvas.drawRightString(width - SIDE, 31, f"{sheet.reference}. Page {document.page} of {pages}")
        if document.page > 1:
            canvas.drawString(SIDE, height - 29, sheet.kind)
            canvas.drawRightString(width - SIDE, height - 29, sheet.copy)
