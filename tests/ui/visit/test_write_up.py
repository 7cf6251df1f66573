"""A visit's fields: saved as they are typed, private ones folded in a visit, pictures kept, a missed visit said, an alarm that rings."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desktop.casework.attachments import Attachments
from desktop.casework.colleagues import Colleagues
from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.casework.visit_safety import VisitSafety, Watch
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.tasks import InlineTasks
from desktop.ui.visit.after import AfterVisitPage
from desktop.ui.visit.drawing import Draw
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.page import WRITE_UP, VisitPage
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import write_up as words
from tests.support.desks import a_visit, hartley_okoro, today_at
from tests.ui import rules
from tests.ui.shells import PaperShell
from tests.ui.visit.write_ups import PointedAt, a_write_up


class Written:
    """The mockup's family, its visit under way, on a page of the visit or (`after`) of the office."""

    def __init__(self, qtbot, desk: Desk, *, after: bool = False) -> None:
        self.desk, self.family = desk, hartley_okoro(desk)
        self.visit = a_visit(desk, self.family, today_at(10), arrived_at=today_at(10, 24))
        self.shell, self.chooser = PaperShell(), PointedAt()
        self.writing, self.model = VisitWriting(desk), a_write_up(desk, self.chooser)
        model = VisitModel(Visits(desk), lambda: desk.clock.now().astimezone(LONDON), InlineTasks((DoorstepError,)))
        self.page: VisitPage | AfterVisitPage = (
            AfterVisitPage(model, self.model, self.shell)
            if after
            else VisitPage(model, self.model, self.shell, Colleagues(desk).name)
        )
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        self.page.arrive(family=self.family, visit=self.visit)
        if isinstance(self.page, VisitPage):
            self.page._tabs.setCurrentIndex(1)
        rules.settle()

    @property
    def fields(self):
        return self.page._fields

    def doc(self):
        return self.writing.of(self.family, self.visit)

    def child(self, name: str):
        return next(child for child in self.fields.children_ if child.heading.text() == name)

    def said(self) -> str:
        rules.settle()
        return "\n".join(label.text() for label in rules.shown(self.page, PlainLabel))


def later(desk: Desk, minutes: int) -> None:
    desk.clock.advance(timedelta(minutes=minutes))  # type: ignore[attr-defined]  # the desk's clock is a FixedClock


@pytest.fixture
def written(qtbot, desk: Desk) -> Written:
    return Written(qtbot, desk)


@pytest.fixture
def after(qtbot, desk: Desk) -> Written:
    return Written(qtbot, desk, after=True)


def test_the_whole_note_is_written_by_keyboard_after_the_visit(after: Written):
    def typed(text: str) -> None:
        QTest.keyClicks(after.page.focusWidget(), text)
        QTest.keyClick(after.page.focusWidget(), Qt.Key.Key_Tab)

    after.fields.arrived.selectAll()
    typed("9:55")
    typed("1110")
    after.child("Maya").said.setFocus()
    typed("I actually ate breakfast.")
    after.fields.observation.setFocus()
    typed("Four ticks on the chart.")
    after.fields.private.analysis.setFocus()
    typed("Mornings are easier.")

    mine = after.doc().mine
    assert (mine.arrived_at, mine.left_at) == (today_at(9, 55), today_at(11, 10))
    assert (mine.observation, mine.analysis) == ("Four ticks on the chart.", "Mornings are easier.")
    assert after.doc().children[0].said == "I actually ate breakfast."


def test_another_visit_is_shown_as_it_is_also_where_the_keyboard_is(after: Written):
    after.writing.write(after.visit, "observation", "Four ticks", "")
    after.page.arrive(family=after.family, visit=after.visit)
    after.fields.observation.setFocus()
    other = a_visit(after.desk, after.family, today_at(15))
    after.writing.write(other, "observation", "Nobody was hungry", "")

    after.page.arrive(family=after.family, visit=other)
    rules.settle()

    said, arrived = after.fields.observation.text(), after.fields.arrived.text()
    assert (said, arrived) == ("Nobody was hungry", "")
    assert after.page.focusWidget() is after.fields.arrived


def test_a_time_that_is_none_is_asked_about_and_one_before_arriving_is_pointed_out(after: Written):
    after.fields.left.setText("soon")
    after.fields.left.flush()
    unread = after.fields._left.error()
    after.fields.left.setText("9:00")
    after.fields.left.flush()
    after.page.setFocus()
    rules.settle()

    assert unread
    assert after.fields._left.error() == words.LEFT_EARLY


def test_why_not_is_asked_where_a_child_was_not_seen_alone_and_d3_where_they_were_seen(written: Written):
    maya = written.child("Maya")
    maya.seen.chip("not_seen").click()
    not_seen = (maya._why.isVisible(), maya._next.isVisible(), maya._how.isVisible())
    maya.seen.chip("alone").click()
    alone = (maya._why.isVisible(), maya._next.isVisible(), maya._how.isVisible())
    maya.found_out.chip("drawing").click()

    assert (not_seen, alone) == ((True, True, False), (False, False, True))
    child = written.doc().children[0]
    assert (child.seen, child.found_out) == ("alone", ("drawing",))


def test_what_is_not_for_the_family_is_folded_in_a_visit_until_asked_for(written: Written):
    private = written.fields.private
    private.show_it.click()
    QTest.keyClicks(private.analysis, "Pat may be drinking")
    written.page.leave()
    folded = (private.analysis.text(), private._fields.isVisible())
    private.show_it.click()

    assert folded == ("", False)
    assert private.analysis.text() == written.doc().mine.analysis == "Pat may be drinking"


def test_an_action_ticked_is_done_in_the_plan(written: Written):
    action, box = next(iter(written.fields.ticks.items()))

    box.click()

    done = {card.action: card.progress for card in Plans(written.desk).of(written.family).actions()}
    assert done[action] == "done"
    assert action not in written.fields.ticks


def test_a_photo_is_kept_with_the_visit(written: Written, tmp_path: Path):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    written.chooser.path = str(tmp_path / "fridge.png")
    image.save(written.chooser.path)

    written.fields.photo.click()

    (file,) = [file for file in Attachments(written.desk).of(written.family) if file.belongs_to == written.visit]
    assert (file.category, file.title) == ("photo", words.PHOTO_TITLE)
    assert words.PHOTO_TITLE in written.said()
    assert ("tell", words.KEPT) in written.shell.asked


def test_a_drawing_is_kept_also_when_the_laptop_locks_while_it_is_drawn(written: Written):
    written.fields.draw.click()
    dialog = written.shell.dialog
    assert isinstance(dialog, Draw)
    dialog.keep_it.click()
    nothing = Attachments(written.desk).of(written.family)
    QTest.mousePress(dialog.paper, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    QTest.mouseMove(dialog.paper, QPoint(90, 60))
    QTest.mouseRelease(dialog.paper, Qt.MouseButton.LeftButton, pos=QPoint(90, 60))

    written.page.keep()

    (file,) = Attachments(written.desk).of(written.family)
    drawn = QImage.fromData(b"".join(Attachments(written.desk).open(file.attachment)))
    assert nothing == ()
    assert (file.category, file.media_type) == ("drawing", "image/png")
    assert drawn.width() == 1200


def test_a_visit_that_did_not_happen_says_why_and_counts(written: Written):
    written.page._failed.click()
    dialog = written.shell.dialog
    dialog.save.click()
    asked = dialog._why.error()
    dialog.why.chip("no_reply").click()
    dialog.did.chip("card_left").click()

    dialog.save.click()

    assert asked == words.SAY_WHY
    assert written.doc().state == "failed"
    assert written.shell.asked == [("end_visit",), ("tell", "Noted. Attempt 1 of 3 failed.")]


def test_one_that_was_marked_as_missed_by_mistake_did_happen(after: Written):
    after.page._ask_why()
    after.shell.dialog.why.chip("no_reply").click()
    after.shell.dialog.save.click()
    after.page.arrive(family=after.family, visit=after.visit)
    missed = after.page._missed.isVisible()

    after.page._undo.click()
    rules.settle()

    assert missed
    assert not after.page._missed.isVisible()
    assert after.doc().state == "planned"


def test_a_pin_is_set_and_somebody_waits_before_going_in(written: Written):
    page = written.page
    assert isinstance(page, VisitPage)
    page._tabs.setCurrentIndex(0)
    folded = written.said()
    going_in = page._going_in
    going_in.pin.setText("12")
    going_in.ok.click()
    refused = going_in._pin.error()
    for editor, text in ((going_in.pin, "2580"), (going_in.buddy, "Sam"), (going_in.by, "11:30")):
        editor.setText(text)

    going_in.ok.click()

    assert "Dog in the house" not in folded
    assert words.CANNOT_CALL in folded
    assert refused == words.pin_bounds(4, 8)
    assert written.shell.hold.opens("2580")
    assert (written.doc().mine.buddy, written.doc().mine.expected_end_at) == ("Sam", today_at(11, 30))
    assert not going_in.isVisible()


def test_the_alarm_rings_when_its_time_has_come_and_is_quiet_once_answered(written: Written):
    page, rang = written.page, []
    assert isinstance(page, VisitPage)
    VisitSafety(written.desk).watch(written.visit, Watch("Sam", "01632 960 118", today_at(11)))
    page._alarm.rang.connect(lambda: rang.append(True))
    written.model.reload()
    page._tabs.setCurrentIndex(0)
    early = page._alarm.isVisible()

    later(written.desk, 20)
    page._alarm.asked.emit()
    shown = written.said()
    page._alarm.more.click()
    rules.settle()
    longer = (page._alarm.isVisible(), written.doc().mine.expected_end_at)
    later(written.desk, 40)
    page._alarm.asked.emit()
    again = page._alarm.isVisible()
    page._alarm.ok.click()
    rules.settle()

    assert not early
    assert "Ring Sam 01632 960 118." in shown
    assert longer == (False, today_at(11, 32))
    assert again
    assert not page._alarm.isVisible()
    assert len(rang) == 2


def test_the_write_up_keeps_the_rules(written: Written, qtbot):
    assert isinstance(written.page, VisitPage)
    written.page._turn_to(WRITE_UP)
    written.fields.private.show_it.click()

    rules.check_all(qtbot, written.page)


def test_the_dialogs_keep_the_rules(written: Written, qtbot):
    written.page._failed.click()
    rules.check_all(qtbot, written.shell.dialog)
    written.shell.close_dialog()
    written.fields.draw.click()
    rules.check_names(written.shell.dialog)
