"""The assessment page: beginning, saving, what happens when that does not work, colleagues, signing, copies."""

from collections.abc import Callable
from functools import partial

import pytest

from desktop.casework.answers import edits
from desktop.casework.assessments import Assessments
from desktop.casework.library import Library
from desktop.errors import DoorstepError
from desktop.forms import Answer
from desktop.store.errors import DiskFull
from desktop.ui.shell.dialog import Dialog
from desktop.ui.tasks import InlineTasks, Job, Lane
from desktop.ui.widgets.page import EmptyState
from sync.records.assessment import Assessment
from tests.support.desks import a_consent, a_family, a_mother, a_person, hartley_okoro
from tests.support.forms import FORMS
from tests.ui.assessments import Laid, settle


@pytest.fixture
def laid(qtbot, desk) -> Laid:
    """The Hartley-Okoro family's assessment, just begun."""
    page = Laid(qtbot, desk)
    return page.begin(hartley_okoro(desk))


class FullDisk(Assessments):
    """A disk that has no room until it has."""

    full = True

    def keep(self, family, assessment, edits):
        if self.full:
            raise DiskFull
        return super().keep(family, assessment, edits)


def test_a_full_disk_loses_nothing_and_is_tried_again(qtbot, laid):
    head = laid.model.state.sheet.opened.head
    disk = FullDisk(laid.desk, laid.assessments._library)
    laid.model._keeping._assessments = disk

    laid.type(qtbot, "why/led_to", "The school rang.")
    said = laid.page.saved.words.text()
    disk.full = False
    laid.type(qtbot, "why/hope", "Sleep.")

    assert said == "Not saved. The disk is full. Keep this window open and free some space."
    assert laid.stored("why/led_to").value == "The school rang."
    assert laid.stored("why/hope").value == "Sleep."
    assert "Saved on this laptop" in laid.page.saved.words.text()
    assert not laid.model.unsaved
    assert head.is_open


def test_what_a_full_disk_refused_survives_leaving_the_family(qtbot, laid):
    family = laid.model.state.sheet.head.family
    disk = FullDisk(laid.desk, laid.assessments._library)
    laid.model._keeping._assessments = disk
    laid.type(qtbot, "why/led_to", "The school rang.")

    laid.page.leave()
    laid.open(a_family(laid.desk))
    unsaved = laid.model.unsaved
    disk.full = False
    laid.model.save()
    laid.open(family)

    assert unsaved
    assert laid.stored("why/led_to").value == "The school rang."


def test_a_colleagues_words_are_joined_and_shown(qtbot, laid):
    head = laid.model.state.sheet.opened.head
    laid.type(qtbot, "why/led_to", "The school rang. Dana was late.")
    colleague = laid.assessments.open(head.family, head.assessment)
    colleague.session.set("why/led_to", Answer("The school rang twice. Dana was late."))
    laid.assessments.keep(head.family, head.assessment, edits(colleague.session, colleague.stored))

    laid.type(qtbot, "why/led_to", " Pat came.")

    assert laid.stored("why/led_to").value == "The school rang twice. Dana was late. Pat came."
    assert laid.row("why/led_to").editor.widget.text() == "The school rang twice. Dana was late. Pat came."


def test_news_from_colleagues_leaves_what_is_being_typed(qtbot, laid):
    head = laid.model.state.sheet.opened.head
    editor = laid.go("why/led_to").editor.widget
    qtbot.keyClicks(editor, "Half a sen")
    colleague = laid.assessments.open(head.family, head.assessment)
    colleague.session.set("why/hope", Answer("Sleep."))
    laid.assessments.keep(head.family, head.assessment, edits(colleague.session, colleague.stored))

    laid.model.reload()
    qtbot.keyClicks(editor, "tence")
    laid.row("why/led_to").flush()

    assert laid.row("why/hope").editor.widget.text() == "Sleep."
    assert laid.stored("why/led_to").value == "Half a sentence"


def test_without_consent_there_is_no_assessment_but_a_way_to_ask(qtbot, desk):
    family = a_family(desk)
    a_person(desk, family, "Dana", "parent")
    laid = Laid(qtbot, desk).open(family)

    laid.page.ask_consent()

    gate = laid.page.findChild(EmptyState)
    assert gate.title.text() == "Consent not given yet. You can write a visit note, not an assessment"
    assert isinstance(laid.shell.dialog, Dialog)


def test_with_consent_an_assessment_begins_at_a_button(qtbot, desk):
    family = a_family(desk)
    a_consent(desk, family, a_mother(desk, family))
    laid = Laid(qtbot, desk).open(family)

    laid.model.begin()

    assert laid.page.workspace is not None
    assert laid.assessments.current(family).is_open


def test_a_form_that_does_not_compile_is_told_and_the_answers_stay(qtbot, desk, tmp_path):
    laid = Laid(qtbot, desk).begin(hartley_okoro(desk))
    laid.type(qtbot, "why/led_to", "The school rang.")
    head = laid.model.state.sheet.opened.head
    form = (FORMS / "eha.xml").read_text(encoding="utf-8").replace('relevant="', 'relevant="(', 1)
    (tmp_path / "eha.xml").write_text(form, encoding="utf-8")

    spoilt = Laid(qtbot, desk, library=Library(tmp_path)).open(head.family, head.assessment)

    assert spoilt.page.findChild(EmptyState).text.text() == (
        "This form does not open. Your answers are safe. Tell the help desk."
    )
    assert laid.stored("why/led_to").value == "The school rang."


def test_a_copy_is_printed_under_a_neutral_name(qtbot, laid):
    laid.page.print.click()

    laid.shell.dialog.chosen.emit("family")

    assert list(laid.shelf.saved) == ["assessment.pdf"]


def test_what_is_signed_can_be_read_and_not_changed(qtbot, desk):
    family = hartley_okoro(desk)
    laid = Laid(qtbot, desk).begin(family)
    laid.type(qtbot, "why/led_to", "The school rang.")
    with desk.writing() as session:
        session.get_one(Assessment, laid.model.state.sheet.opened.head.assessment).state = "completed"

    laid = Laid(qtbot, desk).open(family, laid.model.state.sheet.opened.head.assessment)
    row = laid.go("why/led_to")

    assert row.editor.widget.text() == "The school rang."
    assert row.editor.widget.isReadOnly()
    assert laid.page.workspace.foot.later.isHidden()


class SlowLane(InlineTasks):
    """Gets to its work when it is told to."""

    def __init__(self) -> None:
        super().__init__((DoorstepError,))
        self._waiting: list[Callable[[], object]] = []

    def follow(self, work, done, failed, reported, lane=Lane.STORE):
        self._waiting.append(partial(super().follow, work, done, failed, reported, lane))
        return Job(reported)

    def catch_up(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


def test_what_is_typed_while_the_page_is_read_again_stays_and_is_saved(qtbot, laid):
    head = laid.model.state.sheet.opened.head
    lane = SlowLane()
    laid.page.leave()
    laid.model._tasks = lane
    laid.page.arrive(family=head.family, assessment=head.assessment)
    editor = laid.go("why/led_to").editor.widget

    qtbot.keyClicks(editor, "The school ")
    lane.catch_up()
    settle()
    qtbot.keyClicks(laid.page.window().focusWidget(), "rang.")
    laid.row("why/led_to").flush()
    lane.catch_up()

    assert editor.hasFocus()
    assert laid.stored("why/led_to").value == "The school rang."
