"""Who wrote what, from what to what; what colleagues wrote since one last looked; and putting an earlier value back."""

from typing import Any

import pytest

from desktop.casework.conflicts import Conflicts
from desktop.casework.desk import Desk
from desktop.casework.history import Histories, NotToBeRestored
from desktop.store.past import Told
from sync.protocol.limits import HISTORY
from sync.records.consent import Consent
from sync.records.note import Note
from tests.store.notes import edit, shows
from tests.support.desks import JO, a_consent, a_person
from tests.support.exchange import AT, COLLEAGUE, THEIR_DEVICE, Exchange

RECORD = "AZLWxkYhf9CzRk5h0c1JhQ"


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    """A family from a snapshot, whose note a colleague wrote afterwards."""
    made = Exchange(desk, desk.new_id())
    made.snapshot(revision=4)
    made.pull(made.theirs("note", RECORD, text="Rang Dana."))
    return made


def history(desk: Desk, *council: Told) -> list[tuple[Any, ...]]:
    return [
        (one.by, one.before, one.after, one.here, one.fate, one.stands)
        for one in Histories(desk).of(Note.kind, RECORD, council)
        if one.field == "text"
    ]


def test_each_value_says_whose_it_is_what_it_replaced_and_whether_it_stands(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.")
    exchange.sealed()

    assert history(desk) == [
        (JO.user, "Rang Dana.", "Rang Dana at nine.", True, "waiting", True),
        (COLLEAGUE, None, "Rang Dana.", False, "applied", False),
    ]


def test_a_value_that_was_refused_is_told_and_never_stood(desk: Desk, exchange: Exchange):
    edit(desk, RECORD, text="Rang Dana at nine.")
    (n,) = exchange.sealed()
    exchange.answer(exchange.refusal(n))

    told = {after: (fate, stands) for _by, _before, after, _here, fate, stands in history(desk)}
    assert told == {"Rang Dana at nine.": ("refused", False), "Rang Dana.": ("applied", True)}


def test_what_the_council_tells_goes_before_what_this_laptop_knows(desk: Desk, exchange: Exchange):
    first = Told("note", RECORD, "nadia.khan", 7, 1, "2026-10-01T09:00:00Z", {"text": "Rang."}, 2)
    known = Told("note", RECORD, COLLEAGUE, THEIR_DEVICE, 1, AT, {"text": "Rang Dana."}, 5)

    assert history(desk, first, known) == [
        (COLLEAGUE, "Rang.", "Rang Dana.", False, "applied", True),
        ("nadia.khan", None, "Rang.", False, "applied", False),
    ]


def test_an_earlier_value_is_put_back_as_a_new_change_that_says_so(desk: Desk, exchange: Exchange):
    exchange.pull(exchange.theirs("note", RECORD, 5, text="Rang Dana. She was out."))

    Histories(desk).restore(Note.kind, RECORD, "text", "Rang Dana.", "Rang Dana. She was out.")

    assert shows(desk, RECORD).text == "Rang Dana."
    (made,) = exchange.sealed().values()
    assert (made.head.reason, made.changes[0].base, made.changes[0].fields) == ("restored", 6, {"text": "Rang Dana."})


def test_s18_an_earlier_value_is_not_put_back_over_one_that_the_page_did_not_show(desk: Desk, exchange: Exchange):
    exchange.pull(exchange.theirs("note", RECORD, 5, text="Rang Dana. She was out."))
    exchange.pull(exchange.theirs("note", RECORD, 6, text="Rang Dana. She was in."))

    Histories(desk).restore(Note.kind, RECORD, "text", "Never rang.", "Rang Dana. She was out.")

    assert shows(desk, RECORD).text == "Rang Dana. She was in."
    (conflict,) = Conflicts(desk).open()
    assert conflict.other.value == "Never rang."


def test_a_decision_is_never_put_back(desk: Desk, exchange: Exchange):
    Exchange(desk, exchange.family, "shared").snapshot(revision=1)
    person = a_person(desk, exchange.family)
    consent = a_consent(desk, exchange.family, person)

    with pytest.raises(NotToBeRestored):
        Histories(desk).restore(Consent.kind, consent, "decision", {"answer": "refused"}, {"answer": "given"})


def test_news_is_what_colleagues_wrote_since_the_family_was_looked_at(desk: Desk, exchange: Exchange):
    histories = Histories(desk)
    unseen = [news.by for news in histories.news(exchange.family)]
    histories.look(exchange.family)
    edit(desk, RECORD, channel="call")
    exchange.pull(exchange.theirs("note", RECORD, 5, text="Rang Dana. She was out."))

    (news,) = histories.news(exchange.family)
    histories.look(exchange.family)

    assert unseen == [COLLEAGUE]
    assert (news.kind, news.record, news.by, news.fields) == ("note", RECORD, COLLEAGUE, ("text",))
    assert histories.news(exchange.family) == ()


def test_a_laptop_keeps_only_the_latest_of_a_long_history(desk: Desk, exchange: Exchange):
    edits = [exchange.theirs("note", RECORD, 5 + n, text=f"Rang {n}.") for n in range(HISTORY + 3)]

    exchange.pull(*edits)
    while desk.store.idle():
        pass

    assert len(history(desk)) == HISTORY


def test_the_history_of_one_record_tells_nothing_of_another(desk: Desk, exchange: Exchange):
    exchange.pull(exchange.theirs("note", desk.new_id(), text="Another.", about=[RECORD]))

    assert [one.after for one in Histories(desk).of(Note.kind, RECORD)] == ["Rang Dana."]
