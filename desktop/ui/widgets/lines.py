"""Words in lines as high as their type style says: for labels, and for controls that paint their own words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def laid_out(
    text: str,
    font: QFont,
    width: int,
    pitch: int,
    option: QTextOption,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> tuple[QTextLayout, int]:
    """The lines of `text` inside `width`, `pitch` pixels from one to the next, and how high they are together."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setFormats(formats)
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
        top += pitch
    layout.endLayout()
    return layout, max(round(top), pitch)
