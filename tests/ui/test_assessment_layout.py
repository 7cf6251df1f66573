"""Where things stand on the assessment page: what a worker reads first, and that nothing moves under their hand."""

import pytest

from desktop.ui.assessment.why_not import WhyNot
from desktop.ui.widgets.labels import PlainLabel
from tests.support.desks import hartley_okoro
from tests.ui.assessments import Laid
from tests.ui.rules import shown


@pytest.fixture
def laid(qtbot, desk) -> Laid:
    """The Hartley-Okoro family's assessment, just begun: it opens at the questions of "Why now"."""
    return Laid(qtbot, desk).begin(hartley_okoro(desk))


def test_the_section_is_named_above_its_questions_from_the_first_look(laid: Laid):
    said = [label.text() for label in shown(laid.page.workspace.top, PlainLabel)]

    assert said[0] == "Why now"


def test_nothing_moves_when_the_keyboard_comes_to_an_answer(laid: Laid):
    laid.go("why/led_to")
    rows = laid.page.workspace.view.rows()
    before = [row.y() for row in rows]

    for row in rows[2:5]:
        laid.go(row.key)

        assert [row.y() for row in laid.page.workspace.view.rows()] == before


def test_the_menu_that_the_rail_becomes_stands_flush_with_the_questions(qtbot, laid: Laid):
    laid.page.resize(560, 660)
    laid.go("why/led_to")
    workspace = laid.page.workspace
    assert workspace is not None
    menu = workspace.rail._menu

    row = laid.row("why/led_to")
    assert menu.mapTo(workspace, menu.rect().topLeft()).x() == row.mapTo(workspace, row.rect().topLeft()).x()


def test_a_reason_for_no_answer_can_be_given_before_any_question_has_the_keyboard(laid):
    assert laid.page.workspace.current is None

    laid.page.workspace.foot.why.click()

    assert isinstance(laid.shell.dialog, WhyNot)
