"""What is asked about a new address, who lives there, a new relationship, a new professional, and what is taken out."""

from collections.abc import Sequence

from desktop.casework.ecomap import NewLink
from desktop.casework.households import PLACE, Household, NewAddress, NewResidence
from desktop.casework.network import NewContact
from desktop.casework.picture import PersonSheet
from desktop.casework.relations import NewRelation, inverse
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days, ecomap
from desktop.ui.words import whole_family as words
from desktop.ui.words.family import RELATIONS
from desktop.ui.words.person import NOT_SAID, options


def _named(people: Sequence[PersonSheet]) -> list[tuple[str, str]]:
    return [(sheet.person, sheet.card.name or words.UNNAMED) for sheet in people]


def _choice(choices: Sequence[tuple[str, str]], *, unsaid: bool = False) -> Select:
    """No wider than its place, however long its words are."""
    select = Select([("", NOT_SAID), *choices] if unsaid else choices)
    select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    select.setMinimumContentsLength(8)
    return select


class AddAddress(FormDialog):
    """Says a `NewAddress`."""

    name = "address"

    def __init__(self, people: Sequence[PersonSheet]) -> None:
        super().__init__(words.ADDRESS_TITLE, words.ADD)
        self._place = {part: LineEdit() for part in PLACE}
        fields = {part: Field(words.ADDRESS_LABELS[part], self._place[part]) for part in PLACE}
        self._first = fields["line1"]
        self._use, self._who = _choice(options(words.USES)), ChoiceChips(_named(people), many=True)
        self._hidden = TickBox(words.ADDRESS_HIDE)
        self._use.currentIndexChanged.connect(lambda: self._hidden.setChecked(self._use.value() == "refuge"))
        who = Field(words.ADDRESS_WHO, self._who)
        who.setVisible(bool(people))
        self.add_fields(
            beside(fields["line1"], fields["line2"]),
            beside(fields["town"], fields["postcode"]),
            beside(Field(words.ADDRESS_LABELS["use"], self._use), fields["uprn"]),
            who,
            self._hidden,
            PlainLabel(words.ADDRESS_HIDE_HINT, "meta", "text2"),
        )

    def read(self) -> NewAddress | None:
        place = {part: editor.text().strip() for part, editor in self._place.items()}
        somewhere = any(place[part] for part in ("line1", "town", "postcode"))
        self._first.set_error("" if somewhere else words.ADDRESS_MISSING)
        if not somewhere:
            return None
        return NewAddress(place, self._use.value(), self._hidden.isChecked(), self._who.values())


class MoveIn(FormDialog):
    """Says a `NewResidence` of the person it is `about`."""

    name = "residence"

    def __init__(self, person: str, households: Sequence[Household]) -> None:
        super().__init__(words.MOVE_IN_TITLE, words.ADD)
        self.about = person
        self._where = _choice([(home.address, home.line) for home in households])
        self._part = _choice(options(words.PARTS))
        self._days = _choice([(str(day), str(day)) for day in range(8)], unsaid=True)
        self._field = Field(words.MOVE_IN_WHERE, self._where)
        labels = words.RESIDENCE_LABELS
        self.add_fields(
            self._field, beside(Field(labels["part"], self._part), Field(labels["days_per_week"], self._days))
        )

    def read(self) -> NewResidence | None:
        where, days_there = self._where.value(), self._days.value()
        self._field.set_error("" if where else words.MOVE_IN_MISSING)
        if not where:
            return None
        return NewResidence(self.about, where, self._part.value(), int(days_there) if days_there else None)


class AddRelation(FormDialog):
    """Says a `NewRelation`, in two steps: what one is to the other, then both directions in words to read before it is added."""

    name = "relation"

    def __init__(self, people: Sequence[PersonSheet], one: str = "") -> None:
        super().__init__(words.RELATION_TITLE, words.RELATION_NEXT)
        self.about = one
        self._people = {sheet.person: sheet.card for sheet in people}
        self._one, self._other = _choice(_named(people)), _choice(_named(people))
        self._relation = _choice(options(RELATIONS), unsaid=True)
        labels = words.RELATION_LABELS
        self._held = _choice(options(words.RESPONSIBILITIES), unsaid=True)
        self._quality, self._since = _choice(options(words.QUALITIES), unsaid=True), DateEdit()
        self._other_field = Field(words.RELATION_OTHER, self._other)
        self._relation_field = Field(labels["relation"], self._relation)
        self._since_field = Field(labels["from_on"], self._since)
        self._both = PlainLabel("", "body")
        self._second = (
            PlainLabel(words.RELATION_READ, "h3"),
            self._both,
            beside(Field(labels["responsibility"], self._held), Field(labels["quality"], self._quality)),
            self._since_field,
        )
        self.add_fields(
            beside(Field(words.RELATION_ONE, self._one), self._other_field), self._relation_field, *self._second
        )
        if one:
            self._one.set_value(one)
        self._read = ("", "", "")
        for choice in (self._one, self._other, self._relation):
            choice.currentIndexChanged.connect(self._go_back)
        self._go_back()

    def read(self) -> NewRelation | None:
        one, relation, other = said = self._one.value(), self._relation.value(), self._other.value()
        unread = self._since.day() is None and bool(self._since.text().strip())
        self._other_field.set_error("" if one != other else words.RELATION_SAME)
        self._relation_field.set_error("" if relation else words.RELATION_MISSING)
        self._since_field.set_error(days.NOT_A_DATE if unread else "")
        if one == other or not relation or unread:
            return None
        if said != self._read:
            self._show_both(one, relation, other)
            return None
        return NewRelation(one, relation, other, self._held.value(), self._quality.value(), self._since.day())

    def _show_both(self, one: str, relation: str, other: str) -> None:
        self._read = one, relation, other
        first, second = self._people[one], self._people[other]
        told = words.both_ways(first.name, first.sex, relation, inverse(relation), second.name, second.sex)
        self._both.setText("\n".join(dict.fromkeys(told)))
        for part in self._second:
            part.show()
        self.save.set_words(words.RELATION_SAVE)

    def _go_back(self) -> None:
        """What was read is not what is chosen now."""
        self._read = ("", "", "")
        for part in self._second:
            part.hide()
        self.save.set_words(words.RELATION_NEXT)
        self.refit()


class AddContact(FormDialog):
    """Says a `NewContact`."""

    name = "contact"

    def __init__(self, people: Sequence[PersonSheet]) -> None:
        super().__init__(words.CONTACT_TITLE, words.ADD)
        self._lines = {part: LineEdit() for part in ("name", "role", "agency", "phone", "email")}
        fields = {part: Field(words.CONTACT_LABELS[part], editor) for part, editor in self._lines.items()}
        self._name_field = fields["name"]
        self._whom, self._lead = ChoiceChips(_named(people), many=True), TickBox(words.CONTACT_LABELS["is_lead"])
        whom = Field(words.CONTACT_LABELS["for_whom"], self._whom)
        whom.setVisible(bool(people))
        self.add_fields(
            beside(fields["name"], fields["role"]),
            fields["agency"],
            beside(fields["phone"], fields["email"]),
            whom,
            self._lead,
        )

    def read(self) -> NewContact | None:
        said = {part: editor.text().strip() for part, editor in self._lines.items()}
        self._name_field.set_error("" if said["name"] else words.CONTACT_MISSING)
        if not said["name"]:
            return None
        return NewContact(**said, for_whom=self._whom.values(), is_lead=self._lead.isChecked())


class AddLink(FormDialog):
    """Says a `NewLink`."""

    name = "link"

    def __init__(self, people: Sequence[PersonSheet]) -> None:
        super().__init__(ecomap.ADD, words.ADD)
        self._label, self._about = LineEdit(), ChoiceChips(_named(people), many=True)
        self._category, self._strength = _choice(options(ecomap.CATEGORIES)), _choice(options(ecomap.STRENGTHS))
        self._direction = _choice(options(ecomap.DIRECTIONS))
        self._strength.set_value("ok")
        self._direction.set_value("both")
        labels = ecomap.LABELS
        self._field, whose = Field(labels["label"], self._label), Field(labels["about"], self._about)
        whose.setVisible(bool(people))
        self.add_fields(
            beside(self._field, Field(labels["category"], self._category)),
            beside(Field(labels["strength"], self._strength), Field(labels["direction"], self._direction)),
            whose,
        )

    def read(self) -> NewLink | None:
        label = self._label.text().strip()
        self._field.set_error("" if label else ecomap.LABEL_MISSING)
        if not label:
            return None
        chosen = self._category.value(), self._strength.value(), self._direction.value()
        return NewLink(label, *chosen, self._about.values())


class TakeOut(FormDialog):
    """Says why: what is taken out stays in the history, with the reason (S15)."""

    name = "take-out"

    def __init__(self, kind: str, record: str, title: str) -> None:
        super().__init__(words.take_out_title(kind), words.TAKE_OUT_IT, title, kind="danger")
        self.kind, self.record, self.title = kind, record, title
        self.about = " ".join((kind, record, title))
        self._why = TextAnswer(lines=2)
        self._field = Field(words.WHY, self._why, words.WHY_HINT)
        self.add_fields(self._field)

    def read(self) -> str | None:
        why = self._why.text().strip()
        self._field.set_error("" if why else words.MISSING_WHY)
        return why or None


def again(name: str, about: str, people: Sequence[PersonSheet], households: Sequence[Household]) -> FormDialog:
    """The dialog of that name, as it was open at a lock."""
    match name:
        case AddAddress.name:
            return AddAddress(people)
        case MoveIn.name:
            return MoveIn(about, households)
        case AddRelation.name:
            return AddRelation(people, about)
        case AddContact.name:
            return AddContact(people)
        case AddLink.name:
            return AddLink(people)
        case _:
            kind, record, title = about.split(" ", 2)
            return TakeOut(kind, record, title)
