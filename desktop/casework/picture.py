"""The whole-family record as its pages show it: everybody with all that is known, where they live, how they belong together, who helps."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.ecomap import Link, links_of
from desktop.casework.households import Household, at_home, households_of
from desktop.casework.network import Contact, contacts_of
from desktop.casework.parts import Gone, Values, gone_of, values_of
from desktop.casework.people import PersonCard, card, cards, people_of, ties_of
from desktop.casework.relations import Relation, relations_of
from sync.rules.identifiers import nhs_number_warning, upn_warning


@dataclass(frozen=True)
class PersonSheet:
    """One person: `values` are every declared field. The warnings are codes of `sync.rules.identifiers`, "" for none."""

    card: PersonCard
    values: Values
    nhs_warning: str
    upn_warning: str

    @property
    def person(self) -> str:
        return self.card.person


@dataclass(frozen=True)
class FamilyPicture:
    """Everything. `people` stand in the order in which a family is told."""

    family: str = ""
    people: tuple[PersonSheet, ...] = ()
    households: tuple[Household, ...] = ()
    relations: tuple[Relation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    gone: tuple[Gone, ...] = ()

    def sheet(self, person: str) -> PersonSheet | None:
        """Somebody of the family; None where they are not there, or no more."""
        return next((sheet for sheet in self.people if sheet.person == person), None)

    def names(self) -> dict[str, str]:
        """What each person is called."""
        return {sheet.person: sheet.card.name for sheet in self.people}

    def homes_of(self, person: str) -> tuple[Household, ...]:
        """Where somebody lives, as far as this worker may know."""
        return tuple(home for home in self.households if any(one.person == person for one in home.people))

    def without_hidden(self) -> "FamilyPicture":
        """The same with nothing of an address that is hidden: what may leave the laptop."""
        shown = tuple(home for home in self.households if not home.hidden)
        return FamilyPicture(self.family, self.people, shown, self.relations, self.contacts, self.links)


class Pictures:
    """Reading a family's picture."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> FamilyPicture:
        """The family as this worker may know it."""
        today = self._desk.today()
        with self._desk.reading() as session:
            rows = {row.id: values_of(row) for row in people_of(session, family)}
            return FamilyPicture(
                family=family,
                people=tuple(_sheet(one, rows[one.person]) for one in cards_of(session, family, today)),
                households=households_of(session, family),
                relations=relations_of(session, family),
                contacts=contacts_of(session, family, today),
                links=links_of(session, family),
                gone=gone_of(session, family),
            )


def cards_of(session: Session, family: str, today: date) -> tuple[PersonCard, ...]:
    """Everybody's card, with what they are to the children and whether they live at home."""
    people, ties = people_of(session, family), ties_of(session, family)
    children = [person.id for person in people if card(person, today).is_child]
    return cards(people, today, ties, at_home(households_of(session, family), children, today))


def _sheet(one: PersonCard, values: Values) -> PersonSheet:
    return PersonSheet(
        card=one,
        values=values,
        nhs_warning=nhs_number_warning(values["nhs_number"] or "") or "",
        upn_warning=upn_warning(values["upn"] or "") or "",
    )
