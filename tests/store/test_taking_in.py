"""Where nothing waits, what arrives needs no merging."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.merging import Arrived, integrate
from tests.support.queues import Tree, note

PLACES = st.sampled_from([note("text"), note("with_whom"), note("deleted"), note("text", "note-2")])
REVISIONS = st.integers(1, 9)


@given(
    st.lists(st.tuples(PLACES, st.sampled_from(["a", "b", None]), REVISIONS), max_size=8),
    st.lists(st.tuples(PLACES, st.sampled_from(["a", "c", None]), REVISIONS), max_size=8),
)
def test_where_nothing_waits_the_short_way_leaves_what_the_long_way_would(held, arrived):
    """The long way is taken as soon as anything waits: here, on a record that nothing arrives for."""
    short, long = Tree(), Tree()
    long.save((note("text", "note-3"), "waits"))
    for tree in (short, long):
        for place, value, revision in held:
            tree.server(place, value, revision)
        integrate(tree, [Arrived(*change) for change in arrived])

    del long.rows[note("text", "note-3")]
    assert short.rows == long.rows
    assert short.superseded == long.superseded == []
