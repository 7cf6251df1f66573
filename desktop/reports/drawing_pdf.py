"""A drawing on paper: one figure that fits the page, and the same in words under it for whoever does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from desktop.reports import words
from desktop.reports.drawing import Drawing, Filled, Part, Point, Round, Stroke, Words
from desktop.reports.look import OFFICE, REGULAR, SEMI_BOLD, Look, colour, printable
from desktop.reports.para import Heading
from desktop.reports.pdf import BOTTOM, TOP, Sheet, pdf
from desktop.reports.story import Story
from desktop.reports.structure import Element

_FACES = {"bodyStrong": (SEMI_BOLD, 16.0), "metaStrong": (SEMI_BOLD, 14.0), "meta": (REGULAR, 14.0)}
_HEADS = 76.0
"""What stands over the figure."""
_LARGEST = 0.8
"""Points for a pixel: as large as on the screen, where the family is small."""


@dataclass(frozen=True, kw_only=True)
class DrawingDocument:
    """`title` says what kind of drawing it is, `said` everything that is in it, a line each, `note` what was left out."""

    title: str
    family: str
    council: str
    drawing: Drawing
    said: Sequence[str]
    note: str
    invented: bool = False


def drawing_pdf(document: DrawingDocument, today: date) -> bytes:
    """A tagged A4 PDF, on its side.

    Raises DocumentFailed when it cannot be set.
    """
    sheet = Sheet(document.title, words.day(today), words.CONFIDENTIAL, words.day(today), today, landscape(A4))
    return pdf(partial(_tell, document, sheet), sheet, Look(OFFICE))


def _tell(document: DrawingDocument, sheet: Sheet, story: Story) -> None:
    story.text(document.council, "meta")
    story.place(story.para(document.title, "title", "H1", Heading))
    story.text(f"{document.family}. {document.note}", "family")
    if document.invented:
        story.text(words.INVENTED, "badge")
    if not all(map(printable, document.said)):
        story.text(words.UNPRINTABLE, "hidden")
    figure = story.root.add("Figure", alt=document.title)
    story.place(_Figure(document.drawing, figure, story.width, sheet.size[1] - TOP - BOTTOM - _HEADS))
    story.heading(words.IN_WORDS)
    story.bullets(document.said)


class _Figure(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The drawing, as large as the room allows."""

    def __init__(self, drawing: Drawing, element: Element, width: float, height: float) -> None:
        super().__init__()
        self._drawing, self._element = drawing, element
        self._scale = min(width / max(drawing.width, 1), height / max(drawing.height, 1), _LARGEST)
        self.width, self.height = width, drawing.height * self._scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, drawing = self.canv, self._drawing
        with canvas.content(self._element):
            canvas.saveState()
            canvas.translate((self.width - drawing.width * self._scale) / 2, 0)
            canvas.scale(self._scale, self._scale)
            for part in drawing.parts:
                _draw(canvas, part, self._on_paper)
            canvas.restoreState()

    def _on_paper(self, point: Point) -> Point:
        return point[0] - self._drawing.left, self._drawing.bottom - point[1]


def _draw(canvas: Any, part: Part, at: Any) -> None:
    match part:
        case Stroke():
            _ink(canvas, part.tone, part.width, part.dash)
            _way(canvas, [at(point) for point in part.points], stroke=1, fill=0)
        case Filled():
            _ink(canvas, part.edge or part.fill, part.width, part.dash)
            canvas.setFillColor(colour(part.fill))
            _way(canvas, [at(point) for point in part.points], stroke=int(bool(part.edge)), fill=1, closed=True)
        case Round():
            _ink(canvas, part.edge or part.fill, part.line, part.dash)
            if part.fill:
                canvas.setFillColor(colour(part.fill))
            x, y = at((part.x, part.y + part.height))
            radius = min(part.radius, part.width / 2, part.height / 2)
            canvas.roundRect(
                x, y, part.width, part.height, radius, stroke=int(bool(part.edge)), fill=int(bool(part.fill))
            )
        case Words():
            _write(canvas, part, at((part.x, part.y)))


def _ink(canvas: Any, tone: str, width: float, dash: tuple[float, ...]) -> None:
    canvas.setStrokeColor(colour(tone))
    canvas.setLineWidth(width)
    canvas.setLineJoin(1)
    canvas.setLineCap(0 if dash else 1)
    canvas.setDash([length * width for length in dash] or [], 0)


def _way(canvas: Any, points: Sequence[Point], *, stroke: int, fill: int, closed: bool = False) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def _write(canvas: Any, said: Words, at: Point) -> None:
    face, size = _FACES[said.style]
    text = _fitted(said.text, face, size, said.room)
    canvas.setFont(face, size)
    canvas.setFillColor(colour(said.tone))
    write = canvas.drawString if said.at == "start" else canvas.drawCentredString
    write(at[0], at[1] - size * 0.34, text)


def _fitted(text: str, face: str, size: float, room: float) -> str:
    if not room or stringWidth(text, face, size) <= room:
        return text
    while text and stringWidth(f"{text}…", face, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
