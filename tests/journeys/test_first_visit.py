"""Journeys 1 and 5: a first visit to a family that refuses consent for school, by mouse and keys and by keys alone, found by accessible names.

Real widgets, a real encrypted store and a real council. Two partners' laptops, with nothing but the protocol, tell whom consent let in.
"""

import importlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.app.pages import FORMS
from desktop.casework.assessments import Assessments
from desktop.casework.consents import Consents
from desktop.casework.library import Library
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.words import assessment, consent, families, people, today, visit, write_up
from sync.protocol.messages import Have
from tests.journeys.test_colleague import SOON_MS, Open, central
from tests.server.test_sharing import held
from tests.support.central import Central
from tests.support.desks import a_family, a_mother, a_visit, today_at
from tests.support.laptops import Laptop
from tests.support.wire import Wire, an_id
from tests.ui.conftest import light, qapp_args

__all__ = ["central", "light", "qapp_args"]

HANDS = Path(__file__).resolve().parents[2] / "packaging" / "demo"
SAID = "Dana does not want the school told."
HEALTH = "Health visitor or school nurse"


class ByMouse:
    """A worker who clicks."""

    module, kind = "hand", "Hand"

    @staticmethod
    def refuse(hand: Any, opened: Open, agency: str) -> None:
        """Choose an agency with which nothing may be shared."""
        (group,) = (one for one in opened.window.findChildren(ChoiceChips) if one.accessibleName() == consent.NOT_WITH)
        hand.click(agency, within=group)


class ByKeys:
    """A worker who never touches the mouse."""

    module, kind = "keys", "Keys"

    @staticmethod
    def refuse(hand: Any, opened: Open, agency: str) -> None:
        """From the last agency that may be told, Tab goes on to those that may not."""
        hand.go_to("Other")
        hand.click(agency)


@pytest.fixture
def jo(central: Central) -> Iterator[Open]:
    """On the morning of her first visit: nobody was asked anything yet."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder), central)
        family = a_family(laptop.desk, state="engaging")
        a_mother(laptop.desk, family)
        planned = a_visit(laptop.desk, family, today_at(11), "First visit. Ask for consent.", worker=laptop.user)
        laptop.sync()
        opened = Open(laptop, Path(folder), family, planned)
        opened.window.activateWindow()
        yield opened
        opened.close()
        laptop.store.close()
        assert opened.unforeseen == []


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration's, which find things by their accessible names."""
    monkeypatch.setattr(sys, "path", [str(HANDS), *sys.path])


@pytest.mark.slow
@pytest.mark.parametrize("way", [ByMouse, ByKeys], ids=["by mouse", "by keyboard alone"])
def test_a_first_visit_to_a_family_that_refuses_consent_for_school(
    qtbot, jo: Open, central: Central, hands, tmp_path: Path, way: type[ByMouse] | type[ByKeys]
):
    hand = getattr(importlib.import_module(way.module), way.kind)(tmp_path, "")
    school, nurse = (Wire(central, central.a_user("partner", agency=name)) for name in ("school", "health_visiting"))

    visit_them(hand)
    open_consent(hand)
    hand.read(consent.MAY_NOT_ASSESS)
    hand.click(consent.RECORD)
    hand.click(consent.EXPLAINED)
    hand.click("Yes, they agree")
    hand.click(HEALTH)
    way.refuse(hand, jo, "School")
    hand.click_last(people.CONSENT_SAVE)
    hand.read(consent.MAY_ASSESS)
    hand.read("Not with School")
    sent(qtbot, jo)

    shared = held(nurse)
    assert len(shared) == 1
    assert held(school) == []
    refused, absent = (school.ask_pull(Have(stream, 0)) for stream in (shared[0], an_id()))
    assert (refused.status_code, refused.content) == (absent.status_code, absent.content)

    hand.choose("Assessment")
    hand.click(assessment.BEGIN)
    hand.choose("Why now")
    open_consent(hand)
    hand.click(consent.TAKE_BACK)
    hand.click(consent.TAKE_BACK_SAVE)
    hand.read("Dana took back consent on 6 October. Nothing new is shared from now")
    sent(qtbot, jo)

    assert held(nurse) == []
    assert {line.answer for line in Consents(jo.laptop.desk).of(jo.family)} == {"withdrawn", "refused"}
    assert Assessments(jo.laptop.desk, Library(FORMS)).current(jo.family).is_open


def visit_them(hand: Any) -> None:
    """Go in, write one line, leave."""
    hand.click(today.START)
    hand.click(write_up.READY)
    hand.fill(visit.CAPTURE, SAID)
    hand.press("Return")
    hand.read(SAID)
    hand.click(visit.FINISH)
    hand.click_last(visit.FINISH)
    hand.see(today.NEW)


def open_consent(hand: Any) -> None:
    """From anywhere in the office to what the family agreed to."""
    hand.press("Ctrl+2")
    hand.go_to(families.FIND)
    hand.press("Ctrl+A")
    hand.type("Brier")
    hand.press("Return")
    hand.choose("Consent")


def sent(qtbot, jo: Open) -> None:
    """Everything that was written has its receipt."""
    with qtbot.waitSignal(jo.post.finished, timeout=SOON_MS):
        jo.post.send()
