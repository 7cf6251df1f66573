"""A first day."""

from tests.support.wire import Wire, a_note


def test_what_one_laptop_sends_another_receives(central):
    jo = Wire(central)
    stream, begins = jo.begin()
    verdict = jo.push_one(begins, jo.set(stream, a_note("They have a new cat.")))
    assert verdict.outcome == "applied"
    again = Wire(central, jo.user)
    assert again.manifest()
    assert again.pull(stream)
    assert jo.pull(stream, 0, [1, 2])
