"""What one laptop writes the other sees; what both write is merged or kept as a conflict; nothing is lost."""

from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.plan import Action
from tests.support.desks import a_family, an_action, write
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop


def a_note(laptop: Laptop, family: str, text: str = "Rang Dana. She was out.") -> str:
    return write(laptop.desk, Note, family, text=text)


def shared(laptop: Laptop, other: Laptop, *texts: str) -> tuple[str, str]:
    """A family and a note that both laptops hold."""
    family = a_family(laptop.desk)
    note = a_note(laptop, family, *texts)
    laptop.sync()
    other.sync()
    return family, note


def test_second_laptop_sees_the_plan_after_sync(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family = a_family(first.desk)
    action = an_action(first.desk, family, "Ring the school about mornings")

    first.sync()
    second.sync()

    seen = second.shows(Action, action)
    assert isinstance(seen, Action)
    assert seen.text == "Ring the school about mornings"
    assert second.state(family) == first.state(family)


def test_nothing_new_is_one_request(a_laptop: NewLaptop):
    first = a_laptop()
    a_note(first, a_family(first.desk))
    first.sync()
    first.sync()

    assert first.sync().requests == 1


def test_a_days_work_is_at_most_three_requests_each_way(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    for name in ("Nowak", "Brierley", "Castell-Ward", "Iqbal", "Fenwick", "Thornes"):
        a_note(first, a_family(first.desk, name))

    sent, received = first.sync(), second.sync()

    assert sent.applied == 12
    assert sent.requests <= 3
    assert received.requests <= 3


def test_edits_to_different_fields_merge(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family, note = shared(first, second)
    first.edit(Note, note, text="Rang Dana. She was in.")
    second.edit(Note, note, channel="call")

    first.sync()
    second.sync()
    first.sync()

    for laptop in (first, second):
        seen = laptop.shows(Note, note)
        assert isinstance(seen, Note)
        assert (seen.text, seen.channel) == ("Rang Dana. She was in.", "call")
        assert not laptop.conflicts()
    assert first.state(family) == second.state(family)


def test_the_same_sentence_becomes_a_conflict_on_both_and_nothing_is_lost(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family, note = shared(first, second)
    first.edit(Note, note, text="Rang Dana. She was in.")
    second.edit(Note, note, text="Rang Dana. She was asleep.")

    first.sync()
    second.sync()
    first.sync()

    for laptop in (first, second):
        (conflict,) = laptop.conflicts()
        assert conflict.kept == {"value": "Rang Dana. She was in."}
        assert conflict.other == {"value": "Rang Dana. She was asleep."}
        assert conflict.base == {"value": "Rang Dana. She was out."}
        assert conflict.stream == stream_id(family, "team")
    assert first.state(family) == second.state(family)


def test_different_sentences_are_joined_and_marked(a_laptop: NewLaptop):
    first = a_laptop()
    second = a_laptop(first.user)
    family, note = shared(first, second, "Rang Dana. She was out. Leo was at school.")
    first.edit(Note, note, text="Rang Dana twice. She was out. Leo was at school.")
    second.edit(Note, note, text="Rang Dana. She was out. Leo was at home.")

    first.sync()
    second.sync()
    first.sync()

    for laptop in (first, second):
        seen = laptop.shows(Note, note)
        assert isinstance(seen, Note)
        assert seen.text == "Rang Dana twice. She was out. Leo was at home."
        (mark,) = laptop.conflicts("joined")
        assert mark.record == note
    assert first.state(family) == second.state(family)
