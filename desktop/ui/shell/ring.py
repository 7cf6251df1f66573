"""Tab going round inside what covers the window: a dialog, a cover."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def step_inside(room: QWidget, *, forward: bool) -> None:
    """Give the keyboard to the next widget of `room` that takes it, or the one before."""
    at = room.focusWidget() or room
    step = _after(at, forward=forward)
    while step is not at:
        reachable = step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.isVisible() and step.isEnabled()
        if reachable and step is not room and room.isAncestorOf(step):
            reasons = Qt.FocusReason
            step.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
            break
        step = _after(step, forward=forward)


def _after(widget: QWidget, *, forward: bool) -> QWidget:
    """Qt's chain of focus is a ring: there is always a next one."""
    step = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return step or widget
