"""Who was rung when, whom one spoke to and what they said."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.concerns import Call
from desktop.reports import concern_words as paper
from desktop.ui.concern.line import Line
from desktop.ui.shell.form_dialog import beside
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import concern as words

_WRITTEN = (("at", words.AT), ("spoke_to", words.SPOKE_TO), ("advice", words.ADVICE))


class Calls(Card):
    """The calls of one concern.

    Signals:
        changed: all of them, a tuple of `Call`.
    """

    changed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(paper.CALLS, parent=parent)
        self._calls: tuple[Call, ...] = ()
        self._gone: tuple[int, Call] | None = None
        self._none = PlainLabel(words.CALLS_NONE, "body", "text2")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(16)
        self._undo = Button(words.PUT_BACK, "quiet", "history", dense=True)
        self._undo.clicked.connect(self._put_back)
        self._undo.hide()
        self.add(self._none)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)

    def show_calls(self, calls: tuple[Call, ...]) -> None:
        """Show what is kept. What is typed into a row that is there already stays."""
        if [(call.whom, call.number) for call in calls] != [(one.whom, one.number) for one in self._calls]:
            self._draw(calls)
        self._calls = calls
        self._none.setVisible(not calls)

    def flush(self) -> None:
        """Hand over words that are being typed."""
        for line in self.findChildren(Line):
            line.flush()

    def _draw(self, calls: tuple[Call, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, call in enumerate(calls):
            self._rows.addWidget(self._row(at, call))

    def _row(self, at: int, call: Call) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        take_out = IconButton(words.TAKE_OUT_CALL, "x")
        take_out.setAccessibleDescription(call.whom)
        take_out.clicked.connect(partial(self._take_out, at))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(PlainLabel(call.whom, "bodyStrong"))
        said.addWidget(PlainLabel(call.number, "meta", "text2"))
        across = QHBoxLayout()
        across.addLayout(said, 1)
        across.addWidget(take_out, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(across)
        lines = {name: self._line(at, call, name) for name, _label in _WRITTEN}
        (time, when), (spoke, whom), (advice, told) = ((lines[name], label) for name, label in _WRITTEN)
        column.addWidget(beside(Field(when, time, role="metaStrong"), Field(whom, spoke, role="metaStrong")))
        column.addWidget(Field(told, advice, role="metaStrong"))
        return row

    def _line(self, at: int, call: Call, name: str) -> Line:
        line = Line()
        line.set_text(getattr(call, name))
        line.committed.connect(partial(self._write, at, name))
        return line

    def _write(self, at: int, name: str, said: str) -> None:
        call = replace(self._calls[at], **{name: said})
        self._say((*self._calls[:at], call, *self._calls[at + 1 :]))

    def _take_out(self, at: int) -> None:
        self._gone = (at, self._calls[at])
        self._say(self._calls[:at] + self._calls[at + 1 :])
        self._undo.show()
        self._undo.setFocus()

    def _put_back(self) -> None:
        if self._gone is not None:
            at, call = self._gone
            self._gone = None
            self._undo.hide()
            self._say((*self._calls[:at], call, *self._calls[at:]))

    def _say(self, calls: tuple[Call, ...]) -> None:
        self.show_calls(calls)
        self.changed.emit(calls)
