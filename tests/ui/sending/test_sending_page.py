"""Sending and receiving: what needs a person, what waits, what was not accepted, and how things stand."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.attachments import Attachments, NewAttachment
from desktop.casework.desk import Desk
from desktop.casework.sending import Gone, RefusedRecord, Sending
from desktop.clock import LONDON, FixedClock
from desktop.store.errors import DatabaseBusy
from desktop.ui.sending.model import Line, SendingModel
from desktop.ui.sending.page import SendingPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import sending as words
from desktop.ui.words.conflicts import field
from sync.records.note import Note
from tests.support.desks import MORNING, a_family, hartley_okoro, write
from tests.support.exchange import Exchange
from tests.ui import rules
from tests.ui.sending.clashes import a_clash
from tests.ui.shells import PaperShell

MARKUP = "<img src='file:///tmp/x'>&=1+1"


class Sent:
    """The page over a desk, shown. `asked` counts "Try now"."""

    def __init__(self, qtbot, desk: Desk, backed_up_at: datetime | None = None) -> None:
        self.shell, self.sending, self.asked = PaperShell(), Sending(desk), 0
        now = desk.clock.now
        self.model = SendingModel(
            self.sending, lambda: backed_up_at, lambda: now().astimezone(LONDON), InlineTasks((DatabaseBusy,))
        )
        self.model.try_now.connect(self._count)
        self.page = SendingPage(self.model, self.shell, field)
        self.page.arrive()
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        rules.settle()

    def _count(self) -> None:
        self.asked += 1

    def said(self) -> list[str]:
        rules.settle()
        return [text.text() for kind in (PlainLabel, Badge) for text in rules.shown(self.page, kind)]


def test_a_new_laptop_has_nothing_to_send(qtbot, desk: Desk):
    said = Sent(qtbot, desk).said()

    assert {words.NOTHING_WAITING, words.NEVER_SENT, words.NEVER_RECEIVED, words.NOT_BACKED_UP} <= set(said)


def test_each_waiting_record_says_what_it_is_whose_and_since_when(qtbot, desk: Desk):
    a_family(desk, "Brierley")

    said = Sent(qtbot, desk, MORNING - timedelta(minutes=12)).said()

    assert {"Waiting to send, 2", "Family details", "Brierley, changed 10:42", words.WAITING_TO_SEND} <= set(said)
    assert "Backed up on this laptop today at 10:30" in said


def test_a_long_list_says_how_many_more_there_are(qtbot, desk: Desk):
    hartley_okoro(desk)

    sent = Sent(qtbot, desk)

    waiting = len(sent.model.state.sending.waiting)
    assert words.more(waiting - words.LONGEST_LIST) in sent.said()


def test_what_needs_a_choice_leads_to_its_page_from_the_keyboard(qtbot, desk: Desk):
    conflict = a_clash(desk)
    sent = Sent(qtbot, desk)
    check = next(b for b in rules.interactive(sent.page) if rules.name_of(b) == words.CHECK_NOW)
    check.setFocus()

    QTest.keyClick(check, Qt.Key.Key_Space)

    assert "Hartley-Okoro. What we want. You choose what to keep." in sent.said()
    assert sent.shell.asked == [("open", "conflict", {"conflict": conflict})]


def test_what_was_not_accepted_says_why_and_that_it_is_kept(qtbot, desk: Desk):
    family = a_family(desk, "Brierley")
    write(desk, Note, family, text="Rang the school")
    exchange = Exchange(desk, family)
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    sent = Sent(qtbot, desk)

    assert isinstance(sent.model.state.sending.refused[0], RefusedRecord)
    assert f"{words.why_refused('unknown_code')} {words.STAYS_HERE}" in sent.said()
    assert words.NOT_ACCEPTED in sent.said()


def test_f2_news_that_could_not_be_checked_is_said_with_whose_it_is(qtbot, desk: Desk):
    exchange = Exchange(desk, a_family(desk, "Brierley"))
    exchange.snapshot(revision=4)
    forged = exchange.theirs("note", desk.new_id(), head={"author": "somebody else"}, text="Rang.")
    exchange.pull(forged)

    sent = Sent(qtbot, desk)

    assert sent.model.state.sending.doubted == ("Brierley",)
    assert words.doubted(["Brierley"]) in sent.said()


def test_try_now_asks_once_until_it_is_over_and_keeps_the_keyboard(qtbot, desk: Desk):
    sent = Sent(qtbot, desk)
    sent.page._try.setFocus()

    sent.page._try.click()
    sent.model.show_progress("sending", 3, 7)
    sent.page._try.click()
    busy = (sent.page._bar.isVisible(), "Sending 3 of 7" in sent.said())
    asked = sent.asked
    sent.model.show_line(Line(online=True))
    sent.page._try.click()

    assert (asked, sent.asked) == (1, 2)
    assert busy == (True, True)
    assert sent.page._try.hasFocus()
    assert words.CONNECTED in sent.said()


def test_trouble_with_the_line_is_said_and_what_waits_stays_in_sight(qtbot, desk: Desk):
    a_family(desk)
    sent = Sent(qtbot, desk)

    sent.model.show_line(Line(since=MORNING - timedelta(hours=2), trouble=words.NOT_ANSWERING))

    assert {words.NOT_ANSWERING, "Working offline since 08:42", "Waiting to send, 2"} <= set(sent.said())


def test_what_has_waited_for_days_and_a_wrong_clock_are_said(qtbot, desk: Desk):
    a_family(desk)
    sent = Sent(qtbot, desk)
    before = sent.said()
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=4))

    sent.page.arrive()
    sent.model.show_line(Line(online=True, clock=words.clock_wrong(-7200)))

    said = {
        "Not sent for 4 days. Connect when you can",
        "This laptop’s clock is 2 hours fast. Ask the help desk to set it.",
    }
    assert not said & {*before}
    assert said <= {*sent.said()}
    rules.check_all(qtbot, sent.page)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, ""), (-149, ""), (151, "3 minutes slow"), (-90_000, "1 day fast"), (3_600, "1 hour slow")]
)
def test_a_clock_is_wrong_beyond_two_minutes(seconds: float, said: str):
    assert said in words.clock_wrong(seconds)
    assert bool(words.clock_wrong(seconds)) == bool(said)


def test_a_store_that_does_not_answer_is_said_and_the_next_look_clears_it(qtbot, desk: Desk, monkeypatch):
    sent = Sent(qtbot, desk)

    def busy() -> None:
        raise DatabaseBusy

    with monkeypatch.context() as broken:
        broken.setattr(sent.sending, "state", busy)
        sent.page.arrive()
        trouble = sent.model.state.problem
        said = sent.said()
    sent.page.arrive()

    assert trouble
    assert trouble in said
    assert trouble not in sent.said()


@pytest.mark.parametrize("step", ["", "sending"])
def test_the_page_keeps_the_rules(qtbot, desk: Desk, step: str):
    family = a_family(desk, "Brierley")
    a_clash(desk, family)
    sent = Sent(qtbot, desk)
    sent.model.show_line(Line(online=bool(step), step=step, done=3, whole=7, since=MORNING))

    rules.check_all(qtbot, sent.page)


def test_names_are_shown_as_they_are_written(qtbot, desk: Desk):
    a_clash(desk, a_family(desk, MARKUP))

    sent = Sent(qtbot, desk)

    assert sum(MARKUP in said for said in sent.said()) >= 3
    rules.check_plain_text(sent.page)


def test_files_that_wait_are_counted_and_go_last(qtbot, desk: Desk):
    family = a_family(desk, "Brierley")
    Attachments(desk).add(family, NewAttachment("drawing", "Maya’s island"), [b"a drawing"])

    said = Sent(qtbot, desk).said()

    assert {"Waiting to send, 4", "1 photo or file", words.FILES_GO_LAST} <= set(said)


def test_on_a_hotspot_notes_alone_are_sent_until_the_person_changes_it(qtbot, desk: Desk):
    sent = Sent(qtbot, desk)
    before = sent.said()
    change = next(b for b in rules.interactive(sent.page) if rules.name_of(b) == words.CHANGE)
    change.setFocus()

    QTest.keyClick(change, Qt.Key.Key_Space)

    assert {words.HOTSPOT, words.HOTSPOT_NOTES} <= set(before)
    assert words.HOTSPOT_ALL in sent.said()
    assert sent.sending.state().files_on_hotspot
    assert sent.asked == 1
    QTest.keyClick(change, Qt.Key.Key_Space)
    assert words.HOTSPOT_NOTES in sent.said()


def test_s24_a_family_that_has_left_this_laptop_is_told_in_plain_words(qtbot, desk: Desk):
    sent = Sent(qtbot, desk)

    sent.model.show_line(
        Line(online=True, gone=(Gone("f1", "Brierley", unsent=True), Gone("f2", "Castell", unsent=False)))
    )
    sent.model.show_progress("asking", 0, 0)

    (told,) = [said for said in sent.said() if "no longer" in said]
    assert told.splitlines() == [
        "The Brierley family is no longer on this laptop. What you had not sent is with your manager.",
        "The Castell family is no longer on this laptop.",
    ]
    rules.check_all(qtbot, sent.page)
