"""The program with its real parts, on which each screen is opened as a worker opens it: by pages, buttons and words."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from shiboken6 import delete

from desktop.app.desk_window import DeskWindow
from desktop.errors import DoorstepError
from desktop.ui import theme
from desktop.ui.shell.dialog import Dialog, Scrim
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.shell.frame import Frame
from desktop.ui.tasks import InlineTasks
from desktop.vault.vault import Vault
from sync.protocol.trouble import Trouble
from tests.app.desks import Unlocked
from tests.screens.caseload import Caseload, lay
from tests.ui.gates import EXPECTED
from tests.vault.vaults import PASSPHRASE, means

Seen = TypeVar("Seen", bound=QWidget)


class Screen(NamedTuple):
    """One picture: its file name, how it is opened, and the classes of `desktop.ui` that it is to show."""

    name: str
    open: "Callable[[Room], None]"
    shows: type[QWidget]


class NotThere(LookupError):
    """Nothing with this name can be pressed."""


class Room:
    """One unlocked laptop, and a frame for what stands before the lock. `shown` is the window that is looked at."""

    def __init__(self, desk: DeskWindow, laid: Caseload) -> None:
        self.laid, self.window, self._pages = laid, desk.window, desk._pages
        self.shown: Frame = desk.window
        self._frame: Frame | None = None
        self._gone: list[Frame] = []
        self.tasks = InlineTasks((*EXPECTED, DoorstepError, Trouble))

    @property
    def top(self) -> QWidget:
        """What lies above everything else: a dialog, a cover, or the window itself."""
        for overlay in reversed([one for one in self.shown.overlays if one.isVisible()]):
            return overlay.dialog or overlay if isinstance(overlay, Scrim) else overlay
        return self.shown

    # -- what a screen is opened with

    def go(self, page: str, **ids: str) -> None:
        """Open a page of the office."""
        self.window.open(page, **ids)
        self.settle()

    def visit(self, page: str = "visit") -> None:
        """Be in the visit, on this page."""
        ids = {"family": self.laid.family, "visit": self.laid.visit}
        self.window.begin_visit(**ids)
        self.window.open(page, **ids)
        self.settle()

    def press(self, *names: str) -> None:
        """A button or a tab after the other, by the words on it; of several buttons the last, which lies over the others."""
        for name in names:
            found = [one for one in self._seen(QAbstractButton) if one.isEnabled() and _says(one) == name]
            if found:
                found[-1].click()
            else:
                self._turn_to(name)
            self.settle()

    def ask_again(self, dialog: type[FormDialog], about: str = "") -> None:
        """Open a dialog as the unlock does, where what it asks about came from outside the program."""
        page = self.window.page
        if page is not None:
            page.ask_again(dialog.name, about)
        self.settle()

    def frame(self, body: QWidget) -> Frame:
        """Show this instead of the unlocked laptop, as before the unlock."""
        self._frame = frame = Frame(demo=False)
        frame.set_body(body)
        frame.resize(self.window.size())
        self.window.hide()
        frame.show()
        frame.activateWindow()
        self.shown = frame
        self.settle()
        return frame

    # -- between two screens

    def clear(self) -> None:
        """Nothing lies over the page, and nobody is in a visit."""
        if self._frame is not None:
            self._frame.hide()
            self._gone.append(self._frame)
            self._frame, self.shown = None, self.window
            self.window.show()
            self.window.activateWindow()
        for overlay in self.window.overlays:
            if overlay.isVisible() and hasattr(overlay, "opened"):
                overlay.opened.emit()
        self._pages.urgent._close()
        if isinstance(self.top, Dialog):
            self.top.closed.emit()  # as Esc does
        self.window._toast.hide()
        self.window.end_visit()
        self.settle()

    def close(self) -> None:
        """End the windows while all that they show is still there: Python would take them apart in any order."""
        self.clear()
        for window in (*self._gone, self.window):
            window.hide()
            delete(window)

    @staticmethod
    def settle() -> None:
        """Layouts that wait for one another are at rest, and what was closed is gone."""
        for _ in range(4):
            QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _turn_to(self, name: str) -> None:
        for bar in self._seen(QTabBar):
            for at in range(bar.count()):
                if bar.tabText(at) == name:
                    bar.setCurrentIndex(at)
                    return
        raise NotThere(name)

    def _seen(self, kind: type[Seen]) -> list[Seen]:
        return [one for one in self.shown.findChildren(kind) if one.isVisible()]


def _says(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text().replace("&&", "&")


@contextmanager
def room(folder: Path, width: int = 1366, height: int = 688) -> Iterator[Room]:
    """A laptop laid anew in `folder`, unlocked, its window shown in the theme that is worn."""
    qapp, worn = cast("QApplication", QApplication.instance()), theme.current()
    laptop = Unlocked(folder)
    with laptop.desk() as desk:
        laid = lay(desk)
    with Vault.open(folder, means()) as vault, laptop.store() as store:
        vault.unlock(PASSPHRASE)
        tasks = InlineTasks((DoorstepError, Trouble))
        made = DeskWindow(vault, store, store.clock, tasks, os.urandom, prints=folder, demo=False)
        theme.dress(qapp, worn)  # what its worker chose in Settings is worn by then
        made.window.resize(width, height)
        made.show()
        made.window.idle.stop()
        for timer in (made.post._timer, made._idle, made._snapshot, made._hearing):
            timer.stop()
        opened = Room(made, laid)
        yield opened
        opened.close()
