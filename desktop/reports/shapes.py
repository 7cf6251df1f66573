"""What is drawn rather than written: dot scales, signatures, the line of a signature."""

from collections.abc import Sequence

from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from desktop.reports.document import Strokes
from desktop.reports.look import colour
from desktop.reports.structure import Element


class DotScale(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """A scale with an open dot for the first score and a filled one for now. Decoration: the figures stand beside it in words."""

    def __init__(self, before: int | None, now: int, bounds: tuple[int, int], width: float, k: float) -> None:
        super().__init__()
        self.before, self.now, self.bounds, self.k = before, now, bounds, k
        self.width, self.height = width, 13.4 * k

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with self.canv.artifact():
            self._axis()
            if self.before is not None:
                self._way()
                self._dot(self.before, filled=False)
            self._dot(self.now, filled=True)

    def _x(self, score: int) -> float:
        low, high = self.bounds
        margin = 5 * self.k
        return margin + (self.width - 2 * margin) * (score - low) / (high - low)

    def _axis(self) -> None:
        canvas, middle, tick = self.canv, self.height / 2, 2.2 * self.k
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(0.6)
        low, high = self.bounds
        canvas.line(self._x(low), middle, self._x(high), middle)
        for score in range(low, high + 1):
            canvas.line(self._x(score), middle - tick, self._x(score), middle + tick)

    def _way(self) -> None:
        self.canv.setStrokeColor(colour("primary"))
        self.canv.setLineWidth(1.9 * self.k)
        self.canv.line(self._x(self.before or 0), self.height / 2, self._x(self.now), self.height / 2)

    def _dot(self, score: int, *, filled: bool) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour("primary"))
        canvas.setFillColor(colour("primary") if filled else white)
        canvas.setLineWidth(1.2 * self.k)
        canvas.circle(self._x(score), self.height / 2, 3.6 * self.k, stroke=1, fill=1)


class SignatureLine(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The line to sign on, with the signature when it was drawn on the screen."""

    def __init__(self, strokes: Strokes, element: Element, width: float, k: float) -> None:
        super().__init__()
        self.strokes, self.element = strokes, element
        self.width, self.height = width, 34 * k

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        if self.strokes:
            with self.canv.content(self.element):
                self._ink()
        with self.canv.artifact():
            self.canv.setStrokeColor(colour("line"))
            self.canv.setLineWidth(0.75)
            self.canv.line(0, 1, self.width, 1)

    def _ink(self) -> None:
        canvas = self.canv
        lowest = max(y for stroke in self.strokes for _x, y in stroke) or 1.0
        scale = min(self.width * 0.9, self.height * 0.9 / lowest)
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(1.1)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in self.strokes:
            canvas.drawPath(self._path([(x * scale, self.height - y * scale) for x, y in stroke]))

    def _path(self, points: Sequence[tuple[float, float]]) -> object:
        path = self.canv.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if len(points) == 1:
            path.lineTo(points[0][0] + 0.1, points[0][1])
        return path


class Emblem(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The house of the window's corner: decoration."""

    def __init__(self, side: float) -> None:
        super().__init__()
        self.width = self.height = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, unit = self.canv, self.width / 16
        with canvas.artifact():
            canvas.setFillColor(colour("primary"))
            canvas.roundRect(0, 0, self.width, self.width, 3.6 * unit, stroke=0, fill=1)
            canvas.setStrokeColor(white)
            canvas.setLineWidth(1.4 * unit)
            canvas.setLineJoin(1)
            walls = canvas.beginPath()
            walls.moveTo(3.6 * unit, 8.4 * unit)
            for x, y in ((8, 12.4), (12.4, 8.4), (12.4, 3.8), (3.6, 3.8)):
                walls.lineTo(x * unit, y * unit)
            walls.close()
            canvas.drawPath(walls)
            canvas.line(8 * unit, 3.8 * unit, 8 * unit, 7 * unit)
