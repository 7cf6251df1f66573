"""The list of families as a view: whole rows, moved through by arrows, opened by Enter or a click."""

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui import theme, tokens
from desktop.ui.families.row_painter import RowPainter
from desktop.ui.families.table import Column, FamiliesTable
from desktop.ui.words import families as words

_WIDTHS = {Column.AREA: 138, Column.STAGE: 152, Column.STANDING: 220, Column.VISIT: 142, Column.UNSENT: 104}
_HIDDEN_UNDER = {Column.AREA: 980, Column.STAGE: 860, Column.UNSENT: 640, Column.VISIT: 460}
"""The effective width under which a column gives way to those that matter more."""


class FamiliesView(QTableView):
    """Whole rows are chosen; arrows move, Enter or a click opens; columns that matter less leave when it gets narrow.

    Signals:
        opened: the id of a family.
    """

    opened = Signal(str)

    def __init__(self, table: FamiliesTable) -> None:
        super().__init__()
        self._table = table
        self.setModel(table)
        self.clicked.connect(self._open)
        self.setItemDelegate(RowPainter(table, self))
        self.setAccessibleName(words.TITLE)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName(words.COLUMN_NAMES)
        header.setProperty("dense", "true")
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.FAMILY, QHeaderView.ResizeMode.Stretch)
        table.modelReset.connect(self.resizeRowsToContents)
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the column has its new width
        self._soon.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(self._fit_rows)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self._round_off()

    def _round_off(self) -> None:
        """Rows end at the round corners of the frame below them."""
        inside, round_ = QRectF(self.viewport().rect()), tokens.radius("card") - 1
        shape = QPainterPath()
        shape.addRoundedRect(inside.adjusted(0, -2 * round_, 0, 0), round_, round_)
        self.viewport().setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.row(index).family)

    def fit(self) -> None:
        """Columns and rows for the width and the text scale of the moment."""
        worn = theme.current()
        for column, wide in _WIDTHS.items():
            self.setColumnWidth(column, worn.px(wide))
            self.setColumnHidden(column, worn.effective(self.width()) < _HIDDEN_UNDER.get(column, 0))
        self.horizontalHeader().setFixedHeight(worn.px(tokens.size("controlCompact")))
        self.verticalHeader().setDefaultSectionSize(worn.px(tokens.size("rowList")))
        self.resizeRowsToContents()

    def _fit_rows(self, column: int, _before: int, _now: int) -> None:
        """A name may need another line, or no longer: its column takes what the others and the bar leave."""
        if column == Column.FAMILY:
            self._soon.start()
