"""Every screen that shows a person is in the log of reads (F10), whatever screen it is, and once in a sitting."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.desk_window import DeskWindow
from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk
from desktop.reports.document import Copy
from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.families.page import FamiliesPage
from sync.records.conflict import Conflict
from sync.records.note import Note
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_person, a_visit, hartley_okoro, today_at, write
from tests.support.forms import LIBRARY

_Read = tuple[str, str | None, str | None, str | None]
"""Act, kind, record and family."""


class Laid:
    """A laptop with something to see on each page."""

    def __init__(self, desk: Desk) -> None:
        self.family = hartley_okoro(desk)
        self.visit = a_visit(desk, self.family, today_at(10), arrived_at=today_at(10, 24))
        self.assessment = Assessments(desk, LIBRARY).begin(self.family)
        self.person = a_person(desk, self.family)
        self.note, self.other = (write(desk, Note, self.family, text=text) for text in ("Rang Dana.", "Rang twice."))
        values = {"base": {}, "kept": {"value": "One."}, "other": {"value": "Two."}}
        clash = {"nature": "clash", "record_kind": "note", "record": self.note, "field_name": "text"}
        self.conflict = write(desk, Conflict, self.family, **clash, **values)

    def asked(self) -> dict[str, dict[str, str]]:
        """Each page of the office, as other pages ask for it."""
        family = {"family": self.family}
        return {
            "today": {},
            "families": {},
            "caseload": {},
            "decide": {},
            "sending": {},
            "family": family,
            "story": family,
            "plan": family,
            "people": family,
            "person": family | {"person": self.person},
            "genogram": family,
            "ecomap": family,
            "documents": family,
            "consent": family,
            "prepare": family | {"visit": self.visit},
            "assessment": family | {"assessment": self.assessment},
            "after-visit": family | {"visit": self.visit},
            "conflict": {"conflict": self.conflict},
            "history": {"kind": "note", "record": self.note},
            "settings": {},
            "refused": {"kind": "note", "record": self.other},
        }

    def read(self) -> dict[str, _Read]:
        """What the log is to say of each page, those of a visit too."""
        family = self.family
        return {
            "today": ("view", "today", None, None),
            "families": ("view", "families", None, None),
            "caseload": ("view", "caseload", None, None),
            "decide": ("view", "decide", None, None),
            "sending": ("view", "sending", None, None),
            "family": ("view", "family", family, family),
            "story": ("view", "story", None, family),
            "plan": ("view", "plan", None, family),
            "people": ("view", "people", None, family),
            "person": ("view", "person", self.person, family),
            "genogram": ("view", "genogram", None, family),
            "ecomap": ("view", "ecomap", None, family),
            "documents": ("view", "documents", None, family),
            "consent": ("view", "consent", None, family),
            "prepare": ("view", "prepare", None, family),
            "assessment": ("view", "assessment", self.assessment, family),
            "conflict": ("view", "conflict", self.conflict, family),
            "history": ("view", "note", self.note, family),
            "refused": ("view", "note", self.other, family),
            "settings": ("view", "settings", None, None),
            "visit": ("view", "visit", self.visit, family),
            "after-visit": ("view", "visit", self.visit, family),
            "visit-assessment": ("view", "assessment", None, family),
            "visit-plan": ("view", "plan", None, family),
        }


@pytest.fixture
def laptop(tmp_path: Path) -> Unlocked:
    return Unlocked(tmp_path / "vault")


@pytest.fixture
def laid(laptop: Unlocked) -> Laid:
    with laptop.desk() as desk:
        return Laid(desk)


@pytest.fixture
def opened(qtbot, laptop: Unlocked, laid: Laid) -> Iterator[DeskWindow]:
    with laptop.window(qtbot) as desk:
        yield desk


def noted(desk: DeskWindow) -> list[_Read]:
    """The log, first to last."""
    with desk.desk.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT read FROM read_event ORDER BY n").scalars()
        told = [json.loads(row) for row in rows]
    return [(one["act"], one.get("kind"), one.get("record"), one.get("family")) for one in told]


def test_f10_every_page_there_is_makes_a_read_of_what_it_shows(qtbot, laptop: Unlocked, opened: DeskWindow, laid: Laid):
    window = opened.window
    for page, args in laid.asked().items():
        window.open(page, **args)
        come_to_rest(qtbot, laptop.tasks)
        assert laid.read()[page] in noted(opened), page
    window.begin_visit(family=laid.family, visit=laid.visit)
    for page in window.rail.keys("visit"):
        window.open(page, family=laid.family, visit=laid.visit)
        come_to_rest(qtbot, laptop.tasks)
        assert laid.read()[page] in noted(opened), page

    assert {*laid.read()} == {*window._pages}


def test_f10_a_page_opened_again_in_the_same_sitting_is_read_once(
    qtbot, laptop: Unlocked, opened: DeskWindow, laid: Laid
):
    for page in ("family", "today", "family"):
        opened.window.open(page, **laid.asked()[page])
    come_to_rest(qtbot, laptop.tasks)

    assert noted(opened).count(laid.read()["family"]) == 1


def test_f10_each_sitting_begins_with_how_it_was_unlocked(qtbot, laptop: Unlocked, laid: Laid):
    for _sitting in range(2):
        with laptop.window(qtbot) as desk:
            come_to_rest(qtbot, laptop.tasks)
            log = noted(desk)

    assert [act for act, *_what in log] == ["view", "unlock", "view", "unlock"]


def test_f10_that_somebody_searched_is_in_the_log_and_not_for_what(
    qtbot, laptop: Unlocked, opened: DeskWindow, laid: Laid
):
    opened.window.open("families", find="Hartley")
    come_to_rest(qtbot, laptop.tasks)
    (page,) = opened.window.findChildren(FamiliesPage)

    assert page.isVisible()
    assert ("find", "families", None, None) in noted(opened)
    with opened.desk.store.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT read FROM read_event").scalars().all()
    assert "artley" not in "".join(rows)


def test_f10_every_copy_on_paper_is_in_the_log(qtbot, laptop: Unlocked, opened: DeskWindow, laid: Laid):
    opened.window.open("assessment", **laid.asked()["assessment"])
    come_to_rest(qtbot, laptop.tasks)
    (page,) = opened.window.findChildren(AssessmentPage)
    for _copy in range(2):
        page._printing.print(laid.family, laid.assessment, Copy.OFFICE)
    opened.window.open("today")
    come_to_rest(qtbot, laptop.tasks)

    assert noted(opened).count(("print", "assessment", laid.assessment, laid.family)) == 2
