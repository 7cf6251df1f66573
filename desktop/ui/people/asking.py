"""The dialogs of the pages of a family's people: opened, saved, and asked again after a lock."""

from typing import Any

from PySide6.QtCore import QObject

from desktop.ui.family.add_person import AddPerson
from desktop.ui.people import dialogs
from desktop.ui.people.model import PeopleModel
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.words import whole_family as words


class Asking(QObject):
    """For one page; it answers only what it asked itself."""

    def __init__(self, model: PeopleModel, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._shell = model, shell
        self._dialog: FormDialog | None = None
        model.dealt.connect(self._dealt)
        model.refused.connect(self._refused)

    def again(self, name: str, about: str) -> None:
        """After an unlock: the dialog that was open at the lock."""
        picture = self._model.state.picture
        if name == AddPerson.name:
            self.person()
        else:
            self._ask(dialogs.again(name, about, picture.people, picture.households))

    def person(self) -> None:
        self._ask(AddPerson([sheet.card for sheet in self._model.state.picture.people]))

    def address(self) -> None:
        self._ask(dialogs.AddAddress(self._model.state.picture.people))

    def relation(self, one: str = "") -> None:
        people = self._model.state.picture.people
        if len(people) > 1:
            self._ask(dialogs.AddRelation(people, one))
        else:
            self._shell.tell(words.RELATION_NEEDS_TWO, "info", "info")

    def contact(self) -> None:
        self._ask(dialogs.AddContact(self._model.state.picture.people))

    def link(self) -> None:
        self._ask(dialogs.AddLink(self._model.state.picture.people))

    def move_in(self, person: str) -> None:
        households = self._model.state.picture.households
        if households:
            self._ask(dialogs.MoveIn(person, households))
        else:
            self._shell.tell(words.MOVE_IN_NEEDS_ADDRESS, "info", "info")

    def take_out(self, kind: str, record: str, title: str) -> None:
        self._ask(dialogs.TakeOut(kind, record, title))

    def _ask(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.said.connect(self._said)
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _said(self, answer: Any) -> None:
        if isinstance(self._dialog, dialogs.TakeOut):
            self._model.take_out(self._dialog.kind, self._dialog.record, str(answer))
        else:
            self._model.add(answer)

    def _closed(self) -> None:
        self._dialog = None

    def _dealt(self, done: str, kind: str) -> None:
        if self._dialog is not None:
            self._dialog.done()
            self._shell.tell(words.TAKEN_OUT if done == "taken_out" else words.SAVED[kind])

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
