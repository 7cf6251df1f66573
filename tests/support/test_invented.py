"""The invented council: valid, whole, like itself, and never telling one story twice."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from desktop.casework.invented import InventedFamily
from desktop.forms.answers import AnswerKey
from desktop.forms.definition import FormDefinition
from sync.records.family import Family
from sync.records.note import Note
from sync.records.record import Base
from sync.records.registry import declared, references
from sync.records.types import to_wire
from sync.records.validity import validate
from tests.support.invented.families import invented_council
from tests.support.invented.telling import is_long, sentences
from tests.support.invented.work import form_bytes

TODAY = date(2026, 10, 6)
_TELEPHONE = re.compile(r"0\d{3,4} \d{3} \d{3}")


@pytest.fixture(scope="module")
def forty() -> list[InventedFamily]:
    return list(invented_council(1, 40, TODAY))


def fields(families: list[InventedFamily]) -> Iterator[tuple[str, str, Any]]:
    """(kind, name on the wire, value) of everything."""
    for family in families:
        for record in family.records:
            yield from ((record.kind, name, value) for name, value in record.fields.items())
        for answer in family.answers:
            yield from (("assessment", f"{name}@{answer.key}", value) for name, value in answer.fields.items())


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for member in value:
            yield from texts(member)


@pytest.mark.parametrize("seed", range(3))
def test_no_long_sentence_is_told_twice_in_forty_families(seed):
    families = list(invented_council(seed, 40, TODAY))

    told = Counter(
        sentence
        for _kind, _name, value in fields(families)
        for text in texts(value)
        for sentence in sentences(text)
        if is_long(sentence)
    )

    assert len(told) > 2000
    assert [sentence for sentence, times in told.items() if times > 1] == []


def test_every_field_is_declared_and_valid(forty):
    for kind, name, value in fields(forty):
        assert declared(kind, name), f"{kind}.{name}"
        validate(kind, name, to_wire(value))


def test_every_id_that_is_named_is_somebody_of_the_same_family(forty):
    for family in forty:
        kinds = {record.id: record.kind for record in family.records}
        for kind, name, value in fields([family]):
            named = references(kind, name, to_wire(value))
            allowed = getattr(getattr(declared(kind, name), "type", None), "kinds", ())
            assert all(one in kinds and (not allowed or kinds[one] in allowed) for one in named), f"{kind}.{name}"


def test_every_answer_is_to_a_question_of_the_published_form(forty):
    asked = {question.key_path for question in FormDefinition.parse(form_bytes()).questions()}

    answered = {AnswerKey(answer.key).path for family in forty for answer in family.answers}

    assert len(answered) > 20
    assert answered <= asked


def test_telephone_numbers_are_those_kept_for_drama(forty):
    numbers = [
        found for _kind, _name, value in fields(forty) for text in texts(value) for found in _TELEPHONE.findall(text)
    ]

    assert len(numbers) > 80
    assert all(number.startswith(("01632 960", "07700 900")) for number in numbers)


def test_the_same_seed_is_the_same_council():
    once, again, other = (list(invented_council(seed, 9, TODAY)) for seed in (5, 5, 6))

    assert once == again
    assert once != other


def test_the_first_families_are_those_of_the_mockups(forty):
    names = [family.name for family in forty]

    assert names[:4] == ["Hartley-Okoro", "Nowak", "Brierley", "Castell-Ward"]
    assert len(set(names)) == 40
    assert forty[0].answers
    today = [
        (family.name, f"{record.fields['planned_at']:%H:%M}")
        for family in forty
        for record in family.records
        if record.kind == "visit" and record.fields["planned_at"].date() == TODAY
    ]
    assert today == [("Hartley-Okoro", "11:00"), ("Nowak", "13:30"), ("Brierley", "15:45")]


def test_ages_are_those_of_the_mockups_on_any_day():
    for today in (TODAY, date(2028, 2, 29), date(2027, 1, 1)):
        [family] = invented_council(1, 1, today)
        born = {
            record.fields["first_name"]: record.fields["born_on"]
            for record in family.records
            if record.kind == "person"
        }

        ages = {
            name: today.year - on.year - ((today.month, today.day) < (on.month, on.day)) for name, on in born.items()
        }

        assert ages == {"Dana": 34, "Maya": 14, "Leo": 8, "Ruby": 2, "Pat": 61, "Chidi": 36}


def test_nobody_has_an_assessment_before_they_agreed(forty):
    for family in forty:
        kinds = {record.kind for record in family.records}
        agreed = any(
            record.fields["decision"]["answer"] == "given" for record in family.records if record.kind == "consent"
        )
        assert agreed or not kinds & {"assessment", "plan"}


def test_nothing_has_happened_after_today(forty):
    for kind, name, value in fields(forty):
        if name in {"happened_at", "happened_on", "arrived_at", "left_at", "scored_on", "born_on", "started_on"}:
            on = value.date() if hasattr(value, "date") else value
            assert on <= TODAY, f"{kind}.{name}"


def test_families_are_rows_of_a_store():
    engine = create_engine("sqlite://", hide_parameters=True)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for family in invented_council(1, 8, TODAY, notes_per_family=60):
            session.add_all(family.rows())
        session.commit()

        assert session.scalar(select(func.count()).select_from(Family)) == 8
        assert session.scalar(select(func.count()).select_from(Note)) == 7 * 60 + 2
    engine.dispose()
