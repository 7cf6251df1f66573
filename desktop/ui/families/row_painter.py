"""Paints the rows of the list of families: avatar, badge and words in the theme of the moment."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.casework.families import FamilyRow
from desktop.ui import icons, theme, tokens
from desktop.ui.families.table import Column, FamiliesTable, Index
from desktop.ui.tokens import Status
from desktop.ui.widgets.avatar import initials, paint_avatar
from desktop.ui.widgets.badge import paint_badge
from desktop.ui.widgets.lines import WRAP, laid_out

_AVATAR = 36
_PAD = 18
_BAR = 3
_LINE = 22


def standing_status(row: FamilyRow) -> Status:
    return {
        "overdue": tokens.status("action", "overdue"),
        "consent": Status("signature", "warning"),
        "review": tokens.status("action", "dueSoon"),
        "draft": tokens.status("section", "inProgress"),
    }.get(row.standing, tokens.status("section", "done"))


class RowPainter(QStyledItemDelegate):
    """Paints one cell. Its colours and sizes come from the theme of the moment."""

    def __init__(self, table: FamiliesTable, view: QTableView) -> None:
        super().__init__(view)
        self._table, self._view = table, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a row is, or higher where a long name goes on in a next line."""
        worn, column = theme.current(), Column(index.column())
        said, room = self._table.said(self._table.row(index), column), self._view.columnWidth(column) - _PAD - 4
        lines = 1
        if column is Column.FAMILY:
            lines = _lines(said, "bodyStrong", room - worn.px(_AVATAR) - 12)
        elif column is Column.AREA:
            lines = _lines(said, "body", room) - 1
        return QSize(80, worn.px(tokens.size("rowList") + _LINE * (max(1, lines) - 1)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, cell = self._table.row(index), Column(index.column()), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(cell)
        self._paint_ground(painter, cell, column, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        inside = cell.adjusted(_PAD, 0, -4, 0)
        match column:
            case Column.FAMILY:
                self._paint_family(painter, inside, row)
            case Column.STANDING:
                badge_at = QPointF(inside.left(), cell.center().y() - theme.current().px(12))
                paint_badge(painter, badge_at, self._table.said(row, column), *standing_status(row))
            case Column.UNSENT:
                self._paint_unsent(painter, inside, row)
            case _:
                style = "bodyStrong" if column is Column.VISIT and self._table.is_today(row) else "body"
                _say(painter, inside, self._table.said(row, column), style, "text")
        painter.restore()

    def _paint_ground(self, painter: QPainter, cell: QRect, column: Column, *, chosen: bool) -> None:
        worn = theme.current()
        painter.fillRect(cell, worn.colour("primarysoft" if chosen else "surface"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, worn.colour("border"))
        if chosen and column is Column.FAMILY:
            painter.fillRect(cell.left(), cell.top(), _BAR, cell.height(), worn.colour("primary"))

    def _paint_family(self, painter: QPainter, inside: QRect, row: FamilyRow) -> None:
        worn = theme.current()
        side = worn.px(_AVATAR)
        circle = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
        paint_avatar(painter, circle, initials(row.name))
        text = inside.adjusted(side + 12, 0, 0, 0)
        line, name, children = worn.px(_LINE), self._table.said(row, Column.FAMILY), self._table.named_children(row)
        high = line * _lines(name, "bodyStrong", text.width())
        top = inside.center().y() - (high + (line if children else 0)) // 2
        _say(painter, QRect(text.left(), top, text.width(), high), name, "bodyStrong", "text")
        _cut(painter, QRect(text.left(), top + high, text.width(), line), children, "meta", "text2")

    def _paint_unsent(self, painter: QPainter, inside: QRect, row: FamilyRow) -> None:
        if row.unsent:
            worn, side = theme.current(), theme.current().px(tokens.size("iconSmall"))
            icon, _tone = tokens.status("sync", "waiting")
            picture = icons.pixmap(icon, worn.hexes["text2"], side, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(inside.left(), inside.center().y() - side / 2), picture)
            _say(painter, inside.adjusted(side + 4, 0, 0, 0), str(row.unsent), "meta", "text2")


def _laid_out(text: str, style: str, width: int) -> tuple[QTextLayout, int]:
    worn, option = theme.current(), QTextOption()
    option.setWrapMode(WRAP)
    return laid_out(text, worn.font(style), width, worn.px(_LINE), option)


def _lines(text: str, style: str, width: int) -> int:
    """How many lines a text takes; most take one, which is found without setting it."""
    if QFontMetrics(theme.current().font(style)).horizontalAdvance(text) <= width:
        return 1
    return round(_laid_out(text, style, width)[1] / theme.current().px(_LINE))


def _say(painter: QPainter, box: QRect, text: str, style: str, tone: str) -> None:
    """On as many lines as it takes, on the middle of the box."""
    if _lines(text, style, box.width()) == 1:
        _cut(painter, box, text, style, tone)
        return
    lines, high = _laid_out(text, style, box.width())
    painter.setPen(theme.current().colour(tone))
    lines.draw(painter, QPointF(box.left(), box.center().y() - high / 2))


def _cut(painter: QPainter, box: QRect, text: str, style: str, tone: str) -> None:
    """On one line, with three dots where that is too short for it."""
    worn = theme.current()
    painter.setFont(worn.font(style))
    painter.setPen(worn.colour(tone))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
