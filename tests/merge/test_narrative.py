"""Two people's prose: joined sentence by sentence, never inside one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge.narrative import join
from sync.merge.outcome import Clash, Joined, Merged
from sync.merge.sentences import sentences

POOL = [
    f"{name} {verb}." for name in ("Leo", "Maya", "Ruby", "Dana") for verb in ("slept", "ate well", "rang the school")
]
prose = st.lists(st.sampled_from(POOL), max_size=6, unique=True).map(" ".join)
anything = st.text('aB.!? \n"“”()1-', max_size=40)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "outcome"),
    [
        pytest.param("One. Two.", "One! Two.", "One. Three.", Joined("One! Three."), id="neighbours"),
        pytest.param("One.", "One. Mine.", "One. Theirs.", Joined("One. Theirs. Mine."), id="both added at the end"),
        pytest.param("One.", "Changed.", "One. Added.", Joined("Changed. Added."), id="one changed, one added"),
        pytest.param("One.", "Mine. One.", "One. Theirs.", Joined("Mine. One. Theirs."), id="before and after"),
        pytest.param("", "Mine", "Theirs", Joined("Theirs\n\nMine"), id="fragments stay two"),
        pytest.param("One. Two. Three.", "Two. Three.", "One. Two.", Joined("Two."), id="each took one away"),
        pytest.param(
            "One. Two. Six.", "One. Six.", "One. Two. Six. New.", Joined("One. Six. New."), id="took and added"
        ),
        pytest.param(
            "One.", "One. Same.", "One. Same. More.", Merged("One. Same. More."), id="one wrote all the other did"
        ),
        pytest.param("One. Two.", "One. Two!", "One. Two!  ", Merged("One. Two!  "), id="white space is no change"),
        pytest.param(
            "A1.\n\nB2.", "A1.\n\nB2.\n\nC3.", "A0.\n\nB2.", Joined("A0.\n\nB2.\n\nC3."), id="paragraphs stay"
        ),
        pytest.param("A1. B2.", "A1.\r\nB2. C3.", "A0. B2.", Joined("A0.\nB2. C3."), id="line ends of another system"),
        pytest.param(
            "Caf\u00e9. Two.", "Cafe\u0301. Two!", "Caf\u00e9. Two. Six.", Joined("Caf\u00e9. Two! Six."), id="NFC"
        ),
        pytest.param("A1. B2.", "A0. B2.", "A1.\nB2. C3.", Joined("A0.\nB2. C3."), id="space that the other changed"),
        pytest.param("One. Two.", "Uno. Due.", "Uno. Two. Six.", Joined("Uno. Due. Six."), id="both changed one alike"),
        pytest.param("One.", "One changed.", "One altered.", Clash(), id="one sentence, two texts"),
        pytest.param("One. Two.", "", "One. Two. Three.", Clash(), id="cleared here, worked on there"),
        pytest.param("One. Two.", "One.", "One. Two, and more.", Clash(), id="taken away here, changed there"),
        pytest.param("One.", "Same.", "One. Same.", Clash(), id="the same sentence in two places"),
        pytest.param("A1. B2. C3.", "New.", "A1. B2. Mid. C3.", Clash(), id="added inside what was rewritten"),
    ],
)
def test_a_join(base, mine, theirs, outcome):
    assert join(base, mine, theirs) == outcome


def test_words_of_one_sentence_are_only_ever_proposed_together():
    outcome = join(
        "Pat may collect Leo on Thursday.", "Pat may not collect Leo on Thursday.", "Pat may collect Leo on Friday."
    )

    assert outcome == Clash(together="Pat may not collect Leo on Friday.")


def test_a_join_that_would_not_fit_is_left_to_a_person():
    long = " ".join(f"Sentence {n} goes on and on." for n in range(1500))

    assert join("", "Mine. " + long, long.replace("on.", "off.")) == Clash()


@given(prose, prose, prose)
def test_a_join_holds_what_both_wrote_and_nothing_else(base, mine, theirs):
    match join(base, mine, theirs):
        case Joined(value) | Merged(str(value)):
            said = _said(value)
            assert (_said(mine) | _said(theirs)) - _said(base) <= said
            assert _said(base) & _said(mine) & _said(theirs) <= said
            assert said <= _said(mine) | _said(theirs)
            assert len(sentences(value)) == len(said)
        case Clash(together):
            assert together is None or together not in (mine, theirs)


@given(prose, prose, prose)
def test_it_does_not_matter_who_merges(base, mine, theirs):
    match join(base, mine, theirs), join(base, theirs, mine):
        case Clash(), other:
            assert isinstance(other, Clash)
        case one, other:
            assert not isinstance(other, Clash)
            assert _said(str(one.value)) == _said(str(other.value))


@given(anything, anything, anything)
def test_however_odd_the_text_no_sentence_is_invented_or_lost(base, mine, theirs):
    match join(base, mine, theirs):
        case Joined(value) | Merged(str(value)):
            assert (_said(mine) | _said(theirs)) - _said(base) <= _said(value) <= _said(mine) | _said(theirs)


@given(prose | anything, prose | anything)
def test_one_side_s_work_alone_is_kept_as_it_is(base, mine):
    outcome = join(base, mine, base)

    assert isinstance(outcome, Clash) or _said(str(outcome.value)) == _said(mine)


def _said(text: str) -> set[str]:
    return {one.text for one in sentences(text)}
