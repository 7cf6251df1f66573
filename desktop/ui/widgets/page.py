"""What a page is built on: its header, a scrolling column, two columns that become one, and an empty state."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.bar_room import keep_edges
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.words import shell as words

MARGIN = 28
NARROW = 900
_LEAST = 240
_NO_LIMIT = 16_777_215


class Page(QFrame):
    """A page of the shell: a column with no margins; `arrive` is called each time it is opened, `leave` before."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._about: dict[str, str] = {}

    def come(self, args: dict[str, str]) -> None:
        """Arrive, and where `args` name something else than before, at the top."""
        if any(args[name] != self._about[name] for name in args.keys() & self._about.keys()):
            for area in self.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(0)
        self._about = args
        self.arrive(**args)

    def arrive(self, **args: str) -> None:
        """Show what `args` (ids) name. Here: nothing to do."""

    def leave(self) -> None:
        """Hand over what is being typed: called before another page or the curtain covers this one."""

    def keep(self) -> Kept:
        """At a lock: hand over what is being typed, and say what `resume` needs to show the same again."""
        self.leave()
        return {}

    def resume(self, kept: Kept) -> None:
        """After the unlock, once the page shows what it was opened with: go back to what `keep` said."""

    def ask_again(self, dialog: str, about: str) -> None:
        """After the unlock: ask in the dialog of this name that was open at the lock, `about` the same."""


class PageHeader(QFrame):
    """Title, a line under it, a back button where there is somewhere to go back to, badges, and actions at the end.

    Signals:
        back: the back button was pressed.
    """

    back = Signal()

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        with_back: bool = False,
        lined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`lined` draws a hairline under the header, for pages that scroll beneath it."""
        super().__init__(parent)
        self.setProperty("kind", "top" if lined else "page")
        self.title = PlainLabel(title, "h1")
        self.subtitle = PlainLabel("", "body", "text2")
        self.subtitle.say(subtitle)
        self._badges = QHBoxLayout()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(12)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignLeft)
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self.title)
        first.addLayout(self._badges)
        first.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addLayout(first)
        text.addWidget(self.subtitle)
        self._ends = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ends.setSpacing(8)
        self._ends.addLayout(text, 1)
        self._ends.addLayout(self._actions)
        across = QHBoxLayout(self)
        across.setContentsMargins(MARGIN, 14, MARGIN, 12)
        across.setSpacing(4)
        self._back = IconButton(words.BACK, "chevron-left") if with_back else None
        if self._back is not None:
            self._back.clicked.connect(self.back)
            across.setContentsMargins(MARGIN - 12, 14, MARGIN, 12)
            across.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._ends, 1)

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a window may get narrow enough for the actions to move."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Actions go under the title where both do not fit in one line."""
        super().resizeEvent(event)
        parts = (self.title, self._badges, self._actions, self._back)
        wanted = sum(part.sizeHint().width() for part in parts if part is not None)
        ways = QBoxLayout.Direction
        self._ends.setDirection(ways.LeftToRight if wanted + 3 * MARGIN < self.width() else ways.TopToBottom)

    def add_badge(self, badge: QWidget) -> None:
        self._badges.addWidget(badge)

    def add_action(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.title.updateGeometry()
        self.subtitle.say(subtitle)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down, never sideways. Its right margin has room for the bar."""

    def __init__(
        self,
        margins: tuple[int, int, int, int] = (MARGIN, 4, MARGIN, MARGIN),
        gap: int = 16,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget())  # one that PySide6 knows: to name Qt's own it makes every class of QtWidgets, 20 ms
        self.inside = inside = QWidget()
        inside.setProperty("kind", "column")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(gap)
        self.setWidget(inside)
        keep_edges(self, self.column)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)

    def add_stretch(self) -> None:
        """Push what was added to the top."""
        self.column.addStretch(1)


class Columns(QWidget):
    """A main column and a side column; one above the other where the effective width is under `narrow`."""

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        side_width: int = 372,
        gap: int = 20,
        *,
        narrow: int = NARROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side, self._side_width, self._narrow = side, side_width, narrow
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addWidget(main, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that a window may get narrow enough for the columns to stack."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = theme.current().effective(self.width()) < self._narrow
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        wide = theme.current().px(self._side_width)
        self._side.setMinimumWidth(0 if stacked else wide)
        self._side.setMaximumWidth(_NO_LIMIT if stacked else wide)


class EmptyState(QWidget):
    """What a page says when there is nothing on it, and what to do about that."""

    def __init__(
        self, icon: str, title: str, text: str = "", action: QWidget | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "h2")
        self.text = PlainLabel("", "body", "text2")
        self.text.say(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(8)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Picture(icon, "text3", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.text)
        if action is not None:
            column.addSpacing(8)
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
