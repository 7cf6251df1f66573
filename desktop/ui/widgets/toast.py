"""A short message at the bottom left, with a way to undo what it tells of. It stays ten seconds or until closed, and is never the only record."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.states import announce
from desktop.ui.words import shell

_STAYS_MS = 10_000
_CLEAR = 130


class Toast(Panel):
    """Lives in a window; `say` shows it and speaks it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("dialog", (16, 6, 6, 6), 0, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture = Picture("info", "info")
        self.words = PlainLabel("", "body")
        close = IconButton(shell.CLOSE, "x")
        close.clicked.connect(self.hide)
        self.undo = Button(shell.UNDO, "quiet")
        self.undo.clicked.connect(self._undo)
        self._take_back: Callable[[], object] | None = None
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(self._picture)
        across.addWidget(self.words, 1)
        across.addWidget(self.undo)
        across.addWidget(close)
        self.column.addLayout(across)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self,
        words: str,
        icon: str = "circle-check",
        tone: str = "success",
        undo: Callable[[], object] | None = None,
    ) -> None:
        """`undo` takes back what the words tell of."""
        self._take_back = undo
        self.undo.setVisible(undo is not None)
        self._picture.show_icon(icon, tone)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self._fit()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.hide()
        if take_back is not None:
            take_back()

    def _fit(self) -> None:
        """As wide as the words, though never wider than the window."""
        room = self.parentWidget()
        needed = self.words.fontMetrics().horizontalAdvance(self.words.text()) + 2
        self.words.setMinimumWidth(needed if room is None else min(needed, max(room.width() - 2 * _CLEAR, _CLEAR)))
        self.column.invalidate()
        self.column.activate()  # what is inside keeps the width of the words before, else
        wide = self.sizeHint().width()
        wide = wide if room is None else min(wide, room.width() - _CLEAR)
        self.resize(wide, max(self.heightForWidth(wide), self.minimumSizeHint().height()))
