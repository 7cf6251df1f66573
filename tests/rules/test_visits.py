"""A visit of two workers, and notes that are finished: what follows from each worker's own part."""

from datetime import UTC, date, datetime
from pathlib import Path

from sync.records.visit import ChildSeen, Visit, VisitPart
from sync.rules.due_dates import DueDates
from sync.rules.frameworks import read_framework
from sync.rules.tasks import FamilyRecords, Kind, tasks
from sync.rules.visits import days_there, last_seen
from sync.rules.working_days import WorkingDays

FRAMEWORK = Path(__file__).parents[2] / "resources" / "frameworks" / "rotherham.json"
DUE = DueDates(read_framework(FRAMEWORK.read_bytes()).timescales, WorkingDays())
MONDAY = datetime(2026, 9, 7, 10, tzinfo=UTC)
PART = VisitPart(visit="visit", worker="priya", arrived_at=MONDAY, left_at=MONDAY)


def a_visit(**fields: object) -> Visit:
    return Visit(id="visit", worker="jo", planned_at=MONDAY, **{"state": "done", **fields})


def notes_due(visit: Visit, *parts: VisitPart) -> list[str]:
    family = FamilyRecords("family", visits=[visit], parts=parts)
    return [task.worker for task in tasks(family, DUE) if task.kind == Kind.VISIT_NOTE]


def test_p12_a_note_that_was_finished_is_no_task_whichever_of_its_fields_hold_the_words():
    begun = {"arrived_at": MONDAY, "left_at": MONDAY}

    assert notes_due(a_visit(**begun)) == ["jo"]
    assert notes_due(a_visit(**begun, written_at=MONDAY)) == []


def test_p12_of_two_workers_each_has_their_own_part_to_write():
    written = a_visit(arrived_at=MONDAY, left_at=MONDAY, written_at=MONDAY)

    assert notes_due(written, PART) == ["priya"]
    assert notes_due(a_visit(arrived_at=MONDAY), VisitPart(visit="visit", worker="priya", observation="Calm.")) == [
        "jo"
    ]
    assert notes_due(a_visit(state="failed"), PART) == []


def test_a_visit_took_place_when_either_of_its_workers_says_so():
    day = date(2026, 9, 7)

    assert days_there([a_visit(state="planned")]) == {}
    assert days_there([a_visit(state="planned")], [PART]) == {"visit": day}
    assert days_there([a_visit()]) == {"visit": day}  # written up afterwards, with no time of arrival
    assert days_there([a_visit(state="failed")], [PART]) == {}


def test_p7_a_child_whom_the_second_worker_met_was_seen():
    met = ChildSeen(visit="visit", child="maya", worker="priya", seen="alone")

    assert last_seen([a_visit(state="planned")], [met], [PART]) == {"maya": date(2026, 9, 7)}
