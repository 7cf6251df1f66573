"""Choosing a passphrase."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ids import seeded
from desktop.vault.passphrase import suggest, weakness

KNOWN = ["Northmere Council", "Sarah Ahmed-Whitfield"]


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_every_suggestion_is_five_words_and_strong_enough(seed):
    words = suggest(seeded(seed))

    assert len(words.split()) == 5
    assert weakness(words, KNOWN) is None


def test_two_suggestions_differ():
    assert suggest(os.urandom) != suggest(os.urandom)


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        pytest.param("", "short", id="nothing"),
        pytest.param("x9$Lq!2vT#z", "short", id="odd but eleven characters"),
        pytest.param("password1234", "guessable", id="the usual"),
        pytest.param("aaaaaaaaaaaaaaaaaaaaaaaa", "guessable", id="one key held down"),
        pytest.param("qwertyuiopasdfghjkl", "guessable", id="along the keyboard"),
        pytest.param("12 March 2014", "guessable", id="a birthday"),
        pytest.param("Northmere Council", "guessable", id="the council"),
        pytest.param("sarah ahmed-whitfield", "guessable", id="the worker"),
        pytest.param("WhitfieldNorthmere1", "guessable", id="the worker at the council"),
        pytest.param("lantern orbit gravel meadow teacup", None, id="five words"),
        pytest.param("my gran sold 14 umbrellas in Whitby", None, id="a sentence of one's own"),
        pytest.param("x9$Lq!2vT#z" * 20, None, id="longer than is judged"),
    ],
)
def test_the_table_of_passphrases(passphrase, why):
    assert weakness(passphrase, KNOWN) == why
