"""Layouts brought to rest at once: each tells the next of its new size by an event, and between two of them a page would be seen squeezed."""

from PySide6.QtCore import QCoreApplication, QEvent


def settle_layouts() -> None:
    """Deliver what layouts have to tell one another, until none has anything more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
