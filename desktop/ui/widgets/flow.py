"""A layout that sets its items in lines, left to right, and goes on below where the width ends."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Gaps of `gap` pixels both ways, or of `down` between lines. What is lower than its line stands on the middle of it.

    With `stacks`, where they need more than a line and one takes more than half of it, all stand under one another at full
    width, as high as they need.
    """

    def __init__(
        self, parent: QWidget | None = None, gap: int = 8, *, down: int | None = None, stacks: bool = False
    ) -> None:
        super().__init__()
        self._stacks = stacks
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._down = gap if down is None else down
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place every item inside `rect` and answer the height they take."""
        shown = [item for item in self._items if not item.isEmpty()]
        if self._stacks and self._are_long(shown, rect.width()):
            return self._stack(shown, rect, move=move)
        top = rect.top()
        for line in self._lines(shown, rect.width()):
            high, left = max(hint.height() for _item, hint in line), rect.left()
            for item, hint in line:
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (high - hint.height()) // 2), hint))
                left += hint.width() + self._gap
            top += high + self._down
        return max(0, top - self._down - rect.top())

    def _lines(self, items: Sequence[QLayoutItem], room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items of each line, with the size that each gets."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = room + 1
        for item in items:
            hint = item.sizeHint()
            size = QSize(min(hint.width(), room), hint.height())
            if left + size.width() > room:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self._gap
        return lines

    def _are_long(self, items: Sequence[QLayoutItem], room: int) -> bool:
        widths = [item.sizeHint().width() for item in items]
        return sum(widths) + self._gap * (len(widths) - 1) > room and max(widths, default=0) > room // 2

    def _stack(self, items: Sequence[QLayoutItem], rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for item in items:
            height = item.heightForWidth(rect.width()) if item.hasHeightForWidth() else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(rect.left(), top, rect.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - rect.top())


def flow(*widgets: QWidget) -> QWidget:
    """Widgets beside one another, and below where the width ends."""
    room = QWidget()
    layout = FlowLayout(room, 12)
    for widget in widgets:
        layout.addWidget(widget)
    return room
