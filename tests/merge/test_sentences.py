"""Where a sentence ends, and where a careful reader would not be sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge.sentences import sentences
from sync.records.text import canonical_text

WRAPPED = "He asked whether Pat could fetch Leo from the breakfast club on\nFriday. She said yes."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n ", [], id="white space"),
        pytest.param("Leo ate. Ruby slept.", ["Leo ate.", "Ruby slept."], id="two"),
        pytest.param("Was it? Yes! Good.", ["Was it?", "Yes!", "Good."], id="other marks"),
        pytest.param("Dr. Khan rang. Good.", ["Dr. Khan rang.", "Good."], id="abbreviation"),
        pytest.param("Seen at 3 p.m. Monday is next.", ["Seen at 3 p.m. Monday is next."], id="time of day"),
        pytest.param("J. Ellery rang.", ["J. Ellery rang."], id="initial"),
        pytest.param("Live at No. 4 now.", ["Live at No. 4 now."], id="number"),
        pytest.param("She said no. Leo cried.", ["She said no.", "Leo cried."], id="no is also a word"),
        pytest.param("He works at Yahoo! most days. Good.", ["He works at Yahoo! most days.", "Good."], id="a name"),
        pytest.param("From 3.5 to 7.5. Better.", ["From 3.5 to 7.5.", "Better."], id="decimals"),
        pytest.param("Well... Maya left. Ok.", ["Well... Maya left.", "Ok."], id="a pause"),
        pytest.param("“I ate. Really.” Then left.", ["“I ate. Really.”", "Then left."], id="quotation is one"),
        pytest.param('"Stop. Now!" He left.', ['"Stop. Now!"', "He left."], id="straight quotation"),
        pytest.param(
            "Rang (No reply. Again.) Went home.", ["Rang (No reply. Again.)", "Went home."], id="brackets are one"
        ),
        pytest.param("One.\n\nTwo", ["One.", "Two"], id="paragraphs"),
        pytest.param("Agreed:\n- bins\n- rent", ["Agreed:", "- bins", "- rent"], id="list"),
        pytest.param("Phoned school\nLeft message", ["Phoned school", "Left message"], id="short lines"),
        pytest.param("phoned the\nschool", ["phoned the\nschool"], id="line that goes on"),
        pytest.param(WRAPPED, [WRAPPED.partition(" She")[0], "She said yes."], id="wrapped line"),
    ],
)
def test_sentences_end_where_nobody_doubts_it(text, found):
    assert [one.text for one in sentences(text)] == found


@given(st.text('aB.!? \n\t"“”()é1-', max_size=60).map(canonical_text))
def test_sentences_and_the_space_before_them_are_the_text(text):
    assert "".join(one.gap + one.text for one in sentences(text)) == text.rstrip()


def test_hostile_text_is_split_in_no_time():
    for text in ("!" * 60_000, " " * 60_000, "a. B" * 15_000, '" A. ' * 6_000, "(" * 60_000):
        sentences(text)
