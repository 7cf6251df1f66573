"""Beginning a family: a name, an area, the first people. Families with a name in common are shown before it is begun."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.families import FamilyRow, NewFamily
from desktop.casework.people import NewPerson
from desktop.ui.shell.draft import editors
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import days
from desktop.ui.words import families as words
from desktop.ui.words.family import ROLES

_ROLES = [(code, ROLES[code]) for code in ("child", "parent", "adult", "unborn", "important_other")]
_ALIKE_SHOWN = 3


class AddFamily(FormDialog):
    """Says a `NewFamily`.

    Signals:
        same: the id of a family that it turned out to be.
    """

    same = Signal(str)
    name = "family"

    def __init__(self, alike: Callable[[str], Sequence[FamilyRow]]) -> None:
        super().__init__(words.NEW_TITLE, words.NEW_SAVE)
        self._alike = alike
        self._name = LineEdit()
        self._name_field = Field(words.NEW_NAME, self._name, words.NEW_NAME_HINT)
        self._area = LineEdit()
        self._likes = Notice("warning", "users-round", words.ALIKE, words.SAME_FAMILY)
        self._likes_open = QVBoxLayout()
        self._likes.column.addLayout(self._likes_open)
        self._likes.hide()
        self._people: list[_PersonFields] = []
        self._people_room = QWidget()
        self._people_column = QVBoxLayout(self._people_room)
        self._people_column.setContentsMargins(0, 0, 0, 0)
        self._people_column.setSpacing(12)
        more = Button(words.ONE_MORE, "quiet", "plus", dense=True)
        more.clicked.connect(self._one_more)
        self.add_fields(
            self._name_field,
            self._likes,
            Field(words.NEW_AREA, self._area),
            PlainLabel(words.NEW_PEOPLE, "h3"),
            PlainLabel(words.NEW_PEOPLE_HINT, "meta", "text3"),
            self._people_room,
            more,
        )
        self._one_more()
        self._name.textChanged.connect(self._search)

    def read(self) -> NewFamily | None:
        name = " ".join(self._name.text().split())
        self._name_field.set_error("" if name else words.NAME_MISSING)
        people = [fields.read() for fields in self._people]
        if not name or any(fields.wrong() for fields in self._people):
            return None
        return NewFamily(name, self._area.text().strip(), tuple(person for person in people if person))

    def make_room(self, fields: int) -> None:
        while len(editors(self)) < fields:
            self._one_more()

    def _one_more(self) -> None:
        fields = _PersonFields()
        self._people.append(fields)
        self._people_column.addWidget(fields)
        self.refit()
        if len(self._people) > 1:
            fields.first.setFocus()

    def _search(self, name: str) -> None:
        while (item := self._likes_open.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        found = self._alike(name)[:_ALIKE_SHOWN]
        for row in found:
            named = words.children((child.name, child.age) for child in row.children)
            link = LinkButton(words.like(row.name, named))
            link.clicked.connect(lambda _on=False, family=row.family: self.same.emit(family))
            self._likes_open.addWidget(link)
        self._likes.setVisible(bool(found))
        self.refit()


class _PersonFields(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self._surname, self._born = LineEdit(), LineEdit(), DateEdit()
        self._role = Select(_ROLES)
        self._born_field = Field(words.BORN, self._born)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(beside(Field(words.FIRST_NAME, self.first), Field(words.SURNAME, self._surname)))
        column.addWidget(beside(Field(words.ROLE, self._role), self._born_field))

    def read(self) -> NewPerson | None:
        """Nobody where there is no first name."""
        typed = bool(self._born.text().strip())
        self._born_field.set_error(days.NOT_A_DATE if typed and self._born.day() is None else "")
        first = self.first.text().strip()
        if not first:
            return None
        unborn, day = self._role.value() == "unborn", self._born.day()
        return NewPerson(
            first,
            self._surname.text().strip(),
            self._role.value(),
            born_on=None if unborn else day,
            expected_on=day if unborn else None,
        )

    def wrong(self) -> bool:
        return bool(self._born_field.error())
