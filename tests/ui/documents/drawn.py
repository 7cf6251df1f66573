"""Pictures as cameras and others make them: with words in them that nobody sees."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

MARKER = b"51.6311 N 0.7712 W, Dana"
_TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
"""An EXIF directory with one entry: turn it a quarter to the right."""


def picture(kind: str = "png", wide: int = 40, high: int = 20, text: str = "") -> bytes:
    """A red picture; `text` is written into it where its format has a place for that."""
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    if text:
        image.setText("Description", text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def photo(wide: int = 40, high: int = 20) -> bytes:
    """A JPEG as a telephone makes it: turned, with a place, a comment, and something behind its end."""
    plain = picture("jpeg", wide, high)
    exif = b"Exif\0\0" + _TURNED + MARKER
    parts = ((b"\xff\xe1", exif), (b"\xff\xfe", MARKER))
    inside = b"".join(mark + (len(data) + 2).to_bytes(2) + data for mark, data in parts)
    return plain[:2] + inside + plain[2:] + MARKER
