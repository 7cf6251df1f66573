"""Tab goes where the eye goes: Qt appends what is made later to the end of its chain, so the chain is laid anew."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QScrollArea, QStackedWidget, QWidget


def chain(*rooms: QWidget) -> None:
    """Lead Tab through these rooms in turn, in each along its layouts."""
    stops = [stop for room in rooms for stop in _stops(room)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(room: QWidget) -> Iterator[QWidget]:
    proxy = room.focusProxy()
    if room.focusPolicy() & Qt.FocusPolicy.TabFocus or (proxy is not None and room.isAncestorOf(proxy)):
        yield room  # chips and scales are moved whole: Tab would come back to the one their focus stands for
        return
    if isinstance(room, QStackedWidget):
        inside: QWidget | QLayout | None = room.currentWidget()
    elif isinstance(room, QScrollArea):
        inside = room.widget()
    else:
        inside = room.layout()
    if isinstance(inside, QWidget):
        yield from _stops(inside)
    elif inside is not None:
        yield from _along(inside)


def _along(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item: QLayoutItem | None = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _along(inner)
