"""Choices: filtered, translated, dropped when they are no longer offered."""

from desktop.forms import Answer
from tests.forms.interview import FAMILY, a_definition, a_session, people, reopened, value, values

TOPICS = a_definition(
    "<kind/><topic/><said/><people/>",
    {"said": "calculate=\"jr:choice-name(/data/topic, ' /data/topic ')\""},
    '<select1 ref="/data/kind"><item><label>Child</label><value>child</value></item>'
    "<item><label>Home</label><value>home</value></item></select1>"
    '<select ref="/data/topic"><itemset nodeset="instance(\'topic\')/root/item[kind = /data/kind]">'
    '<value ref="name"/><label ref="label"/></itemset></select>'
    '<select ref="/data/people"><itemset nodeset="instance(\'people\')/root/item[age &lt; 18]">'
    '<value ref="name"/><label ref="label"/></itemset></select>',
    '<instance id="topic"><root>'
    "<item><name>school</name><label>School</label><kind>child</kind></item>"
    "<item><name>sleep</name><label>Sleep</label><kind>child</kind></item>"
    "<item><name>damp</name><label>Damp</label><kind>home</kind></item></root></instance>"
    '<instance id="people" src="jr://file/people.xml"/>',
)


def test_choices_follow_the_filter_in_the_order_of_the_list():
    session = a_session(TOPICS)
    assert list(session.choices("topic")) == []

    changes = session.set("kind", Answer("child"))

    assert "topic" in changes.keys
    assert [(c.code, c.label) for c in session.choices("topic")] == [("school", "School"), ("sleep", "Sleep")]


def test_several_ticked_boxes_are_one_value_whatever_the_order_of_ticking():
    session = a_session(TOPICS, {"kind": "child", "topic": "sleep school sleep"})

    assert value(session, "topic") == "school sleep"


def test_a_choice_that_is_no_longer_offered_is_cleared_and_comes_back_with_its_list():
    session = a_session(TOPICS, {"kind": "child", "topic": "sleep"})

    changes = session.set("kind", Answer("home"))
    assert changes.cleared == {"topic"}
    assert values(session.answers()) == {"kind": "home", "topic": ""}

    session.set("kind", Answer("child"))
    assert value(session, "topic") == "sleep"


def test_a_choice_does_not_come_back_over_a_later_answer():
    session = a_session(TOPICS, {"kind": "child", "topic": "sleep"})
    session.set("kind", Answer("home"))

    session.set("topic", Answer("damp"))
    session.set("kind", Answer("child"))

    assert value(session, "topic") == ""


def test_the_name_of_a_choice_follows_the_answer():
    session = a_session(TOPICS, {"kind": "home", "topic": "damp"})

    assert value(session, "said") == "Damp"


def test_people_are_offered_by_id_and_shown_by_name():
    session = a_session(TOPICS, people=FAMILY)

    session.set("people", Answer("p3 p1"))

    assert [(c.code, c.label) for c in session.choices("people")] == [("p1", "Maya"), ("p2", "Leo"), ("p3", "Ruby")]
    assert value(session, "people") == "p1 p3"


def test_a_person_who_left_the_list_is_not_silently_cleared_on_opening():
    session = a_session(TOPICS, {"people": "p1"}, people=FAMILY)

    assert value(reopened(session, people=people(("p2", "Leo", 8, "child"))), "people") == "p1"


TRANSLATED = a_definition(
    "<name/><mood/>",
    {"mood": 'required="true()" jr:requiredMsg="jr:itext(\'needed\')"'},
    '<input ref="/data/name"><label ref="jr:itext(\'name\')"/></input>'
    '<select1 ref="/data/mood"><label ref="jr:itext(\'mood\')"/><itemset nodeset="instance(\'moods\')/root/item">'
    '<value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>',
    '<itext><translation lang="English (en)" default="true()"><text id="name"><value>Name</value></text>'
    '<text id="mood"><value>How is <output value="/data/name"/>?</value></text>'
    '<text id="good"><value>Good</value><value form="image">jr://images/good.png</value></text>'
    '<text id="needed"><value>Please answer.</value></text></translation>'
    '<translation lang="Polski (pl)"><text id="name"><value>Imię</value></text>'
    '<text id="mood"><value>Jak się ma <output value="/data/name"/>?</value></text>'
    '<text id="good"><value>Dobrze</value></text></translation></itext>'
    '<instance id="moods"><root><item><name>good</name><itextId>good</itextId></item></root></instance>',
)


def test_a_form_speaks_each_of_its_languages_and_falls_back_to_its_own():
    session = a_session(TRANSLATED, {"name": "Ola"})
    assert session.state("mood").label == "How is Ola?"
    assert session.choices("mood")[0].label == "Good"

    changes = session.set_language("Polski (pl)")

    assert "mood" in changes.keys
    assert session.state("mood").label == "Jak się ma Ola?"
    assert session.state("mood").messages == ("Please answer.",)
    assert session.choices("mood")[0].label == "Dobrze"
    assert session.choices("mood")[0].media == {"image": "jr://images/good.png"}


def test_the_definition_gives_labels_in_every_language():
    question = next(q for q in TRANSLATED.questions() if q.key_path == "mood")

    assert question.labels == {"English (en)": "How is …?", "Polski (pl)": "Jak się ma …?"}
    assert TRANSLATED.languages == ("English (en)", "Polski (pl)")


def test_a_label_with_an_answer_in_it_is_said_anew():
    session = a_session(TRANSLATED)

    assert "mood" in session.set("name", Answer("Ola")).keys
