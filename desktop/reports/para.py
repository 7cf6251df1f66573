"""The only way of text onto paper. `para` takes text as text (F14): ReportLab's paragraphs are a mark-up language, in which a family
called `<img src='file:///…'>` would be a picture.
"""

from html import escape

from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from desktop.reports.look import SEMI_BOLD, colour
from desktop.reports.structure import Element

rl_config.trustedSchemes = []  # no paragraph may fetch or open anything, should one ever hold a link
rl_config.trustedHosts = []


class Para(Paragraph):  # type: ignore[misc]  # ReportLab is untyped
    """A paragraph that belongs to an element, on however many pages it falls."""

    element: Element

    def split(self, width: float, height: float) -> list[Flowable]:
        parts: list[Para] = super().split(width, height)
        for part in parts:
            part.element = self.element
        return list(parts)

    def draw(self) -> None:
        with self.canv.content(self.element):
            super().draw()


class ColumnHead(Para):
    """The head of a column. A table that runs on repeats it on each page, where it is decoration."""

    def draw(self) -> None:
        if not self.element.kids:
            super().draw()
            return
        with self.canv.artifact():
            Paragraph.draw(self)


class Heading(Para):
    """A paragraph that is a bookmark too; one of the second level has a rule below it."""

    def draw(self) -> None:
        first = self.element.tag == "H1"
        self.canv.bookmark(self.getPlainText(), 0 if first else 1, self.height)
        super().draw()
        if not first:
            below = -self.style.leading * 0.22
            with self.canv.artifact():
                self.canv.setStrokeColor(colour("primary"))
                self.canv.setLineWidth(0.75)
                self.canv.line(0, below, self.width, below)


class Quotation(Para):
    """Somebody's own words, with a bar beside them."""

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setFillColor(colour("voice"))
            self.canv.rect(0, 0, 2.2, self.height, stroke=0, fill=1)
        super().draw()


class Bulleted(Para):
    """One of a list, with a dot before its first line."""

    def draw(self) -> None:
        size = self.style.fontSize
        with self.canv.artifact():
            self.canv.setFillColor(colour("primary"))
            self.canv.circle(size * 0.35, self.height - size * 0.7, size * 0.17, stroke=0, fill=1)
        super().draw()


def para(text: str, style: ParagraphStyle, element: Element, kind: type[Para] = Para, strong: str = "") -> Para:
    """Text, its lines kept, said as `element`; `strong` is text set before it in a heavier weight."""
    markup = _as_text(text)
    if strong:
        markup = f'<font name="{SEMI_BOLD}">{_as_text(strong)}</font>{markup}'
    made = kind(markup, style)
    made.element = element
    return made


def _as_text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")
