"""The parts of a window that F6 goes round, as it does elsewhere on the laptop: the rail, then each part of the page."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop.ui.widgets.page import PageHeader
from desktop.ui.widgets.tabs import Tabs

_PARTS = (PageHeader, Tabs, QAbstractScrollArea)


def go_round(rail: QWidget, page: QWidget, step: int) -> None:
    """Give the keyboard to the first thing of the next part, or with -1 of the part before."""
    parts = [part for part in (rail, *_parts(page)) if _first(part) is not None]
    at = QApplication.focusWidget()
    now = next((place for place, part in enumerate(parts) if at is part or part.isAncestorOf(at or page)), None)
    if now is None:
        now = 0 if step > 0 else len(parts)
    first = _first(parts[(now + step) % len(parts)])
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _parts(room: QWidget) -> Iterator[QWidget]:
    """The outermost headers, tabs and scrolling areas that can be seen, in the order of the page."""
    found = [part for part in room.findChildren(QWidget) if isinstance(part, _PARTS) and part.isVisible()]
    outermost = [part for part in found if not any(other is not part and other.isAncestorOf(part) for other in found)]
    yield from sorted(outermost, key=lambda part: _stands(part, room))


def _stands(part: QWidget, room: QWidget) -> tuple[int, int]:
    at = part.mapTo(room, part.rect().topLeft())
    return at.y(), at.x()


def _first(part: QWidget) -> QWidget | None:
    """What Tab would reach first in it."""
    step = part
    while True:
        if _takes_keys(step) and (step is part or part.isAncestorOf(step)):
            return step
        following = step.nextInFocusChain()
        if following is None or following is part:
            return None
        step = following


def _takes_keys(widget: QWidget) -> bool:
    reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(reached) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
