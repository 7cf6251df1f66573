"""The Early Help Assessment as shipped: a visit's worth of answers, and proof that the graph forgets nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms import Answer, AnswerKey, AnswerRefused, FormError, Session
from tests.forms.interview import ADA, FAMILY, LEO, MAYA, RUBY, a_session, people, reopened, the_assessment, value

EHA = the_assessment()


def test_the_rail_has_each_child_by_name_between_why_now_and_the_comments():
    session = a_session(EHA, people=FAMILY)

    labels = [section.label for section in session.sections()]

    assert labels[:4] == ["Why now", "Maya, 14", "Leo, 8", "Ruby, 2"]
    assert labels[4:9] == [
        "Parents and carers",
        "Home and money",
        "Keeping safe",
        "What is going well",
        "A quick look round",
    ]
    assert labels[9:] == ["Worries", "What needs to happen", "Level of help", "The family's comments"]
    assert {section.state for section in session.sections()} == {"empty"}


def test_a_section_counts_what_is_answered_and_what_is_still_needed():
    session = a_session(EHA, people=FAMILY)
    before = session.sections()[3]

    session.set("child{p3}/seen", Answer("with_others"))
    session.set("child{p3}/good", Answer("", status="not_asked"))

    after = session.sections()[3]
    assert (before.answered, after.answered) == (0, 2)
    assert (before.missing, after.missing) == (6, 4)
    assert after.state == "started"
    assert after.questions == before.questions + 1  # why Ruby was not seen alone


def test_the_page_of_a_child_asks_what_fits_the_age():
    session = a_session(EHA, people=FAMILY)

    maya = [key.path for key in session.rows("child{p1}")]
    ruby = [key.path for key in session.rows("child{p3}")]

    assert {"child/mornings", "child/late", "child/school", "child/child_score"} <= set(maya)
    assert "child/watched" in ruby
    assert not {"child/mornings", "child/school", "child/watched"} & (set(maya) & set(ruby))
    assert session.state("child{p1}/mornings").label == "How are mornings before school?"
    assert [(c.code, c.label) for c in session.choices("child{p1}/school")] == [
        ("0", "cannot face it"),
        ("10", "going well"),
    ]


def test_an_unborn_child_is_asked_about_differently():
    session = a_session(EHA, people=people(("p9", "Baby", "", "unborn")))

    asked = [key.path for key in session.rows("child{p9}")]

    assert asked == ["child/baby_due"]
    assert session.sections()[1].label == "Baby"


def test_harm_now_is_answered_with_what_to_do_and_asks_what_was_done():
    session = a_session(EHA, people=FAMILY)

    changes = session.set("why/harm_now", Answer("yes"))

    assert {"why/harm_note", "why/harm_done"} <= changes.keys
    assert "why/harm_done" in {p.path for p in session.problems("why")}


def test_what_is_about_abuse_is_restricted_and_never_for_the_family():
    restricted = [q for q in EHA.questions() if q.compartment == "restricted"]

    assert {q.key_path for q in restricted} >= {"safe/harm/abuse", "safe/harm/abuse_what", "safe/harm/places"}
    assert {q.sensitivity for q in restricted} == {"not_for_family"}
    assert all(q.path.startswith("/data/safe/harm") for q in restricted)


def test_the_quick_look_round_counts_worries_and_asks_whose_they_are():
    session = a_session(EHA, {"round/look_send": "worry", "round/look_money": "significant"}, people=FAMILY)

    assert session.state("round/look_who").hint == "Worries in this list: 2"
    session.set("round/look_who", Answer("p4 p1"))
    assert value(session, "round/look_who") == "p1 p4"


def test_a_key_leads_to_its_question():
    session = a_session(EHA, people=FAMILY)

    assert session.question("child{p1}/school").kind == "scale"
    with pytest.raises(AnswerRefused, match="unknown_question"):
        session.question("child{p1}/c_name")  # a fact that no page shows


def test_every_question_has_words_and_a_short_name():
    for question in EHA.questions():
        assert all(question.labels.values()), question.path
        assert len(question.path.rpartition("/")[2]) <= 40


def test_a_finished_section_is_done():
    answers = {"comments/family_says": "Ada: yes.", "comments/fair": "yes", "comments/copy": "none"}
    session = a_session(EHA, {"comments/children_say": "Maya: fine.", **answers}, people=FAMILY)

    assert session.sections()[-1].state == "done"


QUESTIONS = [q for q in EHA.questions() if q.kind not in {"group", "repeat", "note"} and not q.computed]
PEOPLE = [FAMILY, people(MAYA, ADA), people(RUBY, LEO, ADA, ("p5", "Pat", "", "parent")), people()]
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 500), st.integers(0, 12)),
        st.tuples(st.just("people"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("add"), st.sampled_from(["why/tried", "well/strength", "worry_list/worry"]), st.just(0)),
        st.tuples(
            st.just("remove"), st.sampled_from(["why/tried", "well/strength", "worry_list/worry"]), st.integers(0, 9)
        ),
    ),
    max_size=25,
)


def edit(session: Session, step: tuple[str, Any, int]) -> Any:
    what, which, how = step
    if what == "people":
        return session.set_instance("people", PEOPLE[which])
    if what == "add":
        return session.add_repeat(which)
    if what == "remove":
        keys = session.keys(f"/data/{which}")
        return session.remove_repeat(keys[how % len(keys)]) if keys else None
    keys = session.keys(QUESTIONS[which % len(QUESTIONS)].path)
    if not keys:
        return None
    key = keys[how % len(keys)]
    codes = [c.code for c in session.choices(key)] or ["3", "2026-09-01", "some words"]
    return session.set(key, Answer(([*codes, ""])[how % (len(codes) + 1)]))


def everything(session: Session) -> dict[AnswerKey, Any]:
    """The state of all there is, and the answers."""
    keys = [key for question in EHA.questions() for key in session.keys(question.path)]
    return {key: (session.state(key), session.choices(key)) for key in keys}


@settings(max_examples=40)
@given(EDITS)
def test_after_any_edits_the_graph_has_worked_out_what_a_full_computation_does(edits):
    session = a_session(EHA, people=FAMILY)
    family = FAMILY
    for step in edits:
        family = PEOPLE[step[1]] if step[0] == "people" else family
        try:
            edit(session, step)
        except FormError:  # a word for a date, say: refused whole
            continue

    again = reopened(session, people=family)

    assert everything(again) == everything(session)
    assert again.answers() == session.answers()


@settings(max_examples=15)
@given(EDITS)
def test_every_difference_on_the_page_is_among_the_changes(edits):
    session = a_session(EHA, people=FAMILY)
    before = everything(session)
    for step in edits:
        try:
            outcome = edit(session, step)
        except FormError:
            continue
        after = everything(session)
        changes = outcome[1] if isinstance(outcome, tuple) else outcome
        told = changes.keys if changes is not None else frozenset()
        assert {key for key in before.keys() & after.keys() if before[key] != after[key]} <= told
        before = after


def test_removing_a_person_mid_visit_and_undoing_nothing_is_lost():
    session = a_session(EHA, {"child{p1}/day": "Up at five.", "needs/meaning{p1}/means": "Tired."}, people=FAMILY)

    session.set_instance("people", people(LEO))
    session.set_instance("people", FAMILY)

    assert value(session, "child{p1}/day") == "Up at five."
    assert value(session, "needs/meaning{p1}/means") == "Tired."


@pytest.mark.parametrize("path", ["/data/child/late", "/data/round/look_money"])
def test_the_definition_says_what_a_question_reaches(path):
    reached = EHA.dependants(path)

    assert all(EHA.place(found) is not None for found, _ in reached)
    assert (("/data/round/worry_count", "value") in reached) == path.startswith("/data/round")
