"""How records of the whole family read in a row: words and badges out of the picture, no widgets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.casework.households import Household
from desktop.casework.network import Contact
from desktop.casework.picture import FamilyPicture
from desktop.casework.relations import Relation, inverse
from desktop.ui.people.record_list import Told
from desktop.ui.people.unfolding import BadgeLike
from desktop.ui.words import family as family_words
from desktop.ui.words import whole_family as words


def residences(picture: FamilyPicture, person: str) -> Iterator[Told]:
    """Where somebody lives."""
    for home in picture.households:
        for living in home.people:
            if living.person == person:
                badges = (HIDDEN,) if home.hidden else ()
                said = words.living_detail(living.values)
                yield Told(living.residence, home.line or words.HOMES, said, living.values, badges)


def relations_of(picture: FamilyPicture, person: str) -> Iterator[Told]:
    """What the others are to somebody: Pat, grandmother."""
    for relation in picture.relations:
        if person in {relation.a, relation.b}:
            other, what = relation.seen_from(person)
            sheet = picture.sheet(other)
            if sheet is not None:  # else they were taken out
                title = f"{sheet.card.name or words.UNNAMED}, {words.called(what, sheet.card.sex).lower()}"
                yield Told(relation.record, title, words.relation_detail(relation.values), relation.values)


def contacts(picture: FamilyPicture) -> Iterator[Told]:
    """The professionals."""
    names = picture.names()
    for contact in picture.contacts:
        helped = [names[person] for person in contact.values["for_whom"] or () if person in names]
        said = words.contact_detail(contact.values, helped)
        yield Told(contact.record, contact.name or words.UNNAMED, said, contact.values, tuple(_badges_of(contact)))


def person_badges(values: Mapping[str, Any]) -> tuple[BadgeLike, ...]:
    """What has to be seen before anybody dials."""
    phone = values["phone"] or {}
    found: list[BadgeLike] = []
    if phone.get("safe_to_call") is False:
        found.append((words.NO_CALL, "triangle-alert", "danger"))
    if phone.get("safe_to_leave_message") is False:
        found.append((words.NO_MESSAGE, "phone", "warning"))
    return tuple(found)


def person_line(picture: FamilyPicture, person: str) -> tuple[str, str]:
    """Dana, 34; Mum. 07700 900 341"""
    sheet = picture.sheet(person)
    if sheet is None:
        return words.UNNAMED, ""
    card, phone = sheet.card, sheet.values["phone"] or {}
    name = family_words.person(card.name or words.UNNAMED, card.age, card.due_on)
    about = family_words.who(card.role, card.relation, card.sex, card.detail, child=card.is_child)
    return name, ". ".join(part for part in (about.removesuffix("."), phone.get("number")) if part)


def household_badges(home: Household) -> tuple[BadgeLike, ...]:
    found: list[BadgeLike] = [HIDDEN] if home.hidden else []
    if home.values["use"] == "refuge" and not home.hidden:
        found.append((words.NOT_HIDDEN, "triangle-alert", "danger"))
    if home.values["until_on"]:
        found.append((words.ENDED, "history", "neutral"))
    return tuple(found)


def relation_lines(relation: Relation, picture: FamilyPicture) -> Sequence[str]:
    """Both directions: Pat is Maya’s grandmother. Maya is Pat’s granddaughter."""
    one, other = picture.sheet(relation.a), picture.sheet(relation.b)
    if one is None or other is None:
        return ()
    first, second = one.card, other.card
    back = inverse(relation.relation)
    return words.both_ways(first.name, first.sex, relation.relation, back, second.name, second.sex)


HIDDEN: BadgeLike = (words.HIDDEN, "eye-off", "private")


def _badges_of(contact: Contact) -> Iterator[BadgeLike]:
    if contact.values["is_lead"]:
        yield words.LEAD, "user-round", "info"
    if contact.values["in_team"]:
        yield words.IN_TEAM, "users-round", "neutral"
    if contact.covered:
        yield words.COVERED, "signature", "success"
    elif contact.values["agency"]:
        yield words.NOT_COVERED, "signature", "warning"
