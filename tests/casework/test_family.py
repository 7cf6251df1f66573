"""One family: people and ties, consent, notes, its story, its overview."""

from datetime import timedelta

from sqlalchemy import select

from desktop.casework.consents import Consents, Conversation
from desktop.casework.desk import Desk
from desktop.casework.notes import NewNote, Notes
from desktop.casework.overview import Overviews
from desktop.casework.people import NewPerson, People, Tie
from desktop.casework.story import EXCERPT, excerpt
from sync.records.note import Note
from sync.records.visit import Visit
from tests.support.desks import TODAY, a_consent, a_family, a_person, a_visit, an_action, hartley_okoro, today_at, write


def test_the_overview_of_the_mockups_family(desk: Desk):
    family = hartley_okoro(desk)

    seen = Overviews(desk).of(family)

    assert [person.name for person in seen.people] == ["Maya", "Leo", "Ruby", "Pat", "Chidi", "Dana"]
    assert {person.name: person.relation for person in seen.people if person.relation} == {
        "Pat": "grandparent",
        "Chidi": "father",
        "Dana": "mother",
    }
    assert [line.what for line in seen.story][:3] == ["visit_planned", "visit_done", "note_call"]
    assert seen.story[1].minutes == 55
    assert (len(seen.open_actions), seen.done) == (3, 2)
    assert {scores.area: scores.scores for scores in seen.travelled}["school"] == (3, 3, 5)
    assert seen.voice is not None
    assert seen.voice.name == "Maya"


def test_a_visit_whose_state_only_a_later_release_understands_is_told_as_one_that_is_planned(desk: Desk):
    family = a_family(desk)
    write(desk, Visit, family, planned_at=today_at(9), purpose="Routines")

    (line,) = Overviews(desk).of(family).story

    assert (line.what, line.detail) == ("visit_planned", "Routines")


def test_the_head_names_the_visit_of_today_until_it_is_over(desk: Desk):
    family = a_family(desk)
    a_visit(desk, family, today_at(9), state="done")
    planned = a_visit(desk, family, today_at(15))

    head = Overviews(desk).head(family)

    assert (head.name, head.stage, head.consent.answer, head.visit_today) == ("Brierley", "plan", "not_asked", planned)


def test_a_new_father_belongs_to_the_children_he_is_said_to_be_father_of(desk: Desk):
    family = a_family(desk)
    tom = a_person(desk, family, "Tom", years=9)
    a_person(desk, family, "Esme", years=6)

    dad = People(desk).add(family, NewPerson("Rob", role="parent", sex="male", relation="father", relatives=(tom,)))

    seen = Overviews(desk).of(family)
    assert seen.ties == (Tie(dad, "father", tom),)
    assert seen.people[-1].relation == "father"


def test_refusing_is_recorded_and_shown(desk: Desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")

    Consents(desk).record(family, Conversation(mum, "refused"))

    head = Overviews(desk).head(family)
    assert (head.consent.answer, head.consent.on) == ("refused", TODAY)
    assert [(line.what, line.who) for line in Overviews(desk).of(family).story] == [("consent_refused", "Kate")]


def test_consent_that_ran_out_is_given_no_more(desk: Desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    a_consent(desk, family, mum, until_on=TODAY - timedelta(days=1))

    consent = Overviews(desk).head(family).consent

    assert (consent.answer, consent.on) == ("ended", TODAY - timedelta(days=1))


def test_a_hidden_note_is_marked_in_the_record_itself(desk: Desk):
    family = a_family(desk)

    Notes(desk).write(family, NewNote("Rang the school", today_at(9), "call", "Sam Peel", hidden=True))

    with desk.reading() as session:
        note = session.scalars(select(Note)).one()
    assert (note.sensitivity, note.with_whom) == ("not_for_family", "Sam Peel")
    assert Overviews(desk).of(family).story[0].detail == "Rang the school"


def test_actions_done_are_counted_and_not_listed(desk: Desk):
    family = a_family(desk)
    an_action(desk, family, "Ring the school", progress="done")
    an_action(desk, family, "Book the dentist", TODAY)

    seen = Overviews(desk).of(family)

    assert ([action.text for action in seen.open_actions], seen.done) == (["Book the dentist"], 1)


def test_a_long_text_is_cut_at_a_word():
    words = "word " * 100

    cut = excerpt(words)

    assert len(cut) <= EXCERPT + 1
    assert cut.endswith("word…")
