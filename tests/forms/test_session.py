"""Interviews: what a worker answers, and what the form makes of it."""

import pytest

from desktop.forms import Answer, AnswerRefused, BudgetSpent, FormError
from tests.forms.interview import a_definition, a_session, reopened, value, values

SMOKING = a_definition(
    "<smokes/><smokes_where/><total/>",
    {
        "smokes": 'type="string"',
        "smokes_where": 'relevant="/data/smokes = \'yes\'" required="true()"',
        "total": "calculate=\"concat(/data/smokes, '-', /data/smokes_where)\"",
    },
    '<input ref="/data/smokes"><label>Smokes?</label></input><input ref="/data/smokes_where"><label>Where?</label></input>',
)


def test_a_hidden_answer_is_kept_while_editing_but_not_signed_off():
    session = a_session(SMOKING, {"smokes": "yes", "smokes_where": "indoors"})

    session.set("smokes", Answer("no"))
    assert values(session.final()) == {"smokes": "no", "total": "no-"}
    assert values(session.answers()) == {"smokes": "no", "smokes_where": "indoors"}

    session.set("smokes", Answer("yes"))
    assert values(session.final()) == {"smokes": "yes", "smokes_where": "indoors", "total": "yes-indoors"}


def test_a_change_names_everything_the_page_must_redraw():
    session = a_session(SMOKING)

    changes = session.set("smokes", Answer("yes"))

    assert changes.keys == {"smokes", "smokes_where", "total"}


def test_an_answer_that_changes_nothing_redraws_nothing():
    session = a_session(SMOKING, {"smokes": "yes"})

    assert session.set("smokes", Answer("yes")).keys == frozenset()


def test_required_is_shown_only_where_the_question_applies():
    session = a_session(SMOKING)
    assert session.problems() == []

    session.set("smokes", Answer("yes"))
    assert [(p.code, p.path) for p in session.problems()] == [("required", "smokes_where")]

    session.set("smokes_where", Answer("", status="declined"))
    assert session.problems() == []


def test_who_said_it_and_their_words_come_back():
    said = Answer("outside", said_by="p1", sensitivity="not_for_family", source="family", words=("only outside",))
    session = a_session(SMOKING, {"smokes": "yes"})

    session.set("smokes_where", said)

    assert session.answer("smokes_where") == said
    assert reopened(session).answer("smokes_where") == said


def test_an_unknown_question_is_refused_by_its_name_only():
    session = a_session(SMOKING)

    with pytest.raises(AnswerRefused) as refusal:
        session.set("smoked", Answer("secret"))

    assert refusal.value.problems[0].code == "unknown_question"
    assert "secret" not in str(refusal.value)


TYPED = a_definition(
    "<when/><how_many/><weight/><at_most/>",
    {
        "when": 'type="date" constraint=". &lt;= today()" jr:constraintMsg="In the future."',
        "how_many": 'type="int"',
        "weight": 'type="decimal"',
        "at_most": 'type="int" constraint=". &lt;= /data/how_many"',
    },
)


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        pytest.param("when", "2026-9-1", "2026-09-01", id="a date is padded"),
        pytest.param("when", "2026-09-01T10:00:00", "2026-09-01", id="the time of a date is dropped"),
        pytest.param("how_many", "3.0", "3", id="a whole number has no point"),
        pytest.param("weight", "03.50", "3.5", id="a decimal has no needless digits"),
        pytest.param("weight", "  ", "", id="blank is empty"),
    ],
)
def test_every_value_is_written_one_way(key, given, kept):
    session = a_session(TYPED, {key: given})

    assert session.state(key).value == kept


@pytest.mark.parametrize(
    ("key", "given", "code"),
    [
        pytest.param("when", "tomorrow", "not_a_date", id="a word for a date"),
        pytest.param("when", "2026-02-30", "not_a_date", id="a day that is not"),
        pytest.param("how_many", "2.5", "not_a_whole_number", id="half a child"),
        pytest.param("weight", "nan", "not_a_number", id="no number"),
    ],
)
def test_a_value_of_another_kind_is_refused_and_the_old_one_stays(key, given, code):
    session = a_session(TYPED, {"when": "2026-09-01", "how_many": "2", "weight": "1"})
    before = session.answers()

    with pytest.raises(AnswerRefused) as refusal:
        session.set(key, Answer(given))

    assert refusal.value.problems[0].code == code
    assert session.answers() == before


def test_a_constraint_speaks_in_the_words_of_the_form_and_never_of_an_empty_answer():
    session = a_session(TYPED, {"when": "2026-10-07"})
    assert session.state("when").messages == ("In the future.",)
    assert [p.code for p in session.problems()] == ["constraint"]

    session.set("when", None)
    assert session.state("when").valid


def test_a_constraint_is_tried_again_when_what_it_reads_changes():
    session = a_session(TYPED, {"how_many": "2", "at_most": "3"})
    assert not session.state("at_most").valid

    changes = session.set("how_many", Answer("4"))

    assert "at_most" in changes.keys
    assert session.state("at_most").valid


DEFAULTS = a_definition(
    "<place>home</place><on/><lang>eng</lang>",
    {"on": 'type="date"'},
    '<input ref="/data/place"/><input ref="/data/on"/>',
    '<setvalue event="odk-instance-first-load" ref="/data/on" value="today()"/>',
)


def test_a_new_record_has_its_defaults_and_stores_them():
    assert values(a_session(DEFAULTS).answers()) == {"place": "home", "on": "2026-10-06", "lang": "eng"}


def test_a_default_the_worker_cleared_stays_cleared():
    session = a_session(DEFAULTS)

    session.set("place", None)
    session.set("on", Answer(""))

    assert values(reopened(session).answers()) == {"place": "", "on": "", "lang": "eng"}


def test_reopening_fires_no_default_for_what_was_never_stored():
    session = a_session(a_definition("<a>x</a><b/>", {}, '<input ref="/data/a"/>'), mode="reopen")

    assert values(session.answers()) == {}


TRIGGERED = a_definition(
    "<a/><b/><c/>",
    {"c": 'calculate="/data/b * 2"'},
    '<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" value="/data/a + 1"/></input>'
    '<input ref="/data/b"/>',
)


def test_an_action_fires_when_its_question_changes_and_what_follows_is_worked_out():
    session = a_session(TRIGGERED, {"a": "4"})

    assert (value(session, "b"), value(session, "c")) == ("5", "10")
    assert values(session.answers()) == {"a": "4", "b": "5"}


def test_readonly_is_inherited_and_a_calculation_cannot_be_typed_over():
    definition = a_definition(
        "<lock/><g><a/><b/></g>",
        {"g": "readonly=\"/data/lock = 'yes'\"", "g/b": 'readonly="true()" calculate="/data/g/a"'},
        '<group ref="/data/g"><input ref="/data/g/a"/><input ref="/data/g/b"/></group>',
    )
    session = a_session(definition)

    changes = session.set("lock", Answer("yes"))

    assert {"g", "g/a"} <= changes.keys
    assert session.state("g/a").readonly
    with pytest.raises(AnswerRefused, match="computed"):
        session.set("g/b", Answer("mine"))


def test_once_keeps_what_is_there():
    definition = a_definition("<a/><b/>", {"b": "calculate=\"once(concat('x', /data/a))\""}, '<input ref="/data/a"/>')
    session = a_session(definition, {"a": "1"})

    session.set("a", Answer("2"))

    assert session.state("b").value == "x"


def test_a_value_longer_than_64_kb_is_refused_whole():
    session = a_session(SMOKING)

    with pytest.raises(BudgetSpent, match="value_too_long"):
        session.set("smokes", Answer("x" * 70_000))

    assert values(session.answers()) == {}


def test_when_a_calculation_overflows_nothing_of_the_change_stays():
    definition = a_definition("<a/><b/>", {"b": 'calculate="concat(/data/a, /data/a)"'}, '<input ref="/data/a"/>')
    session = a_session(definition, {"a": "short"})

    with pytest.raises(FormError, match="value_too_long"):
        session.set("a", Answer("x" * 40_000))

    assert (value(session, "a"), value(session, "b")) == ("short", "shortshort")
    assert session.set("a", Answer("y")).keys == {"a", "b"}


def test_a_signed_record_shows_what_was_signed_and_takes_no_answer():
    session = a_session(SMOKING, {"smokes": "yes", "smokes_where": "indoors"})
    session.set("smokes", Answer("no"))

    signed = reopened(session, mode="view", signed=True)

    assert signed.state("smokes").value == "no"
    assert not signed.state("smokes_where").relevant
    assert signed.state("total").value == "no-"
    assert signed.state("smokes").readonly
    with pytest.raises(AnswerRefused, match="only_viewed"):
        signed.set("smokes", Answer("yes"))


NESTED = a_definition(
    "<on/><outer><inner><a/></inner></outer><read/>",
    {
        "outer": "relevant=\"/data/on = 'yes'\"",
        "outer/inner/a": 'required="true()"',
        "read": "calculate=\"concat('[', /data/outer/inner/a, ']')\"",
    },
    '<input ref="/data/on"/><group ref="/data/outer"><group ref="/data/outer/inner"><input ref="/data/outer/inner/a"/>'
    "</group></group>",
)


def test_what_is_in_a_group_that_does_not_apply_does_not_apply_either():
    session = a_session(NESTED, {"on": "yes", "outer/inner/a": "x"})
    assert value(session, "read") == "[x]"

    changes = session.set("on", Answer("no"))

    assert changes.keys == {"on", "outer", "outer/inner", "outer/inner/a", "read"}
    assert not session.state("outer/inner/a").relevant
    assert value(session, "read") == "[]"
    assert values(session.final()) == {"on": "no", "read": "[]"}
