"""The body map: two figures on which marks are placed with mouse or keyboard. The list beside it says and does the same."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.casework.body import HEIGHT, LIMBS, WIDTH, Side, part_at
from desktop.casework.concerns import Mark
from desktop.reports import concern_words as paper
from desktop.ui import theme
from desktop.ui.widgets.states import announce
from desktop.ui.words import concern as words

_HIGH = 330
_STEP, _FINE = 25, 5
_DOT = 22
_SIDES: tuple[Side, Side] = ("front", "back")


class BodyMap(QWidget):
    """Front and back. Arrow keys move a cross, with Shift a little; Enter or Space marks, as a click does.

    Signals:
        marked: the side, and the place in thousandths of the figure's height.
    """

    marked = Signal(str, int, int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._side: Side = "front"
        self._x, self._y = WIDTH // 2, 240
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(paper.BODY)
        self.setAccessibleDescription(words.BODY_TEXT)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self.update()

    def sizeHint(self) -> QSize:
        high = theme.current().px(_HIGH)
        return QSize(round(2 * high * WIDTH / HEIGHT) + theme.current().px(24), high + theme.current().px(28))

    # -- doing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for side in _SIDES:
            at = self._figure(side)
            if at.contains(event.position()):
                spot = (event.position() - at.topLeft()) * (HEIGHT / at.height())
                self._put(side, round(spot.x()), round(spot.y()))
                self.marked.emit(side, self._x, self._y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        keys = Qt.Key
        moves = {
            keys.Key_Left: (-step, 0),
            keys.Key_Right: (step, 0),
            keys.Key_Up: (0, -step),
            keys.Key_Down: (0, step),
        }
        if event.key() in moves:
            across, down = moves[keys(event.key())]
            self._move(across, down)
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.marked.emit(self._side, self._x, self._y)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _move(self, across: int, down: int) -> None:
        """Over the edge of one figure lies the other."""
        x, side = self._x + across, self._side
        if x > WIDTH and side == "front":
            x, side = 0, "back"
        elif x < 0 and side == "back":
            x, side = WIDTH, "front"
        self._put(side, x, self._y + down)
        announce(self, words.marked(self._side, part_at(self._side, self._x, self._y)))

    def _put(self, side: Side, x: int, y: int) -> None:
        self._side = side
        self._x, self._y = min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)
        self.update()

    # -- drawing

    def _figure(self, side: Side) -> QRectF:
        worn = theme.current()
        high = worn.px(_HIGH)
        wide = high * WIDTH / HEIGHT
        return QRectF(0 if side == "front" else wide + worn.px(24), 0, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side in _SIDES:
            at = self._figure(side)
            self._paint_figure(painter, at)
            self._paint_name(painter, side, at)
        for number, mark in enumerate(self._marks, 1):
            self._paint_mark(painter, number, mark)
        if self.hasFocus():
            self._paint_cross(painter)

    def _paint_figure(self, painter: QPainter, at: QRectF) -> None:
        """Every limb in the colour of the line, then every limb a little thinner in that of the body: an outline without an inside."""
        worn, scale = theme.current(), at.height() / HEIGHT
        for token, less in (("line", 0.0), ("sunken", 3.0)):
            for limb in LIMBS:
                pen = QPen(worn.colour(token), limb.thick * scale - less)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(
                    at.topLeft() + QPointF(limb.x1, limb.y1) * scale, at.topLeft() + QPointF(limb.x2, limb.y2) * scale
                )

    def _paint_name(self, painter: QPainter, side: Side, at: QRectF) -> None:
        worn = theme.current()
        painter.setFont(worn.font("meta"))
        painter.setPen(worn.colour("text2"))
        below = QRectF(at.left(), at.bottom() + worn.px(2), at.width(), worn.px(24))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, paper.SIDES[side])

    def _spot(self, side: Side, x: int, y: int) -> QPointF:
        at = self._figure(side)
        return at.topLeft() + QPointF(x, y) * (at.height() / HEIGHT)

    def _paint_mark(self, painter: QPainter, number: int, mark: Mark) -> None:
        worn = theme.current()
        spot, side = self._spot(mark.side, mark.x, mark.y), worn.px(_DOT)
        dot = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
        painter.setPen(QPen(worn.colour("surface"), 2))
        painter.setBrush(worn.colour("danger"))
        painter.drawEllipse(dot)
        painter.setFont(worn.font("metaStrong"))
        painter.setPen(worn.colour("surface"))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_cross(self, painter: QPainter) -> None:
        worn = theme.current()
        spot, arm = self._spot(self._side, self._x, self._y), worn.px(12)
        painter.setPen(QPen(worn.colour("focus"), 3))
        painter.drawLine(spot - QPointF(arm, 0), spot + QPointF(arm, 0))
        painter.drawLine(spot - QPointF(0, arm), spot + QPointF(0, arm))
