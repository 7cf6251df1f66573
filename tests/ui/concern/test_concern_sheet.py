"""Urgent help: one key from anywhere, phone numbers first, kept from the first key, raised with nothing filled in."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.app.linking import Linking
from desktop.app.own_passphrase import VaultPassphrase
from desktop.app.pages import Pages, Surroundings
from desktop.app.post import Post
from desktop.casework.body import place_of
from desktop.casework.concerns import Account, Concerns, Mark
from desktop.casework.desk import Desk
from desktop.casework.person_links import PersonLinks
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui.concern.body_map import BodyMap
from desktop.ui.concern.line import Line
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import concern as words
from desktop.vault.vault import Vault
from tests.support.desks import a_visit, the_week, today_at
from tests.ui import rules
from tests.vault.vaults import make, means

PHONES = (("First Response", "01632 960 100"), ("Emergency duty team", "01632 960 118"))
WORDS = "He gets so angry I hide in the bath."


class NoLine:
    """A laptop in a living room without a network."""

    sent = 0

    def sync(self, *_asked: object) -> None:
        NoLine.sent += 1
        raise DiskFull


class Home:
    """The window as the application wires it, with a week of families, in the middle of a visit or not."""

    def __init__(self, qtbot, desk: Desk, folder: Path) -> None:
        self.desk, self.families = desk, the_week(desk)
        self.family = self.families["Hartley-Okoro"]
        self.visit = a_visit(desk, self.family, today_at(10), arrived_at=today_at(10, 24))
        tasks = InlineTasks((DiskFull,))
        self.window = MainWindow(demo=False, now=desk.clock.boottime)
        post = Post(NoLine(), desk, tasks, lambda: self.window.family)  # type: ignore[arg-type]  # what Post needs of it
        make(folder)
        passphrase = VaultPassphrase(Vault.open(folder, means()), os.urandom, ())
        self.around = Surroundings(
            "Northmere",
            PHONES,
            folder / "prints",
            demo=True,
            passphrase=passphrase,
            is_known=lambda _people: "no",
            links=Linking(post, PersonLinks(desk, ""), NoLine(), desk.clock.now, tasks),  # type: ignore[arg-type]  # likewise
            role="practitioner",
        )
        self.pages = Pages(self.window, desk, tasks, post, self.around)
        self.window.open("today")
        rules.show(qtbot, self.window)
        self.window.activateWindow()
        rules.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)
        rules.settle()

    def type(self, text: str) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        self.sheet.flush()

    @property
    def sheet(self) -> ConcernSheet:
        found = self.window.findChild(ConcernSheet)
        assert isinstance(found, ConcernSheet)
        return found

    def said(self, room: QWidget | None = None) -> str:
        return "\n".join(label.text() for label in rules.shown(room or self.window, PlainLabel))

    def click(self, words: str) -> None:
        button = next(one for one in rules.shown(self.sheet, Button) if one.words() == words)
        button.click()
        rules.settle()


@pytest.fixture
def home(qtbot, desk: Desk, tmp_path: Path) -> Home:
    return Home(qtbot, desk, tmp_path)


def test_one_key_shows_the_numbers_and_puts_the_caret_where_their_words_go(home: Home):
    home.press(Qt.Key.Key_F7)

    for number in ("999", *(number for _name, number in PHONES)):
        assert number in home.said(home.sheet)
    home.type(WORDS)
    (draft,) = Concerns(home.desk).waiting()
    assert draft.account.words == WORDS


def test_it_comes_over_a_dialog_and_gives_it_back_as_it_was(home: Home):
    dialog = WriteNote(home.desk.clock.now(), ())
    home.window.ask(dialog)
    home.press(Qt.Key.Key_F7)
    assert home.sheet.isVisible()
    home.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    home.press(Qt.Key.Key_Escape)

    assert not home.sheet.isVisible()
    assert dialog.isVisible()
    assert dialog.isAncestorOf(home.window.focusWidget())


def test_tab_stays_on_the_sheet(home: Home):
    home.press(Qt.Key.Key_F7)

    for _ in range(60):
        home.press(Qt.Key.Key_Tab)
        assert home.sheet.isAncestorOf(home.window.focusWidget())


def test_nothing_is_filled_in_and_it_is_raised_and_not_yet_received(home: Home):
    home.press(Qt.Key.Key_F7)
    before = NoLine.sent

    home.click(words.RAISE)

    (raised,) = Concerns(home.desk).of("")
    assert raised.raised_at == home.desk.clock.now()
    assert words.NOT_RECEIVED in home.said(home.sheet)
    assert NoLine.sent == before + 1


def test_in_a_visit_no_other_familys_name_is_on_it_and_a_draft_about_another_is_not_found(home: Home):
    home.window.open("family", family=home.families["Nowak"])
    home.press(Qt.Key.Key_F7)
    home.type("Kasia was alone.")
    home.press(Qt.Key.Key_Escape)
    home.window.open("today")
    home.window.begin_visit(family=home.family, visit=home.visit)

    home.press(Qt.Key.Key_F7)

    everything = "\n".join(rules.name_of(widget) for widget in rules.shown(home.sheet, QWidget))
    everything += home.said(home.sheet)
    for name in (*home.families.keys() - {"Hartley-Okoro"}, "Kasia"):
        assert name not in everything
    home.type(WORDS)
    home.click(words.RAISE)
    (raised,) = Concerns(home.desk).of(home.family)
    assert (raised.account.words, raised.visit) == (WORDS, home.visit)


def test_leaving_the_visit_takes_the_sheet_away_with_what_was_typed_kept(home: Home):
    home.window.begin_visit(family=home.family, visit=home.visit)
    home.press(Qt.Key.Key_F7)
    QTest.keyClicks(home.window.focusWidget(), WORDS)

    home.window.end_visit()

    assert not home.sheet.isVisible()
    assert Concerns(home.desk).begin(home.family).account.words == WORDS


def test_the_lock_keeps_the_last_key_and_the_sheet_is_open_again_after_it(home: Home, qtbot):
    home.window.begin_visit(family=home.family, visit=home.visit)
    home.press(Qt.Key.Key_F7)
    QTest.keyClicks(home.window.focusWidget(), WORDS)

    home.window.lock()

    assert Concerns(home.desk).begin(home.family).account.words == WORDS
    again = MainWindow(demo=False, now=home.desk.clock.boottime)
    tasks = InlineTasks((DiskFull,))
    post = Post(NoLine(), home.desk, tasks, lambda: again.family)  # type: ignore[arg-type]  # what Post needs of it
    pages = Pages(again, home.desk, tasks, post, home.around)
    rules.show(qtbot, again)
    assert pages.urgent.is_open


def test_a_mark_is_placed_by_mouse_and_by_keyboard_and_the_list_says_the_same(home: Home):
    home.press(Qt.Key.Key_F7)
    body = home.sheet.findChild(BodyMap)
    assert isinstance(body, BodyMap)
    side = body.sizeHint().height()
    x, y = place_of("front", "hand_left")
    scale = body._figure("front").height() / 1000
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=QPoint(round(x * scale), round(y * scale)))
    rules.settle()
    assert side > 0
    body.setFocus()
    home.press(Qt.Key.Key_Down)
    home.press(Qt.Key.Key_Return)
    home.type("Small round burn")

    marks = draft(home).marks
    assert [type(mark) for mark in marks] == [Mark, Mark]
    assert marks[1].words == "Small round burn"
    assert "1. Front: left hand" in home.said(home.sheet)


def test_a_mark_that_was_taken_out_is_put_back_with_its_words(home: Home):
    home.press(Qt.Key.Key_F7)
    home.type(WORDS)
    home.click(words.ADD_MARK)
    home.type("Scratch")

    next(one for one in rules.shown(home.sheet, Button) if one.words() == words.TAKE_OUT_MARK).click()
    assert draft(home).marks == ()
    home.click(words.PUT_BACK)

    assert [mark.words for mark in draft(home).marks] == ["Scratch"]


def test_who_was_rung_is_noted_with_the_time_and_their_advice(home: Home):
    home.press(Qt.Key.Key_F7)
    next(one for one in rules.shown(home.sheet, Button) if one.accessibleDescription().startswith("First")).click()
    rules.settle()
    advice = next(line for line in rules.shown(home.sheet, Line) if line.accessibleName() == words.ADVICE)
    advice.setFocus()
    home.type("Keep her here until we come.")

    (call,) = draft(home).calls
    now = home.desk.clock.now().astimezone(LONDON)
    assert (call.whom, call.number, call.at) == (*PHONES[0], f"{now:%H:%M}")
    assert call.advice == "Keep her here until we come."


def test_more_can_be_said_once_it_is_raised_and_a_pdf_is_noted_as_handed_over(home: Home, tmp_path: Path):
    home.press(Qt.Key.Key_F7)
    home.type(WORDS)
    home.click(words.RAISE)
    home.sheet.form.first.setFocus()
    home.press(Qt.Key.Key_End)
    home.type(" Every night.")

    home.click(words.SAVE_PDF)

    (raised,) = Concerns(home.desk).of("")
    assert raised.account.words == f"{WORDS} Every night."
    assert (tmp_path / "prints" / words.FILE_NAME).read_bytes().startswith(b"%PDF-1.7")
    assert words.FILE_NAME in home.said(home.sheet)
    with home.desk.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM disclosure").scalar() == 1


def test_looking_at_one_that_was_raised_is_a_read_of_it(home: Home):
    home.press(Qt.Key.Key_F7)
    home.click(words.RAISE)

    (raised,) = Concerns(home.desk).of("")
    with home.desk.reading() as session:
        reads = session.connection().exec_driver_sql("SELECT read FROM read_event").scalars().all()
    assert any(raised.concern in str(read) and "view" in str(read) for read in reads)


def test_the_sheet_keeps_the_rules(home: Home, qtbot):
    home.window.open("family", family=home.family)
    home.press(Qt.Key.Key_F7)
    home.click(words.ADD_MARK)
    next(one for one in rules.shown(home.sheet, Button) if one.words() == words.RANG).click()
    rules.settle()

    rules.check_all(qtbot, home.sheet)


def draft(home: Home) -> Account:
    """What is kept of the one that is being written."""
    (view,) = Concerns(home.desk).waiting()
    return view.account
