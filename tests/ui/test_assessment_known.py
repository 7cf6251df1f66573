"""What is known already, beside the questions: told with its source, private lines folded, scores one after the other."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words
from sync.records.scale_score import ScaleScore
from sync.records.visit import VisitEntry
from tests.support.desks import a_consent, a_family, a_person, hartley_okoro, today_at, write
from tests.ui import rules
from tests.ui.assessments import Laid, settle
from tests.ui.shells import said


@pytest.fixture
def laid(qtbot, desk) -> Laid:
    """The Hartley-Okoro family's assessment, just begun."""
    page = Laid(qtbot, desk)
    return page.begin(hartley_okoro(desk))


def test_what_is_known_goes_into_the_answer_with_its_source(qtbot, laid):
    key = f"{laid.child('Maya')}/mornings"
    laid.go(key)

    laid.page.workspace.known.used.emit("So tired. (Visit note, 29 September 2026)")

    assert laid.stored(key).value == "So tired. (Visit note, 29 September 2026)"


def test_the_last_score_is_shown_once_there_is_an_answer(qtbot, desk):
    family = hartley_okoro(desk)
    laid = Laid(qtbot, desk).begin(family)
    maya = laid.child("Maya")
    person = maya.partition("{")[2].removesuffix("}")
    write(desk, ScaleScore, family, who=person, area="school", score=3, scored_on=date(2026, 9, 22))
    laid = Laid(qtbot, desk).open(family)
    editor = laid.go(f"{maya}/school").editor.widget

    before = editor.box(3).was
    qtbot.keyClick(editor, Qt.Key.Key_5)

    assert (before, editor.box(3).was) == (False, True)


def test_private_lines_are_folded_until_asked_for_and_again_when_the_page_is_left(qtbot, desk):
    family = hartley_okoro(desk)
    a_line = {"at": today_at(9), "tag": "worry", "text": "A bruise.", "sensitivity": "not_for_family"}
    write(desk, VisitEntry, family, **a_line)
    laid = Laid(qtbot, desk).begin(family)
    known = laid.page.workspace.known

    folded = texts(known)
    next(link for link in known.findChildren(LinkButton) if link.words() == words.SHOW_IT).click()
    settle()
    unfolded = texts(known)
    laid.page.leave()

    assert "A bruise." not in folded
    assert "1 note is folded away in case the screen is turned." in folded
    assert "A bruise." in unfolded
    assert "A bruise." not in texts(known)


def texts(room) -> set[str]:
    return {label.text() for label in room.findChildren(PlainLabel) if not label.isHidden() and label.isVisible()}


def test_a_family_and_a_child_called_like_markup_are_shown_as_they_are(qtbot, desk):
    """F14"""
    hostile = "<img src='file:///tmp/x'>&=1+1"
    family = a_family(desk, hostile)
    a_consent(desk, family, a_person(desk, family, hostile), competence={"view": "competent"})

    page = Laid(qtbot, desk).begin(family).page

    assert f"{hostile} family" in said(page)
    assert any(section.title.startswith(hostile) for section in page.workspace.rail.sections())
    rules.check_plain_text(page)
