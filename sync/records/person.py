"""A person of a family: a child, a parent, anyone who matters to them (domain.md 3.2, B1).

Estimated dates say so; an unborn child has an expected date and no birth date. How people belong together is `relationship`,
where they live is `residence`, what they agreed to is `consent`, a danger to visitors is `flag`.
"""

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Day, Id, Whole, Wire


class Person(Record):
    """One person as this family's record knows them."""

    kind: ClassVar[str] = "person"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    first_name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "First name, or unknown.")
    middle_names: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Middle names.")
    surname: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Surname, or unknown.")
    known_as: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "What they like to be called.")
    previous_names: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "Earlier names.")
    role: Mapped[str | None] = field(
        Text,
        Merge.VALUE,
        NORMAL,
        "child, sibling, unborn, parent, adult, important_other or professional_carer (B1.2).",
    )
    born_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Date of birth.")
    born_on_estimated: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether that date is a guess.")
    expected_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When an unborn child is due.")
    died_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Date of death.")
    sex: Mapped[str | None] = field(Code("female", "male", "not_known"), Merge.VALUE, NORMAL, "Sex.")
    gender: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Gender identity, in their own words.")
    pronouns: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Pronouns.")
    ethnicity: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "A code of the census groups (domain.md 8.1).")
    religion: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Religion or belief.")
    first_language: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "First language.")
    other_languages: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "Other languages.")
    living_pattern: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "Where or when they are met, in words; at which addresses is `residence`."
    )
    phone: Mapped[dict[str, Wire] | None] = field(
        Compound(number=Text(), safe_to_call=Boolean(), safe_to_leave_message=Boolean(), best_time=Text()),
        Merge.VALUE,
        NOT_FOR_FAMILY,
        "A number and whether it is safe to use, as one: the answer belongs to that number (B1.9).",
    )
    email: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "E-mail address.")
    disability: Mapped[str | None] = field(
        Code("yes", "no", "not_known"), Merge.VALUE, NORMAL, "Whether they have a disability or long-term condition."
    )
    conditions: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "Which (B1.11).")
    health: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Health, allergies and medicines worth knowing.")
    nhs_number: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "NHS number, ten digits; a wrong check digit warns and never blocks."
    )
    upn: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Unique pupil number; checked likewise.")
    other_ids: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NOT_FOR_FAMILY, "Ids in other systems, each as system:id."
    )
    school: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "School, nursery or college.")
    year_group: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Year group.")
    tutor: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Class or tutor.")
    gp_practice: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "GP practice.")
    dentist: Mapped[str | None] = field(
        Code("yes", "no", "not_known"), Merge.VALUE, NORMAL, "Whether registered with a dentist."
    )
    health_visitor: Mapped[str | None] = field(
        Id("professional"), Merge.VALUE, NORMAL, "Their health visitor or school nurse."
    )
    services: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "Status with services, e.g. early_help, child_in_need, youth_justice (B1.16)."
    )
    employment: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Work or study, for adults (B1.17).")
    aware: Mapped[str | None] = field(
        Code("yes", "no", "not_asked"), Merge.VALUE, NOT_FOR_FAMILY, "Whether they know of this record (B1.18)."
    )
    in_consent: Mapped[str | None] = field(
        Code("yes", "no", "not_asked"),
        Merge.VALUE,
        NOT_FOR_FAMILY,
        "Whether the family's consent includes them (B1.18).",
    )
    drawn_at: Mapped[dict[str, Wire] | None] = field(
        Compound(x=Whole(-100_000, 100_000), y=Whole(-100_000, 100_000)),
        Merge.VALUE,
        NORMAL,
        "Where somebody put them in the drawn family (B4), in hundredths of a place; nothing where the drawing chooses.",
    )
