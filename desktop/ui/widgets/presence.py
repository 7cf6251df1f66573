"""Showing and hiding a part of a page, safely: Qt makes a window of a widget that is shown before it has a parent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def present(widget: QWidget, *, wanted: bool) -> None:
    """Show or hide it; one that stands nowhere yet will appear with its parent."""
    if wanted and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # noqa: FBT003 - Qt's own signature
    else:
        widget.setVisible(wanted)
