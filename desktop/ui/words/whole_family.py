"""Words of the People page: households, relationships from both sides, professionals, what was taken out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.ui.words import person as person_words
from desktop.ui.words.family import RELATIONS, names, relation_of
from desktop.ui.words.times import short_date

TITLE = "People"
NOBODY = "Nobody is written down yet"
NOBODY_TEXT = "Begin with the child. A first name is enough."
ADD_PERSON = "Add a person"
ADD_ADDRESS = "Add an address"
ADD_RELATION = "Add a relationship"
ADD_CONTACT = "Add a professional"
DRAW = "Draw the family"
AROUND = "Who is around them"
HOMES = "Where they live"
NO_ADDRESS = "No address written down"
NOBODY_HERE = "Nobody is said to live here."
BELONG = "How they belong together"
NO_RELATIONS = "Nothing is said yet about how they belong together."
CONTACTS = "Professionals around them"
NO_CONTACTS = "No professionals yet."
GONE = "Taken out"
NO_HOME = "No address yet."
OPEN = "Open"
CHANGE, CLOSE = "Change", "Close"
TAKE_OUT, TAKE_OUT_IT, PUT_BACK = "Take out", "Take out", "Put back"
WHY = "Why?"
WHY_HINT = "It stays in the history, and can be put back on the People page."
MISSING_WHY = "Say why"
HISTORY = "History"
BACK_TO_PEOPLE = "All people"
HIDDEN = "Hidden address"
NOT_HIDDEN = "A refuge that everybody can read"
ENDED = "No more"
LEAD = "Lead"
IN_TEAM = "In the team around the family"
COVERED = "Consent to share"
NOT_COVERED = "No consent to share yet"
NO_MESSAGE = "Do not leave a message"
NO_CALL = "Do not call"
MOVE_IN = "Add where they live"
UNNAMED = "No name yet"

ADDRESS_LABELS = {
    "place": "Address", "line1": "House and street", "line2": "Second line", "town": "Town", "postcode": "Postcode",
    "uprn": "Property number (UPRN)", "use": "What kind of place is it?", "from_on": "Since", "until_on": "Until",
    "directions": "How to get in, and where to park",
}  # fmt: skip
USES = {
    "home": "Home", "second": "Second home", "temporary": "Temporary", "refuge": "Refuge", "placement": "Placement",
    "other": "Other",
}  # fmt: skip
RESIDENCE_LABELS = {
    "part": "Is it their main home?",
    "days_per_week": "Days of a week there",
    "from_on": "Since",
    "until_on": "Until",
}
PARTS = {"main": "Main home", "second": "Second home", "other": "Other"}
RELATION_LABELS = {
    "relation": "What are they?", "from_on": "Since", "until_on": "Until", "responsibility": "Parental responsibility",
    "quality": "How do they get on?", "notes": "What else matters between them",
}  # fmt: skip
RESPONSIBILITIES = {
    "mother": "As the mother", "married": "Married to the mother", "birth_certificate": "On the birth certificate",
    "court_order": "By a court order", "adoption": "By adoption", "special_guardianship": "By special guardianship",
    "council": "The council holds it", "none": "Does not hold it", "not_known": "Not known",
}  # fmt: skip
QUALITIES = {
    "close": "Close", "ordinary": "Ordinary", "distant": "Distant", "conflict": "In conflict", "cut_off": "Cut off",
    "controlling": "Controlling", "not_known": "Not known",
}  # fmt: skip
CONTACT_LABELS = {
    "name": "Name", "role": "What they do", "agency": "Organisation, as consent names it", "phone": "Work phone",
    "email": "Work email", "email_secure": "Personal details may be sent to this address", "for_whom": "Whom they help",
    "from_on": "Since", "until_on": "Until", "in_team": "In the team around the family", "is_lead": "Lead practitioner",
}  # fmt: skip
FIELDS = {
    "use": ADDRESS_LABELS["use"], "place": ADDRESS_LABELS["place"], "directions": ADDRESS_LABELS["directions"],
    "part": RESIDENCE_LABELS["part"], "days_per_week": RESIDENCE_LABELS["days_per_week"], "from_on": "Since", "until_on": "Until",
    "relation": "What they are to each other", "responsibility": RELATION_LABELS["responsibility"],
    "quality": RELATION_LABELS["quality"], "agency": "Organisation", "for_whom": CONTACT_LABELS["for_whom"],
    "in_team": CONTACT_LABELS["in_team"], "is_lead": CONTACT_LABELS["is_lead"], "email_secure": CONTACT_LABELS["email_secure"],
    "drawn_at": "Place in the drawing", "a": "One of two", "b": "The other of two", "person": "Who", "home": "Address",
}  # fmt: skip
"""What each field is called where it stands alone."""
CODES = {
    "use": USES, "part": PARTS, "relation": RELATIONS, "responsibility": RESPONSIBILITIES, "quality": QUALITIES,
}  # fmt: skip
"""The words of each field that is chosen from a list."""

ADDRESS_TITLE, ADDRESS_HIDE = "Add an address", "Hide this address"
ADDRESS_HIDE_HINT = "For a refuge, or where somebody must not be found. It cannot be hidden later."
ADDRESS_WHO, ADDRESS_MISSING = "Who lives there?", "Give a street, a town or a postcode"
RELATION_TITLE, RELATION_NEXT, RELATION_SAVE = "Add a relationship", "Next", "Add"
RELATION_ONE, RELATION_OTHER = "Who?", "To whom?"
RELATION_SAME, RELATION_MISSING = "Choose two different people", "Choose what they are"
RELATION_READ = "Read both lines. Is this right?"
RELATION_NEEDS_TWO = "Add a second person first."
CONTACT_TITLE, CONTACT_MISSING = "Add a professional", "Give a name"
MOVE_IN_TITLE, MOVE_IN_WHERE, MOVE_IN_MISSING = "Where do they live?", "Which address?", "Choose an address"
MOVE_IN_NEEDS_ADDRESS = "Add the address first."
ADD = "Add"

SAVED = {"address": "Address added", "relationship": "Relationship added", "professional": "Professional added",
         "residence": "Added", "person": "Person added", "ecomap_link": "Added"}  # fmt: skip
TAKEN_OUT = "Taken out. You can put it back on the People page."
BACK_AGAIN = "Put back"
_KINDS = {
    "person": "Person", "address": "Address", "residence": "Where somebody lives", "relationship": "Relationship",
    "professional": "Professional", "ecomap_link": "Around the family",
}  # fmt: skip


def take_out_title(kind: str) -> str:
    return {
        "person": "Take this person out?",
        "address": "Take this address out?",
        "residence": "Do they live here no more?",
        "relationship": "Take this relationship out?",
        "professional": "Take this professional out?",
        "ecomap_link": "Take this out of the drawing?",
    }[kind]


def both_ways(one: str, one_sex: str, relation: str, back: str, other: str, other_sex: str) -> tuple[str, str]:
    """Pat is Maya’s grandmother. Maya is Pat’s granddaughter."""
    return _says(one, one_sex, relation, other), _says(other, other_sex, back, one)


def _says(one: str, sex: str, relation: str, other: str) -> str:
    if relation in {"separated", "divorced"}:
        return f"{one} and {other} are {relation}."
    return f"{one} is {other}’s {called(relation, sex).lower()}."


def called(relation: str, sex: str) -> str:
    """Grandmother; a relation not known here as it is written."""
    return relation_of(relation, sex) or relation.replace("_", " ").capitalize()


def household_detail(use: str | None, from_on: dt.date | None, until_on: dt.date | None) -> str:
    """Home, since 3 Mar 2019"""
    return ", ".join(part for part in (USES.get(use or "", ""), since(from_on), until(until_on)) if part)


def living_detail(values: Mapping[str, Any]) -> str:
    """Second home, 2 days a week, since 3 Mar 2019"""
    days = values["days_per_week"]
    week = "" if days is None else "1 day a week" if days == 1 else f"{days} days a week"
    part = "" if values["part"] in {None, "main"} else PARTS[values["part"]]
    return ", ".join(said for said in (part, week, since(values["from_on"]), until(values["until_on"])) if said)


def since(on: dt.date | None) -> str:
    return f"since {short_date(on)} {on.year}" if on else ""


def until(on: dt.date | None) -> str:
    return f"until {short_date(on)} {on.year}" if on else ""


def relation_detail(values: Mapping[str, Any]) -> str:
    """Close. Parental responsibility: as the mother. Since 3 Mar 2019"""
    held = RESPONSIBILITIES.get(values["responsibility"] or "", "")
    parts = (
        QUALITIES.get(values["quality"] or "", ""),
        f"Parental responsibility: {held[:1].lower()}{held[1:]}" if held else "",
        since(values["from_on"]).capitalize(),
        until(values["until_on"]).capitalize(),
    )
    return ". ".join(part for part in parts if part)


def contact_detail(values: Mapping[str, Any], helped: Sequence[str]) -> str:
    """Health visitor, Aldermoor 0 to 19 team. 01632 960 615. For Ruby"""
    parts = (
        _first_upper(", ".join(dict.fromkeys(part for part in (values["role"], values["agency"]) if part))),
        values["phone"],
        values["email"],
        f"For {names(helped)}" if helped else "",
        since(values["from_on"]).capitalize(),
        until(values["until_on"]).capitalize(),
    )
    return ". ".join(part for part in parts if part)


def gone_title(kind: str, values: Mapping[str, Any], names_of: Mapping[str, str]) -> str:
    """Person: Pat; Address: 14 Fern Close, Aldermoor; Relationship: Pat and Maya"""
    match kind:
        case "person":
            said = values["known_as"] or values["first_name"]
        case "address":
            said = ", ".join(str(part) for name, part in (values["place"] or {}).items() if name != "uprn")
        case "residence":
            said = names_of.get(values["person"] or "")
        case "relationship":
            said = names([names_of.get(values[end] or "", person_words.NOT_SAID) for end in ("a", "b")])
        case "professional":
            said = values["name"]
        case _:
            said = values["label"]
    return f"{_KINDS[kind]}: {said}" if said else _KINDS[kind]


def gone_detail(why: str, by: str, on: dt.date | None) -> str:
    """Said twice. Jo Ellery, 6 Oct"""
    return ". ".join(
        part for part in (why.rstrip("."), ", ".join(p for p in (by, short_date(on) if on else "") if p)) if part
    )


def _first_upper(text: str | None) -> str:
    return f"{text[:1].upper()}{text[1:]}" if text else ""
