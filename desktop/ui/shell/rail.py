"""The navigation rail: the pages there are, whether work is sent, and the way to hide, lock or leave."""

from itertools import pairwise
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.brand import Mark
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rail_button import RailButton
from desktop.ui.widgets.sync_card import SyncCard
from desktop.ui.words import gate, shell

Mode = Literal["office", "visit"]
_FOLD_UNDER = 1100
_FOLD_FROM_K = 1.5
SETTINGS = "settings"
"""The page that the button at the foot opens."""


class Rail(QFrame):
    """In a visit it holds that family's pages only, and no other family can be reached from it.

    Signals:
        chosen: the key of a page.
        not_safe, hide_screen, settings, lock, leave_visit, back_to_visit: the buttons at the foot.
    """

    chosen = Signal(str)
    not_safe = Signal()
    hide_screen = Signal()
    settings = Signal()
    lock = Signal()
    leave_visit = Signal()
    back_to_visit = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName(shell.PAGES)
        self._mode: Mode = "office"
        self._group = QButtonGroup(self)
        self._pages: dict[str, tuple[Mode, RailButton]] = {}
        self.sync_card = SyncCard()
        self._name = PlainLabel(gate.DOORSTEP, "h3", wrap=False)
        self._visit = _VisitChip()
        self.concern = RailButton(shell.NOT_SAFE, "shield-alert", shell.NOT_SAFE_KEY, page=False)
        self.concern.clicked.connect(self.not_safe)
        self._hide = RailButton(shell.HIDE_SCREEN, "eye-off", "F9", page=False)
        self._settings = RailButton(shell.SETTINGS, "settings", "Ctrl+,")
        self._lock = RailButton(shell.LOCK, "lock", "Ctrl+L", page=False)
        self._leave = RailButton(shell.LEAVE_VISIT, "log-out", page=False)
        self._return = RailButton(shell.BACK_TO_VISIT, "timer", page=False)
        self._has_left = False
        self._return.clicked.connect(self.back_to_visit)
        self._hide.clicked.connect(self.hide_screen)
        self._settings.clicked.connect(self.settings)
        self._lock.clicked.connect(self.lock)
        self._leave.clicked.connect(self.leave_visit)
        self._lay_out()
        self.fold(folded=False)
        self.set_mode("office")

    def add(self, mode: Mode, key: str, words: str, icon: str) -> int:
        """Offer a page; answers its place in that mode's rail, from 1."""
        place = sum(of == mode for of, _button in self._pages.values()) + 1
        button = RailButton(words, icon, f"Ctrl+{place}" if self._folded else "")
        button.fold(self._folded)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._list.addWidget(button)
        above = [other for _mode, other in self._pages.values()]
        if above:
            self.setTabOrder(above[-1], button)
        self.setTabOrder(button, self._return)
        self._pages[key] = (mode, button)
        button.setVisible(mode == self._mode)
        return place

    def keys(self, mode: Mode) -> list[str]:
        return [key for key, (of, _button) in self._pages.items() if of == mode]

    def names(self, mode: Mode) -> list[str]:
        return [button.accessibleName() for of, button in self._pages.values() if of == mode]

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        for of, button in self._pages.values():
            button.setVisible(of == mode)
        visiting = mode == "visit"
        self._visit.setVisible(visiting and not self._folded)
        self._leave.setVisible(visiting)
        self._settings.setVisible(not visiting)
        self._lock.setVisible(not visiting)
        self._return.setVisible(self._has_left and not visiting)

    def offer_visit(self, *, offered: bool) -> None:
        """Offer the way back to a visit that goes on."""
        self._has_left = offered
        self._return.setVisible(offered and self._mode == "office")

    def mark(self, key: str) -> None:
        """Show `key` as where we are; "" marks none."""
        self._group.setExclusive(False)
        for of, (_mode, button) in self._pages.items():
            button.setChecked(of == key)
        self._group.setExclusive(True)
        self._settings.setChecked(key == SETTINGS)

    def fit(self, wide: int) -> None:
        """Fold in a window that is narrow for its text."""
        worn = theme.current()
        self.fold(folded=worn.effective(wide) < _FOLD_UNDER or worn.k >= _FOLD_FROM_K)

    def fold(self, *, folded: bool) -> None:
        """Icons alone, for narrow windows and large text."""
        self._folded = folded
        self.setFixedWidth(
            max(tokens.size("navCollapsed"), theme.current().px(44)) if folded else tokens.size("navWidth")
        )
        self._name.setVisible(not folded)
        self._visit.setVisible(self._mode == "visit" and not folded)
        for button in (
            self._return,
            self.concern,
            self._hide,
            self._settings,
            self._lock,
            self._leave,
            *(button for _mode, button in self._pages.values()),
        ):
            button.fold(folded)
        self.sync_card.fold(folded)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 6)
        head.setSpacing(10)
        head.addWidget(Mark())
        head.addWidget(self._name, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._visit)
        column.addLayout(self._list)
        column.addStretch(1)
        foot = (self._return, self.sync_card, self.concern, self._hide, self._settings, self._lock, self._leave)
        for widget in foot:
            column.addWidget(widget)
        for before, after in pairwise(foot):
            self.setTabOrder(before, after)


class _VisitChip(Panel):
    def __init__(self) -> None:
        super().__init__("chip", (10, 5, 10, 5), 0)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Picture("timer", "onprimarysoft", tokens.size("iconSmall")))
        across.addWidget(PlainLabel(shell.IN_A_VISIT, "metaStrong", "onprimarysoft", wrap=False), 1)
        self.column.addLayout(across)
