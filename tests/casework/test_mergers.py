"""Two families that are one: proposed, decided, worked with, and told apart again; nothing of either is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.casework.desk import Desk, Worker
from desktop.casework.families import Families
from desktop.casework.mergers import Mergers, NotDecidable, Word
from desktop.casework.notes import NewNote, Notes
from desktop.casework.overview import Overviews
from desktop.casework.people import People
from desktop.clock import FixedClock
from tests.support.desks import a_family, a_person

NADIA = Worker("nadia.khan", "Nadia Khan", "Aldermoor")


class Laid:
    """Two families and their manager, who works on the same records."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.nowak, self.novak = a_family(desk, "Nowak"), a_family(desk, "Novak")
        a_person(desk, self.nowak, "Kasia", years=7)
        a_person(desk, self.novak, "Katie", years=7)
        self.worker = Mergers(desk, "practitioner")
        self.manager = Mergers(replace(desk, worker=NADIA), "manager")

    def decided(self, act: str, decision: Word = "agree") -> None:
        assert isinstance(self.desk.clock, FixedClock)
        self.desk.clock.advance(timedelta(hours=1))
        proposal = self.worker.propose(self.novak, act, self.nowak, "The school says so.")
        self.manager.decide(proposal, decision, "")

    def stages(self) -> dict[str, str]:
        return {row.name: row.stage for row in Families(self.desk).mine()}


@pytest.fixture
def laid(desk: Desk) -> Laid:
    return Laid(desk)


def test_what_is_proposed_waits_for_a_manager_and_changes_nothing(laid: Laid):
    laid.worker.propose(laid.novak, "merge", laid.nowak, "The school says so.")

    (waiting,) = laid.manager.to_decide()
    assert (waiting.name, waiting.other_name, waiting.why, waiting.by) == (
        "Novak",
        "Nowak",
        "The school says so.",
        laid.desk.worker.user,
    )
    assert laid.worker.to_decide() == ()
    assert laid.worker.of(laid.novak).waiting == (replace(waiting, is_mine=True),)
    assert laid.worker.of(laid.novak).stays == ""
    assert laid.stages() == {"Nowak": "plan", "Novak": "plan"}


def test_merged_worked_with_and_told_apart_again_and_nothing_of_either_is_lost(laid: Laid):
    laid.decided("merge")
    assert laid.worker.of(laid.novak).stays_name == "Nowak"
    assert laid.worker.of(laid.nowak).merged == ((laid.novak, "Novak"),)
    assert laid.stages() == {"Nowak": "plan", "Novak": "merged"}
    for family in (laid.nowak, laid.novak):
        Notes(laid.desk).write(family, NewNote("Rang the school.", laid.desk.clock.now()))
    a_person(laid.desk, laid.novak, "Tomek", years=3)

    laid.decided("split")

    assert laid.worker.of(laid.novak).stays == ""
    assert laid.worker.of(laid.nowak).merged == ()
    assert laid.stages() == {"Nowak": "plan", "Novak": "plan"}
    people = People(laid.desk)
    assert [one.name for one in people.of(laid.novak)] == ["Katie", "Tomek"]
    assert [one.name for one in people.of(laid.nowak)] == ["Kasia"]
    for family in (laid.nowak, laid.novak):
        assert "Rang the school." in str(Overviews(laid.desk).of(family).story)


def test_what_is_refused_changes_nothing(laid: Laid):
    laid.decided("merge", "refuse")

    assert laid.worker.of(laid.novak).stays == ""
    assert laid.manager.to_decide() == ()


def test_nobody_decides_who_is_no_manager_on_what_is_their_own_or_twice(laid: Laid):
    proposal = laid.worker.propose(laid.novak, "merge", laid.nowak, "")
    own = laid.manager.propose(laid.novak, "merge", laid.nowak, "")
    laid.manager.decide(proposal, "refuse", "")

    for mergers, which in ((laid.worker, proposal), (laid.manager, own), (laid.manager, proposal)):
        with pytest.raises(NotDecidable):
            mergers.decide(which, "agree", "")
