"""Lucide icons drawn in a token's colour, kept by (name, colour, pixels, device pixel ratio).

Colours arrive as "#RRGGBB" when a widget paints; a theme switch asks for other ones, so nothing goes stale.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.tokens import RESOURCES, tokens


@cache
def _drawing(name: str) -> str:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace('stroke-width="2"', f'stroke-width="{tokens()["icon"]["stroke"]}"')


@cache
def pixmap(name: str, colour: str, px: int, dpr: float = 1.0) -> QPixmap:
    """The icon `name`, `px` device-independent pixels square. Raises FileNotFoundError for a name we do not ship."""
    picture = QPixmap(QSize(round(px * dpr), round(px * dpr)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture


@cache
def before_text(name: str, colour: str, px: int, gap: int, dpr: float = 1.0) -> QIcon:
    """The icon with `gap` clear pixels after it, since a QPushButton leaves only four before its text."""
    picture = QPixmap(QSize(round((px + gap) * dpr), round(px * dpr)))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawPixmap(QRectF(0, 0, px, px), pixmap(name, colour, px, dpr), QRectF(0, 0, px * dpr, px * dpr))
    painter.end()
    return QIcon(picture)
