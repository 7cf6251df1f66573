"""A family's documents: each says what and where it is, one is added and opened in the window, and the page keeps the rules."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.app.chooser import SystemChooser
from desktop.casework.attachments import Attachments, NewAttachment
from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.people import People
from desktop.casework.reads import Reads
from desktop.casework.sending import Sending
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.documents.dialogs import AddDocument, ShowPicture
from desktop.ui.documents.model import DocumentsModel, Way
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.shell.dialog import Scrim
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import documents as words
from desktop.ui.words.trouble import SENTENCES
from tests.support.desks import a_family, hartley_okoro
from tests.ui import rules
from tests.ui.assessments import Shelf
from tests.ui.documents.drawn import MARKER, photo, picture
from tests.ui.shells import PaperShell, said

MARKUP = "<img src='file:///tmp/x'>&=1+1"


@dataclass
class Pointing:
    """Points at a path, and reads it as the program does."""

    path: str = ""

    def choose(self) -> str:
        return self.path

    def choose_many(self) -> list[str]:
        return self.path.split("\n") if self.path else []

    def read(self, path: str) -> bytes:
        return SystemChooser(QWidget()).read(path)


@dataclass
class Filed:
    """The page of a family, shown."""

    qtbot: object
    desk: Desk
    family: str
    folder: Path
    way: Way = field(default_factory=Way)
    pointing: Pointing = field(default_factory=Pointing)

    def __post_init__(self) -> None:
        desk, tasks = self.desk, InlineTasks((DoorstepError,))
        self.files, self.shell, self.shelf = Attachments(desk), PaperShell(), Shelf()
        parts = (self.files, People(desk), self.pointing, self.shelf, Reads(desk), lambda: self.way, self._now, tasks)
        self.model = DocumentsModel(*parts)
        self.page = DocumentsPage(
            self.model, FamilyHeadModel(Overviews(desk), Visits(desk), self._now, tasks), self.shell
        )
        self.page.arrive(family=self.family)
        rules.show(self.qtbot, self.page)

    def _now(self):
        return self.desk.clock.now().astimezone(LONDON)

    def point_at(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.write_bytes(content)
        self.pointing.path = str(path)
        self.press(words.ADD)

    def answer(self, called: str, *, hidden: bool = False) -> AddDocument:
        dialog = self.shell.dialog
        assert isinstance(dialog, AddDocument)
        dialog._called.setText(called)
        dialog._hidden.setChecked(hidden)
        dialog._who.chip(dialog._who.values()[0] if dialog._who.values() else next(iter(dialog._who._chips))).click()
        dialog.save.click()
        rules.settle()
        return dialog

    def press(self, name: str) -> None:
        room = self.shell.dialog or self.page
        next(button for button in rules.shown(room, Button) if button.accessibleName() == name).click()
        rules.settle()

    def badges(self) -> list[str]:
        return [badge.text() for badge in rules.shown(self.page._files, Badge)]


@pytest.fixture
def filed(qtbot, desk: Desk, tmp_path: Path) -> Filed:
    return Filed(qtbot, desk, hartley_okoro(desk), tmp_path)


def test_a_family_without_documents_says_so(filed: Filed):
    assert words.NONE in said(filed.page)
    rules.check_all(filed.qtbot, filed.page)


def test_a_photo_is_added_without_what_the_camera_wrote_and_opened_in_the_window(filed: Filed):
    filed.point_at("IMG_0042.jpg", photo())

    filed.answer("Maya’s drawing", hidden=True)
    filed.press(words.OPEN)

    (line,) = filed.files.of(filed.family)
    assert (line.title, line.media_type, line.hidden, line.place) == ("Maya’s drawing", "image/jpeg", True, "waiting")
    assert MARKER not in b"".join(filed.files.open(line.attachment))
    assert len(line.about) == 1
    assert isinstance(filed.shell.dialog, ShowPicture)
    assert {words.HIDDEN, words.WAITS_FOR_LINE} <= {*filed.badges()}


def test_a_pdf_is_kept_as_it_is_and_only_saved_outside_after_a_question(filed: Filed):
    filed.point_at("letter.pdf", b"%PDF-1.7 from the landlord")
    filed.answer("Letter from the landlord")

    filed.press(words.SAVE_COPY)
    before = dict(filed.shelf.saved)
    filed.press(words.SAVE_COPY)

    assert before == {}
    assert filed.shelf.saved == {"document.pdf": b"%PDF-1.7 from the landlord"}
    with filed.desk.store.reading() as session:
        (read,) = session.connection().exec_driver_sql("SELECT read FROM read_event").scalars()
    assert '"act":"export"' in read  # F10


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"PK\x03\x04 macro", "KindNotTaken"), (b"\x89PNG\r\n\x1a\n broken", "PictureDamaged"), (b"", "FileEmpty")],
)
def test_what_cannot_be_taken_is_said_and_the_answers_stay(filed: Filed, content: bytes, why: str):
    filed.point_at("thing.png", content)

    dialog = filed.answer("A thing")

    assert SENTENCES[why] in said(dialog)
    assert dialog._called.text() == "A thing"
    assert filed.files.of(filed.family) == ()


def test_a_file_that_went_away_is_said(filed: Filed):
    filed.point_at("gone.png", picture())
    Path(filed.pointing.path).unlink()

    assert SENTENCES["FileUnreadable"] in said(filed.answer("Gone"))


def test_it_says_where_each_is_and_what_it_waits_for(filed: Filed):
    filed.files.add(filed.family, NewAttachment("photo", "One"), [picture()])

    told = []
    for way in (Way(), Way(online=True), Way(online=True, metered=True)):
        filed.way = way
        filed.model.reload()
        rules.settle()
        told += filed.badges()
    Sending(filed.desk).send_files_on_hotspot(send=True)
    filed.model.reload()
    rules.settle()

    assert told == [words.WAITS_FOR_LINE, words.AFTER_NOTES, words.WAITS_FOR_WIFI]
    assert filed.badges() == [words.AFTER_NOTES]


@pytest.mark.parametrize(("state", "said_of_it"), [("here", words.SENT), ("coming", words.ELSEWHERE)])
def test_what_has_a_receipt_or_has_not_come_is_told_apart(filed: Filed, state: str, said_of_it: str):
    filed.files.add(filed.family, NewAttachment("photo", "One"), [picture()])
    with filed.desk.store.applying() as connection:
        connection.exec_driver_sql("UPDATE blob SET state = ?", (state,))

    filed.model.reload()
    rules.settle()

    assert filed.badges() == [said_of_it]
    assert (words.OPEN in {b.accessibleName() for b in rules.shown(filed.page, Button)}) == (state == "here")


def test_a_lock_keeps_the_half_answered_question_and_what_it_is_about(filed: Filed):
    filed.point_at("drawing.png", picture())
    filed.shell.dialog._called.setText("Half a na")
    kept = filed.shell.dialog.keep()
    filed.shell.close_dialog()

    filed.page.ask_again(kept["name"], kept["about"])
    filed.shell.dialog.resume(kept)
    filed.answer(filed.shell.dialog._called.text() + "me")

    assert [line.title for line in filed.files.of(filed.family)] == ["Half a name"]


def test_the_rules_hold_on_the_page_and_in_every_dialog(filed: Filed):
    filed.files.add(filed.family, NewAttachment("photo", MARKUP, hidden=True), [picture()])
    filed.files.add(filed.family, NewAttachment("letter", "A letter"), [b"%PDF-1.7"])
    filed.model.reload()
    rules.check_all(filed.qtbot, filed.page)
    for act in (
        lambda: filed.point_at("x.png", picture()),
        lambda: filed.press(words.OPEN),
        lambda: filed.press(words.SAVE_COPY),
    ):
        act()
        room = Scrim(parent=filed.page)
        room.resize(filed.page.size())
        room.ask(filed.shell.dialog)
        rules.settle()
        filed.shell.dialog.findChildren(Button)[-1].setFocus()  # so that Tab begins at the first
        rules.check_all(filed.qtbot, filed.shell.dialog)
        filed.shell.close_dialog()


def test_a_family_that_is_taken_away_leaves_nothing_on_the_page(filed: Filed):
    filed.files.add(filed.family, NewAttachment("photo", "One"), [picture()])
    filed.model.reload()

    filed.model.let_go(filed.family)
    rules.settle()

    assert "One" not in said(filed.page)


def test_another_familys_documents_are_its_own(filed: Filed):
    filed.files.add(a_family(filed.desk), NewAttachment("photo", "Another’s"), [picture()])

    filed.model.reload()
    rules.settle()

    assert "Another’s" not in said(filed.page)
