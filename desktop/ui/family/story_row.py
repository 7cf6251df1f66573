"""One line of what has happened: the day, a dot on the line of time, what it was and what somebody wrote of it."""

from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.casework.story import MOVED_LINE, StoryLine, excerpt
from desktop.ui import icons, theme
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import family as words
from desktop.ui.words import moving

_DAY_WIDE = 76
_DOT = 30
_LOOKS = {
    "visit_planned": ("calendar", "neutral"),
    "visit_done": ("footprints", "info"),
    "visit_failed": ("circle-x", "warning"),
    "consent_given": ("signature", "success"),
    "consent_refused": ("signature", "warning"),
    "consent_withdrawn": ("signature", "danger"),
    "assessment_started": ("clipboard-list", "info"),
    "note_call": ("phone", "neutral"),
    MOVED_LINE: ("arrow-right", "neutral"),
    "event": ("sprout", "voice"),
}


class StoryRow(QWidget):
    """`last` ends the line of time. A long text shows its beginning, unless `whole`, and a button that shows the rest.

    Signals:
        unfolded: somebody reads it all.
        misplaced: the note is another family's.
        wanted_back: the note was moved away by mistake.
    """

    unfolded, misplaced, wanted_back = Signal(), Signal(), Signal()

    def __init__(
        self, line: StoryLine, today: date, *, last: bool, whole: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        day = PlainLabel(words.story_day(line.on, today), "metaStrong", "text2", wrap=False)
        day.setAlignment(Qt.AlignmentFlag.AlignRight)
        day.setFixedWidth(theme.current().px(_DAY_WIDE))
        title = words.story_title(line.what, line.who, line.minutes)
        said = QVBoxLayout()
        said.setContentsMargins(0, 3, 0, 9)
        said.setSpacing(0)
        self._line = line
        self._detail = PlainLabel("", *(("meta", "text2") if title else ("bodyStrong",)))
        self._detail.say(line.detail if whole else excerpt(line.detail))
        if title:
            said.addWidget(PlainLabel(title, "bodyStrong"))
        said.addWidget(self._detail)
        self.more: LinkButton | None = None
        if not whole and excerpt(line.detail) != line.detail:
            self.more = LinkButton(words.READ_ALL)
            self.more.setAccessibleDescription(title)
            self.more.clicked.connect(self._unfold)
            said.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        if line.came:
            said.addWidget(PlainLabel(moving.CAME, "meta", "text2"))
        elif line.what == MOVED_LINE:
            said.addWidget(PlainLabel(moving.FOLDED_TEXT, "meta", "text2"))
        if line.note:
            said.addWidget(self._mover(line, title), 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        days = QVBoxLayout()
        days.setContentsMargins(0, 5, 0, 0)
        days.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(days)
        across.addWidget(_Dot(*_LOOKS.get(line.what, ("file-text", "neutral")), last=last))
        across.addLayout(said, 1)

    def _mover(self, line: StoryLine, title: str) -> LinkButton:
        is_moved = line.what == MOVED_LINE
        button = LinkButton(moving.BRING_BACK if is_moved else moving.MOVE)
        button.setAccessibleDescription(title)
        button.clicked.connect(self.wanted_back if is_moved else self.misplaced)
        return button

    def _unfold(self) -> None:
        self._detail.say(self._line.detail)
        self._detail.updateGeometry()
        if self.more is not None:
            self.more.hide()
        self.unfolded.emit()


class _Dot(QWidget):
    def __init__(self, icon: str, tone: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_DOT)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter, side = theme.current(), QPainter(self), theme.current().px(_DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.fillRect(side // 2 - 1, side, 2, self.height() - side, worn.colour("border"))
        painter.setPen(worn.colour(self._tone) if worn.edged else Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(f"{self._tone}soft"))
        painter.drawEllipse(0, 0, side - 1, side - 1)
        small = worn.px(16)
        picture = icons.pixmap(self._icon, worn.hexes[self._tone], small, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((side - small) / 2, (side - small) / 2), picture)
