"""A window made of paper: pages ask it for things, tests read what they asked."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget


@dataclass
class PaperShell:
    """Implements `ports.Shell`. `asked` is every call in order; the dialog on top is `dialog`."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    dialog: Any = None

    def open(self, key: str, **args: str) -> None:
        self.asked.append(("open", key, args))

    def back(self) -> None:
        self.asked.append(("back",))

    def begin_visit(self, **args: str) -> None:
        self.asked.append(("begin_visit", args))

    def end_visit(self) -> None:
        self.asked.append(("end_visit",))

    def ask(self, dialog: QWidget) -> None:
        self.dialog = dialog
        dialog.closed.connect(self.close_dialog)
        dialog.show()

    def close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
        self.dialog = None

    def tell(self, words: str, icon: str = "circle-check", tone: str = "success") -> None:
        self.asked.append(("tell", words))
