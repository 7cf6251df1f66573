"""Forms come from elsewhere (F18): whatever is in them, they are refused as FormError and in good time."""

import pytest

from desktop.forms import Answer, BudgetSpent, FormDefinition, FormError, FormInvalid, Session
from tests.forms.interview import a_definition, a_form, a_session

BOMB = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        pytest.param(b"", "not_xml", id="nothing"),
        pytest.param(b"<a>", "not_xml", id="half a file"),
        pytest.param(b"\xff\xfe<", "not_xml", id="bytes that are no text"),
        pytest.param(b"<html/>", "not_a_form", id="no model"),
        pytest.param(BOMB.encode() + b"<a>&y;</a>", "forbidden_xml", id="entities that grow"),
        pytest.param(OUTSIDE.encode() + b"<a>&x;</a>", "forbidden_xml", id="a file of the laptop"),
        pytest.param(b"<!DOCTYPE html><a/>", "forbidden_xml", id="any document type"),
        pytest.param(b"<a>" * 70 + b"</a>" * 70, "too_deep", id="groups in groups"),
        pytest.param(b"<a>" + b" " * (5 * 1024 * 1024) + b"</a>", "file_too_large", id="more than 5 MB"),
    ],
)
def test_a_file_that_is_no_safe_form_is_refused(xml, code):
    with pytest.raises(FormInvalid) as refusal:
        FormDefinition.parse(xml)

    assert refusal.value.problems[0].code == code


def test_every_fault_of_a_form_is_named_at_once():
    binds = {"a": 'relevant="1 +"', "b": 'calculate="shout(1)"'}

    with pytest.raises(FormInvalid) as refusal:
        FormDefinition.parse(a_form("<a/><b/>", binds, '<input ref="/data/c"/>'))

    found = {(p.code, p.path) for p in refusal.value.problems}
    assert found == {("syntax", "/data/a"), ("unknown_function", "/data/b"), ("unknown_place", "/data/c")}


@pytest.mark.parametrize(
    ("binds", "named"),
    [
        pytest.param(
            {"a": 'calculate="/data/b + 1"', "b": 'calculate="/data/a"'}, {"/data/a", "/data/b"}, id="two calculations"
        ),
        pytest.param({"a": 'calculate=". + 1"'}, {"/data/a"}, id="a calculation of itself"),
        pytest.param({"a": "relevant=\". = 'x'\""}, {"/data/a"}, id="a question that hides itself"),
        pytest.param(
            {"g": "relevant=\"/data/g/c = 'x'\""}, {"/data/g", "/data/g/c"}, id="a group that hides its reason"
        ),
    ],
)
def test_a_circle_is_refused_naming_the_questions_in_it(binds, named):
    with pytest.raises(FormInvalid) as refusal:
        a_definition("<a/><b/><g><c/></g>", binds)

    assert {p.code for p in refusal.value.problems} == {"cycle"}
    assert {p.path for p in refusal.value.problems} == named


def test_a_constraint_may_read_its_own_question():
    session = a_session(a_definition("<a/>", {"a": 'constraint=". != 3"'}), {"a": "3"})

    assert not session.state("a").valid


def add_until_stopped(session: Session) -> int:
    for added in range(200):
        try:
            session.add_repeat("r")
        except BudgetSpent:
            return added
    return 200


def test_a_form_that_looks_at_everything_again_and_again_is_stopped():
    repeat = '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>'
    binds = {"r/n": 'calculate="count(//a[. != //a]) + count(//a[. = //a])"'}
    session = a_session(a_definition('<r jr:template=""><a/><n/></r>', binds, repeat))

    added = add_until_stopped(session)

    assert 0 < added < 200
    assert len(session.keys("/data/r")) == added


def test_two_actions_that_set_each_other_off_are_stopped_and_taken_back():
    body = (
        '<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" value="/data/a + 1"/></input>'
        '<input ref="/data/b"><setvalue event="xforms-value-changed" ref="/data/a" value="/data/b + 1"/></input>'
    )
    session = a_session(a_definition("<a/><b/>", {}, body))

    with pytest.raises(BudgetSpent):
        session.set("a", Answer("1"))

    assert (session.state("a").value, session.state("b").value) == ("", "")


def test_an_instance_that_is_no_plain_xml_changes_nothing():
    model = '<instance id="people" src="jr://file/people.xml"/>'
    binds = {"n": "calculate=\"count(instance('people')/root/item)\""}
    session = a_session(a_definition("<n/>", binds, "", model), people=b"<root><item/></root>")

    with pytest.raises(FormError):
        session.set_instance("people", OUTSIDE.encode() + b"<root>&x;</root>")

    assert session.state("n").value == "1"
