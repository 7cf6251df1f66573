"""Distance travelled: how each area's scores went, as a small line and in words."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.casework.overview import Travelled
from desktop.ui import theme
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.words import family as words

_WIDE, _HIGH, _DOT = 60, 24, 3.5
_BEST = 10


class Sparkline(QWidget):
    """Scores of 0 to 10 from left to right; the first is hollow, the last full. The words beside it say the same."""

    def __init__(self, scores: tuple[int, ...], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores = scores
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDE), theme.current().px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(worn.k, worn.k)
        step = (_WIDE - 2 * _DOT - 2) / (len(self._scores) - 1)
        points = [
            QPointF(_DOT + 1 + at * step, _HIGH - 4 - score / _BEST * (_HIGH - 8))
            for at, score in enumerate(self._scores)
        ]
        painter.setPen(QPen(worn.colour("border"), 1))
        painter.drawLine(QPointF(0, _HIGH - 2), QPointF(_WIDE, _HIGH - 2))
        painter.setPen(QPen(worn.colour("primary"), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(worn.colour("surface"))
        painter.drawEllipse(points[0], _DOT, _DOT)
        painter.setBrush(worn.colour("primary"))
        painter.drawEllipse(points[-1], _DOT, _DOT)


class _Figure(PlainLabel):
    """As wide as the widest that may stand in its place, so that rows line up under one another."""

    def __init__(self, text: str, widest: str, role: str, tone: str) -> None:
        super().__init__(text, role, tone, wrap=False)
        self._widest = widest

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint.expandedTo(QSize(self.fontMetrics().horizontalAdvance(self._widest) + 2, hint.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class TravelledRow(QWidget):
    """School, its line, "3 to 5", up 2."""

    def __init__(self, travelled: Travelled, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first, last = travelled.scores[0], travelled.scores[-1]
        tone = "neutral" if first == last else "success" if last > first else "warning"
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 8, 18, 8)
        across.setSpacing(6)
        across.addWidget(PlainLabel(words.area(travelled.area, travelled.who), "bodyStrong"), 1)
        across.addWidget(Sparkline(travelled.scores))
        across.addWidget(_Figure(words.from_to(first, last), words.from_to(0, _BEST), "body", "text"))
        if first == last:
            across.addSpacing(theme.current().px(16) + across.spacing())
        else:
            across.addWidget(Picture("trending-up" if last > first else "trending-down", tone, 16))
        across.addWidget(_Figure(words.change(first, last), words.change(_BEST, 1), "metaStrong", tone))
        across.setAlignment(Qt.AlignmentFlag.AlignVCenter)
