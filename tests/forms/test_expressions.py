"""Expressions read and mean what ODK's engines say they do; whatever else they are, they fail only as FormError."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms import FormError, FormInvalid
from desktop.forms.expressions import Expression
from desktop.forms.functions import FUNCTIONS
from tests.forms.interview import a_definition, a_session, value

ANSWERS = {"five": "5", "text": "hello world", "born": "2015-03-01", "codes": "gp school", "yes": "yes"}


def result(formula: str) -> str:
    """What a calculation with that formula leaves in its question."""
    names = [*ANSWERS, "empty"]
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    definition = a_definition(
        "".join(f"<{name}/>" for name in names) + "<out/>",
        {"out": f'calculate="{escaped}"', "five": 'type="int"', "born": 'type="date"'},
        "".join(f'<input ref="/data/{name}"/>' for name in names),
    )
    return value(a_session(definition, ANSWERS), "out")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        pytest.param("1 + 2 * 3 - 4 div 2", "5", id="strength of operators"),
        pytest.param("- - 3 + 7 mod 4", "6", id="signs and remainders"),
        pytest.param("/data/five * 1.1", "5.5", id="numbers without needless digits"),
        pytest.param("1 div 3 > 0.33 and 1 div 0 > 5", "true", id="division"),
        pytest.param("/data/empty + 1", "", id="nothing plus one is nothing"),
        pytest.param("/data/empty = ''", "true", id="an empty answer is empty text"),
        pytest.param("/data/empty > 0 or /data/empty < 1", "false", id="nothing is neither more nor less"),
        pytest.param("sum(/data/empty) = 0", "true", id="the sum of nothing is nought"),
        pytest.param("if(/data/yes = 'yes', 'a', 'b')", "a", id="if"),
        pytest.param("coalesce(/data/empty, number('x'), 'last')", "last", id="coalesce passes over no number"),
        pytest.param("selected(/data/codes, ' school ')", "true", id="selected"),
        pytest.param("selected-at(/data/codes, 1)", "school", id="selected-at counts from nought"),
        pytest.param("count-selected(/data/codes)", "2", id="count-selected"),
        pytest.param("substr(/data/text, -5)", "world", id="substr from the end"),
        pytest.param("substring(/data/text, 1, 5)", "hello", id="substring counts from one"),
        pytest.param("translate('07 00', ' 0', '')", "7", id="translate takes out"),
        pytest.param("concat(string-length('abc'), contains('abc', 'b'), starts-with('abc', 'b'))", "3truefalse", id="text"),
        pytest.param("substring-before('a/b', '/')", "a", id="before"),
        pytest.param("substring-after('a/b', '/')", "b", id="after"),
        pytest.param("normalize-space('  a   b ')", "a b", id="spaces"),
        pytest.param("round(2.5) + round(1.234, 2)", "4.23", id="rounding"),
        pytest.param("int(-3.7)", "-3", id="int cuts off"),
        pytest.param("max(1, /data/empty, 7) - min(4, 9)", "3", id="extremes pass over nothing"),
        pytest.param("regex('S60 1AB', '^[A-Z]+[0-9]+ [0-9][A-Z]{2}$')", "true", id="a pattern"),
        pytest.param("today() - /data/born", "4237", id="a difference of dates is days"),
        pytest.param("date(/data/born + 28)", "2015-03-29", id="a date from days"),
        pytest.param("format-date(/data/born, '%e %b %Y, %a')", "1 Mar 2015, Sun", id="a date in words"),
        pytest.param("/data/born < today()", "true", id="dates compare"),
        pytest.param("format-date-time(now(), '%H:%M')", "11:31", id="the time in England in summer"),
        pytest.param("boolean-from-string('true') = true()", "true", id="true from text"),
        pytest.param("not(/data/empty) and true()", "true", id="an empty answer is false"),
        pytest.param("checklist(1, 2, /data/yes = 'yes', false())", "true", id="checklist"),
        pytest.param("weighted-checklist(3, 3, true(), 3, false(), 9)", "true", id="weighted checklist"),
        pytest.param("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72", id="digest"),
        pytest.param("count(/data/five | //text | /data/five)", "2", id="a union has each node once"),
        pytest.param("name(../five)", "five", id="name"),
        pytest.param("//five + ../five", "10", id="two ways to a question"),
    ],
)  # fmt: skip
def test_formulas_mean_what_they_mean_elsewhere(formula, expected):
    assert result(formula) == expected


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        pytest.param("1 +", "syntax", id="half a sum"),
        pytest.param("(1", "syntax", id="an open bracket"),
        pytest.param("'open", "syntax", id="an open quotation"),
        pytest.param("shout('x')", "unknown_function", id="a function nobody knows"),
        pytest.param("substr()", "wrong_argument_count", id="too few values"),
        pytest.param("sideways::a", "unknown_axis", id="a direction nobody knows"),
        pytest.param("(" * 70 + "1" + ")" * 70, "too_deep", id="brackets in brackets"),
        pytest.param("1" + "+1" * 40_000, "expression_too_long", id="a sum of 40,000"),
    ],
)
def test_a_formula_that_cannot_be_used_is_refused_when_it_is_read(formula, code):
    with pytest.raises(FormInvalid) as refusal:
        Expression.of(formula)

    assert refusal.value.problems[0].code == code


def test_a_long_sum_is_no_deep_tree():
    assert result("+".join(["1"] * 5000)) == "5000"


def test_a_pattern_that_makes_other_engines_hang_is_tried_in_a_moment():
    assert result("regex(concat('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '!'), '^(a+)+$')") == "false"


def test_a_pattern_is_not_tried_on_more_than_a_thousand_characters():
    assert result(f"regex('{'a' * 1001}', '^a+$')") == "false"


def test_look_around_is_refused():
    with pytest.raises(FormError, match="bad_pattern"):
        result("regex('a', '(?=a)a')")


WORDS = st.sampled_from(
    ["/data/five", "../text", ".", "*", "'x'", "2", "[", "]", "(", ")", ",", "and", "or", "div", "=", "<", "+", "-", "|",
     "//", "::", "@", "today()", "current()", "\x00", "é", *sorted(f"{name}(" for name in FUNCTIONS)]
)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_no_formula_fails_as_anything_but_a_form_error(formula):
    try:
        expression = Expression.of(formula)
    except FormError:
        return
    session = a_session(a_definition("<five/><text/>", {}, '<input ref="/data/five"/>'), {"five": "5"})
    (node,) = session._tree.at(session.definition.root.children[0])

    try:
        expression.text(session._world, node)
    except FormError:
        return
