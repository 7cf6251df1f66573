"""What may be written from any page: Ctrl+N, a letter, the words, Ctrl+Enter."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.casework.notes import NewNote
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.notes.model import NotesModel
from desktop.ui.notes.new_menu import ACTION, FAMILY, NOTE, NewMenu
from desktop.ui.plan.dialogs import AddAction
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.shell.window import MainWindow
from desktop.ui.words import notes as words


class NewAction(AddAction):
    """An action that is under no outcome yet. `about` is the family."""

    name = "new_action"


class Anywhere(QObject):
    """Asks over whatever page is open, and tells how it went. In a visit only that family can be written about."""

    def __init__(self, model: NotesModel, window: MainWindow) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        self._dialog: FormDialog | None = None
        window.new_wanted.connect(self._ask)
        window.anywhere |= {WriteNote.name: self.ask_note, NewAction.name: self.ask_action}
        model.loaded.connect(self._offer)
        model.planned.connect(self._planned)
        model.saved.connect(self._saved)
        model.taken_back.connect(self._taken_back)
        model.refused.connect(self._refused)

    def ask_note(self, family: str = "") -> None:
        """Ask for a note about a family, or about one that is asked for too."""
        dialog = WriteNote(self._model.now(), self._model.families, family)
        self._show(dialog, self._write)

    def ask_action(self, family: str) -> None:
        """Ask for something that somebody will do for a family."""
        known = self._model.about(family)
        dialog = NewAction(known.owners if known else (), ())
        dialog.about = family
        self._show(dialog, partial(self._model.plan, family))

    def _show(self, dialog: FormDialog, save: Callable[[Any], None]) -> None:
        dialog.said.connect(save)
        dialog.closed.connect(self._closed)
        self._dialog = dialog
        self._window.ask(dialog)

    def _offer(self) -> None:
        """Families that were not known when the question was asked."""
        if isinstance(self._dialog, WriteNote):
            self._dialog.offer_families(self._model.families)

    def _ask(self, what: str) -> None:
        if what:
            self._begin(what)
            return
        visiting = self._window.in_visit
        choices = [NOTE] if visiting else [NOTE, *([ACTION] if self._window.family else []), FAMILY]
        menu = NewMenu(choices)
        menu.chosen.connect(self._begin)
        self._window.ask(menu)

    def _begin(self, what: str) -> None:
        family = self._window.family or ""
        if what == NOTE:
            self.ask_note(family)
        elif what == ACTION:
            self.ask_action(family)
        else:
            self._window.open("families", new=FAMILY)

    def _write(self, said: tuple[str, NewNote]) -> None:
        self._model.write(*said)

    def _closed(self) -> None:
        self._dialog = None

    def _saved(self, note: str, family: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
        named = "" if self._window.in_visit else family
        self._window.tell(words.saved(named), undo=partial(self._model.take_back, note))

    def _planned(self) -> None:
        if self._dialog is not None:
            self._dialog.done()
        self._window.tell(words.PLANNED)

    def _taken_back(self, note: str) -> None:
        self._window.tell(words.TAKEN_BACK, "info", "info", undo=partial(self._model.put_back, note))

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        else:
            self._window.tell(why, "triangle-alert", "danger")
