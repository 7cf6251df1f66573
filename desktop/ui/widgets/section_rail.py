"""The sections of a form with their progress: a list with icons and words, a drop-down where there is little room."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import icons, qss, theme, tokens
from desktop.ui.widgets.bar_room import keep_room
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.lines import WRAP, laid_out
from desktop.ui.widgets.states import ProgressBar
from desktop.ui.words import shell

_ABOVE = 6
_Index = QModelIndex | QPersistentModelIndex
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True)
class Section:
    """`state` is a status of the tokens (notStarted, inProgress, needsAnswer, done), `said` its word: "5 of 8"."""

    key: str
    title: str
    state: str
    said: str


class _Sections(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.sections: tuple[Section, ...] = ()

    def become(self, sections: tuple[Section, ...]) -> None:
        if len(sections) == len(self.sections):
            self.sections = sections
            self.dataChanged.emit(self.index(0), self.index(len(sections) - 1))
            return
        self.beginResetModel()
        self.sections = sections
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sections)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        section = self.sections[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return section
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{section.title}, {section.said}"
        return None


class _Painted(QStyledItemDelegate):
    """A title that is too long for its line goes on in the next."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        worn, section = theme.current(), index.data(Qt.ItemDataRole.UserRole)
        _words, height = _title(section, self._view.viewport().width(), chosen=False)
        return QSize(100, max(worn.px(40), height + worn.px(_ABOVE + _ABOVE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        section: Section = index.data(Qt.ItemDataRole.UserRole)
        worn, shown = theme.current(), tokens.status("section", section.state)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(worn.colour("border"))
            painter.setBrush(worn.colour("surface"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 1, -0.5, -1), 8, 8)
        side = worn.px(tokens.size("icon"))
        picture = icons.pixmap(shown.icon, worn.hexes[shown.tone], side, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(box.left() + 10, box.top() + (box.height() - side) / 2), picture)
        urgent = section.state == "needsAnswer"
        painter.setFont(worn.font("metaStrong" if chosen or urgent else "meta"))
        painter.setPen(worn.colour(shown.tone if urgent else "text" if chosen else "text2"))
        painter.drawText(box.adjusted(0, 0, -10, 0), _ALIGN | Qt.AlignmentFlag.AlignRight, section.said)
        painter.setPen(worn.colour("text"))
        words, height = _title(section, box.width(), chosen=chosen)
        words.draw(painter, QPointF(box.left() + 20 + side, box.top() + (box.height() - height) / 2))
        painter.restore()


def _taken(section: Section) -> int:
    """What the icon before the title and the words after it take of the width."""
    worn = theme.current()
    said = QFontMetrics(worn.font("metaStrong")).horizontalAdvance(section.said)
    return 20 + worn.px(tokens.size("icon")) + said + 18


def _title(section: Section, width: int, *, chosen: bool) -> tuple[QTextLayout, int]:
    """Lines and their height. A chosen one is bold if that takes no more lines, so that choosing moves nothing."""
    worn, option, room = theme.current(), QTextOption(), width - _taken(section)
    option.setWrapMode(WRAP)
    plain, bold = (
        laid_out(section.title, worn.font(style), room, worn.px(tokens.type_style("meta").line), option)
        for style in ("body", "bodyStrong")
    )
    return bold if chosen and bold[1] == plain[1] else plain


class SectionRail(QWidget):
    """A heading with "5 of 11 done" and a bar, then the sections.

    Signals:
        chosen: the key of the section the user went to.
    """

    chosen = Signal(str)

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Sections()
        self._done = PlainLabel("", "meta", "text2", wrap=False)
        self._bar = ProgressBar(title)
        self._list = QListView()
        keep_room(self._list)
        self._list.setProperty("kind", "bare")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Painted(self._list))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setAccessibleName(title)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._moved)
        self._menu = Select()
        self._menu.setAccessibleName(title)
        self._menu.activated.connect(lambda _row: self.chosen.emit(self._menu.value()))
        self._menu.hide()
        self._head = QWidget()
        said, head = QHBoxLayout(), QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, qss.BAR, 0)
        head.setSpacing(10)
        said.addWidget(PlainLabel(title, "bodyStrong"), 1)
        said.addWidget(self._done)
        head.addLayout(said)
        head.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._menu)
        column.addWidget(self._list, 1)
        self._quiet = False

    def set_sections(self, sections: tuple[Section, ...], current: str) -> None:
        """Show these, with `current` selected, without the signal."""
        self._quiet = True
        self._model.become(sections)
        done = sum(section.state == "done" for section in sections)
        self._done.setText(shell.sections_done(done, len(sections)))
        self._bar.set_progress(done, len(sections))
        self._menu.offer([(section.key, f"{section.title}, {section.said}") for section in sections])
        for row, section in enumerate(sections):
            if section.key == current:
                self._list.setCurrentIndex(self._model.index(row))
                self._menu.set_value(current)
        self._quiet = False

    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return self._model.sections

    def fold(self, folded: bool) -> None:
        """Become a drop-down, for 200 % text."""
        for widget in (self._head, self._list):
            widget.setVisible(not folded)
        self._menu.setVisible(folded)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.chosen.emit(self._model.sections[now.row()].key)
