"""Beside the note: what to cover before going, what was written last time; and whom to ring."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.visit_endings import GoingCheck
from desktop.casework.visit_lines import EntryLine
from desktop.casework.visit_writing import ChildView
from desktop.casework.visits import VisitNote
from desktop.ui.widgets.cards import Hairline, Panel
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import visit as words


class BeforeYouGo(QWidget):
    """Ticked as it is covered; nothing of it has to be.

    Signals:
        saw: a child's id and how they were seen.
        covered: an item of the list, and whether it is ticked.
    """

    saw = Signal(str, str)
    covered = Signal(str, bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: GoingCheck | None = None
        self._children: dict[str, Select] = {}
        self._offered: tuple[tuple[str, str], ...] = ()
        self._seen = QVBoxLayout()
        self._seen.setSpacing(4)
        self._ticks = {item: TickBox(said, dense=True) for item, said in words.ITEMS}
        self._checks = Stack(4)
        self._last_day = PlainLabel("", "meta", "text2")
        self._last = PlainLabel(role="meta", tone="text")
        for item, tick in self._ticks.items():
            tick.toggled.connect(partial(self.covered.emit, item))
        self._lay_out()

    def show_note(self, note: VisitNote) -> None:
        if (children := tuple((child.child, child.name) for child in note.children)) != self._offered:
            self._offered = children
            self._offer(note.children)
        for child in note.children:
            with QSignalBlocker(self._children[child.child]):
                self._children[child.child].set_value(child.seen)
        for item, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(item in note.covered)
            tick.update()
        self._show_last(note.last_time, note)

    def show_check(self, check: GoingCheck) -> None:
        """What the records tell of what is left to do."""
        if check != self._check:
            self._check = check
            self._checks.fill(checks(check))

    def _show_last(self, last: EntryLine | None, note: VisitNote) -> None:
        """A private line is not shown where the screen may be turned."""
        self._last_day.say(words.wrote_on(last.at.date(), note.card.at.date()) if last else "")
        if last is None:
            self._last.say(words.NOTHING_LAST_TIME)
        else:
            self._last.say(words.FOLDED if last.hidden else words.line(last.tag, last.text))

    def _offer(self, children: Sequence[ChildView]) -> None:
        while (item := self._seen.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._children = {}
        for child in children:
            choice = self._children[child.child] = Select(words.HOW_SEEN, dense=True)
            choice.setAccessibleName(words.how_seen(child.name))
            choice.currentIndexChanged.connect(partial(self._saw, child.child))
            self._seen.addWidget(_beside(PlainLabel(child.name), choice))

    def _saw(self, child: str, _index: int) -> None:
        self.saw.emit(child, self._children[child].value())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(words.BEFORE_YOU_GO, "h3"))
        column.addWidget(PlainLabel(words.BEFORE_TEXT, "meta", "text2"))
        column.addWidget(PlainLabel(words.SEEN, "metaStrong", "text2"))
        column.addLayout(self._seen)
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        for tick in self._ticks.values():
            ticks.addWidget(tick)
        column.addLayout(ticks)
        column.addWidget(self._checks)
        column.addSpacing(2)
        column.addWidget(Hairline())
        column.addSpacing(2)
        column.addWidget(PlainLabel(words.LAST_TIME, "h3"))
        last = Panel("card", (12, 8, 12, 8), 0)
        last.add(self._last_day, self._last)
        column.addWidget(last)


class UrgentHelp(Panel):
    """Whom to ring. `phones` are the council's own: pairs of name and number."""

    def __init__(self, phones: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__("danger", (14, 8, 14, 10), 2, parent=parent)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(Picture("shield-alert", "danger"))
        heading.addWidget(PlainLabel(words.URGENT, "h3", "danger"), 1)
        self.column.addLayout(heading)
        for name, number in phones:
            self.add(PlainLabel(f"{name}: {number}", "metaStrong"))
        self.add(PlainLabel(words.URGENT_DANGER, "meta"), PlainLabel(words.URGENT_THEN, "meta"))


def _beside(label: QWidget, choice: QWidget) -> QWidget:
    room = QWidget()
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    across.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
    across.addWidget(choice)
    return room


def checks(check: GoingCheck, *, with_children: bool = False) -> list[QWidget]:
    """One line each: met, or still open. None of them has to be met."""
    lines = [
        (check.written, words.written(written=check.written)),
        (not check.unready, words.unready(len(check.unready))),
        (check.consent == "given", words.consent(check.consent)),
    ]
    if with_children:
        lines.insert(0, (not check.unmet, words.unmet(check.unmet)))
    return [_check_line(said, met=met) for met, said in lines]


def _check_line(said: str, *, met: bool) -> QWidget:
    picture = Picture("circle-check" if met else "circle", "success" if met else "text3")
    label = PlainLabel(said, "meta" if met else "metaStrong", "text2" if met else "text")
    room = QWidget()
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(10)
    across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(label, 1)
    return room
