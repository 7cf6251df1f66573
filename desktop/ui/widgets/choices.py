"""Choosing from words: chips to pick one or several, and a tick box. The whole of each is the target."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.lines import WRAP, laid_out

_MARK = 22
_BEFORE, _AFTER, _ABOVE = 11 + _MARK + 9, 10, 8
"""Around the words of a chip."""


def paint_mark(painter: QPainter, at: QPointF, *, round_: bool, on: bool) -> None:
    """The circle of a radio button or the square of a tick box, 22 pixels at text scale 1."""
    worn = theme.current()
    side = worn.px(_MARK)
    box = QRectF(at.x() + 1, at.y() + 1, side - 2, side - 2)
    painter.setPen(QPen(worn.colour("primary" if on else "line"), 2))
    painter.setBrush(worn.colour("primary" if on and not round_ else "surface"))
    if round_:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 4, 4)
    if on and round_:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("primary"))
        painter.drawEllipse(box.center(), side * 0.25, side * 0.25)
    elif on:
        tick = icons.pixmap("check", worn.hexes["onprimary"], worn.px(16), painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(box.center().x() - worn.px(8), box.center().y() - worn.px(8)), tick)


def _paint_chip(chip: QAbstractButton, *, round_: bool) -> None:
    worn, on = theme.current(), chip.isChecked()
    painter = QPainter(chip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2 if on else 1
    painter.setPen(QPen(worn.colour("primary" if on else "line"), width))
    painter.setBrush(worn.colour("primarysoft" if on else "sunken" if chip.underMouse() else "surface"))
    inset = width / 2
    frame = QRectF(chip.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(frame, tokens.radius("control"), tokens.radius("control"))
    left = worn.px(11)
    paint_mark(painter, QPointF(left, (chip.height() - worn.px(_MARK)) / 2), round_=round_, on=on)
    painter.setPen(worn.colour("onprimarysoft" if on else "text" if chip.isEnabled() else "text3"))
    lines, height = _words_in(chip.accessibleName(), chip.width(), "bodyStrong" if on else "body")
    lines.draw(painter, QPointF(worn.px(_BEFORE), (chip.height() - height) / 2))


def _words_in(words: str, width: int, role: str = "bodyStrong") -> tuple[QTextLayout, int]:
    """The words of a chip this wide, in lines, and their height. Measured in the bold of a chosen one, choosing moves nothing."""
    worn, option = theme.current(), QTextOption()
    option.setWrapMode(WRAP)
    room = width - worn.px(_BEFORE) - worn.px(_AFTER)
    return laid_out(words, worn.font(role), room, worn.px(tokens.type_style("body").line), option)


def _chip_size(words: str) -> QSize:
    """On one line."""
    worn = theme.current()
    wide = QFontMetrics(worn.font("bodyStrong")).horizontalAdvance(words)
    return QSize(wide + worn.px(_BEFORE) + worn.px(_AFTER) + worn.px(4), worn.px(tokens.size("controlHeight")))


def _chip_height(words: str, width: int) -> int:
    """On as many lines as it takes."""
    worn = theme.current()
    _lines, height = _words_in(words, width)
    return max(worn.px(tokens.size("controlHeight")), height + 2 * worn.px(_ABOVE))


class _RadioChip(QRadioButton):
    def sizeHint(self) -> QSize:
        return _chip_size(self.accessibleName())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(80), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _chip_height(self.accessibleName(), width)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_chip(self, round_=True)


class _TickChip(QCheckBox):
    def sizeHint(self) -> QSize:
        return _chip_size(self.accessibleName())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(80), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _chip_height(self.accessibleName(), width)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_chip(self, round_=False)


class TickBox(QCheckBox):
    """A box with words after it, 40 high, or 32 where `dense`, for lists of things to cover."""

    def __init__(self, words: str, *, dense: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._high = tokens.size("controlCompact" if dense else "controlHeight")
        self.setProperty("dense", dense)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        worn = theme.current()
        wide = QFontMetrics(worn.font("body")).horizontalAdvance(self.accessibleName())
        return QSize(wide + worn.px(_MARK) + 14, worn.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QPointF(0, (self.height() - worn.px(_MARK)) / 2), round_=False, on=self.isChecked())
        painter.setFont(worn.font("body"))
        painter.setPen(worn.colour("text" if self.isEnabled() else "text3"))
        words_at = self.rect().adjusted(worn.px(_MARK) + 12, 0, 0, 0)
        painter.drawText(words_at, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.accessibleName())


class ChoiceChips(QWidget):
    """Options as chips that wrap, and stack where words are long.

    With `many` any number may be chosen, and Tab goes to each; else one, and arrows move. Space chooses.

    Signals:
        chosen: the chosen values, a tuple of str, after the user changed them.
    """

    chosen = Signal(tuple)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        """`options` are pairs of value and words."""
        super().__init__(parent)
        self._many = many
        self._flow = FlowLayout(self, stacks=True)
        self._group = QButtonGroup(self)  # of one choice only: in any group Qt lets Tab reach a single button
        self._chips: dict[str, QAbstractButton] = {}
        self._quiet = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(self._flow.hasHeightForWidth())
        self.setSizePolicy(policy)
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Show these options and none chosen; the same options again change nothing."""
        if [(value, chip.accessibleName()) for value, chip in self._chips.items()] == list(options):
            return
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for value, words in options:
            chip = _TickChip(self) if self._many else _RadioChip(self)
            chip.setAccessibleName(words)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setSizePolicy(
                QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
            )  # in a stack, narrower and higher
            chip.toggled.connect(self._toggled)
            if not self._many:
                self._group.addButton(chip)
            self._flow.addWidget(chip)
            if self.isVisible():
                chip.show()  # Qt would do so later, and measure it then
            self._chips[value] = chip
        if self._chips:
            self.setFocusProxy(next(iter(self._chips.values())))
        self.updateGeometry()  # what it stands in has measured it without them

    def values(self) -> tuple[str, ...]:
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Show what is saved, without the signal. No values at all clears the choice."""
        wanted = set(values)
        self._quiet = True
        self._group.setExclusive(False)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)
        self._group.setExclusive(True)
        self._quiet = False

    def chip(self, value: str) -> QAbstractButton:
        return self._chips[value]

    def _toggled(self, on: bool) -> None:
        if not self._quiet and (on or self._many):
            self.chosen.emit(self.values())
