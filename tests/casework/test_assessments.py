"""Assessments in the store: beginning, keeping, taking out, the restricted companion, and what was meant for later."""

import pytest

from desktop.casework.answers import edits
from desktop.casework.assessments import Assessments, ConsentMissing
from desktop.casework.library import FormMissing
from desktop.casework.sheets import Sheets
from desktop.casework.versions import companion
from desktop.forms import Answer, AnswerKey
from sync.records.assessment import Answer as AnswerRow
from sync.records.assessment import Assessment
from sync.records.visit import VisitEntry
from tests.support.desks import a_consent, a_family, a_person, hartley_okoro, today_at, write
from tests.support.forms import LIBRARY


@pytest.fixture
def assessments(desk) -> Assessments:
    return Assessments(desk, LIBRARY)


@pytest.fixture
def family(desk) -> str:
    return hartley_okoro(desk)


@pytest.fixture
def begun(assessments, family) -> str:
    begun: str = assessments.begin(family)
    return begun


def keep(assessments, family, assessment, *said):
    """Open, answer, keep, as one page does; whether all was kept as given."""
    opened = assessments.open(family, assessment)
    for key, answer in said:
        opened.session.set(key, answer)
    return assessments.keep(family, assessment, edits(opened.session, opened.stored))


def stored(assessments, family, assessment):
    return assessments.open(family, assessment).stored


def test_no_consent_no_assessment(desk, assessments):
    family = a_family(desk)
    a_consent(desk, family, a_person(desk, family, "Dana", "parent"), "refused")

    with pytest.raises(ConsentMissing):
        assessments.begin(family)


def test_a_new_assessment_is_the_current_one_and_open(assessments, family, begun):
    head = assessments.current(family)

    assert (head.assessment, head.is_open) == (begun, True)
    assert head.reference.startswith("NORTHMERE-2026-")


def test_an_assessment_keeps_the_form_it_was_begun_with(desk, assessments, family):
    other = write(desk, Assessment, family, state="draft", form_id="eha", form_digest="0" * 64)

    with pytest.raises(FormMissing):
        assessments.open(family, other)


def test_every_kind_of_answer_comes_back_as_it_was_given(assessments, family, begun):
    keep(
        assessments,
        family,
        begun,
        ("why/led_to", Answer("Maya slept badly.", words=("slept badly",), said_by="", sensitivity="not_for_family")),
        ("why/where", Answer("school home")),
        ("home/bedrooms", Answer("3")),
        ("why/hope", Answer("", status="declined")),
    )

    kept = stored(assessments, family, begun)
    assert kept["why/led_to"] == Answer("Maya slept badly.", words=("slept badly",), sensitivity="not_for_family")
    assert set(kept["why/where"].value.split()) == {"home", "school"}
    assert kept["home/bedrooms"].value == "3"
    assert kept["why/hope"].status == "declined"


def test_an_accent_typed_as_two_characters_is_kept_as_it_was_given(assessments, family, begun):
    kept = keep(assessments, family, begun, ("why/led_to", Answer("Zoe\u0308 slept badly.", words=("Zoe\u0308!",))))

    assert kept
    assert stored(assessments, family, begun)["why/led_to"].value == "Zoë slept badly."


def test_nothing_changed_is_nothing_to_keep(assessments, family, begun):
    keep(assessments, family, begun, ("why/led_to", Answer("Words.")))

    opened = assessments.open(family, begun)

    assert edits(opened.session, opened.stored) == []


def test_a_score_between_the_ends_of_a_scale_stands(assessments, family, begun):
    opened = assessments.open(family, begun)
    maya = next(section.key for section in opened.session.sections() if section.label == "Maya, 14")

    keep(assessments, family, begun, (f"{maya}/school", Answer("5")))

    assert stored(assessments, family, begun)[AnswerKey(f"{maya}/school")].value == "5"


def test_siblings_are_asked_about_too(assessments, family, begun):
    labels = [section.label for section in assessments.open(family, begun).session.sections()]

    assert labels[:4] == ["Why now", "Maya, 14", "Leo, 8", "Ruby, 2"]


def test_restricted_answers_live_in_the_companion(desk, assessments, family, begun):
    keep(assessments, family, begun, ("safe/harm/abuse", Answer("now")))

    with desk.reading() as session:
        assert session.get(AnswerRow, (companion(begun), "safe/harm/abuse")).value == "now"
        assert session.get(AnswerRow, (begun, "safe/harm/abuse")) is None
    assert stored(assessments, family, begun)["safe/harm/abuse"].value == "now"


def test_what_was_taken_out_stays_out(assessments, family, begun):
    opened = assessments.open(family, begun)
    repeat, _changes = opened.session.add_repeat("worry_list/worry")
    worry = f"worry_list/worry{{{repeat}}}"
    opened.session.set(f"{worry}/worry_what", Answer("Nobody sleeps."))
    assessments.keep(family, begun, edits(opened.session, opened.stored))

    again = assessments.open(family, begun)
    again.session.remove_repeat(worry)
    assessments.keep(family, begun, edits(again.session, again.stored))

    rows = assessments.open(family, begun).session.rows("worry_list")
    assert not [key for key in rows if key.startswith(worry)]


def test_what_one_takes_out_and_another_answers_comes_back(assessments, family, begun):
    opened = assessments.open(family, begun)
    repeat, _changes = opened.session.add_repeat("worry_list/worry")
    worry = f"worry_list/worry{{{repeat}}}"
    opened.session.set(f"{worry}/worry_since", Answer("May"))
    assessments.keep(family, begun, edits(opened.session, opened.stored))
    mine, theirs = assessments.open(family, begun), assessments.open(family, begun)

    mine.session.remove_repeat(worry)
    assessments.keep(family, begun, edits(mine.session, mine.stored))
    theirs.session.set(f"{worry}/worry_what", Answer("Nobody sleeps."))
    assessments.keep(family, begun, edits(theirs.session, theirs.stored))

    assert stored(assessments, family, begun)[AnswerKey(f"{worry}/worry_what")].value == "Nobody sleeps."


def test_two_edits_of_one_answer_are_joined_and_said_so(assessments, family, begun):
    keep(assessments, family, begun, ("why/led_to", Answer("One. Two.")))
    mine, theirs = assessments.open(family, begun), assessments.open(family, begun)
    theirs.session.set("why/led_to", Answer("First. Two."))
    assessments.keep(family, begun, edits(theirs.session, theirs.stored))

    mine.session.set("why/led_to", Answer("One. Two. Three."))
    true = assessments.keep(family, begun, edits(mine.session, mine.stored))

    assert not true
    assert stored(assessments, family, begun)["why/led_to"].value == "First. Two. Three."


def test_what_to_come_back_to_is_remembered(assessments, begun):
    assessments.set_later(begun, frozenset({AnswerKey("why/hope")}))

    assert assessments.later(begun) == {"why/hope"}


def test_a_sheet_lays_out_what_is_known_newest_first_with_private_lines_marked(desk, assessments, family, begun):
    write(
        desk, VisitEntry, family, visit=None, at=today_at(9), tag="worry", text="Bruise on her arm.",
        sensitivity="not_for_family",
    )  # fmt: skip

    sheet = Sheets(desk, assessments).of(family)

    assert sheet.known[0].text == "Bruise on her arm."
    assert [line.private for line in sheet.known] == [True, False, False, False, False]
    assert sheet.opened.head.assessment == begun
