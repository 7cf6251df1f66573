"""The top-level window that every page lives in, locked or not: its title tells nothing, a demonstration says so."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import tokens
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.words import gate
from desktop.ui.words import practice as practice_words


class Frame(QFrame):
    """Titled "Doorstep" always, since taskbars and screen recordings show the title. Overlays cover the whole of it."""

    def __init__(self, *, demo: bool, practice: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self.setWindowTitle(gate.DOORSTEP)
        self.setMinimumSize(*tokens.tokens()["size"]["clientMin"])
        self.resize(*tokens.tokens()["size"]["clientTypical"])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if demo or practice:
            self._column.addWidget(_Strip(practice_words.STRIP if practice else gate.DEMO))
        self._body: QWidget | None = None
        self.overlays: list[QWidget] = []
        self.ring = FocusRing(self)

    def set_body(self, body: QWidget) -> None:
        """Fill the frame with `body`; what filled it before goes away."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._column.addWidget(body, 1)

    def cover_with(self, overlay: QWidget) -> None:
        """Have `overlay` fill the window whenever it is shown."""
        self.overlays.append(overlay)
        overlay.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for overlay in self.overlays:
            overlay.setGeometry(self.rect())


class _Strip(QFrame):
    def __init__(self, said: str) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 3, 12, 3)
        across.addWidget(Badge(said, "info", "private"))
        across.addStretch(1)
