"""What may cover the pages of a window: a dialog, a toast, and the curtain, which hides, holds a visit, or locks.

While the curtain is drawn the pages are not there at all: nothing of them is painted, reached by a key or told to a screen reader.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.shell import place as places
from desktop.ui.shell.curtain import Curtain
from desktop.ui.shell.dialog import Dialog, Scrim
from desktop.ui.shell.frame import Frame
from desktop.ui.shell.hold import Hold
from desktop.ui.shell.idle import Idle
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.toast import Toast
from desktop.ui.words import gate


@dataclass(frozen=True)
class _Behind:
    """What had the focus when the curtain was drawn, what `kept_here` said then, and what lay over the pages."""

    at: QWidget | None
    kept: Kept
    over: tuple[QWidget, ...]


class Covered(Frame):
    """A window that can be hidden and locked.

    Signals:
        lock_requested: everything typed has been handed over and the curtain is drawn; lock as soon as it is saved.
        lock_pressed: whoever waits for the lock wants it tried again.
        dialog_closed: no dialog is open any more.
        new_wanted: something is to be written, and what; "" leaves the choice open.
        curtain_drawn: the screen was hidden; pages fold private notes.
    """

    lock_requested = Signal()
    lock_pressed = Signal()
    dialog_closed = Signal()
    new_wanted = Signal(str)
    curtain_drawn = Signal()

    def __init__(self, *, demo: bool, practice: bool, now: Callable[[], float]) -> None:
        """`now`: seconds of a clock that does not stop in sleep."""
        super().__init__(demo=demo, practice=practice)
        self.hold = Hold(now)
        self.idle = Idle(now, parent=self)
        self._scrim = Scrim(parent=self)
        self._curtain = Curtain(parent=self)
        self._toast = Toast(parent=self)
        self._behind: _Behind | None = None
        self.anywhere: dict[str, Callable[[str], None]] = {}
        """Dialogs that no page owns, by name: how to ask again what was open at a lock, `about` the same."""
        self.cover_with(self._scrim)
        self.cover_with(self._curtain)
        self._curtain.opened.connect(self._show_again)
        self._curtain.tried.connect(self._try_pin)
        self._curtain.again.connect(self.lock_pressed)
        self._scrim.emptied.connect(self.dialog_closed)
        self.idle.lapsed.connect(self._nobody_there)
        self.idle.slept.connect(self.lock)
        self.idle.ticked.connect(self._let_hold_run_out)
        self.idle.warned.connect(self._warn)
        self.idle.woken.connect(self._toast.hide)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        raise NotImplementedError

    @property
    def in_visit(self) -> bool:
        raise NotImplementedError

    def keep(self) -> Kept:
        """Where the worker is: JSON for the vault and nowhere else (F11, F13)."""
        raise NotImplementedError

    # -- dialogs and toasts

    def ask(self, dialog: QWidget) -> None:
        """Put a `Dialog` over the window."""
        if isinstance(dialog, Dialog):
            self._scrim.ask(dialog)
            if self._behind is not None:
                self._scrim.hide()

    def write_note(self) -> None:
        """Ask for a note about the family that is open."""
        self.new_wanted.emit("note")

    def close_dialog(self) -> None:
        self._scrim.close_dialog()

    def tell(
        self,
        words: str,
        icon: str = "circle-check",
        tone: str = "success",
        undo: Callable[[], object] | None = None,
    ) -> None:
        """A toast: never the only record of anything, and nothing behind a curtain. `undo` takes back what it tells of."""
        if not self._curtain.isVisible():
            self._toast.say(words, icon, tone, undo)
            self._toast.move(self._toast_at())

    def is_open(self, overlay: QWidget) -> bool:
        """Whether it lies over the pages, or would but for the curtain."""
        return not overlay.isHidden() or (self._behind is not None and overlay in self._behind.over)

    # -- hiding and locking

    def hide_screen(self) -> None:
        """F9: hand over what is typed and cover everything. In a visit without a PIN it is the lock."""
        if self._curtain.isVisible():
            self._curtain.take_keys()
        elif self.in_visit and not self.hold.ready:
            self.lock()
        else:
            self._go_behind()
            if self.in_visit:
                self._curtain.hold(self.hold)
            else:
                self._curtain.draw(minutes=self.idle.limit_minutes)
            self.curtain_drawn.emit()

    def lock(self) -> None:
        """Hand over what is typed, cover everything for good, and ask for the lock. Once is enough."""
        if not self._curtain.locks:
            self.idle.stop()
            self._go_behind()
            self._curtain.lock()
            self.lock_requested.emit()

    def say_not_locked(self, why: str) -> None:
        """The curtain stays, and says in these words why the laptop is not locked yet."""
        self._curtain.lock(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toast.move(self._toast_at())

    def changeEvent(self, event: QEvent) -> None:
        """A window that was put away is shown small by the system, and not for its worker alone once it comes back (P9)."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized() and not self._curtain.isVisible():
            self.hide_screen()

    def kept_here(self) -> Kept:
        """What is typed, and the caret: where it was when the curtain was drawn, for behind it nothing has one."""
        kept = places.keep(self.page, self._scrim.dialog) if self.page else {}
        return places.with_caret_of(kept, self._behind.kept) if self._behind is not None else kept

    def _go_behind(self) -> None:
        """Take the pages and the dialog away; what they hold stays."""
        if self._behind is None:
            over = tuple(overlay for overlay in self._over() if overlay.isVisible())
            self._behind = _Behind(self.focusWidget(), self.kept_here(), over)
        self._toast.hide()
        for part in (self._body, *self._over()):
            if part is not None:
                part.hide()

    def _show_again(self) -> None:
        self._curtain.put_away()
        if self._behind is None or self._body is None:
            return
        behind, self._behind = self._behind, None
        self._body.show()
        for overlay in self._over():
            overlay.setVisible(overlay in behind.over or (overlay is self._scrim and self._scrim.dialog is not None))
        if behind.at is not None and behind.at.isVisible():
            behind.at.setFocus()

    def _try_pin(self, pin: str) -> None:
        if self.hold.opens(pin):
            self._show_again()
        elif self.hold.ready:
            self._curtain.hold(self.hold, wrong=True)
        else:
            self.lock()

    def _nobody_there(self) -> None:
        if not (self.in_visit and self.hold.ready):
            self.lock()
        elif not self._curtain.isVisible():
            self.hide_screen()

    def _let_hold_run_out(self) -> None:
        """A curtain that only the PIN held becomes the lock when its minutes are over."""
        if self._curtain.holds and not self.hold.ready:
            self.lock()

    def _warn(self, left: int) -> None:
        holds = self.in_visit and self.hold.ready
        self.tell((gate.hides_in if holds else gate.locks_in)(left), "clock", "warning")

    def _covered(self) -> bool:
        return any(overlay.isVisible() for overlay in self.overlays)

    def _over(self) -> list[QWidget]:
        """What lies over the pages and under the curtain."""
        return [overlay for overlay in self.overlays if overlay is not self._curtain]

    def _toast_at(self) -> QPoint:
        return QPoint(20, self.height() - self._toast.height() - 20)
