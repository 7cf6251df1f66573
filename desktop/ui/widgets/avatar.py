"""Initials in a circle: the only text under 14 pixels. The name stands beside it, so the circle itself is silent."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme

_PARTS = 2


def initials(name: str) -> str:
    """Two letters for a person or family: "Hartley-Okoro" and "Hana Osei" are both HO, "Nowak" is NO."""
    parts = name.replace("-", " ").split()
    if len(parts) >= _PARTS:
        return (parts[0][0] + parts[1][0]).upper()
    return name.strip()[:_PARTS].upper()


class Avatar(QWidget):
    """`px` is the circle's width at text scale 1."""

    def __init__(self, letters: str, px: int = 36, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._px = letters, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_letters(self, letters: str) -> None:
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._px)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._letters)


def paint_avatar(painter: QPainter, circle: QRectF, letters: str) -> None:
    worn = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(worn.colour("line") if worn.edged else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("primarysoft"))
    painter.drawEllipse(circle)
    font = worn.font("metaStrong")
    font.setPixelSize(round(circle.height() * 0.38))
    painter.setFont(font)
    painter.setPen(worn.colour("onprimarysoft"))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()
