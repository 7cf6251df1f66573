"""The lock (F11, S4): nothing typed is lost by it, and the unlock comes back to the same place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app.desk_window import DeskWindow
from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.casework.visits import Visits
from desktop.forms import AnswerKey
from desktop.store.session import Store
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import TextAnswer
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_visit, hartley_okoro, today_at
from tests.support.forms import LIBRARY
from tests.ui import rules

SECRET = "Pat-smelled-of-drink"


@pytest.fixture
def laptop(tmp_path: Path) -> Unlocked:
    return Unlocked(tmp_path / "vault")


@pytest.fixture
def family(laptop: Unlocked) -> str:
    with laptop.desk() as desk:
        return hartley_okoro(desk)


def rest(qtbot, laptop: Unlocked) -> None:
    come_to_rest(qtbot, laptop.tasks)


def lock(qtbot, desk: DeskWindow) -> None:
    with qtbot.waitSignal(desk.locking.ready):
        QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def dialog_of(desk: DeskWindow) -> Any:
    (shown,) = rules.shown(desk.window, FormDialog)
    return shown


def said(desk: DeskWindow) -> str:
    return "\n".join(label.text() for label in rules.shown(desk.window._curtain, PlainLabel))


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """The database may not grow by a page."""
    with store._database.outside_transactions() as connection:
        before = connection.execute("PRAGMA max_page_count").fetchone()[0]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    yield
    with store._database.outside_transactions() as connection:
        connection.execute(f"PRAGMA max_page_count = {before}").fetchall()


def begun(desk: Desk, family: str) -> str:
    return Assessments(desk, LIBRARY).begin(family)


def test_the_unlock_comes_back_to_the_question_and_the_caret(qtbot, laptop, family):
    """F11."""
    with laptop.desk() as desk:
        assessment = begun(desk, family)
    with laptop.window(qtbot) as desk:
        desk.window.open("families")
        desk.window.open("assessment", family=family, assessment=assessment)
        rest(qtbot, laptop)
        desk.window.page.workspace.go_to(AnswerKey("why/hope"))
        editor = desk.window.focusWidget()
        qtbot.keyClicks(editor, "Sleep, and quiet.")
        for _key in range(7):
            QTest.keyClick(editor, Qt.Key.Key_Left)
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)
        editor = desk.window.focusWidget()

        assert desk.window.page.workspace.current.key == "why/hope"
        assert isinstance(editor, TextAnswer)
        assert editor.text() == "Sleep, and quiet."
        assert editor.textCursor().position() == 10
        assert not editor.visibleRegion().isEmpty()
        desk.window.back()
        assert desk.window.rail.keys("office")[1] == "families"


def test_the_line_of_a_visit_goes_on_where_it_was(qtbot, laptop, family):
    """F11: the same visit, the same line, the same caret; the line is no complete one meanwhile."""
    with laptop.desk() as desk:
        visit = a_visit(desk, family, today_at(10), arrived_at=today_at(10))
    with laptop.window(qtbot) as desk:
        desk.window.begin_visit(family=family, visit=visit)
        rest(qtbot, laptop)
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        qtbot.keyClicks(desk.window.focusWidget(), "Dog in kitchen")
        for _key in range(len("kitchen")):
            QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Left)
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)
        in_visit = desk.window.in_visit
        qtbot.keyClicks(desk.window.focusWidget(), "the ")
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
        rest(qtbot, laptop)

    with laptop.desk() as desk:
        entries = Visits(desk).note(family, visit).entries
    assert in_visit
    assert [(entry.text, entry.tag) for entry in entries] == [("Dog in the kitchen", "worry")]


def test_what_was_searched_for_is_searched_for_again(qtbot, laptop, family):
    with laptop.window(qtbot) as desk:
        desk.window.open("families", find="Hartley")
        rest(qtbot, laptop)
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)

        assert desk.window.focusWidget().text() == "Hartley"
        assert len(desk.window.page._model.state.rows) == 1


@pytest.mark.parametrize(
    ("page", "ask"),
    [
        ("family", "ask_person"),
        ("family", "ask_consent"),
        ("family", "ask_visit"),
        ("families", "_ask_family"),
        ("plan", "_ask_outcome"),
        ("today", "_ask_when"),
    ],
)
def test_a_half_filled_dialog_is_filled_the_same_after_the_unlock(qtbot, laptop, family, page, ask):
    """F11, F13: typed or chosen, it is kept in the vault and shown nowhere until then."""
    with laptop.window(qtbot) as desk:
        desk.window.open(page, **({"family": family} if page in {"family", "plan"} else {}))
        rest(qtbot, laptop)
        getattr(desk.window.page, ask)()
        before = dialog_of(desk)
        editors = [one for one in before.findChildren(LineEdit) + before.findChildren(TextAnswer) if one.isVisible()]
        for place, editor in enumerate(editors):
            editor.setFocus()
            qtbot.keyClicks(editor, f"{SECRET}{place}")
        kept = before.keep()
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)

        after = dialog_of(desk)
        assert type(after) is type(before)
        assert after.keep()["fields"] == kept["fields"]
        assert after.keep()["caret"]["name"] == kept["caret"]["name"]
        assert [path.name for path in laptop.files if SECRET.encode() in path.read_bytes()] == []
        after.closed.emit()
        rest(qtbot, laptop)

    with laptop.window(qtbot) as desk:
        assert list(rules.shown(desk.window, FormDialog)) == []


def test_a_family_with_two_people_half_typed_comes_back_with_both(qtbot, laptop, family):
    with laptop.window(qtbot) as desk:
        desk.window.open("families", new="family")
        rest(qtbot, laptop)
        dialog_of(desk)._one_more()
        dialog_of(desk)._people[1].first.setText("Esme")
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)

        assert dialog_of(desk)._people[1].first.text() == "Esme"


def test_a_dialog_that_was_saved_just_before_the_lock_does_not_come_back(qtbot, laptop, family):
    with laptop.window(qtbot) as desk:
        desk.window.open("plan", family=family)
        rest(qtbot, laptop)
        desk.window.page._ask_outcome()
        dialog_of(desk)._text.setPlainText("Mornings are calm")
        dialog_of(desk).save.click()
        lock(qtbot, desk)

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)
        assert list(rules.shown(desk.window, FormDialog)) == []
    with laptop.desk() as desk:
        assert [outcome.text for outcome in Plans(desk).of(family).outcomes] == ["Mornings are calm"]


def test_every_lock_seals_what_is_open(qtbot, laptop, family):
    """S4: a sealed change set never changes again, and can be handed over by a process without keys."""
    with laptop.window(qtbot) as desk:
        desk.window.open("plan", family=family)
        rest(qtbot, laptop)
        desk.window.page._texts["aim"].setFocus()
        qtbot.keyClicks(desk.window.focusWidget(), "Maya in school")
        lock(qtbot, desk)

    with laptop.store() as store, store.applying() as connection:
        states = connection.exec_driver_sql("SELECT state, sealed IS NULL FROM change_set").all()
    assert set(states) == {("sealed", 0)}
    with laptop.desk() as desk:
        assert Plans(desk).of(family).aim == "Maya in school"


def test_a_lock_on_a_full_disk_waits_behind_the_curtain_and_loses_nothing(qtbot, laptop, family):
    """F11 and the promise of issue 2: keys stay in memory until every word is on the disk."""
    words = "Maya in school. " * 2000
    ready: list[bool] = []
    with laptop.window(qtbot) as desk:
        desk.window.open("plan", family=family)
        rest(qtbot, laptop)
        desk.locking.ready.connect(lambda: ready.append(True))
        with full_disk(desk._store):
            desk.window.page._texts["aim"].setPlainText(words)
            QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            rest(qtbot, laptop)
            told, at_first = said(desk), list(ready)
            QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_F9)
            QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
            closed = desk.window.close()
            covered = desk.window._curtain.isVisible()
            desk.window._curtain._again.click()
            rest(qtbot, laptop)
            still = list(ready)
        with qtbot.waitSignal(desk.locking.ready):
            desk.window._curtain._again.click()

    assert "The disk is full" in told
    assert "free some space" in told
    assert (at_first, still, closed, covered) == ([], [], False, True)
    with laptop.desk() as desk:
        assert Plans(desk).of(family).aim == words


def test_a_full_disk_keeps_the_half_filled_dialog_too(qtbot, laptop, family):
    words = "Rang the school. " * 3000
    with laptop.window(qtbot) as desk:
        desk.window.open("family", family=family)
        rest(qtbot, laptop)
        desk.window.write_note()
        dialog_of(desk)._text.setPlainText(words)
        with full_disk(desk._store):
            QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            rest(qtbot, laptop)
            told = said(desk)
        with qtbot.waitSignal(desk.locking.ready):
            desk.window._curtain._again.click()

    with laptop.window(qtbot) as desk:
        rest(qtbot, laptop)
        assert "The disk is full" in told
        assert dialog_of(desk)._text.text() == words


def test_closing_the_window_on_a_full_disk_waits_until_every_word_is_saved(qtbot, laptop, family):
    words = "Maya in school. " * 2000
    with laptop.window(qtbot) as desk:
        desk.window.open("plan", family=family)
        rest(qtbot, laptop)
        with full_disk(desk._store):
            desk.window.page._texts["aim"].setPlainText(words)
            closed = desk.window.close()
            rest(qtbot, laptop)
            told = said(desk)
        with qtbot.waitSignal(desk.locking.ready):
            desk.window._curtain._again.click()

    assert not closed
    assert "The disk is full" in told
    assert desk.window.is_closing
    with laptop.desk() as desk:
        assert Plans(desk).of(family).aim == words
