"""Layouts brought to rest at once: each tells the next of its new size by an event, and between two of them a page would be seen squeezed."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


def settle_layouts() -> None:
    """Deliver what layouts have to tell one another, until none has anything more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """Lay out what is put into `widget` once, afterwards.

    Whenever a widget appears in one that is seen, Qt lays out all that it stands in, up to the window: with each of twenty rows, the page.
    """
    held = [layout for around in _up_from(widget) if (layout := around.layout()) is not None and layout.isEnabled()]
    for layout in held:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in held:
            layout.setEnabled(True)
        for layout in held:
            layout.activate()


def _up_from(widget: QWidget) -> Iterator[QWidget]:
    up: QWidget | None = widget if widget.isVisible() else None
    while up is not None:
        yield up
        up = up.parentWidget()
