"""Text on the screen, and the only label there is: plain text, set with the line height of its type style (F14)."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.lines import WRAP, laid_out
from desktop.ui.widgets.presence import present


class PlainLabel(QLabel):
    """Shows characters as they are: a family called "<b>Ann</b>" is shown with its brackets.

    `role` is a type style ("body", "h1", "meta" ...), `tone` a colour token. Wraps unless `wrap` is False, and then
    cuts a text that is too long with three dots (the whole text stays in the accessible name).
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._role = role
        self._heights: dict[int, int] = {}
        self._worn = theme.current()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def say(self, text: str) -> None:
        """Show `text`, or leave no gap where there is nothing to say."""
        self.setText(text)
        present(self, wanted=bool(text))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        widest = theme.current().px(tokens.size("textMeasureMax"))
        width = min(self._natural_width(), widest) if self.wordWrap() else self._natural_width()
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        if not self.wordWrap():
            return QSize(min(self._natural_width(), theme.current().px(40)), self._line())
        words = self.text().split() or [""]
        metrics = QFontMetricsF(self.font())
        return QSize(min(round(max(map(metrics.horizontalAdvance, words))) + 2, 400), self._line())

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        return self._height(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.current().colour(self._tone if self.isEnabled() else "text3"))
        layout, height = self._laid_out(self.width(), for_paint=True)
        spare = self.height() - height
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignBottom
        down = 0.0 if not self.alignment() & across else max(0.0, spare / 2)
        layout.draw(painter, QPointF(0, down))

    def _line(self) -> int:
        return theme.current().px(tokens.type_style(self._role).line)

    def _natural_width(self) -> int:
        metrics = QFontMetricsF(self.font())
        return int(max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)) + 2

    def _height(self, width: int) -> int:
        """Kept for each width, since a layout asks several times; forgotten with the words and the theme.

        Qt tells of a style at every step of building a page: whoever listens, in Python, listens to thousands of events.
        """
        if not self.wordWrap():
            return self._line()
        if self._worn is not (worn := theme.current()):
            self._worn = worn
            self._heights.clear()
        if width not in self._heights:
            self._heights[width] = self._laid_out(width)[1]
        return self._heights[width]

    def _laid_out(self, width: int, *, for_paint: bool = False) -> tuple[QTextLayout, int]:
        """The lines of the text inside `width`, each as high as the type style says."""
        text = self.text()
        if for_paint and not self.wordWrap():
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(WRAP if self.wordWrap() else QTextOption.WrapMode.ManualWrap)
        return laid_out(text, self.font(), width, self._line(), option, self._formats())

    def _formats(self) -> list[QTextLayout.FormatRange]:
        """What is marked in the text. Here: nothing."""
        return []
