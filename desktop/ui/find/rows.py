"""What was found as a list: a heading for each group, then its rows, for the eye and for a screen reader."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.casework.finding import Found
from desktop.ui import icons, theme, tokens
from desktop.ui.widgets.avatar import initials, paint_avatar
from desktop.ui.widgets.lines import WRAP, laid_out
from desktop.ui.words import find as words

Index = QModelIndex | QPersistentModelIndex

_HEADING, _ROW, _LIST = 36, 56, 400
"""Heights of a heading, of a row of two lines and of the whole list, at a text scale of 1."""

_PAD, _AVATAR, _BAR, _LINE = 14, 32, 3, 22
_MOST_LINES = 2
_BOLD = 700
_NAMED = frozenset({"family", "person"})
_ICONS = {"action": "list-checks", "text": "file-text"}


class FoundRows(QAbstractListModel):
    """Headings are strings among what was found; nobody can choose them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Found] = []

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these, which come in the order of their groups."""
        rows: list[str | Found] = []
        for group, said in words.GROUPS.items():
            of_group = [one for one in found if one.group == group]
            rows += [said, *of_group] if of_group else []
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> str | Found:
        return self._rows[index.row()]

    def first(self) -> QModelIndex:
        """The first that can be opened; an invalid index where nothing was found."""
        return self.index(1) if self._rows else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if isinstance(self.row(index), str) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.said
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Found):
            where = words.where(row.group, row.kind, row.name)
            return f"{row.said}. {where}" if where else row.said
        return None


class FoundView(QListView):
    """Arrows move past the headings; the row that is chosen is opened by Enter or a click."""

    def __init__(self, rows: FoundRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(_Painter(rows, self))
        self.setAccessibleName(words.RESULTS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_HEADING)

    def sizeHint(self) -> QSize:
        """As high at all times: a dialog that grows and shrinks while somebody types is not calm."""
        return QSize(super().sizeHint().width(), theme.current().px(_LIST))


class _Painter(QStyledItemDelegate):
    """Paints one row. Its colours and sizes come from the theme of the moment."""

    def __init__(self, rows: FoundRows, view: QListView) -> None:
        super().__init__(view)
        self._rows, self._view = rows, view

    def _room(self) -> int:
        """How wide a text may be."""
        return self._view.viewport().width() - 2 * _PAD - theme.current().px(_AVATAR) - 12

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, worn = self._rows.row(index), theme.current()
        if isinstance(row, str):
            return QSize(80, worn.px(_HEADING))
        return QSize(80, worn.px(_ROW) + (_lines(row, self._room()) - 1) * worn.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, cell = self._rows.row(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(cell)
        if isinstance(row, str):
            _say(painter, cell.adjusted(_PAD, 8, -_PAD, 0), row, "metaStrong", "text2")
        else:
            self._paint_found(painter, cell, row, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_found(self, painter: QPainter, cell: QRect, row: Found, *, chosen: bool) -> None:
        worn = theme.current()
        painter.fillRect(cell, worn.colour("primarysoft" if chosen else "surface"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, worn.colour("border"))
        if chosen:
            painter.fillRect(cell.left(), cell.top(), _BAR, cell.height(), worn.colour("primary"))
        side, line = worn.px(_AVATAR), worn.px(_LINE)
        self._paint_lead(
            painter, QRect(QPoint(cell.left() + _PAD, cell.center().y() - side // 2), QSize(side, side)), row
        )
        where = words.where(row.group, row.kind, row.name)
        said = _lines(row, self._room()) * line
        top = cell.center().y() - (said + (line if where else 0)) // 2
        left = cell.left() + _PAD + side + 12
        _tell(painter, QRect(left, top, self._room(), said), row)
        _say(painter, QRect(left, top + said, self._room(), line), where, "meta", "text2")

    def _paint_lead(self, painter: QPainter, circle: QRect, row: Found) -> None:
        worn = theme.current()
        if row.group in _NAMED:
            paint_avatar(painter, circle.toRectF(), initials(row.said))
            return
        side = worn.px(tokens.size("icon"))
        picture = icons.pixmap(_ICONS[row.group], worn.hexes["text2"], side, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(circle.center().x() - side / 2, circle.center().y() - side / 2), picture)


def _say(painter: QPainter, box: QRect, text: str, style: str, tone: str) -> None:
    """On one line, with three dots where that is too short for it."""
    worn = theme.current()
    painter.setFont(worn.font(style))
    painter.setPen(worn.colour(tone))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def _tell(painter: QPainter, box: QRect, row: Found) -> None:
    """A name, or a text in which the words that were looked for stand out."""
    lines, _high = _laid_out(row, box.width())
    painter.save()
    painter.setPen(theme.current().colour("text"))
    painter.setClipRect(box)
    lines.draw(painter, QPointF(box.topLeft()))
    painter.restore()


def _lines(row: Found, width: int) -> int:
    """How many lines are shown of what it says."""
    return min(_MOST_LINES, round(_laid_out(row, width)[1] / theme.current().px(_LINE)))


def _laid_out(row: Found, width: int) -> tuple[QTextLayout, int]:
    worn, option = theme.current(), QTextOption()
    option.setWrapMode(WRAP)
    font = worn.font("bodyStrong" if row.group in _NAMED else "body")
    return laid_out(row.said, font, width, worn.px(_LINE), option, [_marked(*mark) for mark in row.marks])


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    span, how = QTextLayout.FormatRange(), QTextCharFormat()
    how.setFontWeight(_BOLD)
    how.setBackground(theme.current().colour("selection"))
    span.start, span.length, span.format = start, end - start, how
    return span
