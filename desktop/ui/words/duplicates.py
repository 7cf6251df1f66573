"""Words of the search before a family is begun: what is alike, what the council says, and why it is another family."""

from collections.abc import Sequence
from typing import Literal

from desktop.ui.words.family import family

SEARCH = "Search first"
SEARCH_AGAIN = "Search again"
SEARCHING = "Looking through the families on this laptop"
FOUND = "Is it one of these?"
FOUND_TEXT = "Open it if it is. If it is not, say below why."
SAME_NAME = "Families with a name in common"
NONE_HERE = "No family like this is on this laptop"
OPEN = "Open"
BECAUSE = "Why is it not the same family?"
BECAUSE_HINT = "For example: cousins with the same name, checked by date of birth"
BECAUSE_MISSING = "Say in a few words why it is another family"
TO_SETTLE = "The council has answered"
TO_SETTLE_TEXT = "Ring and find out, then say why it is another family."
SAY_WHY = "Say why not"
SETTLE = "Save"
SETTLED = "Saved. The council can read why."

REASONS = {
    "same_nhs_number": "same NHS number",
    "same_upn": "same pupil number",
    "same_born_on": "same date of birth",
    "swapped_born_on": "date of birth with day and month swapped",
    "near_born_on": "date of birth differs in one digit",
    "same_first_name": "same first name",
    "other_form_of_first_name": "other form of the first name",
    "similar_first_name": "similar first name",
    "same_surname": "same surname",
    "part_of_surname": "part of the surname",
    "similar_surname": "similar surname",
    "swapped_names": "first name and surname swapped",
    "same_postcode": "same postcode",
    "same_family_name": "a name in common",
}

_Said = tuple[Literal["info", "success", "well", "warning"], str, str, str]
"""Tone, icon, title and text."""

_COUNCIL: dict[str, _Said] = {
    "": ("info", "info", "Only this laptop was searched", "The council is asked once there is somebody in the family."),
    "asking": ("well", "cloud", "Asking the council", "This takes a moment."),
    "later": (
        "info",
        "cloud-off",
        "Only this laptop was searched",
        "We will ask the council when there is a connection.",
    ),
    "no": ("success", "circle-check", "The council knows no other family like this", ""),
}


def reasons(codes: Sequence[str]) -> str:
    """Same date of birth, similar surname."""
    said = ", ".join(REASONS[code] for code in codes)
    return said[:1].upper() + said[1:]


def match(name: str, person: str) -> str:
    """Hartley-Okoro family, Maya"""
    return f"{family(name)}, {person}" if person else family(name)


def council(code: str, phones: Sequence[tuple[str, str]]) -> _Said:
    """Tone, icon, title and text of where the question to the council stands."""
    if code in _COUNCIL:
        return _COUNCIL[code]
    is_ = "is" if code == "likely" else "may be"
    title = f"A family like this {is_} known to the council"
    return "warning", "users-round", title, f"{ring(phones)} Or ask your manager to give it to you."


def ring(phones: Sequence[tuple[str, str]]) -> str:
    """Ring Front door on 01632 960000."""
    if not phones:
        return "Ring your manager."
    name, number = phones[0]
    return f"Ring {name} on {number}."


def may_be_known(name: str) -> str:
    """Osei family may be known already"""
    return f"{family(name)} may be known already"


def to_settle(name: str, ring_first: str) -> str:
    """Osei family. Ring Front door on 01632 960000. ..."""
    return f"{family(name)}. {ring_first}"
