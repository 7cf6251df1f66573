"""The people of the drawing as a real list: the drawing's twin for the keyboard and for a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui import theme
from desktop.ui.words import genogram as words

_PERSON = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class PeopleList(QListView):
    """Shows names; speaks everything.

    Signals:
        chosen: whom the keyboard or the mouse is on.
        opened: Enter on somebody, or two presses.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self._quiet = False
        self.setModel(self._items)
        self.setItemDelegate(_Roomy(self))
        self.setAccessibleName(words.LIST)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(index.data(_PERSON)))

    def show_people(self, people: Sequence[tuple[str, str, str]]) -> None:
        """Each as id, what is shown and what is spoken. Whoever is chosen stays so."""
        if [self._told(row) for row in range(self._items.rowCount())] == list(people):
            return
        chosen, self._quiet = self.person(), True
        self._items.clear()
        for person, shown, spoken in people:
            item = QStandardItem(shown)
            item.setData(person, _PERSON)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._items.appendRow(item)
        self._quiet = False
        self.choose(chosen)

    def choose(self, person: str) -> None:
        """Be on somebody."""
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(_PERSON) == person:
                self.setCurrentIndex(self._items.index(row, 0))

    def person(self) -> str:
        """Who is chosen; "" for nobody."""
        return self.currentIndex().data(_PERSON) or ""

    def _told(self, row: int) -> tuple[str, str, str]:
        item = self._items.item(row)
        return item.data(_PERSON), item.text(), item.data(Qt.ItemDataRole.AccessibleTextRole)

    def _moved(self, index: QModelIndex) -> None:
        if not self._quiet:
            self.chosen.emit(index.data(_PERSON) or "")


class _Roomy(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.current().px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn, box = theme.current(), option.rect
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on:
            painter.fillRect(box, worn.colour("primarysoft"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), worn.colour("primary"))
        painter.setFont(worn.font("bodyStrong" if on else "body"))
        painter.setPen(worn.colour("onprimarysoft" if on else "text"))
        room = box.adjusted(14, 0, -8, 0)
        said = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, said)
