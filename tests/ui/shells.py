"""A window made of paper: pages ask it for things, tests read what they asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.hold import Hold

_shells: list["PaperShell"] = []


@dataclass
class PaperShell:
    """Implements `ports.Shell`. `asked` is every call in order; the dialog on top is `dialog`, `undo` that of the last toast."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    dialog: Any = None
    undo: Callable[[], object] | None = None
    hold: Hold = field(default_factory=lambda: Hold(lambda: 0.0))
    gone: list[Dialog] = field(default_factory=list)  # Python must not collect what Qt has not yet deleted

    def __post_init__(self) -> None:
        _shells.append(self)

    def open(self, key: str, **args: str) -> None:
        self.asked.append(("open", key, args))

    def back(self) -> None:
        self.asked.append(("back",))

    def begin_visit(self, **args: str) -> None:
        self.asked.append(("begin_visit", args))

    def end_visit(self) -> None:
        self.asked.append(("end_visit",))

    def seek(self, typed: str = "") -> None:
        self.asked.append(("seek", typed))

    def ask(self, dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        self.dialog = dialog
        dialog.closed.connect(self.close_dialog)
        dialog.show()

    def close_dialog(self) -> None:
        """As the window does: the dialog is gone for good."""
        if self.dialog is not None:
            self.gone.append(self.dialog)
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def write_note(self) -> None:
        self.asked.append(("write_note",))

    def tell(
        self,
        words: str,
        icon: str = "circle-check",
        tone: str = "success",
        undo: Callable[[], object] | None = None,
    ) -> None:
        self.asked.append(("tell", words))
        self.undo = undo


def close_shells() -> None:
    """A window that goes takes its dialog with it: at the end of a test, those of paper do so too."""
    for shell in _shells:
        shell.close_dialog()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _shells.clear()


def said(page: QWidget) -> str:
    """Every label that can be seen, line by line, once layouts have shown what is new."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
