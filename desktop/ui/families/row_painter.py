"""Paints the rows of the list of families: avatar, badge and words in the theme of the moment."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.casework.families import FamilyRow
from desktop.ui import icons, theme, tokens
from desktop.ui.families.table import Column, FamiliesTable, Index
from desktop.ui.tokens import Status
from desktop.ui.widgets.avatar import initials, paint_avatar
from desktop.ui.widgets.badge import paint_badge

_AVATAR = 36
_PAD = 18
_BAR = 3


def standing_status(row: FamilyRow) -> Status:
    return {
        "overdue": tokens.status("action", "overdue"),
        "consent": Status("signature", "warning"),
        "review": tokens.status("action", "dueSoon"),
        "draft": tokens.status("section", "inProgress"),
    }.get(row.standing, tokens.status("section", "done"))


class RowPainter(QStyledItemDelegate):
    """Paints one cell. Its colours and sizes come from the theme of the moment."""

    def __init__(self, table: FamiliesTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.current().px(tokens.size("rowList")))

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
        half = worn.px(22)
        children = self._table.named_children(row)
        top = inside.center().y() - (half if children else half // 2)
        _say(
            painter,
            QRect(text.left(), top, text.width(), half),
            self._table.said(row, Column.FAMILY),
            "bodyStrong",
            "text",
        )
        _say(painter, QRect(text.left(), top + half, text.width(), half), children, "meta", "text2")

    def _paint_unsent(self, painter: QPainter, inside: QRect, row: FamilyRow) -> None:
        if row.unsent:
            worn, side = theme.current(), theme.current().px(tokens.size("iconSmall"))
            icon, _tone = tokens.status("sync", "waiting")
            picture = icons.pixmap(icon, worn.hexes["text2"], side, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(inside.left(), inside.center().y() - side / 2), picture)
            _say(painter, inside.adjusted(side + 4, 0, 0, 0), str(row.unsent), "meta", "text2")


def _say(painter: QPainter, box: QRect, text: str, style: str, tone: str) -> None:
    worn = theme.current()
    painter.setFont(worn.font(style))
    painter.setPen(worn.colour(tone))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
