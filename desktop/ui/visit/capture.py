"""Where a line is caught: what it is, whose words, whether the family sees it, and the words themselves."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.people import PersonCard
from desktop.casework.visit_lines import Line
from desktop.ui.shell import keys
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.widgets.toggle import Toggle
from desktop.ui.words import visit as words

TAG_ICONS = {
    "words": ("message-square-quote", "voice"),
    "going_well": ("sprout", "success"),
    "worry": ("cloud-rain", "warning"),
    "action": ("list-checks", "info"),
    "later": ("circle-help", "neutral"),
    "note": ("pen-line", "neutral"),
}
_OFFERED = ("words", "going_well", "worry", "action", "later")


class LineEditor(TextAnswer):
    """Enter hands over the line; Shift+Enter begins a new one inside it.

    Signals:
        entered: the line is complete.
    """

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.hand_over()
        else:
            super().keyPressEvent(event)

    def hand_over(self) -> None:
        """The line as it is; nothing where there are no words."""
        text = self.text()
        if text.strip():
            self.set_text("")
            self.entered.emit(text)


class Capture(QWidget):
    """Shows the line under way and says what was done to it.

    Signals:
        typed, caught: the words of the line so far; and of one that is complete.
        tagged, said_by: what the line is, and whose words.
        hidden: keep it from the family, or no longer.
    """

    typed = Signal(str)
    caught = Signal(str)
    tagged = Signal(str)
    said_by = Signal(str)
    hidden = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = {tag: Toggle(words.TAGS[tag], TAG_ICONS[tag][0]) for tag in _OFFERED}
        self._hide = Toggle(words.HIDE, "eye-off")
        self._whose = PlainLabel(words.WHOSE, "metaStrong", "text2")
        self._people = ChoiceChips()
        self._people.setAccessibleName(words.WHOSE)
        self.editor = LineEditor(words.CAPTURE_EXAMPLE, lines=3)
        self.editor.setAccessibleName(words.CAPTURE)
        self.editor.setAccessibleDescription(words.CAPTURE_HINT)
        self._lay_out()
        self._connect()

    def show_line(self, line: Line, people: tuple[PersonCard, ...]) -> None:
        for tag, button in self._tags.items():
            button.setChecked(tag == line.tag)
        self._hide.setChecked(line.hidden)
        self._people.offer([(person.person, person.name) for person in people])
        self._people.set_values([line.said_by])
        for widget in (self._whose, self._people):
            widget.setVisible(line.tag == "words" and bool(people))

    def put_back(self, text: str) -> None:
        """A line that was not saved stands here again."""
        with QSignalBlocker(self.editor):
            self.editor.set_text(text)

    def finish_line(self) -> None:
        """Whatever is typed is a complete line now."""
        self.editor.hand_over()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in self._tags.values():
            flow.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(PlainLabel(words.CAPTURE_HINT, "meta", "text2"), 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (buttons, self._whose, self._people, self.editor):
            column.addWidget(widget)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.editor.committed.connect(self.typed)
        self.editor.entered.connect(self.caught)
        keys.bind(self.editor, {"Ctrl+H": self.hidden.emit}, here=True)
        self._hide.clicked.connect(self.hidden)
        self._people.chosen.connect(self._chose)
        for place, (tag, button) in enumerate(self._tags.items(), 1):
            button.clicked.connect(partial(self._tag, tag))
            button.setToolTip(f"Alt+{place}")
            keys.bind(self, {f"Alt+{place}": partial(self._tag, tag)}, said={f"Alt+{place}": words.TAGS[tag]})
        self._hide.setToolTip("Ctrl+H")

    def _tag(self, tag: str) -> None:
        self.tagged.emit(tag)
        self.editor.setFocus()

    def _chose(self, people: tuple[str, ...]) -> None:
        self.said_by.emit(people[0] if people else "")
        self.editor.setFocus()
