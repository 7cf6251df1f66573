"""The steps of adding a list, one at a time on the page: columns, a look, adding, done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.caseload import CheckedRow
from desktop.casework.importing import Alike
from desktop.ui.caseload.model import CaseloadModel, CaseloadState
from desktop.ui.shell.form_dialog import beside
from desktop.ui.widgets.avatar import Avatar, initials
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.widgets.states import ProgressBar
from desktop.ui.words import caseload as words

_FIELDS = (("", words.LEAVE_OUT), *words.FIELDS.items())


class ColumnsStep(Card):
    """What each column is, guessed from its heading."""

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__(words.COLUMNS)
        self._model = model
        self._wrong = Notice("warning", "triangle-alert", words.NOT_ENOUGH)
        self._look = Button(words.LOOK, "primary", "search")
        self._look.clicked.connect(self._go_on)
        self.add(PlainLabel(words.COLUMNS_TEXT, "body", "text2"))
        fields = self._fields(model.state)
        for at in range(0, len(fields), 2):
            self.add(beside(*fields[at : at + 2]) if at + 1 < len(fields) else fields[at])
        self.add(self._wrong, across(self._look))
        self.show_state(model.state)

    def show_state(self, state: CaseloadState) -> None:
        self._wrong.setVisible(not state.is_enough)
        self._look.setEnabled(state.is_enough)

    def _fields(self, state: CaseloadState) -> list[Field]:
        headings = state.table.headings if state.table else ()
        fields = []
        for at, (name, sample) in enumerate(zip(state.chosen, state.samples(), strict=True)):
            choice = Select(_FIELDS)
            choice.set_value(name)
            choice.currentIndexChanged.connect(partial(self._chosen, at, choice))
            fields.append(Field(words.column(at, headings), choice, words.offered(sample)))
        return fields

    def _chosen(self, at: int, choice: Select, _index: int) -> None:
        self._model.set_column(at, choice.value())

    def _go_on(self) -> None:
        self._look.setEnabled(False)
        self._look.set_words(words.LOOKING)
        self._model.look()


class LookStep(Stack):
    """What would be added, what would not and why, and what may be here already."""

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__()
        preview = model.state.preview
        if preview is None:
            return
        self._add = Button("", "primary", "plus")
        self._add.clicked.connect(model.add)
        back = Button(words.OTHER_COLUMNS)
        back.clicked.connect(model.back)
        refused = len(preview.refused)
        told = words.would(len(preview.ready), preview.people), words.not_added(refused)
        said = Notice("warning", "triangle-alert", *told) if refused else Notice("success", "circle-check", *told)
        shown: list[QWidget] = [said, across(self._add, back)]
        if preview.alike:
            because = LineEdit()
            because.textChanged.connect(model.set_because)
            shown += [_alike(preview.alike), Field(words.BECAUSE, because, words.BECAUSE_HINT)]
        shown += [_rows(words.REFUSED, preview.refused)] if preview.refused else []
        shown += [_rows(words.WARNED, preview.warned)] if preview.warned else []
        self.fill(shown)
        self.show_state(model.state)

    def show_state(self, state: CaseloadState) -> None:
        if state.preview is not None:
            wanted = len(state.preview.ready) + len(state.preview.alike) * bool(state.because.strip())
            self._add.set_words(words.add(wanted))
            self._add.setEnabled(wanted > 0)


class AddingStep(Card):
    """How far it is, and a way to stop."""

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__(words.ADDING)
        self._far = PlainLabel("", "body", "text2")
        self._bar = ProgressBar(words.ADDING)
        stop = Button(words.CANCEL)
        stop.clicked.connect(model.stop)
        self.add(self._far, self._bar, across(stop))
        self.show_state(model.state)

    def show_state(self, state: CaseloadState) -> None:
        self._far.say(words.adding(state.added, state.whole))
        self._bar.set_progress(state.added, state.whole)


class DoneStep(Stack):
    """What was added; what was not can be kept in a file.

    Signals:
        report: somebody wants the rows that were not added.
        families: somebody wants to see the families.
    """

    report = Signal()
    families = Signal()

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__()
        state = model.state
        title = words.STOPPED if state.stopped else words.DONE
        left = 0 if state.stopped else len(state.not_added)
        notice = Notice("success", "circle-check", title, words.done(state.added, left))
        see, another = Button(words.OPEN_FAMILIES, "primary"), Button(words.ANOTHER)
        see.clicked.connect(self.families)
        another.clicked.connect(model.again)
        buttons = [see, another]
        if state.not_added:
            keep = Button(words.REPORT, icon="file-text")
            keep.clicked.connect(self.report)
            buttons.insert(1, keep)
        self.fill([notice, across(*buttons)])

    def show_state(self, state: CaseloadState) -> None:
        """Nothing changes any more."""


def across(*widgets: QWidget) -> QWidget:
    """Buttons beside each other, at the left."""
    room = QWidget()
    line = QHBoxLayout(room)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    line.addStretch(1)
    return room


def _rows(title: str, checked: Sequence[CheckedRow]) -> RowCard:
    card = RowCard(title, PlainLabel(str(len(checked)), "meta", "text2", wrap=False))
    rows: list[QWidget] = []
    for one in checked[: words.SHOWN]:
        said = words.problems((found.code, found.column) for found in one.problems)
        blocks = any(found.blocks for found in one.problems)
        picture = Picture("circle-x", "danger") if blocks else Picture("circle-alert", "warning")
        rows.append(Row(words.line(one.row.line, one.row.cells), said, picture))
    if len(checked) > words.SHOWN:
        rows.append(Row(words.and_more(len(checked) - words.SHOWN)))
    card.set_rows(rows)
    return card


def _alike(found: Sequence[Alike]) -> RowCard:
    card = RowCard(words.ALIKE, PlainLabel(str(len(found)), "meta", "text2", wrap=False))
    rows: list[QWidget] = [Row(words.ALIKE_TEXT)]
    for one in found[: words.SHOWN]:
        said = words.alike(one.family.new.name, one.match.name, one.match.likeness.reasons)
        rows.append(Row(*said, Avatar(initials(one.family.new.name))))
    if len(found) > words.SHOWN:
        rows.append(Row(words.more_families(len(found) - words.SHOWN)))
    card.set_rows(rows)
    return card
