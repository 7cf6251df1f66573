"""A next version that comes while an assessment is open: the page goes on with it, where it was."""

import pytest

from desktop.casework.answers import Edit
from desktop.forms import Answer, AnswerKey
from sync.records.assessment import Assessment
from sync.rules.assessments import next_version
from tests.support.desks import hartley_okoro
from tests.ui.assessments import Laid, settle

LED_TO = AnswerKey("why/led_to")


@pytest.fixture
def signed(qtbot, desk) -> Laid:
    """An assessment that is signed, open at a section that is not its first."""
    laid = Laid(qtbot, desk).begin(hartley_okoro(desk))
    laid.type(qtbot, LED_TO, "The school rang.")
    with desk.writing() as session:
        session.get_one(Assessment, laid.model.assessment).state = "agreed"
    laid.model.reload()
    settle()
    laid.page.workspace.open_section("why")
    return laid


def a_next_version(laid: Laid, said: str) -> None:
    """As a colleague begins one by changing an answer."""
    head = laid.model.state.sheet.opened.head
    shown = laid.assessments.open(head.family, head.assessment).stored[LED_TO]
    changed = Edit(LED_TO, "long", False, shown, Answer(said))
    laid.assessments.keep(head.family, head.assessment, [changed])


def test_the_open_page_goes_on_with_the_next_draft_where_it_was(signed: Laid):
    before = signed.model.assessment
    a_next_version(signed, "The nursery rang.")

    signed.model.reload()
    settle()

    assert signed.model.assessment == next_version(before)
    assert signed.page.workspace.section == "why"
    row = signed.row(LED_TO)
    assert row.editor.widget.text() == "The nursery rang."
    assert not row.editor.widget.isReadOnly()


def test_a_page_of_which_nothing_new_came_stays_what_it_is(signed: Laid):
    before = signed.page.workspace

    signed.model.reload()
    settle()

    assert signed.page.workspace is before
