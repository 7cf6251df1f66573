"""A drawing that can be moved about and made larger, and whose people can be dragged. What a mouse does here, keys do too (A17)."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QSizePolicy,
    QStyleOptionGraphicsItem,
    QWidget,
)

from desktop.reports.drawing import Drawing
from desktop.ui import theme
from desktop.ui.genogram.painting import paint

Spot = tuple[float, float]
ARROWS: Mapping[int, Spot] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEAST, _MOST, _STEP = 0.25, 3.0, 1.2
_NEAR = 34.0
_STARTS_AT = 4.0
"""How far the mouse goes before it drags: less is an unsteady hand."""


class Canvas(QGraphicsView):
    """Shows a `Drawing`. `spots` are those that can be taken hold of.

    Signals:
        chosen: whom the mouse took hold of.
        dragged: who is being dragged, and to where, in the drawing's pixels.
        dropped: the same, at the end.
        pushed: an arrow key, as steps to the right and down.
        opened: who was pressed twice.
    """

    chosen = Signal(str)
    dragged = Signal(str, float, float)
    dropped = Signal(str, float, float)
    pushed = Signal(int, int)
    opened = Signal(str)

    def __init__(self, name: str, high: int, *, parent: QWidget | None = None) -> None:
        """`high` is the least height, at text scale 1: what is drawn grows with the text."""
        super().__init__(parent)
        self._high = high
        self._item = _Item()
        self._scene = QGraphicsScene(self)
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setAccessibleName(name)
        self.setProperty("kind", "drawing")
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.spots: Mapping[str, Spot] = {}
        self._zoom, self._fits = 1.0, True
        self._held, self._from, self._moving = "", QPointF(), False

    def show_drawing(self, drawing: Drawing) -> None:
        """Show this instead. The view stays where it is, unless it shows all of it."""
        self._item.become(drawing)
        if not self._moving:
            self._scene.setSceneRect(self._item.boundingRect())
            if self._fits:
                self.fit()
        self.viewport().update()

    def zoom(self, closer: bool) -> None:
        """One step."""
        self._scale_to(self._zoom * (_STEP if closer else 1 / _STEP))
        self._fits = False

    def fit(self) -> None:
        """All of it, as large as the room allows, though never larger than its text is set."""
        room, whole = self.viewport().rect(), self._item.boundingRect()
        self._fits = True
        if whole.width() and whole.height():
            self._scale_to(min(room.width() / whole.width(), room.height() / whole.height(), theme.current().k))
            self.centerOn(whole.center())

    def show_spot(self, person: str) -> None:
        """Scroll to somebody."""
        if person in self.spots:
            x, y = self.spots[person]
            self.ensureVisible(QRectF(x - 60, y - 50, 120, 130))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, theme.current().px(self._high))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            across, down = ARROWS[event.key()]
            self.pushed.emit(int(across), int(down))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        self._held, self._from, self._moving = self._near(at), at, False
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._held)
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            super().mouseMoveEvent(event)
            return
        at = self.mapToScene(event.position().toPoint())
        if self._moving or (at - self._from).manhattanLength() > _STARTS_AT:
            self._moving = True
            self.dragged.emit(self._held, at.x(), at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, moving, self._held, self._moving = self._held, self._moving, "", False
        if not held:
            super().mouseReleaseEvent(event)
        elif moving:
            at = self.mapToScene(event.position().toPoint())
            self.dropped.emit(held, at.x(), at.y())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        near = self._near(self.mapToScene(event.position().toPoint()))
        if near:
            self.opened.emit(near)

    def _near(self, at: QPointF) -> str:
        found = [
            (distance, person)
            for person, (x, y) in self.spots.items()
            if (distance := max(abs(x - at.x()), abs(y - at.y()))) <= _NEAR
        ]
        return min(found)[1] if found else ""

    def _scale_to(self, zoom: float) -> None:
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self.resetTransform()
        self.scale(self._zoom, self._zoom)


class _Item(QGraphicsItem):
    """The whole drawing: what is in it is told to nobody else, least of all one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = Drawing()

    def become(self, drawing: Drawing) -> None:
        self.prepareGeometryChange()
        self._drawing = drawing

    def boundingRect(self) -> QRectF:
        drawing = self._drawing
        return QRectF(drawing.left, drawing.top, drawing.width, drawing.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint(painter, self._drawing, theme.current())
