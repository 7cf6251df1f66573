"""A draft taken into a newer version of its form: moved, carried or cleared, and never lost."""

from desktop.forms import Answer, AnswerKey, FormDefinition
from desktop.forms.migration import migrate
from tests.forms.interview import a_definition, a_form, a_session, values

_LIST = '<select1 ref="/data/{name}"><item><label>A</label><value>a</value></item>{more}</select1>'
_MORE = "<item><label>B</label><value>b</value></item>"

OLD = a_definition(
    '<school/><mood/><gone/><g><r jr:template=""><x/></r></g>',
    {},
    _LIST.format(name="mood", more=_MORE) + '<repeat nodeset="/data/g/r"><input ref="/data/g/r/x"/></repeat>',
)
NEW = FormDefinition.parse(
    a_form(
        '<place/><mood/><new/><h><s jr:template=""><y/></s></h>',
        {
            "place": 'fh:was="school"',
            "h/s": 'fh:was="r"',
            "h/s/y": 'fh:was="x"',
            "new": 'required="true()"',
        },
        _LIST.format(name="mood", more="") + '<repeat nodeset="/data/h/s"><input ref="/data/h/s/y"/></repeat>',
        version="2",
    )
)


def a_draft() -> tuple[dict[AnswerKey, Answer], str]:
    session = a_session(OLD, {"school": "Oakfield", "mood": "b", "gone": "words"})
    repeat_id, _ = session.add_repeat("g/r")
    session.set(f"g/r{{{repeat_id}}}/x", Answer("inside"))
    return session.answers(), repeat_id


def test_renamed_questions_and_repeats_take_their_answers_along():
    answers, repeat_id = a_draft()

    result = migrate(answers, OLD, NEW)

    assert values(result.answers) == {"place": "Oakfield", "mood": "", f"h/s{{{repeat_id}}}/y": "inside"}
    assert result.moved[AnswerKey("school")] == "place"
    assert result.moved[AnswerKey(f"g/r{{{repeat_id}}}/#")] == f"h/s{{{repeat_id}}}/#"


def test_what_has_no_place_is_carried_and_what_no_longer_exists_is_named():
    answers, _ = a_draft()

    result = migrate(answers, OLD, NEW)

    assert dict(result.carried) == {AnswerKey("gone"): Answer("words")}
    assert dict(result.cleared_choices) == {AnswerKey("mood"): ("b",)}
    assert list(result.new_required) == ["/data/new"]


def test_into_the_same_form_nothing_changes():
    answers, _ = a_draft()

    result = migrate(answers, OLD, OLD)

    assert dict(result.answers) == answers
    assert [*result.moved, *result.carried, *result.cleared_choices, *result.new_required] == []
