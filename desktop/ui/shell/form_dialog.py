"""A few questions in a dialog: it stays open until what was answered is saved, so that nothing typed is lost. Ctrl+Enter saves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import qss
from desktop.ui.shell.dialog import RING, Dialog
from desktop.ui.shell.draft import editors, fill, value_of
from desktop.ui.widgets.bar_room import keep_edges
from desktop.ui.widgets.buttons import Button, Kind
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.caret import Kept, caret_in, put_caret
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.more_below import MoreBelow
from desktop.ui.words import shell as words

_NO_LIMIT = 16_777_215


class FormDialog(Dialog):
    """Subclasses add fields and `read` them. What is filled in outlives a lock: the page asks again by `name`, `about` the same.

    Signals:
        said: the answers, as `read` gave them. Whoever saves them calls `done` or `fail`.
    """

    said = Signal(object)
    name: ClassVar[str]
    about = ""

    def __init__(self, title: str, save: str, text: str = "", *, wide: int = 620, kind: Kind = "primary") -> None:
        """`kind` is that of the button that saves."""
        super().__init__(title, text, wide=wide)
        self._problem = Notice("danger", "triangle-alert", "")
        self._problem.hide()
        self._room = _Fitted()
        told = QVBoxLayout()
        told.setContentsMargins(RING, 0, RING + qss.BAR, 0)
        told.addWidget(self._problem)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(told)
        self.body.addWidget(self._room, 1)
        self.add_button(Button(words.CANCEL))
        self.save = self.add_button(Button(save, kind), closes=False)
        self.save.clicked.connect(self._say)

    def add_fields(self, *fields: QWidget) -> None:
        for field in fields:
            self._room.column.addWidget(field)

    def read(self) -> object | None:
        """The answers; None where one cannot stand, which its field then says."""
        raise NotImplementedError

    def keep(self) -> Kept:
        """What is filled in so far, and where the caret is."""
        fields = [value_of(editor) for editor in editors(self._room)]
        return {"name": self.name, "about": self.about, "fields": fields, "caret": caret_in(self)}

    def resume(self, kept: Kept) -> None:
        """Fill it in as it was."""
        self.make_room(len(kept["fields"]))
        for editor, value in zip(editors(self._room), kept["fields"], strict=False):
            fill(editor, value)
        self.refit()
        put_caret(self, kept["caret"])

    def make_room(self, fields: int) -> None:
        """Have at least so many editors. Here: they are always the same."""

    def done(self) -> None:
        """It is saved."""
        self.closed.emit()

    def fail(self, why: str) -> None:
        """It is not saved, and this is why."""
        self._problem.title.say(why)
        self._problem.setVisible(bool(why))
        self.refit()

    def place(self, room: QWidget) -> None:
        super().place(room)
        _tab_in_order(list(_reachable(self.column)))

    def refit(self) -> None:
        """Take the height that the fields need now."""
        QApplication.sendPostedEvents(
            None, QEvent.Type.LayoutRequest
        )  # a column that scrolls tells nobody of its fields
        self._room.updateGeometry()
        super().refit()

    def show_last(self, widget: QWidget) -> None:
        """Scroll to what has just come under the fields."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._room.ensureWidgetVisible(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._say()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        answers = self.read()
        self.refit()
        if answers is not None:
            self.said.emit(answers)
        else:
            self._go_to_first_wrong()

    def _go_to_first_wrong(self) -> None:
        wrong = [field for field in self._room.findChildren(Field) if field.error() and field.isVisible()]
        for field in wrong[:1]:
            field.take_focus()
            self._room.ensureWidgetVisible(field)


def beside(*fields: Field) -> QWidget:
    """Short answers on one line, each as wide as the others."""
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(16)
    for field in fields:
        field.editor.setMaximumWidth(_NO_LIMIT)
        across.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return line


def _reachable(layout: QLayout) -> Iterator[QWidget]:
    """What Tab can reach, as it is laid out: fields may be added after the buttons were made."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if isinstance(widget, _Fitted):
            inner = widget.column
        elif widget is not None:
            inner = widget.layout()
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield widget
        if inner is not None:
            yield from _reachable(inner)


def _tab_in_order(widgets: Sequence[QWidget]) -> None:
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


class _Fitted(QScrollArea):
    """As high as its fields, and scrolling where the window is lower than that."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("kind", "column")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(RING, RING, RING + qss.BAR, RING)
        self.column.setSpacing(16)
        self.setWidget(inside)
        keep_edges(self, self.column)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        MoreBelow(self, "surface")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.column.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (
            max(self.column.heightForWidth(width), 0) if self.column.hasHeightForWidth() else self.sizeHint().height()
        )
