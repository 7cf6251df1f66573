"""The drawings of our own: the mark, the house of the hidden screen, and the street of the unlock page."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme

_MARK_GRID = 28.0


class Mark(QWidget):
    """The house with a heart in it, on a rounded square. Silent: the name stands beside it."""

    def __init__(self, px: int = 28, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._px)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _MARK_GRID, self.height() / _MARK_GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("primary"))
        painter.drawRoundedRect(QRectF(0, 0, _MARK_GRID, _MARK_GRID), 7, 7)
        pen = QPen(
            worn.colour("onprimary"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_points((7.2, 21), (7.2, 12.2), (14, 6.4), (20.8, 12.2), (20.8, 21)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("onprimary"))
        painter.drawPath(_heart(14, 20.4, 3.6))


class Street(QWidget):
    """Four houses at dusk; the one with the lights on is the one that is visited. Decoration only."""

    _GRID = QSize(806, 300)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return self._GRID

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        by = min(self.width() / self._GRID.width(), self.height() / self._GRID.height())
        ground = self.height() - 60 * by
        painter.fillRect(QRectF(0, ground, self.width(), self.height() - ground), worn.colour("heroground"))
        painter.setPen(_line(worn, 2.6))
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        painter.translate(0, ground)
        painter.scale(by, by)
        painter.setPen(_line(worn, 2.6))
        _tree(painter, 13, 107, 16)
        _house(painter, (45, 217), 129, 200, windows=((71, 109), (164, 109)), door=(114, 69))
        _terrace(painter)
        _tree(painter, 621, 72, 11.5)
        _shop(painter)
        _lit_house(painter, worn)


class HouseMark(QWidget):
    """The one house of the hidden screen."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(184), theme.current().px(104))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 184, self.height() / 104)
        faint = worn.colour("onhero")
        faint.setAlphaF(0.6)
        painter.setPen(_line(worn, 3, faint))
        painter.drawLine(QPointF(2, 101), QPointF(182, 101))
        painter.drawPolyline(_points((128, 28), (128, 11), (142, 11), (142, 39)))
        painter.setPen(_line(worn, 3))
        painter.drawPolyline(_points((34, 100), (34, 49), (92, 3), (150, 49), (150, 100)))
        painter.drawPath(_arch(QRectF(76, 51, 32, 49)))
        painter.setBrush(worn.colour("onhero"))
        painter.drawEllipse(QPointF(101, 86), 2.6, 2.6)


def _points(*at: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in at])


def _line(worn: theme.Theme, width: float, colour: QColor | None = None) -> QPen:
    ink = colour or worn.colour("onhero")
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _heart(x: float, bottom: float, half: float) -> QPainterPath:
    """A heart `2 * half` wide whose point is at (x, bottom)."""
    path = QPainterPath(QPointF(x, bottom))
    top = bottom - half * 1.1
    path.cubicTo(x - half * 2, top, x - half * 0.8, top - half * 1.1, x, top - half * 0.2)
    path.cubicTo(x + half * 0.8, top - half * 1.1, x + half * 2, top, x, bottom)
    return path


def _arch(box: QRectF) -> QPainterPath:
    """A door with a round top, open at the ground."""
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + box.width() / 2)
    path.arcTo(QRectF(box.left(), box.top(), box.width(), box.width()), 180, -180)
    path.lineTo(box.bottomRight())
    return path


def _tree(painter: QPainter, x: float, top: float, half: float) -> None:
    crown = QPainterPath(QPointF(x, -top))
    low = -top + half * 3.6
    crown.cubicTo(x + half * 1.4, -top + half, x + half * 1.4, low - half * 0.6, x, low)
    crown.cubicTo(x - half * 1.4, low - half * 0.6, x - half * 1.4, -top + half, x, -top)
    painter.drawPath(crown)
    painter.drawLine(QPointF(x, low), QPointF(x, 0))


def _house(
    painter: QPainter,
    walls: tuple[float, float],
    eaves: float,
    ridge: float,
    *,
    windows: tuple[tuple[float, float], ...],
    door: tuple[float, float],
) -> None:
    left, right = walls
    painter.drawPolyline(_points((left, 0), (left, -eaves), ((left + right) / 2, -ridge), (right, -eaves), (right, 0)))
    for x, y in windows:
        painter.drawRect(QRectF(x, -y, 28, 28))
    x, high = door
    painter.drawPolyline(_points((x, 0), (x, -high), (x + 34, -high), (x + 34, 0)))


def _terrace(painter: QPainter) -> None:
    painter.drawPolyline(_points((252, 0), (252, -181), (315, -236), (378, -181), (378, 0)))
    painter.drawLine(QPointF(252, -181), QPointF(378, -181))
    for x in (275, 327):
        painter.drawRect(QRectF(x, -155, 28, 35))
    painter.drawPolyline(_points((297, 0), (297, -69), (333, -69), (333, 0)))


def _shop(painter: QPainter) -> None:
    painter.drawPolyline(_points((645, 0), (645, -170), (778, -170), (778, 0)))
    painter.drawPolyline(_points((657, -170), (657, -198), (765, -198), (765, -170)))
    for x in (669, 725):
        painter.drawRect(QRectF(x, -142, 29, 32))
    painter.drawPolyline(_points((692, 0), (692, -63), (731, -63), (731, 0)))


def _lit_house(painter: QPainter, worn: theme.Theme) -> None:
    painter.setBrush(worn.colour("heroground"))
    painter.drawPolygon(_points((567, -160), (567, -215), (587, -215), (587, -145)))
    painter.drawPolygon(_points((417, 0), (417, -142), (511.5, -219), (606, -142), (606, 0)))
    painter.setBrush(worn.colour("lamp"))
    for x in (443, 550):
        painter.drawRect(QRectF(x, -116, 30, 31))
    painter.drawPath(_arch(QRectF(490, -93, 43, 93)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
