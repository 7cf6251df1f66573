"""What was written is found as soon as it is saved, and the same after idle time."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store import search
from desktop.store.words import Words
from sync.records.note import Note
from tests.store.laptop import JO, Laptop

WORDS = st.text(alphabet="aàbBcé éßøñİ1-_'\"&.~œ\u0308", min_size=1, max_size=12)


def _idle(laptop: Laptop) -> None:
    while laptop.store.idle():
        pass


@pytest.fixture(params=["queued", "indexed"])
def settled(request: pytest.FixtureRequest):
    """Before and after idle time: nothing that is found may depend on it."""
    return _idle if request.param == "indexed" else lambda laptop: None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maya", True),
        ("MAYA school", True),
        ("school maya ", True),
        ("sch", True),
        ("sch ", False),
        ("maya leo", False),
        ("creme", True),
        ("o'brien", True),
        ("", False),
        ("&", False),
        ("maya &", True),
    ],
)
def test_every_word_is_found_without_case_and_accents_and_the_last_may_be_a_beginning(
    laptop: Laptop, settled, typed: str, found: bool
):
    note = laptop.a_note("Maya O’Brien was at school, with a crème bun.")
    settled(laptop)

    assert laptop.found(typed) == ([note] if found else [])


@pytest.mark.parametrize(
    "typed", ['"', "maya OR leo", "NOT maya", "maya*", "text: maya", "^maya", "NEAR(maya)", "(", "maya\0", "-maya", "'"]
)
def test_what_is_typed_is_never_syntax(laptop: Laptop, settled, typed: str):
    laptop.a_note("Leo was at home.")
    settled(laptop)

    assert laptop.found(typed) == []


def test_a_hit_says_where_the_words_are(laptop: Laptop, settled):
    laptop.a_note("One two. " * 20 + "Then Maya was at school. " + "One two. " * 20)
    settled(laptop)

    (hit,) = laptop.store.find("school maya")

    assert (hit.family, hit.stream, hit.kind, hit.field) == (laptop.family, laptop.team, "note", "text")
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Maya", "school"]


def test_a_replaced_text_is_found_by_its_new_words_only(laptop: Laptop, settled):
    note = laptop.a_note("Maya was at school.")
    _idle(laptop)

    laptop.rewrite(note, "Maya was at home.")
    settled(laptop)

    assert (laptop.found("school"), laptop.found("home")) == ([], [note])


def test_an_emptied_text_is_not_found(laptop: Laptop, settled):
    note = laptop.a_note("Maya was at school.")
    _idle(laptop)

    laptop.rewrite(note, None)
    settled(laptop)

    assert laptop.found("maya") == []


def test_a_deleted_record_is_not_found_until_it_is_back(laptop: Laptop, settled):
    note = laptop.a_note("Maya was at school.")
    settled(laptop)

    _delete(laptop, note, {"at": "2026-10-06T09:42:00Z", "by": JO, "why": "wrong family"})
    gone = laptop.found("maya")
    _delete(laptop, note, None)

    assert (gone, laptop.found("maya")) == ([], [note])


def test_only_the_families_asked_for_are_searched(laptop: Laptop, settled):
    here, first = laptop.family, laptop.a_note("Maya was at school.")
    laptop.family = laptop.new_id()
    with laptop.store.writing(JO) as session:
        session.begin_family(laptop.family)
    laptop.a_note("Leo was at school.")
    settled(laptop)

    hits = laptop.store.find("school", families=[here])

    assert [hit.record for hit in hits] == [first]
    assert laptop.store.find("school", families=[]) == []


def test_pages_of_hits_neither_repeat_nor_leave_out(laptop: Laptop):
    notes = {laptop.a_note(f"School {n}.") for n in range(4)}
    _idle(laptop)
    notes |= {laptop.a_note(f"School {n}.") for n in range(4, 7)}

    pages = [laptop.store.find("school", limit=2, offset=offset) for offset in range(0, 8, 2)]

    found = [hit.record for page in pages for hit in page]
    assert len(found) == len(set(found)) == 7
    assert set(found) == notes


def test_nothing_of_a_replaced_text_stays_in_the_index(laptop: Laptop):
    note = laptop.a_note("Zanzibarmarker was at school.")
    _idle(laptop)

    laptop.rewrite(note, "Maya was at school.")
    _idle(laptop)

    blocks = laptop.rows("SELECT block FROM narrative_fts_data")
    assert not any(b"zanzibar" in block for (block,) in blocks)


def test_a_long_text_that_was_written_over_and_taken_out_leaves_the_index_sound(laptop: Laptop):
    """FTS5 with `secure-delete` loses count of a long text that was replaced within one transaction, once it goes."""
    words = "Maya was at school. " * 300
    note = laptop.a_note(words)
    for text in (f"{words} Again.", None):
        _idle(laptop)
        laptop.rewrite(note, text)
    _idle(laptop)

    assert laptop.rows("PRAGMA quick_check") == [("ok",)]
    assert laptop.found("school") == []


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3), typed=WORDS)
def test_words_are_split_and_folded_as_the_index_does(laptop: Laptop, texts: list[str], typed: str):
    with laptop.store.applying() as connection:
        search.forget(connection, laptop.team)  # what earlier examples wrote
    for text in texts:
        laptop.a_note(text)
    before = laptop.found(typed)
    _idle(laptop)

    assert sorted(laptop.found(typed)) == sorted(before)


def test_a_beginning_of_one_letter_is_a_word():
    assert Words.of("Maya w") == Words(frozenset({"maya", "w"}), "")


def _delete(laptop: Laptop, note: str, deleted: dict[str, Any] | None) -> None:
    with laptop.store.writing(JO) as session:
        session.get_one(Note, note).deleted = deleted
