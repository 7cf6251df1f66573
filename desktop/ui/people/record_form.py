"""Some fields of a record, side by side where there is room, each saved as it is typed over what was shown (S18)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui import theme
from desktop.ui.people.editors import Editor, Many, One, Options, Yes
from desktop.ui.widgets.field import Field

_TWO_FROM = 560
"""The effective width from which two fields stand on one line."""


@dataclass(frozen=True)
class Ask:
    """One field: what it is called in the record and for people, and what makes its editor. `wide` takes a line of its own."""

    name: str
    label: str
    editor: Callable[[], Editor]
    hint: str = ""
    wide: bool = False


class RecordForm(QWidget):
    """Fields in the order given.

    Signals:
        said: a field, and what it says now.
        showed: a field, and what its editor shows: what is said next was typed over it.
    """

    said = Signal(str, object)
    showed = Signal(str, object)

    def __init__(self, asks: Sequence[Ask], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, Editor] = {}
        self.fields: dict[str, Field] = {}
        self._places: dict[str, tuple[QWidget, bool]] = {}
        self._unwanted: set[str] = set()
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(16)
        for ask in asks:
            self._add(ask)
        self._arrange(2)

    def show_values(self, values: Mapping[str, Any], *, anew: bool = False) -> None:
        """Show what is saved, except where somebody is writing; `anew`: it is another record's, so nobody is."""
        for name, editor in self.editors.items():
            if anew or not editor.is_held:
                editor.put(values.get(name))
                self.showed.emit(name, values.get(name))

    def offer(self, name: str, options: Options) -> None:
        """What a field may choose from now; what is chosen stays."""
        editor = self.editors[name]
        if isinstance(editor, One | Many):
            editor.offer(options)

    def present(self, name: str, *, wanted: bool) -> None:
        """Ask for a field, or not: what is not asked for keeps its answer."""
        if wanted == (name in self._unwanted):
            self._unwanted ^= {name}
            self._places[name][0].setVisible(wanted)
            self._arrange(self._across)

    def warn(self, name: str, why: str) -> None:
        """Say what may be wrong with an answer that stands all the same."""
        self.fields[name].set_warning(why)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for editor in self.editors.values():
            editor.flush()

    def take_focus(self) -> None:
        """The caret into the first field."""
        next(iter(self.editors.values())).take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 2 if theme.current().effective(self.width()) >= _TWO_FROM else 1
        if across != self._across:
            self._arrange(across)

    def _add(self, ask: Ask) -> None:
        editor = ask.editor()
        self.editors[ask.name] = editor
        editor.said.connect(partial(self.said.emit, ask.name))
        if isinstance(editor, Yes | Together):  # these say themselves what they are about
            self._places[ask.name] = editor.widget, ask.wide
            return
        field = Field(ask.label, editor.widget, ask.hint)
        editor.unread.connect(field.set_error)
        self.fields[ask.name] = field
        self._places[ask.name] = field, ask.wide

    def _arrange(self, across: int) -> None:
        self._across = across
        row, column = 0, 0
        for name, (widget, wide) in self._places.items():
            if name in self._unwanted:
                continue
            span = across if wide else 1
            if column + span > across:
                row, column = row + 1, 0
            boxed = isinstance(self.editors[name], Yes)  # stands beside an editor, not beside its label
            upright = Qt.AlignmentFlag.AlignBottom if boxed else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(widget, row, column, 1, span, upright)
            column += span
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < across else 0)


class Together(Editor):
    """Parts that are saved as one value, each a field of its own (S22). Parts that are unknown here stay in it."""

    def __init__(self, asks: Sequence[Ask]) -> None:
        self._form = RecordForm(asks)
        super().__init__(self._form)
        self._held: dict[str, Any] = {}
        self._form.said.connect(self._changed)

    def put(self, value: Any) -> None:
        self._held = dict(value or {})
        self._form.show_values(self._held, anew=True)

    def flush(self) -> None:
        self._form.flush()

    def take_focus(self) -> None:
        self._form.take_focus()

    def _changed(self, name: str, value: Any) -> None:
        self._held[name] = value
        self.said.emit({part: held for part, held in self._held.items() if held not in (None, "")})
