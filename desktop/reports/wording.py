"""Codes of records as a printed copy says them to people."""

from collections.abc import Sequence
from datetime import date

from desktop.reports.words import day

OTHER_ACTIONS = "What else we will do"

_RELATIONS = {
    "mother": "mother", "father": "father", "parent": "parent", "step_parent": "step-parent",
    "grandparent": "grandparent", "aunt_or_uncle": "aunt or uncle", "half_sibling": "half-sibling",
    "adoptive_parent": "adoptive parent", "special_guardian": "special guardian", "kinship_carer": "kinship carer",
    "foster_carer": "foster carer",
}  # fmt: skip
_AGENCIES = {
    "school": "School", "health": "Health", "housing": "Housing", "social_care": "Social care", "police": "Police",
    "voluntary": "Voluntary groups",
    "gp": "GP", "health_visiting": "Health visitor or school nurse", "midwifery": "Midwife", "camhs": "CAMHS",
    "adult_mental_health": "Adult mental health", "substance_service": "Substance service", "jobcentre": "Jobcentre",
    "youth_justice": "Youth justice", "other": "Other",
}  # fmt: skip
_PURPOSES = {
    "assessment": "The assessment",
    "sharing": "Sharing what is in it",
    "evaluation": "Research, without names",
}
_DECISIONS = {"given": "Agreed", "refused": "Said no", "withdrawn": "Took it back"}
_AREAS = {"overall": "Overall", "feeling_well": "Feeling well", "home_and_money": "Home and money"}
_PROGRESS = {
    "not_started": "Not started", "started": "Started", "partly": "Partly done", "blocked": "Stuck",
    "done": "Done", "no_longer_needed": "No longer needed",
}  # fmt: skip


def family(name: str) -> str:
    return f"{name} family"


def due(on: date | None) -> str:
    """due 3 March 2027, for a child who is not born yet"""
    return f"due {day(on)}" if on else ""


def relation(code: str) -> str:
    return _RELATIONS.get(code, "")


def agency(code: str) -> str:
    return _AGENCIES.get(code, code)


def purpose(code: str) -> str:
    return _PURPOSES.get(code, code)


def decision(answer: str) -> str:
    return _DECISIONS.get(answer, "")


def area(code: str, who: str) -> str:
    """School, Maya"""
    said = _AREAS.get(code) or code.replace("_", " ").capitalize()
    return f"{said}, {who}" if who else said


def out_of_ten(score: str) -> str:
    return f"{score} out of 10"


def progress(code: str) -> str:
    return _PROGRESS.get(code, "")


def names(people: Sequence[str]) -> str:
    """Maya, Dana and Jo"""
    *rest, last = people or ("",)
    return f"{', '.join(rest)} and {last}" if rest else last
