"""Adding a person: a name is enough, everything else may come later."""

from collections.abc import Sequence

from desktop.casework.people import NewPerson, PersonCard
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import days
from desktop.ui.words import people as words

_RELATIONS = {"female": "mother", "male": "father"}


class AddPerson(FormDialog):
    """Says a `NewPerson`. Only a parent is asked whose parent they are."""

    name = "person"

    def __init__(self, people: Sequence[PersonCard]) -> None:
        super().__init__(words.ADD, words.ADD_SAVE)
        self._first, self._surname, self._school, self._elsewhere = LineEdit(), LineEdit(), LineEdit(), LineEdit()
        self._born = DateEdit()
        self._role = Select(words.ROLE_CHOICES)
        self._sex = Select(words.SEX_CHOICES)
        self._sex.set_value("not_known")
        children = [(person.person, person.name) for person in people if person.is_child]
        self._has_children = bool(children)
        self._children = ChoiceChips(children, many=True)
        self._name_field = Field(words.FIRST_NAME, self._first)
        self._born_field = Field(words.BORN, self._born)
        self._school_field = Field(words.SCHOOL, self._school)
        self._children_field = Field(words.PARENT_OF, self._children)
        self.add_fields(
            beside(self._name_field, Field(words.SURNAME, self._surname)),
            beside(Field(words.WHO, self._role), Field(words.SEX, self._sex)),
            self._children_field,
            beside(self._born_field, self._school_field),
            Field(words.ELSEWHERE, self._elsewhere),
        )
        self._role.currentIndexChanged.connect(self._fit_role)
        self._fit_role()

    def read(self) -> NewPerson | None:
        first, born = self._first.text().strip(), self._born.day()
        self._name_field.set_error("" if first else words.FIRST_NAME_MISSING)
        typed = bool(self._born.text().strip())
        self._born_field.set_error(days.NOT_A_DATE if typed and born is None else "")
        if not first or self._born_field.error():
            return None
        role, sex = self._role.value(), self._sex.value()
        unborn, parent = role == "unborn", role == "parent"
        return NewPerson(
            first_name=first,
            surname=self._surname.text().strip(),
            role=role,
            born_on=None if unborn else born,
            expected_on=born if unborn else None,
            sex=sex,
            school=self._school.text().strip(),
            elsewhere=self._elsewhere.text().strip(),
            relation=_RELATIONS.get(sex, "parent") if parent else "",
            relatives=self._children.values() if parent else (),
        )

    def _fit_role(self) -> None:
        role = self._role.value()
        self._children_field.setVisible(role == "parent" and self._has_children)
        self._born_field.label.setText(words.EXPECTED if role == "unborn" else words.BORN)
        self._born.setAccessibleName(self._born_field.label.text())
        self._school_field.setVisible(role == "child")
        self.refit()
