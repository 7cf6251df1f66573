"""Paints a drawing with Qt: on the screen in the theme it wears, and into a picture file in the light one."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter, QPen, QPolygonF

from desktop.reports.drawing import Drawing, Filled, Part, Round, Stroke, Words
from desktop.ui import theme

_PNG_SCALE = 2.0
_MOST_SIDE = 8000
"""Points on the longer side of a picture file: a family of any size fits into the memory of a small laptop."""


def paint(painter: QPainter, drawing: Drawing, worn: theme.Theme) -> None:
    """Every part, at text scale 1; the caller scales."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}

    def font(style: str) -> tuple[QFont, QFontMetricsF]:
        if style not in fonts:
            made = theme.Theme(worn.name).font(style)
            fonts[style] = made, QFontMetricsF(made)
        return fonts[style]

    for part in drawing.parts:
        _paint(painter, part, worn.colour, font)


def png(drawing: Drawing) -> bytes:
    """The drawing as a picture file: light, twice as fine as on the screen, with nothing in it but points (P10)."""
    scale = min(_PNG_SCALE, _MOST_SIDE / max(drawing.width, drawing.height, 1))
    image = QImage(round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-drawing.left, -drawing.top)
    paint(painter, drawing, theme.Theme("light"))
    painter.end()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(made, b"png").write(image)
    return bytes(made.data().data())


def _paint(
    painter: QPainter,
    part: Part,
    colour: Callable[[str], QColor],
    font: Callable[[str], tuple[QFont, QFontMetricsF]],
) -> None:
    match part:
        case Stroke():
            painter.setPen(_pen(colour(part.tone), part.width, part.dash))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in part.points]))
        case Filled():
            painter.setPen(_pen(colour(part.edge), part.width, part.dash) if part.edge else Qt.PenStyle.NoPen)
            painter.setBrush(colour(part.fill))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in part.points]))
        case Round():
            painter.setPen(_pen(colour(part.edge), part.line, part.dash) if part.edge else Qt.PenStyle.NoPen)
            painter.setBrush(colour(part.fill) if part.fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(part.x, part.y, part.width, part.height), part.radius, part.radius)
        case Words():
            face, metrics = font(part.style)
            painter.setFont(face)
            painter.setPen(colour(part.tone))
            room = part.room or metrics.horizontalAdvance(part.text) + 4
            said = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, room)
            left = part.x if part.at == "start" else part.x - room / 2
            across = Qt.AlignmentFlag.AlignLeft if part.at == "start" else Qt.AlignmentFlag.AlignHCenter
            box = QRectF(left, part.y - 12, room, 24)
            painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, said)


def _pen(colour: QColor, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    if dash:
        pen.setDashPattern(list(dash))
    return pen
