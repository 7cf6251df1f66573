"""What every declaration must state, and what the registry says of it."""

import pytest
from hypothesis import given
from sqlalchemy import create_engine, inspect

from sync.records.assessment import Answer
from sync.records.consent import Consent
from sync.records.ids import is_id
from sync.records.plan import Plan
from sync.records.record import Base
from sync.records.registry import KINDS, RECORDS, TABLES, declared, may_lie_in, narratives, references
from sync.records.relationship import Relationship
from sync.records.text import canonical_text
from sync.records.types import Id, Ids
from sync.records.visit import VisitEntry
from tests.records.wires import FIELDS, ids, texts


def test_every_table_is_in_the_registry():
    assert {table.__tablename__ for table in TABLES} == set(Base.metadata.tables)


def test_every_column_but_the_row_s_own_is_a_declared_field():
    housekeeping = {"id", "stream", "versions", "assessment", "key"}

    for table in TABLES:
        assert {column.key for column in inspect(table).columns} - set(table.fields()) <= housekeeping


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.kind)
def test_every_kind_says_what_it_is_for(record):
    assert record.__doc__
    assert all(field.about.endswith(".") or field.about.endswith(").") for field in record.fields().values())


def test_links_name_kinds_that_exist():
    links = [field.type for _, _, field in FIELDS if isinstance(field.type, Id | Ids)]

    assert links
    assert {kind for link in links for kind in link.kinds} <= set(KINDS)


def test_all_tables_can_be_made():
    engine = create_engine("sqlite://")

    Base.metadata.create_all(engine)

    assert len(inspect(engine).get_table_names()) == len(TABLES)
    engine.dispose()


def test_an_answer_is_declared_by_its_companion():
    assert declared("assessment", "narrative@why_now/what_led") == Answer.fields()["narrative"]
    assert declared("note", "narrative@why_now") is None
    assert declared("dragon", "wings") is None


def test_search_reads_prose_and_only_prose():
    assert narratives(VisitEntry) == ("text",)
    assert narratives(Answer) == ("narrative",)


@pytest.mark.parametrize(
    ("kind", "name", "value", "named"),
    [
        pytest.param("visit_entry", "visit", "v", ("v",), id="a link"),
        pytest.param("note", "about", ["p", "q"], ("p", "q"), id="a set of links"),
        pytest.param("person", "conditions", ["autism"], (), id="codes are not links"),
        pytest.param("note", "text", "p", (), id="prose names nobody"),
        pytest.param("visit_entry", "visit", None, (), id="nothing"),
        pytest.param("dragon", "lair", "v", (), id="unknown"),
    ],
)
def test_a_value_s_references(kind, name, value, named):
    assert references(kind, name, value) == named


@pytest.mark.parametrize(
    ("kind", "place", "may"),
    [
        ("own_time", "person", True),
        ("own_time", "team_desk", False),
        ("own_time", "supervision", False),
        ("note", "person", True),
        ("visit", "person", False),
        ("address", "restricted", True),
        ("visit", "shared", False),
        ("dragon", "supervision", True),
    ],
)
def test_where_a_kind_may_lie(kind, place, may):
    assert may_lie_in(kind, place) is may


@given(ids, ids, ids)
def test_s23_two_laptops_making_the_same_record_meet_in_one(stream, one, other):
    assert Relationship.id_for(stream, one, other) == Relationship.id_for(stream, other, one)
    assert is_id(Plan.id_for(stream))
    assert Consent.id_for(stream, one, "sharing", "school") != Consent.id_for(stream, one, "sharing", "gp")


@given(texts)
def test_canonical_text_is_its_own_canonical_form(text):
    assert canonical_text(canonical_text(text)) == canonical_text(text)


def test_canonical_text_keeps_lines_and_drops_controls():
    assert canonical_text("a\r\nb\rc\x0bd\u2028e\tf\x00\x9f") == "a\nb\nc\nd\ne\tf"
