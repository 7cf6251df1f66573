"""Journey 4: a family given to another worker between visits. One laptop lets go of all of it and says so; the other carries on where it was left."""

import importlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from shiboken6 import isValid

from desktop.casework.consents import Consents, Conversation
from desktop.casework.families import Families
from desktop.casework.notes import NewNote, Notes
from desktop.casework.sending import Gone
from desktop.ui.words import consent, today, visit, write_up
from desktop.ui.words.sending import gone as gone_words
from sync.server.tables import aside
from tests.journeys.test_colleague import SOON_MS, Open, central
from tests.journeys.test_first_visit import HANDS, sent
from tests.support.central import Central
from tests.support.desks import a_family, a_mother, a_visit, today_at
from tests.support.laptops import Laptop
from tests.ui import rules
from tests.ui.conftest import light, qapp_args

__all__ = ["central", "light", "qapp_args"]

SEEN = "Maya spoke about mornings."
LATE = "Rang Dana, who was out."


@pytest.fixture
def jo(central: Central) -> Iterator[Open]:
    """After her first visit: Dana agreed to sharing with the school, all of it is with the council."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder), central)
        family = a_family(laptop.desk, state="engaging")
        Consents(laptop.desk).record(family, Conversation(a_mother(laptop.desk, family), "given", ("school",)))
        week = today_at(11, days=-7)
        a_visit(laptop.desk, family, week, state="done", arrived_at=week, left_at=week, observation=SEEN)
        laptop.sync()
        opened = Open(laptop, Path(folder), family, "")
        opened.post.closing.connect(opened.window.leave_family)
        opened.post.gone.connect(lambda gone: let_go(opened, gone))
        yield opened
        if isValid(opened.window):
            opened.close()
        laptop.store.close()
        assert opened.unforeseen == []


def let_go(opened: Open, gone: Gone) -> None:
    """As the application does."""
    opened.pages.let_go(gone.family)
    opened.window.tell(gone_words(gone.name, unsent=gone.unsent), "info", "info")


@pytest.mark.slow
def test_a_family_given_to_another_worker_between_visits(
    qtbot, jo: Open, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "path", [str(HANDS), *sys.path])
    hand = importlib.import_module("hand").Hand(tmp_path, "")
    nadia = Laptop(tmp_path, central, name="Nadia Khan")
    jo.window.open("family", family=jo.family)
    hand.read("Brierley family")
    Notes(jo.laptop.desk).write(jo.family, NewNote(LATE, jo.laptop.clock.now()))

    central.run("allocate", jo.family, nadia.user)
    central.run("allocate", jo.family, jo.laptop.user, "--remove")
    with qtbot.waitSignal(jo.post.gone, timeout=SOON_MS):
        jo.post.send()

    hand.read("The Brierley family is no longer on this laptop. What you had not sent is with your manager.")
    jo.window.open("families")
    rules.settle()
    assert "Dana" not in jo.said()
    assert Families(jo.laptop.desk).mine() == ()
    with central.session() as connection:
        assert [LATE in row.sealed for row in connection.execute(aside.select())] == [True]

    jo.close()
    nadia.sync()
    opened = Open(nadia, tmp_path / "vault", jo.family, "")
    opened.window.activateWindow()
    opened.window.open("consent", family=jo.family)
    hand.read("May be shared with School")
    hand.read(consent.MAY_ASSESS)
    hand.choose("Overview")
    hand.read(SEEN)
    assert LATE not in opened.said()
    hand.click(today.START)
    hand.click(write_up.READY)
    hand.fill(visit.CAPTURE, "Nadia goes in.")
    hand.press("Return")
    hand.read("Nadia goes in.")
    sent(qtbot, opened)
    opened.close()
    nadia.store.close()
    assert opened.unforeseen == []
