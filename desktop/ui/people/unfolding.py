"""A row that unfolds into its fields, in the same place: to read, or to write in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.people.editors import Options
from desktop.ui.people.record_form import Ask, RecordForm
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.presence import present
from desktop.ui.words import whole_family as words

BadgeLike = tuple[str, str, str]
"""Words, icon and tone."""


class Unfolding(QWidget):
    """What is read is drawn anew at any time; the fields stay, with the caret in them.

    Signals:
        said, showed: as of a `RecordForm`.
        unwanted: the record is to be taken out.
        past: its history is wanted.
    """

    said = Signal(str, object)
    showed = Signal(str, object)
    unwanted = Signal()
    past = Signal()

    def __init__(
        self, asks: Sequence[Ask], lead: QWidget | None = None, *, heading: bool = False, parent: QWidget | None = None
    ) -> None:
        """`heading` sets the title in a larger style, for what other rows stand under."""
        super().__init__(parent)
        self.title = PlainLabel("", "h3" if heading else "bodyStrong")
        self.text = PlainLabel("", "meta", "text2")
        self._badges = QWidget()
        self._flow = FlowLayout(self._badges)
        self._said: Sequence[BadgeLike] | None = None
        self.change = Button(words.CHANGE, "quiet", "pencil-line", dense=True)
        self.remove = Button(words.TAKE_OUT, "quiet", "x", dense=True)
        self.history = Button(words.HISTORY, "quiet", "history", dense=True)
        self._asks = asks
        self._values: Any = {}
        self._offered: dict[str, Options] = {}
        self.form: RecordForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 11, 18, 11)
        self._column.setSpacing(12)
        self._column.addLayout(self._top(lead))
        self._foot = QWidget()
        foot = FlowLayout(self._foot)
        for button in (self.history, self.remove):
            foot.addWidget(button)
        self._column.addWidget(self._foot)
        self._foot.hide()
        self.change.clicked.connect(self.toggle)
        self.remove.clicked.connect(self._not_wanted)
        self.history.clicked.connect(self._past_wanted)

    @property
    def is_open(self) -> bool:
        return self.form is not None and not self.form.isHidden()

    def read(self, title: str, text: str = "", badges: Sequence[BadgeLike] = ()) -> None:
        """What is read of it."""
        self.title.setText(title)
        self.text.say(text)
        for button in (self.change, self.history, self.remove):
            button.setAccessibleDescription(title)
        if badges != self._said:
            self._said = badges
            while (item := self._flow.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for badge in badges:
                self._flow.addWidget(Badge(*badge))
            present(self._badges, wanted=bool(badges))

    def show_values(self, values: Any) -> None:
        """What is saved, for its fields."""
        self._values = values
        if self.form is not None:
            self.form.show_values(values)

    def offer(self, name: str, options: Options) -> None:
        """What a field may choose from, where that depends on the rest of the family."""
        if self._offered.get(name) != options:
            self._offered[name] = options
            if self.form is not None:
                self.form.offer(name, options)

    def fields(self) -> RecordForm:
        """Its fields, made with the first look at them."""
        if self.form is None:
            self.form = RecordForm(self._asks)
            for name, options in self._offered.items():
                self.form.offer(name, options)
            self.form.said.connect(self.said)
            self.form.showed.connect(self.showed)
            self.form.show_values(self._values)
            self.form.hide()
            self._column.insertWidget(1, self.form)
        return self.form

    def toggle(self) -> None:
        """Open the fields, with the caret in the first; or close them, which saves what was typed."""
        form, opened = self.fields(), not self.is_open
        if not opened:
            form.flush()
        form.setVisible(opened)
        self._foot.setVisible(opened)
        self.change.set_words(words.CLOSE if opened else words.CHANGE, "check" if opened else "pencil-line")
        if opened:
            form.take_focus()
        else:
            self.change.setFocus()

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        if self.form is not None:
            self.form.flush()

    def _top(self, lead: QWidget | None) -> QHBoxLayout:
        across, told = QHBoxLayout(), QVBoxLayout()
        across.setSpacing(12)
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.text)
        told.addWidget(self._badges)
        if lead is not None:
            across.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(told, 1)
        across.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _not_wanted(self) -> None:
        self.flush()
        self.unwanted.emit()

    def _past_wanted(self) -> None:
        self.flush()
        self.past.emit()
