"""What may travel, what is refused and how it comes back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.records.types import to_wire
from sync.records.validity import MEMBERS, TEXT_BYTES, InvalidValue, from_wire, validate
from tests.records.wires import FIELDS, canonical, values

NESTED: Any = "deep"
for _ in range(12):
    NESTED = [NESTED]


@pytest.mark.parametrize("declared", FIELDS, ids=lambda declared: f"{declared[0]}.{declared[1]}")
def test_every_declared_field_travels_and_comes_back(declared):
    kind, name, field = declared

    @settings(max_examples=8)  # of one field; there are many of each type
    @given(values(field.type))
    def travels(value):
        wire = to_wire(value)
        validate(kind, name, wire)
        assert from_wire(kind, name, wire) == canonical(value)
        assert to_wire(from_wire(kind, name, wire)) == wire

    travels()


@pytest.mark.parametrize(
    ("kind", "name", "value", "code"),
    [
        pytest.param("Person", "surname", "x", "bad_name", id="kind in capitals"),
        pytest.param("person", "sur name", "x", "bad_name", id="space in a name"),
        pytest.param("assessment", "value@", "x", "bad_name", id="answer without a key"),
        pytest.param("person", "surname", 3, "not_text", id="number for text"),
        pytest.param("person", "surname", "x" * (TEXT_BYTES + 1), "too_long", id="text too long"),
        pytest.param("person", "surname", "é" * (TEXT_BYTES // 2 + 1), "too_long", id="bytes count, not letters"),
        pytest.param("person", "surname", "\ud800", "not_text", id="half a surrogate pair"),
        pytest.param("person", "surname", "e\u0301", "not_canonical", id="not NFC"),
        pytest.param("note", "text", "a\r\nb", "not_canonical", id="foreign line ends"),
        pytest.param("note", "text", "a\x07b", "not_canonical", id="control character"),
        pytest.param("person", "born_on", "2026-02-30", "not_a_date", id="no such day"),
        pytest.param("person", "born_on", "20260203", "not_a_date", id="another way to write a date"),
        pytest.param("person", "born_on", "", "not_a_date", id="empty date"),
        pytest.param("note", "happened_at", "2026-02-03T10:00:00", "not_a_moment", id="moment without a zone"),
        pytest.param("note", "happened_at", "2026-02-03T10:00:00+00:00", "not_a_moment", id="zone spelt otherwise"),
        pytest.param("note", "happened_at", "0001-01-01T00:00:00+14:00", "not_a_moment", id="before time"),
        pytest.param("person", "sex", "f", "unknown_code", id="code not in the list"),
        pytest.param("residence", "home", "1 High Street", "bad_id", id="not an id"),
        pytest.param("professional", "for_whom", ["x"], "bad_id", id="not an id in a set"),
        pytest.param("person", "conditions", "autism", "not_a_set", id="text for a set"),
        pytest.param("person", "conditions", ["b", "a"], "not_canonical", id="set out of order"),
        pytest.param("person", "conditions", ["a", "a"], "not_canonical", id="member twice"),
        pytest.param("person", "conditions", ["a", 1], "not_text", id="number in a set"),
        pytest.param("person", "conditions", [str(n) for n in range(MEMBERS + 1)], "too_many", id="set too large"),
        pytest.param("person", "born_on_estimated", 1, "not_yes_or_no", id="one for yes"),
        pytest.param("scale_score", "score", 11, "out_of_bounds", id="score over ten"),
        pytest.param("scale_score", "score", True, "not_a_number", id="yes for a number"),
        pytest.param("scale_score", "score", 7.5, "not_a_value", id="float"),
        pytest.param("consent", "decision", "given", "not_an_object", id="text for an object"),
        pytest.param("consent", "decision", {"answer": "maybe"}, "unknown_code", id="unknown code in a part"),
        pytest.param("consent", "decision", {"answer": "given", "on": "today"}, "not_a_date", id="part not a date"),
        pytest.param("conflict", "base", {"value": NESTED}, "too_deep", id="too deep"),
        pytest.param(
            "conflict", "base", {str(n): "x" * TEXT_BYTES for n in range(5)}, "too_long", id="object too large"
        ),
        pytest.param("dragon", "wings", 2**60, "out_of_bounds", id="unknown, and too large a number"),
        pytest.param("dragon", "wings", [1.5], "not_a_value", id="unknown, and a float"),
    ],
)
def test_what_a_field_cannot_have_is_refused(kind, name, value, code):
    with pytest.raises(InvalidValue) as refused:
        validate(kind, name, value)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        pytest.param("person", "surname", None, id="nothing known"),
        pytest.param("person", "surname", "O'Brien 😀\tx\n", id="any letters"),
        pytest.param("person", "tomorrow", {"a": [1, True, None]}, id="unknown field"),
        pytest.param("dragon", "wings", 2, id="unknown kind"),
        pytest.param("note", "value@q1", "x", id="answer of a kind without answers"),
        pytest.param("consent", "decision", {"answer": "given", "later": 3}, id="unknown part"),
        pytest.param("conflict", "other", {"value": ["b", "a"]}, id="a conflict's values are not judged"),
        pytest.param("assessment", "narrative@home/member{7f3a}/m_why", "Because.", id="answer in a repeat"),
    ],
)
def test_what_may_travel_is_let_through(kind, name, value):
    validate(kind, name, value)


def test_a_refusal_never_carries_the_value():
    with pytest.raises(InvalidValue) as refused:
        validate("consent", "decision", {"answer": "MARKER", "MARKER": "x"})

    assert refused.value.path == "consent.decision[0]"
    assert "MARKER" not in repr(refused.value) + str(refused.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=20,
    ),
    st.sampled_from(FIELDS),
)
def test_anything_at_all_is_either_let_through_or_refused(value, declared):
    kind, name, _ = declared

    try:
        validate(kind, name, value)
    except InvalidValue:
        return

    assert to_wire(from_wire(kind, name, value)) == value
