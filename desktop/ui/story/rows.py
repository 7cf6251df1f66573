"""The line of time as a list: every row as high as the others, painted when it is seen and not before."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.casework.timeline import Moment
from desktop.ui import icons, theme
from desktop.ui.widgets.badge import badge_size, paint_badge
from desktop.ui.words import story as words

Index = QModelIndex | QPersistentModelIndex

_ROW, _DAY, _DOT, _ICON, _LINE, _PAD, _BAR = 62, 124, 30, 16, 24, 14, 3
"""Pixels at a text scale of 1."""
_EXCERPT = 240
_LOOKS = {
    "event": ("sprout", "voice"),
    "visit": ("footprints", "info"),
    "note": ("file-text", "neutral"),
    "note_call": ("phone", "neutral"),
    "visit_planned": ("calendar", "neutral"),
    "visit_failed": ("circle-x", "warning"),
    "agreement": ("signature", "success"),
    "assessment": ("clipboard-list", "info"),
    "plan": ("list-checks", "success"),
    "document": ("file-text", "neutral"),
    "conflict": ("git-compare-arrows", "warning"),
}


class StoryRows(QAbstractListModel):
    """What is shown of a story, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self._moments: tuple[Moment, ...] = ()

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        if moments != self._moments:
            self.beginResetModel()
            self._moments = moments
            self.endResetModel()

    def moment(self, index: Index) -> Moment:
        return self._moments[index.row()]

    def place(self, record: str) -> QModelIndex:
        """Where a record stands; an invalid index where it is not shown."""
        at = next((place for place, one in enumerate(self._moments) if one.record == record), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _spoken(self.moment(index))
        return None


class StoryView(QListView):
    """Arrows move, Enter or a click opens."""

    def __init__(self, rows: StoryRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(_Painter(rows, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(words.LIST)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Paints one moment. Its colours and sizes come from the theme of the moment."""

    def __init__(self, rows: StoryRows, view: QListView) -> None:
        super().__init__(view)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn, cell, moment = theme.current(), option.rect, self._rows.moment(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(cell)
        painter.fillRect(cell, worn.colour("primarysoft" if chosen else "surface"))
        if chosen:
            painter.fillRect(cell.left(), cell.top(), _BAR, cell.height(), worn.colour("primary"))
        day = QRect(cell.left() + _PAD, cell.top(), worn.px(_DAY), cell.height())
        _say(painter, day, words.day(moment.on, moment.precision), "metaStrong", "text2", Qt.AlignmentFlag.AlignRight)
        left = day.right() + 12
        self._paint_dot(painter, left, cell, moment, last=index.row() == self._rows.rowCount() - 1)
        left += worn.px(_DOT) + 12
        right = self._paint_marks(painter, cell, moment)
        self._paint_words(painter, QRect(left, cell.top(), right - left - 8, cell.height()), moment)
        painter.restore()

    def _paint_dot(self, painter: QPainter, left: int, cell: QRect, moment: Moment, *, last: bool) -> None:
        worn, side = theme.current(), theme.current().px(_DOT)
        icon, tone = _LOOKS.get(moment.what) or _LOOKS[moment.group]
        top = cell.top() + (cell.height() - side) // 2
        bottom = top if last else cell.bottom() + 1
        painter.fillRect(left + side // 2 - 1, cell.top(), 2, bottom - cell.top(), worn.colour("border"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(worn.colour(tone) if worn.edged else Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(f"{tone}soft"))
        painter.drawEllipse(left, top, side - 1, side - 1)
        small = worn.px(_ICON)
        picture = icons.pixmap(icon, worn.hexes[tone], small, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(left + (side - small) / 2, top + (side - small) / 2), picture)

    def _paint_marks(self, painter: QPainter, cell: QRect, moment: Moment) -> int:
        """Badges from the right; where what stands before them ends."""
        at = cell.right() - _PAD
        for said, icon, tone in reversed(_marks(moment)):
            size = badge_size(said)
            at -= size.width()
            paint_badge(painter, QPointF(at, cell.top() + (cell.height() - size.height()) / 2), said, icon, tone)
            at -= 8
        return at

    def _paint_words(self, painter: QPainter, room: QRect, moment: Moment) -> None:
        worn, (first, second) = theme.current(), _lines(moment)
        line = worn.px(_LINE)
        top = room.top() + (room.height() - line * (2 if second else 1)) // 2
        _say(painter, QRect(room.left(), top, room.width(), line), first, "bodyStrong", "text")
        if second:
            _say(painter, QRect(room.left(), top + line, room.width(), line), second, "meta", "text2")


def _lines(moment: Moment) -> tuple[str, str]:
    """An entry of the chronology leads with what happened, anything else with what it was."""
    title = words.title(moment.what, moment.who, moment.minutes, moment.category)
    text = " ".join(moment.text[:_EXCERPT].split())
    if moment.group == "event":
        return text, ". ".join(part for part in (title, words.source(moment.source)) if part)
    return title, text


def _marks(moment: Moment) -> tuple[tuple[str, str, str], ...]:
    return words.marks(significant=moment.significant, positive=moment.positive, hidden=moment.hidden or moment.closed)


def _spoken(moment: Moment) -> str:
    said = (words.day(moment.on, moment.precision), *_lines(moment), *(mark[0] for mark in _marks(moment)))
    return ". ".join(part for part in said if part)


def _say(
    painter: QPainter,
    box: QRect,
    text: str,
    style: str,
    tone: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """On one line, with three dots where that is too short for it."""
    worn = theme.current()
    painter.setFont(worn.font(style))
    painter.setPen(worn.colour(tone))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
