"""Which fields the whole-family record asks for, with the editor of each."""

from collections.abc import Callable, Mapping
from functools import partial

from desktop.ui.people.editors import Count, Day, Editor, Line, Many, Names, One, Prose, Yes, YesNo
from desktop.ui.people.record_form import Ask, Together
from desktop.ui.words import ecomap, whole_family
from desktop.ui.words import person as words
from desktop.ui.words.family import RELATIONS
from desktop.ui.words.person import options

Makes = Callable[[], Editor]
_OF_PERSON: dict[str, Makes] = {
    **dict.fromkeys(
        (
            "first_name",
            "middle_names",
            "surname",
            "known_as",
            "gender",
            "pronouns",
            "religion",
            "first_language",
            "email",
        ),
        Line,
    ),
    **dict.fromkeys(("school", "year_group", "tutor", "gp_practice", "nhs_number", "upn"), Line),
    **dict.fromkeys(("previous_names", "other_languages", "other_ids"), Names),
    **dict.fromkeys(("born_on", "expected_on", "died_on"), Day),
    **dict.fromkeys(("health", "living_pattern"), Prose),
    **{
        name: partial(One, options(codes))
        for name, codes in {
            "role": words.ROLES,
            "sex": words.SEX,
            "ethnicity": words.ETHNICITIES,
            "disability": words.YES_NO,
            "dentist": words.YES_NO,
            "employment": words.EMPLOYMENT,
            "aware": words.ASKED,
            "in_consent": words.ASKED,
        }.items()
    },
    "conditions": partial(Many, options(words.CONDITIONS)),
    "services": partial(Many, options(words.SERVICES)),
    "born_on_estimated": partial(Yes, words.LABELS["born_on_estimated"]),
    "health_visitor": partial(One, ()),
}
_WIDE = frozenset({"phone", "conditions", "services", "health", "living_pattern", "ethnicity"})


def _asked(name: str) -> Ask:
    editor: Makes = partial(Together, _PHONE) if name == "phone" else _OF_PERSON[name]
    return Ask(name, words.LABELS[name], editor, words.HINTS.get(name, ""), name in _WIDE)


_PHONE = (
    Ask("number", words.LABELS["number"], Line),
    Ask("best_time", words.LABELS["best_time"], Line),
    Ask("safe_to_call", words.LABELS["safe_to_call"], YesNo),
    Ask("safe_to_leave_message", words.LABELS["safe_to_leave_message"], YesNo),
)
GROUPS: dict[str, tuple[Ask, ...]] = {
    group: tuple(map(_asked, names))
    for group, names in {
        "name": ("first_name", "surname", "known_as", "middle_names", "previous_names", "role"),
        "about": (
            "born_on", "expected_on", "born_on_estimated", "died_on", "sex", "gender", "pronouns", "religion", "ethnicity",
            "first_language", "other_languages",
        ),
        "contact": ("phone", "email"),
        "home": ("living_pattern",),
        "health": ("disability", "nhs_number", "conditions", "health", "gp_practice", "dentist", "health_visitor"),
        "school": ("school", "year_group", "tutor", "upn", "employment"),
        "services": ("services", "aware", "in_consent", "other_ids"),
    }.items()
}  # fmt: skip
"""The fields of a person's page under each of its headings."""


def _all(labels: dict[str, str], editors: Mapping[str, Makes], *wide: str) -> tuple[Ask, ...]:
    return tuple(Ask(name, labels[name], editor, wide=name in wide) for name, editor in editors.items())


_PLACE = _all(whole_family.ADDRESS_LABELS, dict.fromkeys(("line1", "line2", "town", "postcode", "uprn"), Line))
ADDRESS = _all(
    whole_family.ADDRESS_LABELS,
    {
        "place": partial(Together, _PLACE),
        "use": partial(One, options(whole_family.USES)),
        "from_on": Day,
        "until_on": Day,
        "directions": Prose,
    },
    "place",
    "directions",
)
RESIDENCE = _all(
    whole_family.RESIDENCE_LABELS,
    {
        "part": partial(One, options(whole_family.PARTS)),
        "days_per_week": partial(Count, 0, 7),
        "from_on": Day,
        "until_on": Day,
    },
)
RELATION = _all(
    whole_family.RELATION_LABELS,
    {
        "relation": partial(One, options(RELATIONS)),
        "responsibility": partial(One, options(whole_family.RESPONSIBILITIES)),
        "quality": partial(One, options(whole_family.QUALITIES)),
        "from_on": Day,
        "until_on": Day,
        "notes": Prose,
    },
    "notes",
)
CONTACT = _all(
    whole_family.CONTACT_LABELS,
    {
        "name": Line,
        "role": Line,
        "agency": Line,
        "phone": Line,
        "email": Line,
        "email_secure": partial(Yes, whole_family.CONTACT_LABELS["email_secure"]),
        "for_whom": partial(Many, ()),
        "from_on": Day,
        "until_on": Day,
        "in_team": partial(Yes, whole_family.CONTACT_LABELS["in_team"]),
        "is_lead": partial(Yes, whole_family.CONTACT_LABELS["is_lead"]),
    },
    "for_whom",
)
LINK = _all(
    ecomap.LABELS,
    {
        "label": Line,
        "category": partial(One, options(ecomap.CATEGORIES)),
        "strength": partial(One, options(ecomap.STRENGTHS)),
        "direction": partial(One, options(ecomap.DIRECTIONS)),
        "about": partial(Many, ()),
        "note": Prose,
    },
    "about",
    "note",
)
