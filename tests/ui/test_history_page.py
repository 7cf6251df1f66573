"""A record's history on its page: this laptop's part at once, the council's when it answers, an earlier value used again."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.history import Histories, NotToBeRestored, Told
from desktop.clock import LONDON
from desktop.ui.history.model import HistoryModel
from desktop.ui.history.page import HistoryPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import history as words
from desktop.ui.words.conflicts import field
from sync.engine.errors import Offline
from sync.records.note import Note
from tests.store.notes import edit, shows
from tests.support.desks import JO, a_family
from tests.support.exchange import COLLEAGUE, Exchange
from tests.ui import rules
from tests.ui.shells import PaperShell, said

MARKUP = "<img src='file:///tmp/x'>&=1+1"
RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"
NAMES = {JO.user: JO.name, COLLEAGUE: "Sam Peel", "nadia.khan": "Nadia Khan"}


def offline(_stream: str, _kind: str, _record: str) -> list[Told]:
    raise Offline


def council(_stream: str, kind: str, record: str) -> list[Told]:
    return [Told(kind, record, "nadia.khan", 7, 1, "2026-10-01T09:00:00Z", {"text": "Rang."}, 1)]


class Shown:
    """The history of a note that Sam wrote and Jo changed."""

    def __init__(self, qtbot, desk: Desk, ask=offline, text: str = "Rang Dana at nine.") -> None:
        exchange = Exchange(desk, a_family(desk, "Brierley"))
        for made in exchange.sealed().values():
            exchange.answer(exchange.receipt(exchange.accept(made)))
        exchange.pull(exchange.theirs("note", RECORD, text="Rang Dana."))
        edit(desk, RECORD, text=text)
        exchange.sealed()
        self.shell = PaperShell()
        tasks = InlineTasks((Offline, NotToBeRestored))
        self.model = HistoryModel(Histories(desk), ask, lambda: desk.clock.now().astimezone(LONDON), tasks)
        self.page = HistoryPage(self.model, self.shell, field, lambda user: NAMES.get(user, ""))
        self.page.arrive(kind=Note.kind, record=RECORD, field="text")
        rules.show(qtbot, self.page)

    def press(self, name: str) -> None:
        room = self.shell.dialog or self.page
        next(button for button in room.findChildren(Button) if button.accessibleName() == name).click()


def test_it_tells_who_wrote_what_and_what_stands(qtbot, desk: Desk):
    shown = said(Shown(qtbot, desk).page)

    for line in ("Sam Peel", "Jo Ellery", words.STANDS, words.FATES["applied"][0], "Rang Dana.", words.OFFLINE):
        assert line in shown


def test_what_the_council_tells_is_added_when_it_answers(qtbot, desk: Desk):
    shown = said(Shown(qtbot, desk, council).page)

    assert "Nadia Khan" in shown
    assert words.WHOLE in shown


def test_an_earlier_value_is_used_again_after_a_question(qtbot, desk: Desk):
    shown = Shown(qtbot, desk)

    shown.press(words.USE_AGAIN)
    before = shows(desk, RECORD).text
    shown.press(words.USE_AGAIN)

    assert before == "Rang Dana at nine."
    assert shows(desk, RECORD).text == "Rang Dana."
    assert shown.shell.asked == [("tell", words.USED_AGAIN)]


def test_leaving_it_as_it_is_changes_nothing(qtbot, desk: Desk):
    shown = Shown(qtbot, desk)

    shown.press(words.USE_AGAIN)
    shown.press(words.LEAVE_IT)

    assert shows(desk, RECORD).text == "Rang Dana at nine."


@pytest.mark.parametrize("ask", [offline, council])
def test_the_page_keeps_the_rules_and_shows_text_as_text(qtbot, desk: Desk, ask):
    shown = Shown(qtbot, desk, ask, MARKUP)

    assert MARKUP in said(shown.page)
    rules.check_plain_text(shown.page)
    rules.check_all(qtbot, shown.page)
