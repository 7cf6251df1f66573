"""One person as a page of fields, each saved as it is typed."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.casework.households import Households, NewAddress
from desktop.casework.parts import Parts
from desktop.store.errors import DiskFull
from desktop.ui.people.record_form import RecordForm
from tests.ui import rules
from tests.ui.people.gathered import Gathered, button
from tests.ui.shells import said


class FullDisk(Parts):
    """Writes nothing while it is full."""

    full = False

    def change(self, kind, record, field, said, shown):
        if self.full:
            raise DiskFull
        super().change(kind, record, field, said, shown)


def typed(form: RecordForm, name: str, text: str) -> None:
    """Into one field by keys, and Tab out of it."""
    editor = form.editors[name].widget
    editor.setFocus()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    rules.settle()


@pytest.mark.parametrize("name", ["Dana", "Maya"])
def test_the_rules_hold_for_an_adult_and_a_child(qtbot, gathered, name):
    rules.check_all(qtbot, gathered.person(name))


def test_what_is_typed_is_saved_without_a_save_button(gathered):
    page = gathered.person("Maya")

    typed(page._groups["name"], "known_as", "May")
    typed(page._groups["about"], "other_languages", "Igbo, French")
    typed(page._groups["health"], "nhs_number", "999 000 0018")

    values = gathered.sheet("May").values
    assert (values["known_as"], values["other_languages"], values["nhs_number"]) == (
        "May",
        ("French", "Igbo"),
        "999 000 0018",
    )
    assert "Saved on this laptop 10:42" in said(page)


def test_a_number_with_a_wrong_check_digit_warns_and_is_kept(gathered):
    page = gathered.person("Maya")

    typed(page._groups["health"], "nhs_number", "999 000 0019")

    field = page._groups["health"].fields["nhs_number"]
    assert field.warning() == "One sign of this is wrong. Look at it again."
    assert field.warning() in field.editor.accessibleDescription()
    assert gathered.sheet("Maya").values["nhs_number"] == "999 000 0019"


def test_a_phone_and_whether_it_is_safe_are_one_value_that_keeps_what_only_a_later_release_knows(gathered):
    Parts(gathered.desk).change(
        "person", gathered.id_of("Dana"), "phone", {"number": "01632 960 001", "new": "x"}, None
    )
    page = gathered.person("Dana")
    phone = page._groups["contact"].editors["phone"]
    safe = phone._form.editors["safe_to_leave_message"].widget

    safe.setFocus()
    QTest.keyClicks(safe, "No")

    assert gathered.sheet("Dana").values["phone"] == {
        "number": "01632 960 001",
        "new": "x",
        "safe_to_leave_message": False,
    }
    assert "Do not leave a message" in said(page)


def test_the_wheel_over_a_choice_scrolls_the_page_and_chooses_nothing(gathered):
    page = gathered.person("Dana")
    sex = page._groups["about"].editors["sex"].widget
    down = QWheelEvent(
        QPointF(5, 5), QPointF(sex.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(sex, down)

    assert gathered.sheet("Dana").values["sex"] == "female"


def test_school_is_asked_of_children_work_of_adults_and_an_expected_date_of_the_unborn(gathered):
    def asked(name: str) -> set[str]:
        page = gathered.person(name)
        return {key for form in page._groups.values() for key, field in form.fields.items() if not field.isHidden()}

    child, adult = asked("Maya"), asked("Dana")

    assert {"upn", "year_group"} <= child - adult
    assert "employment" in adult - child
    assert "expected_on" not in child | adult


def test_a_colleagues_words_do_not_move_the_caret_and_are_not_written_over(gathered):
    page = gathered.person("Maya")
    health = page._groups["health"].editors["health"].widget
    health.setFocus()
    QTest.keyClicks(health, "Hay fever.")

    Parts(gathered.desk).change("person", gathered.id_of("Maya"), "health", "Asthma.", None)
    gathered.model.reload()
    assert health.text() == "Hay fever."
    page.leave()

    kept = gathered.sheet("Maya").values["health"]
    assert "Asthma." in kept


def test_another_person_is_shown_whole_even_where_the_caret_stands_and_something_waits_for_the_disk(qtbot, desk):
    parts = FullDisk(desk)
    gathered = Gathered(qtbot, desk, parts=parts)
    page = gathered.person("Maya")
    parts.full = True
    known_as = page._groups["name"].editors["known_as"].widget
    typed(page._groups["name"], "known_as", "May")
    known_as.setFocus()

    page.arrive(family=gathered.family, person=gathered.id_of("Leo"))
    rules.settle()
    parts.full = False
    page.leave()
    gathered.model.save()

    assert page._groups["name"].editors["first_name"].widget.text() == "Leo"
    assert known_as.text() == ""
    assert [gathered.sheet(name).values["known_as"] for name in ("May", "Leo")] == ["May", None]


def test_where_somebody_lives_is_added_from_their_page_with_days_of_the_week(gathered):
    home = Households(gathered.desk).add(gathered.family, NewAddress({"line1": "20 Canal Side"}))
    page = gathered.person("Maya")
    button(page, "Add where they live").click()
    dialog = gathered.shell.dialog
    dialog._where.set_value(home)
    dialog._part.set_value("second")
    dialog._days.set_value("2")

    dialog.save.click()

    assert "Second home, 2 days a week" in said(page)


def test_who_is_taken_out_leads_back_to_the_others(gathered):
    page = gathered.person("Pat")
    page._take_out()
    gathered.shell.dialog._why.setPlainText("Said twice")

    gathered.shell.dialog.save.click()

    assert gathered.shell.asked[-1] == ("open", "people", {"family": gathered.family})
    assert "Pat" not in [sheet.card.name for sheet in gathered.picture().people]


def test_the_history_of_a_person_is_one_press_away(gathered):
    button(gathered.person("Pat"), "History").click()

    assert gathered.shell.asked[-1] == ("open", "history", {"kind": "person", "record": gathered.id_of("Pat")})


def test_a_full_disk_is_said_and_what_was_typed_waits(qtbot, desk):
    parts = FullDisk(desk)
    gathered = Gathered(qtbot, desk, parts=parts)
    page = gathered.person("Maya")
    parts.full = True
    typed(page._groups["name"], "known_as", "May")
    assert "The disk is full" in said(page)
    assert gathered.model.unsaved

    parts.full = False
    gathered.model.save()

    assert gathered.sheet("May").values["known_as"] == "May"
    assert not gathered.model.unsaved
