"""Words about one family: who they are, what they agreed to, what has happened."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words import moving
from desktop.ui.words.times import due, length, near_day, short_date

OVERVIEW, STORY, PEOPLE = "Overview", "Story", "People"
CONSENT, MUST_NOT_SEE = "Consent", "Must not see this record"
ASSESSMENT, PLAN, DOCUMENTS = "Assessment", "Plan", "Documents"
PARTS = "Parts of this family’s record"
START_VISIT = "Start visit"

WHO = "Who is in this family"
NOBODY_YET = "Nobody is written down yet."
HAPPENED = "What has happened"
READ_ALL = "Read it all"
NOTHING_HAPPENED = "Nothing is written down yet."
TRAVELLED = "Distance travelled"
NOT_TRAVELLED = "Two scores of the same area show a change here."
OPEN_ACTIONS = "Open actions"
NO_ACTIONS = "No open actions."
NOT_SHOWN = "Not shown to family"

ADD_PERSON = "Add a person"
PEOPLE_AND_CONTACTS = "People and contacts"
RECORD_CONSENT = "Record consent"
WRITE_NOTE = "Write a note"
WHOLE_STORY = "See the whole story"
BOOK_VISIT = "Book a visit"

ROLES = {
    "child": "Child", "sibling": "Child", "unborn": "Unborn baby", "parent": "Parent", "adult": "Adult",
    "important_other": "Important to them", "professional_carer": "Carer",
}  # fmt: skip
RELATIONS = {
    "mother": "Mum", "father": "Dad", "parent": "Parent", "child": "Child", "step_parent": "Step-parent",
    "step_child": "Stepchild", "adoptive_parent": "Adoptive parent", "adopted_child": "Adopted child",
    "foster_carer": "Foster carer", "foster_child": "Foster child", "special_guardian": "Special guardian",
    "child_under_special_guardianship": "Child under special guardianship", "kinship_carer": "Kinship carer",
    "child_in_kinship_care": "Child in kinship care", "grandparent": "Grandparent", "grandchild": "Grandchild",
    "aunt_or_uncle": "Aunt or uncle", "niece_or_nephew": "Niece or nephew", "partner": "Partner", "spouse": "Wife or husband",
    "civil_partner": "Civil partner", "separated": "Separated", "divorced": "Divorced", "former_partner": "Ex-partner",
    "full_sibling": "Brother or sister", "half_sibling": "Half-brother or half-sister",
    "step_sibling": "Stepbrother or stepsister", "cousin": "Cousin", "friend": "Friend", "neighbour": "Neighbour",
    "lodger": "Lodger", "host": "Host", "other": "Other",
}  # fmt: skip
"""What somebody is to another, whose sex was not said."""
_GENDERED = {
    "parent": ("Mum", "Dad"), "child": ("Daughter", "Son"), "step_parent": ("Stepmum", "Stepdad"),
    "step_child": ("Stepdaughter", "Stepson"), "grandparent": ("Grandmother", "Grandfather"),
    "grandchild": ("Granddaughter", "Grandson"), "aunt_or_uncle": ("Aunt", "Uncle"),
    "niece_or_nephew": ("Niece", "Nephew"), "spouse": ("Wife", "Husband"), "full_sibling": ("Sister", "Brother"),
    "half_sibling": ("Half-sister", "Half-brother"), "step_sibling": ("Stepsister", "Stepbrother"),
}  # fmt: skip
PARENTS = {"female": "Mum", "male": "Dad"}
SEXES = {"female": "Female", "male": "Male", "not_known": "Not known or not said"}
AGENCIES = {
    "school": "School", "health": "Health", "housing": "Housing", "social_care": "Social care", "police": "Police",
    "voluntary": "Voluntary groups",
    "gp": "GP", "health_visiting": "Health visitor or school nurse", "midwifery": "Midwife", "camhs": "CAMHS",
    "adult_mental_health": "Adult mental health", "substance_service": "Substance service", "jobcentre": "Jobcentre",
    "youth_justice": "Youth justice", "other": "Other",
}  # fmt: skip
HOW = {
    "verbal": "Said so",
    "signed_paper": "Signed on paper",
    "signed_on_screen": "Signed on this screen",
    "email": "By email",
}
CHANNELS = {
    "call": "Call", "text": "Text message", "email": "Email", "meeting": "Meeting", "school_gate": "At the school gate",
    "letter": "Letter", "other": "Other",
}  # fmt: skip
PLACES = {
    "home": "Home visit", "school": "Visit at school", "hub": "Visit at the family hub", "outdoors": "Visit outdoors",
    "phone": "Phone call", "video": "Video call", "other": "Visit",
}  # fmt: skip
AREAS = {
    "overall": "Overall", "school": "School", "feeling_well": "Feeling well", "home_and_money": "Home and money",
    "getting_along": "Getting along",
}  # fmt: skip
_STORY = {
    "visit_planned": "Visit planned", "visit_done": "Visit", "visit_failed": "Visit did not happen",
    "consent_given": "Consent given", "consent_refused": "Consent refused", "consent_withdrawn": "Consent taken back",
    "consent_not_asked": "Consent not asked", "assessment_started": "Assessment started", "event": "", "note_moved": moving.FOLDED,
} | {f"note_{channel}": said for channel, said in CHANNELS.items()}  # fmt: skip


def family(name: str) -> str:
    return f"{name} family"


def consent(answer: str, on: dt.date | None) -> str:
    """Consent given 22 Sep"""
    when = f" {short_date(on)}" if on else ""
    said = {
        "given": "Consent given",
        "refused": "Consent refused",
        "withdrawn": "Consent taken back",
        "ended": "Consent ran out",
    }
    return f"{said[answer]}{when}" if answer in said else "Consent not given yet"


def person(name: str, age: int | None, due_on: dt.date | None) -> str:
    """Maya, 14"""
    if age is not None:
        return f"{name}, {age}"
    return f"{name}, due {short_date(due_on)}" if due_on else name


def relation_of(code: str, sex: str) -> str:
    """Grandmother, Brother, Partner; "" where the relation is not known here."""
    female, male = _GENDERED.get(code, ("", ""))
    return {"female": female, "male": male}.get(sex) or RELATIONS.get(code, "")


def who(role: str, relation: str, sex: str, detail: str, *, child: bool) -> str:
    """Mum; Dad, weekends; Dad moved out in July; Year 9"""
    if child:
        return detail or ROLES.get(role, "")
    called = relation_of(relation, sex) or (PARENTS.get(sex) if role == "parent" else None) or ROLES.get(role, "")
    if detail.casefold().startswith(f"{called.casefold()} "):
        return detail
    return ", ".join(part for part in (called, detail[:1].lower() + detail[1:]) if part)


def spoken(said: str, about: str, *, at_home: bool) -> str:
    """What a screen reader says of one person."""
    return ". ".join(part for part in (said, about, "Lives at home" if at_home else "Lives elsewhere") if part)


def agency(code: str) -> str:
    return AGENCIES.get(code, code)


def also_helping(helpers: Sequence[tuple[str, str]]) -> str:
    """Also helping: Sam Peel, school; Nadia Khan, health visitor"""
    named = "; ".join(f"{name}, {role}" if role else name for name, role in helpers)
    return f"Also helping: {named}" if named else ""


def story_title(what: str, who: str, minutes: int | None) -> str:
    """Visit, 55 min; Call, Millbrook Primary; Consent given, Dana"""
    said = _STORY.get(what, "")
    return ", ".join(part for part in (said, who, length(minutes) if minutes else "") if part)


def story_day(on: dt.date, today: dt.date) -> str:
    """Today, 29 Sep, 1 Sep 2025"""
    if abs((on - today).days) <= 1:
        return near_day(on, today)
    return short_date(on) if on.year == today.year else f"{short_date(on)} {on.year}"


def area(code: str, who: str) -> str:
    said = AREAS.get(code) or code.replace("_", " ").capitalize()
    return f"{said}, {who}" if who else said


def since(on: dt.date | None) -> str:
    return f"0 to 10, since {short_date(on)}" if on else "0 to 10"


def from_to(first: int, last: int) -> str:
    return f"{first} to {last}"


def change(first: int, last: int) -> str:
    """up 2, down 1, same"""
    if first == last:
        return "same"
    return f"{'up' if last > first else 'down'} {abs(last - first)}"


def done(finished: int, whole: int) -> str:
    return f"{finished} of {whole} done"


def action_line(owners: Sequence[str], due_on: dt.date | None, today: dt.date) -> str:
    """Jo. 2 days overdue"""
    return ". ".join(part for part in (names(owners), due(due_on, today) if due_on else "No date yet") if part)


def names(people: Sequence[str]) -> str:
    """Maya and Dana; Maya, Dana and Jo"""
    *rest, last = people or ("",)
    return f"{', '.join(rest)} and {last}" if rest else last


def what_child_said(name: str, source: str) -> str:
    """What Maya wants; What Maya said"""
    return f"What {name} wants" if source == "assessment" else f"What {name} said"


def where_said(source: str, on: dt.date | None, today: dt.date) -> str:
    """From the assessment begun 22 Sep; On a visit, 29 Sep"""
    when = story_day(on, today) if on else ""
    when = when[:1].lower() + when[1:]
    if source == "assessment":
        return f"From the assessment begun {when}" if when else "From the assessment"
    return f"On a visit, {when}" if when else "On a visit"


def quoted(words: str) -> str:
    return words if words[:1] in {"“", "‘"} else f"“{words}”"
