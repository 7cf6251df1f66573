"""Beginning a family: a name, where they live, the first people. It begins with a search; only who has seen what it found goes on (T1)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.duplicates import NewFamily
from desktop.casework.people import NewPerson
from desktop.ui.families.found import Found
from desktop.ui.families.search import SearchModel
from desktop.ui.shell.draft import editors
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import days
from desktop.ui.words import duplicates as search_words
from desktop.ui.words import families as words
from desktop.ui.words.family import ROLES

_ROLES = [(code, ROLES[code]) for code in ("child", "parent", "adult", "unborn", "important_other")]


class AddFamily(FormDialog):
    """Says a `NewFamily`: at first to be looked for, then, once that is over, to be begun. `because` says why it is none that was found.

    Signals:
        same: the id of a family that it turned out to be.
    """

    same = Signal(str)
    name = "family"

    def __init__(self, search: SearchModel, phones: Sequence[tuple[str, str]]) -> None:
        super().__init__(words.NEW_TITLE, search_words.SEARCH, words.NEW_TEXT)
        self._search = search
        self._name, self._area = LineEdit(words.NEW_NAME_HINT), LineEdit()
        self._street, self._postcode = LineEdit(words.STREET_HINT), LineEdit()
        self._name_field = Field(words.NEW_NAME, self._name)
        self._people: list[_PersonFields] = []
        self._people_room = QWidget()
        self._people_column = QVBoxLayout(self._people_room)
        self._people_column.setContentsMargins(0, 0, 0, 0)
        self._people_column.setSpacing(12)
        more = Button(words.ONE_MORE, "quiet", "plus", dense=True)
        more.clicked.connect(self._one_more)
        self._found = Found(phones)
        self._because = LineEdit()
        self._because_field = Field(search_words.BECAUSE, self._because, search_words.BECAUSE_HINT)
        self._because_field.hide()
        self.add_fields(
            beside(self._name_field, Field(words.NEW_AREA, self._area)),
            beside(Field(words.STREET, self._street), Field(words.POSTCODE, self._postcode)),
            PlainLabel(words.NEW_PEOPLE, "h3"),
            PlainLabel(words.NEW_PEOPLE_HINT, "meta", "text3"),
            self._people_room,
            more,
            self._found,
            self._because_field,
        )
        self._one_more()
        for compared in (self._name, self._postcode):
            compared.textChanged.connect(self._is_another)
        self._found.chosen.connect(self.same)
        search.forget()
        search.changed.connect(self._draw_found)

    @property
    def because(self) -> str:
        """Why it is another family than those that were found."""
        return self._because.text().strip()

    def read(self) -> NewFamily | None:
        name = " ".join(self._name.text().split())
        self._name_field.set_error("" if name else words.NAME_MISSING)
        people = [fields.read() for fields in self._people]
        searched = self._search.searched
        is_unsaid = searched is not None and searched.looked(self.because).is_open
        self._because_field.set_error(search_words.BECAUSE_MISSING if is_unsaid else "")
        if not name or is_unsaid or any(fields.wrong() for fields in self._people):
            return None
        street, postcode = self._street.text().strip(), self._postcode.text().strip().upper()
        return NewFamily(name, self._area.text().strip(), tuple(filter(None, people)), street, postcode)

    def make_room(self, fields: int) -> None:
        while len(editors(self)) < fields:
            self._one_more()

    def _one_more(self) -> None:
        fields = _PersonFields()
        for compared in (fields.first, fields.surname, fields.born):
            compared.textChanged.connect(self._is_another)
        self._people.append(fields)
        self._people_column.addWidget(fields)
        self.refit()
        if len(self._people) > 1:
            fields.first.setFocus()

    def _is_another(self) -> None:
        """Something that is compared was changed: what was found is of somebody else."""
        if self._search.searched is None:
            return
        self._search.forget()
        self._found.hide()
        self._because_field.hide()
        self.save.set_words(search_words.SEARCH_AGAIN)
        self.save.setEnabled(True)
        self.refit()

    def _draw_found(self) -> None:
        searched = self._search.searched
        if searched is None:
            return
        self._found.show_found(searched)
        self._because_field.setVisible(searched.looked("").is_open)
        self.save.set_words(words.NEW_SAVE)
        self.save.setEnabled(searched.is_over)
        self.refit()
        self.show_last(self._because_field if self._because_field.isVisible() else self._found)


class _PersonFields(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.surname, self.born = LineEdit(), LineEdit(), DateEdit()
        self._role = Select(_ROLES)
        self._born_field = Field(words.BORN, self.born)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(beside(Field(words.FIRST_NAME, self.first), Field(words.SURNAME, self.surname)))
        column.addWidget(beside(Field(words.ROLE, self._role), self._born_field))

    def read(self) -> NewPerson | None:
        """Nobody where there is no first name."""
        typed = bool(self.born.text().strip())
        self._born_field.set_error(days.NOT_A_DATE if typed and self.born.day() is None else "")
        first = self.first.text().strip()
        if not first:
            return None
        unborn, day = self._role.value() == "unborn", self.born.day()
        return NewPerson(
            first,
            self.surname.text().strip(),
            self._role.value(),
            born_on=None if unborn else day,
            expected_on=day if unborn else None,
        )

    def wrong(self) -> bool:
        return bool(self._born_field.error())
