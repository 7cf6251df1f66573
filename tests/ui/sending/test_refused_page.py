"""What the council would not take: it says why, shows both sides, and leads to putting right or taking back."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.refused import NotRefused, Refusal, Refused
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui.sending.refused_model import RefusedModel
from desktop.ui.sending.refused_page import RefusedPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import refused as words
from desktop.ui.words import sending
from desktop.ui.words.conflicts import field
from desktop.ui.words.trouble import sentence
from sync.records.note import Note
from sync.records.plan import Action
from tests.store.notes import edit, shows
from tests.support.desks import a_family, write
from tests.support.exchange import Exchange
from tests.ui import rules
from tests.ui.shells import PaperShell, said

MARKUP = "<img src='file:///tmp/x'>&=1+1"
RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


class Looked:
    """The page over a record that the council refused, shown."""

    def __init__(self, qtbot, desk: Desk, kind: str, record: str, refused: Refused | None = None) -> None:
        self.shell = PaperShell()
        tasks = InlineTasks((NotRefused, DiskFull))
        self.model = RefusedModel(refused or Refused(desk), lambda: desk.clock.now().astimezone(LONDON), tasks)
        self.page = RefusedPage(self.model, self.shell, field)
        self.page.arrive(kind=kind, record=record)
        rules.show(qtbot, self.page)

    def press(self, name: str) -> None:
        room = self.shell.dialog or self.page
        next(button for button in room.findChildren(Button) if button.accessibleName() == name).click()


def a_refused_note(desk: Desk, text: str = "Rang Dana at nine.") -> str:
    """A note that the council has, edited here, and refused for its text."""
    exchange = Exchange(desk, a_family(desk, "Brierley"))
    for made in exchange.sealed().values():
        exchange.answer(exchange.receipt(exchange.accept(made)))
    exchange.pull(exchange.theirs("note", RECORD, text="Rang Dana."))
    edit(desk, RECORD, text=text)
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n, "too_long", "note.text"))
    return RECORD


def test_it_says_why_what_was_written_and_what_the_council_has(qtbot, desk: Desk):
    looked = Looked(qtbot, desk, Note.kind, a_refused_note(desk))

    shown = said(looked.page)

    for line in (
        sending.why_refused("too_long"),
        "Brierley family, note",
        words.COUNCIL_HAS,
        "Rang Dana.",
        field("text"),
    ):
        assert line in shown


def test_taking_back_asks_first_and_then_shows_what_the_council_has(qtbot, desk: Desk):
    looked = Looked(qtbot, desk, Note.kind, a_refused_note(desk))

    looked.press(words.TAKE_BACK)
    before = shows(desk, RECORD).text
    looked.press(words.TAKE_BACK)

    assert before == "Rang Dana at nine."
    assert shows(desk, RECORD).text == "Rang Dana."
    assert looked.shell.asked == [("tell", words.TAKEN_BACK), ("open", "sending", {})]


def test_keeping_it_changes_nothing(qtbot, desk: Desk):
    looked = Looked(qtbot, desk, Note.kind, a_refused_note(desk))

    looked.press(words.TAKE_BACK)
    looked.press(words.KEEP_IT)

    assert shows(desk, RECORD).text == "Rang Dana at nine."
    assert looked.shell.asked == []


@pytest.mark.parametrize(("kind", "page"), [(Note, "family"), (Action, "plan")])
def test_putting_right_opens_the_page_where_it_stands(qtbot, desk: Desk, kind, page: str):
    family = a_family(desk)
    record = write(desk, kind, family, text="Ring Aldermoor Homes")
    exchange = Exchange(desk, family, kind.compartment)
    (n, *_more) = exchange.sealed()
    exchange.answer(exchange.refusal(n, "too_long", f"{kind.kind}.text"))

    looked = Looked(qtbot, desk, kind.kind, record)
    looked.press(words.PUT_RIGHT)

    assert looked.shell.asked == [("open", page, {"family": family})]


def test_what_was_put_right_meanwhile_is_said_to_be_so(qtbot, desk: Desk):
    record = a_refused_note(desk)
    edit(desk, record, text="Rang.")

    looked = Looked(qtbot, desk, Note.kind, record)

    assert words.GONE in said(looked.page)


class OnAFullDisk(Refused):
    """Casework whose saves the disk does not take."""

    def take_back(self, refusal: Refusal) -> None:
        raise DiskFull


def test_a_full_disk_is_said_and_nothing_is_taken_back(qtbot, desk: Desk):
    looked = Looked(qtbot, desk, Note.kind, a_refused_note(desk), OnAFullDisk(desk))

    looked.press(words.TAKE_BACK)
    looked.press(words.TAKE_BACK)

    assert sentence(DiskFull()) in said(looked.page)
    assert looked.shell.asked == []


def test_the_page_keeps_the_rules_and_shows_text_as_text(qtbot, desk: Desk):
    looked = Looked(qtbot, desk, Note.kind, a_refused_note(desk, MARKUP))

    assert MARKUP in said(looked.page)
    rules.check_plain_text(looked.page)
    rules.check_all(qtbot, looked.page)
