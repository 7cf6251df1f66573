"""Find, over whatever page is open: type, move down, Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from desktop.casework.finding import Found
from desktop.ui.find.model import FindModel
from desktop.ui.find.rows import FoundRows, FoundView
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import SearchEdit
from desktop.ui.widgets.page import EmptyState
from desktop.ui.words import find as words

_WIDE = 680
_OPENS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVES = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class FindDialog(Dialog):
    """The caret stays in the field: arrows move in the list, Enter opens what is chosen there.

    Signals:
        found: the `Found` that was opened.
    """

    found = Signal(object)

    def __init__(self, model: FindModel, typed: str = "", family: str | None = None) -> None:
        """`typed` so far; `family` is the only one that is searched."""
        super().__init__(words.TITLE, words.TEXT if family is None else words.TEXT_VISIT, wide=_WIDE)
        self._model = model
        self._field = SearchEdit(words.FIELD)
        self._rows = FoundRows()
        self._view = FoundView(self._rows)
        self._nothing = EmptyState("search", words.BEGIN)
        place = QGridLayout()
        place.addWidget(self._view, 0, 0)
        place.addWidget(
            self._nothing, 0, 0, Qt.AlignmentFlag.AlignVCenter
        )  # in the list, which is as high at all times
        self._said = PlainLabel("", "meta", "text2")
        self._field.installEventFilter(self)
        self._field.textChanged.connect(lambda typed: model.seek(typed, family))
        self._view.clicked.connect(self._open)
        self._view.activated.connect(self._open)
        self.body.addWidget(self._field)
        self.body.addLayout(place, 1)
        self.body.addWidget(self._said)
        self.add_button(Button(words.CLOSE))
        model.changed.connect(self._draw)
        self._field.setText(typed)
        model.seek(typed, family)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move and open belong to the list, wherever the caret is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._view.keyPressEvent(event)
                return True
            if event.key() in _OPENS:
                self._open(self._view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        state = self._model.state
        self._rows.show_found(state.found)
        self._view.setCurrentIndex(self._rows.first())
        self._nothing.setVisible(not state.found)
        asked = state.asked.strip()
        nothing = (words.nothing(asked), words.NOTHING_TEXT) if asked else (words.BEGIN, "")
        self._nothing.title.say(state.problem or nothing[0])
        self._nothing.text.say("" if state.problem else nothing[1])
        self._said.say(words.found(len(state.found)) if state.found else "")

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and isinstance(found := self._rows.row(index), Found):
            self.closed.emit()
            self.found.emit(found)
