"""The dialogs of booking, asked from any page: each stays until what it says is saved."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.casework.agenda import Clash
from desktop.casework.day import Colleague, FamilyName
from desktop.casework.visits import VisitCard
from desktop.ui.booking.book_visit import BookVisit
from desktop.ui.booking.model import BookingModel
from desktop.ui.booking.move_visit import CallOff, MoveVisit, OwnTime
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog


class Asking(QObject):
    """One for each page that books."""

    def __init__(self, model: BookingModel, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._shell = model, shell
        self._dialog: FormDialog | None = None
        model.saved.connect(self._saved)
        model.refused.connect(self._refused)
        model.clashing.connect(self._show_clashes)

    def visit(self, families: Sequence[FamilyName], colleagues: Sequence[Colleague], about: str = "") -> None:
        """Book a visit."""
        self._ask(BookVisit(self._model.now(), families, colleagues, about=about), self._model.book)

    def move(self, visit: VisitCard, name: str) -> None:
        """Give a visit another time."""
        self._ask(MoveVisit(self._model.now(), visit, name), partial(self._model.move, visit.visit), visit.visit)

    def call_off(self, visit: VisitCard, name: str) -> None:
        """Call a visit off."""
        self._ask(CallOff(visit, name), partial(self._model.call_off, visit.visit))

    def own_time(self) -> None:
        """Keep some time free of visits."""
        self._ask(OwnTime(self._model.now()), self._model.add_own_time)

    def _ask(self, dialog: FormDialog, save: Callable[[Any], None], without: str = "") -> None:
        self._dialog = dialog
        dialog.said.connect(save)
        dialog.closed.connect(partial(self._gone, dialog))
        dialog.destroyed.connect(partial(self._gone, dialog))  # however it went: the window may take it away itself
        if isinstance(dialog, BookVisit | MoveVisit | OwnTime):
            dialog.looked.connect(lambda at, minutes: self._model.look(at, minutes, without))
        self._shell.ask(dialog)
        if isinstance(dialog, MoveVisit):
            dialog.look()

    def _gone(self, dialog: FormDialog) -> None:
        """Not where another has taken its place meanwhile."""
        if self._dialog is dialog:
            self._dialog = None

    def _saved(self, done: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
            self._shell.tell(done)

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)

    def _show_clashes(self, clashes: Sequence[Clash]) -> None:
        if isinstance(self._dialog, BookVisit | MoveVisit | OwnTime):
            self._dialog.show_clashes(clashes)
