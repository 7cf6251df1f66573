"""The files of one family: what there is, where each is, and adding one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QImage

from desktop.casework.attachments import FileLine
from desktop.clock import LONDON
from desktop.ui.documents.dialogs import AddDocument, SaveOutside, ShowPicture
from desktop.ui.documents.model import DocumentsModel, DocumentsState
from desktop.ui.documents.pictures import is_picture
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.plan.dialogs import TakeOut
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.page import EmptyState, Page, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import documents as words


class DocumentsPage(Page):
    """Arrives with `family`, an id."""

    def __init__(self, model: DocumentsModel, head: FamilyHeadModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._dialog: FormDialog | None = None
        self._add = Button(words.ADD, icon="plus")
        self._problem = Notice("danger", "triangle-alert", "")
        self._files = RowCard()
        self._nothing = EmptyState("file-text", words.NONE, words.NONE_TEXT)
        self._drawn: object = None
        body = ScrollColumn(margins=(28, 14, 28, 28))
        body.add(self._problem, self._files, self._nothing)
        body.add_stretch()
        self.column.addWidget(FamilyHeader(head, shell, "documents", actions=(self._add,)))
        self.column.addWidget(body, 1)
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def ask_again(self, dialog: str, about: str) -> None:
        self._ask_about(about.split("\n"))

    # -- drawing

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._add.setEnabled(state.loaded)
        self._nothing.setVisible(state.loaded and not state.files)
        self._files.setVisible(bool(state.files))
        if (shown := (state.files, state.online, state.held_back)) != self._drawn:
            self._drawn = shown
            with kept_focus(self):
                self._files.set_rows([self._row(state, line) for line in state.files])

    def _row(self, state: DocumentsState, line: FileLine) -> Row:
        row = Row(line.title or words.category(line.category), _detail(state, line), Picture(words.icon(line.category)))
        if line.hidden:
            row.add_below(Badge(words.HIDDEN, "eye-off", "private"))
        row.add(Badge(*words.where(line.place, online=state.online, held_back=state.held_back)))
        if line.place != "elsewhere":
            shows = is_picture(line.media_type)
            button = Button(words.OPEN if shows else words.SAVE_COPY, dense=True)
            button.setAccessibleDescription(line.title)
            button.clicked.connect(partial(self._model.open if shows else self._ask_to_save, line))
            row.add(button)
        out = Button(words.TAKE_OUT, "quiet", dense=True)
        out.setAccessibleDescription(line.title)
        out.clicked.connect(partial(self._ask_why, line))
        row.add(out)
        return row

    # -- doing

    def _connect(self) -> None:
        model = self._model
        self._add.clicked.connect(self._choose)
        model.changed.connect(self._draw)
        model.added.connect(self._added)
        model.not_added.connect(self._not_added)
        model.opened.connect(self._show)
        model.taken_out.connect(self._taken_out)
        model.put_back.connect(lambda: self._shell.tell(words.BACK_AGAIN))
        model.saved.connect(lambda where: self._shell.tell(words.saved_to(where), "file-text"))
        model.refused.connect(lambda why: self._shell.tell(why, "triangle-alert", "danger"))

    def _choose(self) -> None:
        if paths := self._model.choose():
            self._ask_about(paths)

    def _ask_about(self, paths: Sequence[str]) -> None:
        state = self._model.state
        self._ask(AddDocument(paths, state.people, state.now.date()), partial(self._model.add, paths))

    def _ask_why(self, line: FileLine) -> None:
        dialog = TakeOut(words.TAKE_OUT_TITLE, line.title, words.TAKE_OUT_HINT)
        self._ask(dialog, partial(self._model.take_out, line))

    def _ask(self, dialog: FormDialog, save: Callable[[Any], None]) -> None:
        self._dialog = dialog
        dialog.said.connect(save)
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _added(self) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.tell(words.ADDED)

    def _not_added(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)

    def _taken_out(self, line: FileLine) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._shell.tell(words.TAKEN_OUT, undo=partial(self._model.bring_back, line))

    def _show(self, line: FileLine, page: int, image: QImage) -> None:
        if self.isVisible():
            title = line.title or words.category(line.category)
            dialog = ShowPicture(title, image, _detail(self._model.state, line), page, len(line.pages))
            dialog.wanted.connect(partial(self._model.open, line))
            self._shell.ask(dialog)

    def _ask_to_save(self, line: FileLine) -> None:
        dialog = SaveOutside()
        dialog.save.clicked.connect(partial(self._model.save_copy, line))
        self._shell.ask(dialog)


def _detail(state: DocumentsState, line: FileLine) -> str:
    added = line.added_at.astimezone(LONDON).date() if line.added_at else None
    on, pages = line.received_on or added, len(line.pages)
    return words.detail(
        line.category, on, state.now.date(), line.about, line.size, from_whom=line.from_whom, pages=pages
    )
