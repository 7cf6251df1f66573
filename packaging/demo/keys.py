"""A worker who never touches the mouse: Tab to what has the name, arrows within a group, a list or tabs, Space to press."""

from collections.abc import Callable

from hand import Hand, NotThere
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QTabBar, QWidget

_ONCE_ROUND = 200


class Keys(Hand):
    """The same acts as a `Hand`'s, by keys alone. What Tab and arrows do not reach is `NotThere`."""

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Press a button."""
        self.go_to(name, within)
        self._key(Qt.Key.Key_Space)
        self._settle()

    def click_last(self, name: str) -> None:
        """Press it; Tab stays inside a dialog."""
        self.click(name)

    def go_to(self, name: str, within: QWidget | None = None) -> QWidget:
        """Bring the focus to what has the name."""
        self.see(name, within)
        self._step(Qt.Key.Key_Tab, lambda: self._named(self._focus(), name) or _has_beside(self._focus(), name), name)
        while not self._named(self._focus(), name):
            self._beside(name)
        return self._focus()

    def choose(self, name: str) -> None:
        """Go to a tab, or to a row of a list, which is chosen by being gone to."""
        place = self._await(lambda: self._item(name), name).widget
        if isinstance(place, QTabBar):
            self._go_to_tab(name)
        else:
            view = place.parentWidget()
            self._step(Qt.Key.Key_Tab, lambda: self._focus() is view, name)
            self._key(Qt.Key.Key_Home)
            self._step(Qt.Key.Key_Down, lambda: _row(self._focus()).startswith(name), name)
        self._settle()

    def _go_to_tab(self, name: str) -> None:
        """One at a time: each tab that is gone to shows its page, which has tabs of its own."""
        while further := self._tabs_away(name):
            self._step(Qt.Key.Key_Tab, lambda: isinstance(self._focus(), QTabBar), name)
            self._key(Qt.Key.Key_Right if further > 0 else Qt.Key.Key_Left)
            self._settle()

    def _tabs_away(self, name: str) -> int:
        tabs = self._await(lambda: self._item(name), name).widget
        if not isinstance(tabs, QTabBar):
            return 0
        return [tabs.tabText(place) for place in range(tabs.count())].index(name) - tabs.currentIndex()

    def _all(self, name: str, within: QWidget | None = None) -> list[QWidget]:
        """Those with the name. Nothing is scrolled: the focus brings into view what it comes to."""
        return [widget for widget in (within or self._window()).findChildren(QWidget) if self._named(widget, name)]

    def _step(self, key: Qt.Key, there: Callable[[], bool], name: str) -> None:
        for _ in range(_ONCE_ROUND):
            if there():
                return
            self._key(key)
        raise NotThere(f"{name}, by keys")

    def _beside(self, name: str) -> None:
        """One further in the group: to the right, or to the beginning of the next line."""
        if self._moves(Qt.Key.Key_Right):
            return
        if not self._moves(Qt.Key.Key_Down):
            raise NotThere(f"{name}, by arrows")
        while self._moves(Qt.Key.Key_Left):
            pass

    def _moves(self, key: Qt.Key) -> bool:
        before = self._focus()
        self._key(key)
        return self._focus() is not before

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key)
        QCoreApplication.processEvents()


def _has_beside(widget: QWidget, name: str) -> bool:
    """Whether it is one of several to choose from, and another has the name: Tab goes to the group, arrows to the other."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and name in {one.accessibleName() for one in group.buttons()}


def _row(widget: QWidget) -> str:
    return str(widget.currentIndex().data()) if isinstance(widget, QAbstractItemView) else ""
