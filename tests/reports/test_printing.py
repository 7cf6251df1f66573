"""From the store to paper: what a copy says, and that nothing hidden is anywhere in the family's."""

import pytest

from desktop.casework.answers import edits
from desktop.casework.assessments import Assessments
from desktop.casework.paper import Papers
from desktop.forms import Answer
from desktop.reports.document import Copy
from desktop.reports.printing import Copies
from sync.records.conflict import Conflict
from sync.records.flag import Flag
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.plan import Action, Outcome, Plan
from sync.records.record import Record
from sync.records.visit import Visit, VisitEntry
from tests.reports import reading
from tests.support.desks import hartley_okoro, today_at, write
from tests.support.forms import LIBRARY

MARKER = "Quillfeather"


class Printed:
    """The Hartley-Okoro family's assessment, answered and printed."""

    def __init__(self, desk) -> None:
        self.desk, self.family = desk, hartley_okoro(desk)
        self.assessments = Assessments(desk, LIBRARY)
        self.record = self.assessments.begin(self.family)
        self.copies = Copies(Papers(desk, self.assessments), "Northmere Council", desk.today)

    def answer(self, *said) -> "Printed":
        opened = self.assessments.open(self.family, self.record)
        for key, answer in said:
            opened.session.set(key, answer)
        self.assessments.keep(self.family, self.record, edits(opened.session, opened.stored))
        return self

    def child(self, name: str) -> str:
        sections = self.assessments.open(self.family, self.record).session.sections()
        return next(section.key for section in sections if section.label.startswith(name))

    def copy(self, copy: Copy) -> bytes:
        return self.copies.assessment(self.family, self.record, copy)


@pytest.fixture
def printed(desk) -> Printed:
    return Printed(desk)


@pytest.mark.parametrize("copy", list(Copy))
def test_answers_are_worded_for_people(printed, copy):
    maya = printed.child("Maya")
    printed.answer(
        (f"{maya}/mornings", Answer("She says “I’m tired.” often.", words=("I’m tired.",))),
        (f"{maya}/late", Answer("three_five")),
        (f"{maya}/school", Answer("5")),
        ("home/arrears", Answer("notice")),
        ("home/leave_by", Answer("2026-12-01")),
        ("why/hope", Answer("", status="declined")),
        ("level/level_now", Answer("l3")),
        ("level/level_why", Answer("One plan was asked for.")),
    )

    said = " ".join(reading.text(printed.copy(copy)).split())

    for words in (
        "How are mornings before school?", "I’m tired.", "3 to 5 days", "5 out of 10", "1 December 2026",
        "They chose not to say.", "3: help from several services together", "One plan was asked for.", "Maya Hartley",
        "mother", "Agreed", "Send breakfast club form", "Hartley-Okoro family",
    ):  # fmt: skip
        assert words in said, words
    for code in ("three_five", "not_started", "level_now", "feeling_well"):
        assert code not in said


def test_the_plan_is_on_paper_with_its_outcomes(printed):
    record = Plan.id_for(stream_id(printed.family, Plan.compartment))
    plan = write(printed.desk, Plan, printed.family, id=record, aim="Calm mornings.")
    outcome = write(
        printed.desk, Outcome, printed.family, plan=plan, text="Maya sleeps", measure="Up at seven", position=0
    )
    write(printed.desk, Action, printed.family, plan=plan, outcome=outcome, text="Phones downstairs", progress="partly")

    office, family = (" ".join(reading.text(printed.copy(copy)).split()) for copy in (Copy.OFFICE, Copy.FAMILY))

    for words in ("Calm mornings.", "Maya sleeps", "Up at seven", "Phones downstairs"):
        assert words in office
        assert words in family
    assert "Partly done" in office


HIDDEN_ANSWERS = {
    "hidden by the worker": ("why/led_to", Answer(f"{MARKER} said so.", sensitivity="not_for_family")),
    "hidden by the worker, their words": (
        "why/led_to", Answer(f"“{MARKER}”", sensitivity="not_for_family", words=(MARKER,)),
    ),
    "hidden by the form": ("why/harm_done", Answer(f"Rang {MARKER}.")),
    "restricted": ("safe/harm/places", Answer(f"The {MARKER} arcade.")),
    "restricted though shown by the worker": ("safe/harm/places", Answer(f"{MARKER}", sensitivity="normal")),
}  # fmt: skip


@pytest.mark.parametrize("place", HIDDEN_ANSWERS)
def test_hidden_answers_are_nowhere_in_the_familys_copy(printed, place):
    printed.answer(("why/harm_now", Answer("yes")), ("why/hope", Answer("Sleep.")), HIDDEN_ANSWERS[place])

    office, family = printed.copy(Copy.OFFICE), printed.copy(Copy.FAMILY)

    assert MARKER in reading.readable(office)
    assert MARKER not in reading.readable(family)
    assert "Sleep." in reading.text(family)


def test_a_hidden_choice_leaves_no_trace_in_what_depends_on_it(printed):
    printed.answer(
        ("why/harm_now", Answer("yes", sensitivity="not_for_family")),
        ("why/harm_done", Answer(f"Rang {MARKER}.", sensitivity="normal")),
    )

    said = reading.readable(printed.copy(Copy.FAMILY))

    assert MARKER not in said
    assert "suffering" not in said


RECORDS: tuple[tuple[type[Record], dict[str, object]], ...] = (
    (VisitEntry, {"at": today_at(9), "text": f"{MARKER} private line", "sensitivity": "not_for_family"}),
    (VisitEntry, {"at": today_at(9), "text": f"{MARKER} line"}),
    (Visit, {"arrived_at": today_at(9), "observation": MARKER, "analysis": MARKER, "home": MARKER}),
    (Note, {"happened_at": today_at(9), "text": f"{MARKER} note", "with_whom": MARKER}),
    (Flag, {"category": "dog", "text": f"{MARKER} flag"}),
    (Conflict, {"record_kind": "note", "field_name": "text", "kept": {"value": MARKER}}),
)


@pytest.mark.parametrize("copy", list(Copy))
def test_records_of_the_team_are_in_no_copy(printed, copy):
    for kind, fields in RECORDS:
        write(printed.desk, kind, printed.family, **fields)

    assert MARKER not in reading.readable(printed.copy(copy))
