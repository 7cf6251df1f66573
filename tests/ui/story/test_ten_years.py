"""Journey 6: ten years of one family, 400 visits and 60 people, open and scroll without a stall, counted in processor time."""

from datetime import timedelta
from time import process_time

from desktop.casework.desk import Desk
from sync.records.event import Event
from sync.records.note import Note
from tests.support.desks import TODAY, a_family, a_person, a_visit, in_one_save, today_at, write
from tests.ui.shells import PaperShell
from tests.ui.story.test_story_page import Told

OPEN_S, SCROLL_S = 0.150, 0.016
"""The goals of opening two thousand moments and of scrolling by a page."""


def ten_years(desk: Desk) -> str:
    with in_one_save(desk) as laid:
        family = a_family(laid)
        people = [a_person(laid, family, f"Person {number}") for number in range(60)]
        for number in range(400):
            at = today_at(9) - timedelta(days=9 * number)
            text = "Words of a visit. " * 20
            a_visit(laid, family, at, state="done", arrived_at=at, observation=text, people_seen=(people[number % 60],))
        for number in range(600):
            at = today_at(10) - timedelta(days=6 * number)
            write(laid, Note, family, happened_at=at, channel="call", text="Words of a note. " * 20)
        for number in range(1000):
            on = TODAY - timedelta(days=3 * number)
            write(laid, Event, family, happened_on=on, text="Something happened", significant=number % 5 == 0)
    return family


def test_ten_years_of_one_family_open_and_scroll_without_a_stall(qtbot, desk: Desk, shell: PaperShell, tmp_path):
    family = ten_years(desk)
    told = Told(qtbot, desk, shell, family, tmp_path)
    assert len(told.lines()) == 2000

    told.page._model.let_go(family)
    begun = process_time()
    told.page.arrive(family=family)
    told.page.grab()
    opened = process_time() - begun
    bar, scrolled = told.page._view.verticalScrollBar(), []
    while bar.value() < bar.maximum():
        begun = process_time()
        bar.setValue(bar.value() + bar.pageStep())
        told.page._view.viewport().repaint()
        scrolled.append(process_time() - begun)

    assert opened <= OPEN_S
    assert sorted(scrolled)[len(scrolled) // 2] <= SCROLL_S
    assert len(scrolled) > 100
