"""Two laptops and a council's server: what one person writes stands on the other's open page without a click, and nothing typed there moves."""

import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.app import post as posts
from desktop.app.gate import COUNCIL_NAME
from desktop.app.line import SERVER, Line
from desktop.app.linking import Linking
from desktop.app.own_passphrase import VaultPassphrase
from desktop.app.pages import FORMS, Pages, Surroundings
from desktop.app.post import Post
from desktop.casework.answers import edits
from desktop.casework.assessments import Assessments
from desktop.casework.library import Library
from desktop.casework.person_links import PersonLinks
from desktop.casework.visits import Visits
from desktop.errors import DoorstepError
from desktop.forms import Answer, AnswerKey
from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import PoolTasks
from desktop.ui.visit.capture import LineEditor
from desktop.ui.widgets.labels import PlainLabel
from desktop.vault.vault import Vault
from sync.protocol.trouble import Trouble
from tests.support.central import Central
from tests.support.desks import a_visit, hartley_okoro, today_at
from tests.support.laptops import Laptop
from tests.ui import rules
from tests.ui.conftest import light, qapp_args
from tests.vault.vaults import make, means

__all__ = ["light", "qapp_args"]

Found = TypeVar("Found", bound=QWidget)
NEWS = "The school rang: Leo is well again"
SOON_MS = 10_000
"""A healthy line takes a fifth of it."""


class Open:
    """A laptop whose window is open, as the application wires it."""

    def __init__(self, laptop: Laptop, folder: Path, family: str, visit: str) -> None:
        laptop.store.put_setting(SERVER, laptop.url)
        laptop.store.put_setting(COUNCIL_NAME, "Northmere")
        self.laptop, self.family, self.visit = laptop, family, visit
        self.unforeseen: list[str] = []
        self.tasks = PoolTasks((DoorstepError, Trouble), self.unforeseen.append)
        self.window = MainWindow(demo=True, now=laptop.clock.boottime)
        make(folder)
        vault = Vault.open(folder, means())
        passphrase = VaultPassphrase(vault, os.urandom, ())
        line = Line(laptop.store, os.urandom, laptop.central.bundle)
        self.post = Post(line, laptop.desk, self.tasks, lambda: self.window.family)
        known = PersonLinks(laptop.desk, "practitioner")
        around = Surroundings(
            "Northmere",
            (),
            folder,
            demo=True,
            passphrase=passphrase,
            is_known=line.is_known,
            links=Linking(self.post, known, line, laptop.clock.now, self.tasks),
            role="practitioner",
        )
        self.pages = Pages(self.window, laptop.desk, self.tasks, self.post, around)
        self.post.arrived.connect(self.pages.reload)
        self.window.open("today")
        self.window.show()

    def found(self, kind: type[Found]) -> Found:
        """The widget of a kind that is on the page."""
        found = self.window.findChild(kind)
        assert isinstance(found, kind)
        return found

    def said(self) -> str:
        return "\n".join(label.text() for label in rules.shown(self.window, PlainLabel))

    def close(self) -> None:
        self.tasks.close()
        assert "doorstep-listening" not in {
            thread.name for thread in threading.enumerate()
        }  # who listens is not waited for
        self.window.close()
        self.window.deleteLater()
        rules.settle()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")
    made.start()
    yield made
    made.stop()
    assert "fault in" not in made.log.read_text()


@pytest.fixture
def nadia(central: Central) -> Iterator[Laptop]:
    """At the office."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder), central, name="Nadia Khan")
        yield laptop
        laptop.store.close()


@pytest.fixture
def jo(qtbot, central: Central, nadia: Laptop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """At a family that both have, in step with the council. What she writes herself is not sent, so that nothing but listening fetches."""
    monkeypatch.setattr(posts, "AFTER_CHANGE_MS", 600_000)
    monkeypatch.setattr(posts, "FIRST_MS", 0)
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder), central)
        family = hartley_okoro(laptop.desk)
        visit = a_visit(laptop.desk, family, today_at(10), arrived_at=today_at(10, 24))
        Assessments(laptop.desk, Library(FORMS)).begin(family)
        laptop.sync()
        central.run("allocate", family, nadia.user)
        nadia.sync()
        opened = Open(laptop, Path(folder), family, visit)
        with qtbot.waitSignal(opened.post.finished, timeout=SOON_MS):
            opened.post.begin()
        yield opened
        opened.close()
        laptop.store.close()
        assert opened.unforeseen == []


def half_written(editor: QTextEdit) -> None:
    """Words under way, with the caret in the middle of them."""
    QTest.keyClicks(editor, "Dog shut in the kit")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Right)


@pytest.mark.slow
def test_a_colleagues_line_appears_under_an_open_visit_note_and_the_caret_stays(qtbot, jo: Open, nadia: Laptop):
    jo.window.begin_visit(family=jo.family, visit=jo.visit)
    editor = jo.found(LineEditor)
    half_written(editor)
    visits = Visits(nadia.desk)
    visits.catch(jo.family, jo.visit, replace(visits.new_line(), text=NEWS))

    with qtbot.waitSignal(jo.post.arrived, timeout=SOON_MS):
        nadia.sync()

    qtbot.waitUntil(lambda: NEWS in jo.said(), timeout=SOON_MS)
    assert (editor.toPlainText(), editor.textCursor().position()) == ("Dog shut in the kit", 1)


@pytest.mark.slow
def test_a_colleagues_answer_appears_in_an_open_assessment_and_the_caret_stays(qtbot, jo: Open, nadia: Laptop):
    assessments = Assessments(nadia.desk, Library(FORMS))
    head = assessments.current(jo.family)
    assert head is not None
    jo.window.open("assessment", family=jo.family)
    page = jo.found(AssessmentPage)
    qtbot.waitUntil(lambda: page.workspace is not None, timeout=SOON_MS)
    assert page.workspace is not None
    page.workspace.go_to(AnswerKey("why/led_to"))
    rules.settle()
    half_written(typed := editor_of(page, "why/led_to"))
    colleague = assessments.open(jo.family, head.assessment)
    colleague.session.set(AnswerKey("why/hope"), Answer("That the mornings get easier."))
    assessments.keep(jo.family, head.assessment, edits(colleague.session, colleague.stored))

    with qtbot.waitSignal(jo.post.arrived, timeout=SOON_MS):
        nadia.sync()

    other = editor_of(page, "why/hope")
    qtbot.waitUntil(lambda: other.toPlainText() == "That the mornings get easier.", timeout=SOON_MS)
    assert (typed.toPlainText(), typed.textCursor().position()) == ("Dog shut in the kit", 1)


def editor_of(page: AssessmentPage, key: str) -> QTextEdit:
    """Where a question is answered."""
    assert page.workspace is not None
    row = page.workspace.view.row(AnswerKey(key))
    assert row is not None
    assert isinstance(row.editor.widget, QTextEdit)
    return row.editor.widget
