"""A worker's hand: finds what can be seen by its name, and clicks and types there. It knows no page, model or store.

Every act is a key or mouse event to a visible, enabled widget that nothing covers; anything else is `NotThere`. A machine may be
busy: as long as the words on the screen change, something is coming.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QScrollArea, QTabBar, QWidget

Found = TypeVar("Found")
PATIENCE_S = 20.0
"""While nothing changes."""
_LONGEST_S = 120.0
_SETTLE_S = 0.15


class NotThere(Exception):
    """What was looked for did not appear in time. Carries its name: a word of the interface, never a family's."""


class Target(NamedTuple):
    """A part of a widget, where it is clicked."""

    widget: QWidget
    at: QPoint


class Hand:
    """One worker's hand on one laptop."""

    def __init__(self, pictures: Path, prefix: str) -> None:
        self._pictures = pictures
        self._prefix = prefix

    def see(self, name: str, within: QWidget | None = None) -> QWidget:
        """Wait for a widget with this name and return it."""
        return self._await(lambda: self._find(name, within), name)

    def sees(self, name: str) -> bool:
        """Whether it can be seen now."""
        self._settle()
        return self._find(name, None) is not None

    def read(self, words: str) -> None:
        """Wait until these words stand somewhere on the screen."""
        self._await(lambda: self._with_words(words), words)

    def gone(self, name: str) -> None:
        """Wait until it can no longer be seen."""
        self._await(lambda: True if self._find(name, None) is None else None, name)

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Click the middle of a widget."""
        widget = self.see(name, within)
        self._await(lambda: self._reachable(widget), name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=_middle(widget))
        self._settle()

    def choose(self, name: str) -> None:
        """Click a tab, or a row of a list, by its words."""
        target = self._await(lambda: self._item(name), name)
        self._await(lambda: self._reachable(target.widget, target.at), name)
        QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.at)
        self._settle()

    def click_last(self, name: str) -> None:
        """Click the one that covers the others: the button of a dialog that bears the page's words."""
        widget = self._await(lambda: (self._all(name) or [None])[-1], name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self._settle()

    def contains(self, name: str, words: str) -> None:
        """Wait until a field holds these words."""
        self._await(lambda: True if words in self._text_of(self.see(name)) else None, name)

    def go_to(self, name: str, within: QWidget | None = None) -> QWidget:
        """Put the caret into a field by clicking it."""
        self.click(name, within)
        return self.see(name, within)

    def type(self, text: str) -> None:
        """Type where the caret is."""
        self._settle()
        QTest.keyClicks(self._focus(), text)
        self._settle()

    def fill(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Click a field and type."""
        self.go_to(name, within)
        self.type(text)

    def press(self, keys: str) -> None:
        """Press one combination, e.g. Ctrl+K."""
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        self._settle()

    def picture(self, title: str) -> Path:
        """Keep what is on the screen as a numbered PNG."""
        self._settle()
        number = len(list(self._pictures.glob("*.png"))) + 1
        path = self._pictures / f"{number:02d}-{self._prefix}{title}.png"
        window = self._window()
        if not window.grab().save(str(path)):
            raise NotThere(path.name)
        return path

    def _find(self, name: str, within: QWidget | None) -> QWidget | None:
        found = self._all(name, within)
        return found[0] if found else None

    def _all(self, name: str, within: QWidget | None = None) -> list[QWidget]:
        """Those with the name, in view first; one that is out of view is scrolled to."""
        found = [widget for widget in (within or self._window()).findChildren(QWidget) if self._named(widget, name)]
        if found and not any(self._reachable(widget) for widget in found):
            _scroll_to(found[0])
        return [widget for widget in found if self._reachable(widget)]

    @staticmethod
    def _text_of(widget: QWidget) -> str:
        for name in ("text", "toPlainText"):
            text = getattr(widget, name, None)
            if callable(text):
                return str(text())
        return ""

    def _item(self, name: str) -> "Target | None":
        for tabs in self._window().findChildren(QTabBar):
            for place in range(tabs.count()):
                if tabs.isVisible() and tabs.isTabEnabled(place) and tabs.tabText(place) == name:
                    return Target(tabs, tabs.tabRect(place).center())
        for view in self._window().findChildren(QAbstractItemView):
            model = view.model()
            for row in range(model.rowCount() if model is not None and view.isVisible() else 0):
                index = model.index(row, 0)
                if str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()).startswith(name):
                    view.scrollTo(index)
                    return Target(view.viewport(), view.visualRect(index).center())
        return None

    def _named(self, widget: QWidget, name: str) -> bool:
        words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        return (
            words == name
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        )

    def _with_words(self, words: str) -> QWidget | None:
        for widget in self._window().findChildren(QWidget):
            text = getattr(widget, "text", None)
            shown = text() if callable(text) else ""
            if widget.isVisible() and (words in widget.accessibleName() or (isinstance(shown, str) and words in shown)):
                return widget
        return None

    @staticmethod
    def _reachable(widget: QWidget, point: QPoint | None = None) -> bool | None:
        window = widget.window()
        at = window.childAt(widget.mapTo(window, _middle(widget) if point is None else point))
        return True if at is not None and (at is widget or widget.isAncestorOf(at)) else None

    def _await(self, look: Callable[[], Found | None], name: str) -> Found:
        began, said = time.monotonic(), self._said()
        until = began + PATIENCE_S
        while (found := look()) is None:
            if time.monotonic() > until:
                before, said = said, self._said()
                if said == before or until > began + _LONGEST_S:
                    raise NotThere(name)
                until += PATIENCE_S
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QTest.qSleep(5)
        return found

    def _said(self) -> list[str]:
        return [label.text() for label in self._window().findChildren(QLabel) if label.isVisible()]

    @staticmethod
    def _settle() -> None:
        until = time.monotonic() + _SETTLE_S
        while time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QTest.qSleep(5)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window()

    @staticmethod
    def _window() -> QWidget:
        windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        if len(windows) != 1:
            raise NotThere(f"one window, but {[type(window).__name__ for window in windows]}")
        return windows[0]


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
