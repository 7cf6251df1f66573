"""What is asked about a person, and the lists to choose from (domain.md 3.2, B1, and 8.1)."""

from desktop.ui.words.family import SEXES

NOT_SAID = "Not said"
GROUPS = {
    "name": "Name",
    "about": "About them",
    "contact": "How to reach them",
    "home": "Where they live",
    "belongs": "How they belong together",
    "health": "Health",
    "school": "School and work",
    "services": "Services and this record",
}
LABELS = {
    "first_name": "First name", "middle_names": "Middle names", "surname": "Surname", "known_as": "Known as",
    "previous_names": "Earlier names", "role": "Who they are in this record", "born_on": "Date of birth",
    "born_on_estimated": "This date is a guess", "expected_on": "Expected date", "died_on": "Date of death", "sex": "Sex",
    "gender": "Gender, in their own words", "pronouns": "Pronouns", "ethnicity": "Ethnicity", "religion": "Religion or belief",
    "first_language": "First language", "other_languages": "Other languages", "phone": "Phone", "number": "Number",
    "safe_to_call": "It is safe to call", "safe_to_leave_message": "It is safe to leave a message", "best_time": "Best time to call",
    "email": "Email", "living_pattern": "Where or when they are met, in words",
    "disability": "Disability or long-term condition", "conditions": "Which", "health": "Health, allergies and medicines",
    "nhs_number": "NHS number", "gp_practice": "GP practice", "dentist": "Registered with a dentist",
    "health_visitor": "Health visitor or school nurse", "school": "School, nursery or college", "year_group": "Year group",
    "tutor": "Class or tutor", "upn": "Unique pupil number", "employment": "Work or study", "services": "Status with services",
    "aware": "Do they know of this record?", "in_consent": "Does the family’s consent include them?",
    "other_ids": "Numbers in other systems",
}  # fmt: skip
HINTS = {
    "previous_names": "With commas between them.",
    "other_languages": "With commas between them.",
    "other_ids": "Each as system:number, with commas between them.",
    "health": "What somebody with them has to know.",
    "living_pattern": "For example: weekends, at his mother’s.",
}
ROLES = {
    "child": "Child being assessed", "sibling": "Brother or sister, not assessed", "unborn": "Unborn baby",
    "parent": "Parent or carer", "adult": "Other adult in the home", "important_other": "Important to them",
    "professional_carer": "Professional carer",
}  # fmt: skip
YES_NO = {"yes": "Yes", "no": "No", "not_known": "Not known"}
ASKED = {"yes": "Yes", "no": "No", "not_asked": "Not asked yet"}
SEX = SEXES
ETHNICITIES = {
    "white_british": "White: English, Welsh, Scottish, Northern Irish or British", "white_irish": "White: Irish",
    "white_traveller": "White: Gypsy or Irish Traveller", "white_roma": "White: Roma", "white_other": "White: other",
    "mixed_caribbean": "Mixed: White and Black Caribbean", "mixed_african": "Mixed: White and Black African",
    "mixed_asian": "Mixed: White and Asian", "mixed_other": "Mixed: other", "asian_indian": "Asian: Indian",
    "asian_pakistani": "Asian: Pakistani", "asian_bangladeshi": "Asian: Bangladeshi", "asian_chinese": "Asian: Chinese",
    "asian_other": "Asian: other", "black_african": "Black: African", "black_caribbean": "Black: Caribbean",
    "black_other": "Black: other", "arab": "Arab", "any_other": "Any other group", "refused": "Prefers not to say",
    "not_obtained": "Not asked yet",
}  # fmt: skip
CONDITIONS = {
    "mobility": "Mobility", "hand_function": "Hand function", "personal_care": "Personal care", "incontinence": "Incontinence",
    "communication": "Communication", "learning": "Learning", "hearing": "Hearing", "vision": "Vision", "behaviour": "Behaviour",
    "consciousness": "Consciousness", "autism": "Autism", "equality_act": "Other, under the Equality Act", "other": "Other",
}  # fmt: skip
SERVICES = {
    "none": "None", "early_help": "Early help", "child_in_need": "Child in need", "child_protection": "Child protection plan",
    "in_care": "In care", "care_leaver": "Care leaver", "youth_justice": "Youth justice", "adopted": "Adopted",
    "kinship": "Special guardianship or kinship care", "private_fostering": "Private fostering",
    "asylum_seeking": "Asylum-seeking",
}  # fmt: skip
EMPLOYMENT = {
    "full_time": "Full-time", "part_time": "Part-time", "self_employed": "Self-employed", "seeking": "Looking for work",
    "carer": "Carer", "unable": "Unable to work", "student": "Student", "retired": "Retired", "parental_leave": "Parental leave",
}  # fmt: skip
CODES = {
    "role": ROLES, "sex": SEX, "ethnicity": ETHNICITIES, "disability": YES_NO, "dentist": YES_NO, "conditions": CONDITIONS,
    "services": SERVICES, "employment": EMPLOYMENT, "aware": ASKED, "in_consent": ASKED,
}  # fmt: skip
"""The words of each field that is chosen from a list."""
_NUMBER = {
    "wrong_length": "This has too few or too many signs. Look at it again.",
    "wrong_form": "This does not look like one. Look at it again.",
    "wrong_check": "One sign of this is wrong. Look at it again.",
    "unknown_authority": "No council has this number. Look at it again.",
}


def options(words: dict[str, str]) -> list[tuple[str, str]]:
    """As editors take them."""
    return list(words.items())


def number_warning(code: str) -> str:
    """What may be wrong with a number: it is kept all the same."""
    return _NUMBER.get(code, "")
