"""Pictures from outside: decoded within bounds, and painted anew, so that nothing but what is seen comes along (P6).

A camera writes into a photo where and when it was taken; a file that only looks like a picture may carry anything. Of either only points
are kept. Formats are fixed by the first bytes, never by the name.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from desktop.casework.attachments import PictureDamaged, media_type

MOST_SIDE = 2560
"""Points on the longer side of what is kept: a page of handwriting can be read at it, in about a megabyte."""
MOST_POINTS = 100_000_000
"""What is looked at, at all; no telephone makes more."""
_MOST_MEBIBYTES = 128
_QUALITY = 85
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg"}


def is_picture(kind: str) -> bool:
    """Whether a media type is one of a picture."""
    return kind in _FORMATS


def decoded(data: bytes) -> QImage:
    """The picture, turned the way it was taken, and no larger than `MOST_SIDE`.

    Raises:
        PictureDamaged: it is none, or has too many points.
    """
    QImageReader.setAllocationLimit(_MOST_MEBIBYTES)
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS.get(media_type(data[:16]), b"png")))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_POINTS:
        raise PictureDamaged
    if max(size.width(), size.height()) > MOST_SIDE:
        reader.setScaledSize(size.scaled(QSize(MOST_SIDE, MOST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PictureDamaged
    return image


def repainted(data: bytes) -> bytes:
    """The same picture in a file of our own, with no word in it that was in the other.

    Raises:
        PictureDamaged: it is none, or has too many points.
    """
    image = decoded(data)
    painted = QImage(image.size(), QImage.Format.Format_RGB32)
    painted.fill(Qt.GlobalColor.white)
    painter = QPainter(painted)
    painter.drawImage(0, 0, image)
    painter.end()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(made, QByteArray(_FORMATS[media_type(data[:16])]))
    writer.setQuality(_QUALITY)
    if not writer.write(painted):
        raise PictureDamaged
    return bytes(made.data().data())
