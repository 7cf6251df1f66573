"""Editors of one field each, all spoken to alike: put what is saved, hear what is said, hand over what is typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.line_answer import LineAnswer
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days
from desktop.ui.words import person as words

Options = Sequence[tuple[str, str]]


class Editor(QObject):
    """One field. `widget` is what is seen.

    Signals:
        said: the new value, after the user changed it.
        unread: why what was typed is not taken, in words; "" once it is.
    """

    said = Signal(object)
    unread = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def put(self, value: Any) -> None:
        """Show a saved value, without a signal."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over. Here: whatever is chosen is handed over at once."""

    def take_focus(self) -> None:
        """The keyboard into it."""
        self.widget.setFocus()

    @property
    def is_held(self) -> bool:
        """Whether somebody is writing there: then it is not drawn anew."""
        at = QApplication.focusWidget()
        return at is not None and (at is self.widget or self.widget.isAncestorOf(at))


class Line(Editor):
    """A short text."""

    def __init__(self, example: str = "") -> None:
        self._line = LineAnswer(example)
        super().__init__(self._line)
        self._line.committed.connect(self._committed)

    def put(self, value: Any) -> None:
        self._line.set_text(value or "")

    def flush(self) -> None:
        self._line.flush()

    def _committed(self, text: str) -> None:
        self.said.emit(text.strip())


class Names(Line):
    """Several short texts in one line, with commas between them."""

    def put(self, value: Any) -> None:
        super().put(", ".join(value or ()))

    def _committed(self, text: str) -> None:
        self.said.emit(tuple(sorted({part.strip() for part in text.split(",") if part.strip()})))


class Prose(Editor):
    """A text of any length."""

    def __init__(self) -> None:
        self._text = TextAnswer(lines=2)
        super().__init__(self._text)
        self._text.committed.connect(self.said.emit)

    def put(self, value: Any) -> None:
        self._text.set_text(value or "")

    def flush(self) -> None:
        self._text.flush()


class Day(Editor):
    """A date."""

    def __init__(self) -> None:
        self._date = DateEdit()
        super().__init__(self._date)
        self._date.committed.connect(self._committed)
        self._date.unread.connect(lambda: self.unread.emit(days.NOT_A_DATE))

    def put(self, value: date | None) -> None:
        self._date.set_day(value)

    def flush(self) -> None:
        self._date.flush()

    def _committed(self, day: date | None) -> None:
        self.unread.emit("")
        self.said.emit(day)


class One(Editor):
    """One of a list, or nothing said. A value that the list does not hold is shown as it is."""

    def __init__(self, options: Options) -> None:
        self._options = [("", words.NOT_SAID), *options]
        self._select = Select(self._options)
        self._select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._select.setMinimumContentsLength(8)
        super().__init__(self._select)
        self._select.activated.connect(lambda _at: self.said.emit(self._select.value()))

    def offer(self, options: Options) -> None:
        """Show these instead; what is chosen stays."""
        if self._options[1:] != list(options):
            self._options, chosen = [("", words.NOT_SAID), *options], self._select.value()
            self._select.offer(self._options)
            self.put(chosen)

    def put(self, value: Any) -> None:
        value = "" if value is None else str(value)
        if self._select.findData(value) < 0:
            self._select.addItem(value, value)
        self._select.set_value(value)


class Count(One):
    """A small whole number, or nothing said."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__([(str(number), str(number)) for number in range(low, high + 1)])
        self._select.activated.disconnect()
        self._select.activated.connect(lambda _at: self.said.emit(self._number()))

    def _number(self) -> int | None:
        said = self._select.value()
        return int(said) if said else None


class YesNo(One):
    """Yes, no, or nothing said: where "no" is worth as much as "yes"."""

    def __init__(self) -> None:
        super().__init__([("yes", words.YES_NO["yes"]), ("no", words.YES_NO["no"])])
        self._select.activated.disconnect()
        self._select.activated.connect(lambda _at: self.said.emit({"yes": True, "no": False}.get(self._select.value())))

    def put(self, value: Any) -> None:
        super().put(None if value is None else "yes" if value else "no")


class Many(Editor):
    """Any number of a list. What was chosen before stays, also where the list does not hold it."""

    def __init__(self, options: Options) -> None:
        self._chips = ChoiceChips(options, many=True)
        self._known = {code for code, _said in options}
        self._besides: tuple[str, ...] = ()
        super().__init__(self._chips)
        self._chips.chosen.connect(lambda chosen: self.said.emit(tuple(sorted((*chosen, *self._besides)))))

    def offer(self, options: Options) -> None:
        """Show these instead; what is chosen stays."""
        chosen = (*self._chips.values(), *self._besides)
        self._known = {code for code, _said in options}
        self._chips.offer(options)
        self.put(chosen)

    def put(self, value: Any) -> None:
        self._besides = tuple(member for member in value or () if member not in self._known)
        self._chips.set_values(value or ())


class Yes(Editor):
    """A box to tick: its words are the question, so it stands without a label."""

    def __init__(self, said: str) -> None:
        self._box = TickBox(said)
        super().__init__(self._box)
        self._box.clicked.connect(lambda _on: self.said.emit(self._box.isChecked()))

    def put(self, value: Any) -> None:
        self._box.setChecked(bool(value))
