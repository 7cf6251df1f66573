"""Which words were added and taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.sending.differences import pieces, words_of

TEXT = st.text(alphabet="ab .\n’é", max_size=30)


@pytest.mark.parametrize(
    ("base", "text", "added", "taken"),
    [
        ("", "Two hours a day", ["Two hours a day"], []),
        ("Two hours a day.", "Two hours a day when Ruby is up.", ["when Ruby is up"], []),
        ("Two hours a day.", "Only when Ruby is up.", ["Only when Ruby is up"], ["Two hours a day"]),
        ("Don’t ring", "Do ring", ["Do"], ["Don’t"]),
        ("The same", "The same", [], []),
    ],
)
def test_whole_words_are_marked(base: str, text: str, added: list[str], taken: list[str]):
    found = pieces(base, text)

    assert (words_of(found, "added"), words_of(found, "taken")) == (added, taken)


@given(TEXT, TEXT)
def test_what_was_not_taken_out_is_the_text_to_the_letter(base: str, text: str):
    found = pieces(base, text)

    assert "".join(piece.text for piece in found if piece.how != "taken") == text
