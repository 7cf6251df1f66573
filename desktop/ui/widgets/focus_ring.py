"""One ring for the whole window, drawn outside whatever has the focus: a style sheet cannot draw there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from desktop.ui import theme, tokens


class FocusRing(QWidget):
    """Follows the focus inside `window`, also while things move and scroll; never covers a sticky header or footer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._followed: list[QWidget] = []
        self._on_hero = False
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        thick = tokens.size("focusRing")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("onhero" if self._on_hero else "focus"), thick))
        inside = QRectF(self._ring()).translated(-self.x(), -self.y())
        round_ = tokens.radius("control") + tokens.size("focusGap") + 1
        painter.drawRoundedRect(inside.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), round_, round_)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._followed):
            widget.removeEventFilter(self)
        self._followed = []
        window = self._window
        # A page holds the focus when it has just opened and nothing on it was chosen yet.
        ringed = new is not None and new.focusPolicy() != Qt.FocusPolicy.NoFocus
        if new is not None and ringed and window.isAncestorOf(new):
            step: QWidget | None = new
            while step is not None and step is not window:
                step.installEventFilter(self)
                self._followed.append(step)
                step = step.parentWidget()
        self._on_hero = any(widget.property("ground") == "hero" for widget in self._followed)
        self._place()

    def _place(self) -> None:
        if not self._followed or not isValid(self._followed[0]) or not self._followed[0].isVisible():
            self.hide()
            return
        seen = self._ring().intersected(self._open())
        self.setVisible(not seen.isEmpty())
        self.setGeometry(seen)
        self.raise_()
        self.update()

    def _ring(self) -> QRect:
        """The ring's outer edge in the window."""
        if not self._followed:
            return QRect()
        target, grow = self._followed[0], tokens.size("focusRing") + tokens.size("focusGap")
        return QRect(target.mapTo(self._window, QPoint(0, 0)), target.size()).adjusted(-grow, -grow, grow, grow)

    def _open(self) -> QRect:
        """The part of the window in which the target can be seen: every scrolling area cuts it."""
        window = self._window
        clear = window.rect()
        for area in self._followed[1:]:
            if isinstance(area, QAbstractScrollArea):
                view = area.viewport()
                clear = clear.intersected(QRect(view.mapTo(window, QPoint(0, 0)), view.size()))
        return clear
