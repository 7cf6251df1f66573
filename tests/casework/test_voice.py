"""What a child of the family wants, and where they said it."""

from datetime import date

from desktop.casework.overview import Overviews
from sync.records.assessment import Answer, Assessment
from sync.records.ids import stream_id
from tests.support.desks import a_family, a_person, hartley_okoro, write


def wishes(desk, family: str, child: str, words: str, *, on: date, **fields) -> None:
    assessment = write(desk, Assessment, family, state="draft", started_on=on)
    stream = stream_id(family, Assessment.compartment)
    with desk.writing() as session:
        session.add(
            Answer(assessment=assessment, key=f"child{{{child}}}/wish", stream=stream, narrative=words, **fields)
        )


def test_a_wish_of_the_newest_assessment_comes_before_what_was_caught_in_a_visit(desk):
    family = hartley_okoro(desk)
    before = Overviews(desk).of(family).voice
    maya = next(person.person for person in Overviews(desk).of(family).people if person.name == "Maya")
    wishes(desk, family, maya, "A new bike.", on=date(2025, 1, 1))
    wishes(desk, family, maya, "For Mum to stop worrying.", on=date(2026, 9, 22))

    voice = Overviews(desk).of(family).voice

    assert (before.source, before.on) == ("visit", date(2026, 9, 29))
    assert (voice.words, voice.source, voice.on) == ("For Mum to stop worrying.", "assessment", date(2026, 9, 22))


def test_a_wish_that_is_kept_from_the_family_is_not_on_the_overview(desk):
    family = a_family(desk)
    tom = a_person(desk, family, years=9)

    wishes(desk, family, tom, "To live with Nan.", on=date(2026, 9, 22), sensitivity="not_for_family")

    assert Overviews(desk).of(family).voice is None
