"""The main window: pages in a stack beside the rail.

Pages register themselves; one without words for the rail is reached from another page. In a visit only the pages of
that visit open, whatever asks for another.
"""

from collections.abc import Callable
from functools import cache, partial

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.ui.shell import keys, regions, text_size
from desktop.ui.shell import place as places
from desktop.ui.shell.covered import Covered
from desktop.ui.shell.place import Place, without
from desktop.ui.shell.rail import SETTINGS, Mode, Rail
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.page import Page
from desktop.ui.words import shell as words

_PLACES = 5
"""Of a rail, so many pages have a number's key."""


class MainWindow(Covered):
    """Implements `ports.Shell`.

    Signals:
        opened: the key of the page that is shown now, and the ids that it was asked for with.
        visit_left: the visit rail is gone, the visit goes on.
        text_resized: the text scale that a key chose.
        find_wanted: something is to be found, and what is typed of it so far.
        help_wanted: what the page that is shown is for, and its keys.
    """

    opened = Signal(str, dict)
    visit_left = Signal()
    text_resized = Signal(float)
    find_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(
        self, *, demo: bool, practice: bool = False, now: Callable[[], float], sending_page: str = "sending"
    ) -> None:
        """`now`: seconds of a clock that does not stop in sleep. The key says where the card leads."""
        super().__init__(demo=demo, practice=practice, now=now)
        self._pages: dict[str, tuple[Callable[[], Page], Mode, str]] = {}
        self._trail: list[Place] = []
        self._office: list[Place] = []
        self._visit: dict[str, str] | None = None
        self._left: dict[str, str] | None = None
        self._sending_page = sending_page
        self.rail = Rail()
        self.sync_card = self.rail.sync_card
        self._stack = QStackedWidget()
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self._stack, 1)
        self.set_body(body)
        self.all_saved: Callable[[], bool] = lambda: True
        self.is_closing = False
        self._connect()
        self._bind_keys()

    # -- pages

    def add_page(
        self,
        key: str,
        make: Callable[[], Page],
        words: str = "",
        icon: str = "",
        *,
        rail: Mode = "office",
        under: str = "",
    ) -> None:
        """Register a page, which is made when it is first opened: nobody waits for one that is not looked at.

        With `words` it gets a place in that mode's rail; without, `under` is what the rail marks.
        """
        self._pages[key] = (cache(make), rail, key if words else under)
        if words:
            self.rail.add(rail, key, words, icon)

    def open(self, key: str, **args: str) -> None:
        """Show a page and have it `arrive` with these ids. Does nothing in a visit for a page outside it."""
        mode = self._pages[key][1]
        if (mode == "visit") != self.in_visit:
            if self.in_visit:
                self.tell(words.LEAVE_FIRST, "info", "info")
            return
        self._trail.append(Place(key, args))
        self._show(self._trail[-1])

    def back(self) -> None:
        """To the page before this one, as it was asked for."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._show(self._trail[-1])

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def family(self) -> str | None:
        """The family whose record is open, if any."""
        return self._trail[-1].args.get("family") if self._trail else None

    # -- visits

    @property
    def in_visit(self) -> bool:
        return self._visit is not None

    def begin_visit(self, **args: str) -> None:
        """One family from here on: its pages get these ids each time they open."""
        if self._left != args:
            self.hold.forget()
        self._office, self._trail = self._trail, []
        self._set_left(None)
        self._visit = args
        self.rail.set_mode("visit")
        self.open(self.rail.keys("visit")[0], **args)

    def leave_visit(self) -> None:
        """Look at something else: the visit goes on, and the rail leads back to it."""
        going_on = self._visit
        self._go_to_office()
        self._set_left(going_on)

    def end_visit(self) -> None:
        """It is over: back to the office, where we were before."""
        self.hold.forget()
        self._go_to_office()

    def _go_to_office(self) -> None:
        if not self.in_visit:
            return
        self._visit = None
        self.rail.set_mode("office")
        self._trail = self._office or [self._home()]
        self._show(self._trail[-1])
        self.visit_left.emit()

    def leave_family(self, family: str) -> None:
        """Leave the pages of a family that was taken away, its visit too, and forget the way back to them.

        What is typed is handed over. While a dialog asks something they stay: what is typed in it is not saved yet.
        """
        is_here = self.family == family
        if self._left and self._left.get("family") == family:
            self._set_left(None)
        if is_here and self._scrim.isVisible():
            return
        self._office, self._trail = without(self._office, family), without(self._trail, family)
        if is_here and self.in_visit:
            self.end_visit()
        elif is_here:
            self._trail = self._trail or [self._home()]
            self._show(self._trail[-1])

    # -- where we are

    def keep(self) -> Kept:
        """Where the worker is, and what is filled into the open dialog: JSON for the vault and nowhere else (F11, F13)."""
        ways = {"trail": self._trail, "office": self._office, "visit": self._visit, "left": self._left}
        return {**ways, "hold": self.hold.keep(), **self.kept_here()}

    def resume(self, kept: Kept) -> None:
        """Open the page that was open. Once it shows what it was opened with, `return_to` goes on."""
        self._trail, self._office = ([Place(*step) for step in kept[way]] for way in ("trail", "office"))
        self._visit = kept["visit"]
        self._set_left(kept["left"])
        self.hold.resume(kept["hold"])
        self.rail.set_mode("visit" if self.in_visit else "office")
        self._show(self._trail[-1])

    def return_to(self, kept: Kept) -> None:
        """The same question, the same caret, the same half-filled dialog."""
        if self.page is not None:
            places.return_to(self.page, self._scrim, kept, self.anywhere)

    def seek(self, typed: str = "") -> None:
        """Ctrl+K: find anything, whatever page is open."""
        self.find_wanted.emit(typed)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rail"):
            self.rail.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """What waits for a full disk is not thrown away with the window: then closing has to wait as a lock does."""
        self._leave()
        if self.all_saved():
            super().closeEvent(event)
        else:
            event.ignore()
            self.is_closing = True
            self.lock()

    def _show(self, place: Place) -> None:
        self._leave()
        made, _mode, marked = self._pages[place.key]
        page = made()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.rail.mark(marked)
        page.setFocus()
        page.come(place.args)
        self.opened.emit(place.key, place.args)

    def _leave(self) -> None:
        if self.page is not None:
            self.page.leave()

    def _home(self) -> Place:
        return Place(self.rail.keys("office")[0], {})

    def _chosen(self, key: str) -> None:
        self.open(key, **(self._visit or {}))

    def _toast_at(self) -> QPoint:
        return QPoint(self.rail.width() + 20, self.height() - self._toast.height() - 20)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._chosen)
        self.rail.hide_screen.connect(self.hide_screen)
        self.rail.settings.connect(partial(self.open, SETTINGS))
        self.rail.lock.connect(self.lock)
        self.rail.leave_visit.connect(self.leave_visit)
        self.rail.back_to_visit.connect(self._go_back_to_visit)
        self.sync_card.clicked.connect(lambda: self.open(self._sending_page))

    def _set_left(self, visit: dict[str, str] | None) -> None:
        self._left = visit
        self.rail.offer_visit(offered=visit is not None)

    def _go_back_to_visit(self) -> None:
        if self._left is not None:
            self.begin_visit(**self._left)

    def _bind_keys(self) -> None:
        sending = partial(self.open, self._sending_page)
        keys.bind(self, {"F9": self.hide_screen, "Ctrl+L": self.lock})
        keys.bind(self, {"Alt+Left": self.back, "Ctrl+Shift+S": sending}, unless=self._covered)
        keys.bind(self, {"Ctrl+K": self.seek, "Ctrl+,": partial(self.open, SETTINGS)}, unless=self._covered)
        places = {f"Ctrl+{n + 1}": partial(self._open_at, n) for n in range(_PLACES)}
        self._places = keys.bind(self, places, unless=self._covered, said=dict.fromkeys(places, ""))
        rounds = {"F6": partial(self._go_round, 1), "Shift+F6": partial(self._go_round, -1)}
        new = {"Ctrl+N": partial(self.new_wanted.emit, "")}
        keys.bind(self, {"F1": self.ask_help, **rounds, **new}, unless=self._covered)
        text_size.bind(self, self.text_resized.emit)

    def ask_help(self) -> None:
        """F1: each number's key is told with the page that it opens now."""
        names = self.rail.names(self._mode)
        for place, shortcut in enumerate(self._places):
            shortcut.setWhatsThis(words.open_page(names[place]) if place < len(names) else "")
        self.help_wanted.emit()

    @property
    def place(self) -> str:
        """The key of the page that is shown."""
        return self._trail[-1].key

    def _go_round(self, step: int) -> None:
        if self.page is not None:
            regions.go_round(self.rail, self.page, step)

    @property
    def _mode(self) -> Mode:
        return "visit" if self.in_visit else "office"

    def _open_at(self, place: int) -> None:
        shown = self.rail.keys(self._mode)
        if place < len(shown):
            self._chosen(shown[place])
