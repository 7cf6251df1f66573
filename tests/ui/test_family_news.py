"""What colleagues wrote since one last looked at a family, on its overview."""

from desktop.casework.desk import Desk
from desktop.ui.words import history as words
from tests.support.desks import a_family
from tests.support.exchange import Exchange
from tests.ui.shells import PaperShell, said
from tests.ui.test_family import a_page, button


def test_what_a_colleague_wrote_is_shown_until_it_is_said_to_be_seen(qtbot, desk: Desk):
    exchange = Exchange(desk, a_family(desk))
    for made in exchange.sealed().values():
        exchange.answer(exchange.receipt(exchange.accept(made)))
    exchange.pull(exchange.theirs("note", desk.new_id(), text="Rang Dana."))
    page = a_page(qtbot, desk, PaperShell(), exchange.family)
    before = said(page)

    button(page, words.SEEN).click()

    assert "Sam Peel, 11:00" in before
    assert words.SINCE_LOOKED not in said(page)
