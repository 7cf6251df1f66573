"""Decisions over whole records, deletes, and states that follow one another (S13, S14; sync.md, section 4)."""

from typing import Any

import pytest

from sync.protocol.change_set import Group, Shown
from sync.protocol.content import content_hash
from sync.protocol.messages import Current
from tests.support.wire import Wire, a_note, an_id


@pytest.fixture
def jo(central) -> Wire:
    return Wire(central)


@pytest.fixture
def jos_other(jo) -> Wire:
    """Another laptop of the same person, who has the same streams."""
    return Wire(jo.central, jo.user)


def test_a_decision_stands_on_the_content_that_was_shown(jo, jos_other):
    stream, record = jo.a_stream("shared"), an_id()
    jo.push(jo.set(stream, Group("assessment", record, 0, {"narrative@why_now": "Because."})))
    shown = Shown("assessment", record, content_hash("assessment", record, {"narrative@why_now": "Because."}))
    jos_other.push(jos_other.set(stream, Group("assessment", record, 0, {"narrative@going_well": "School."})))

    overtaken = jo.push_one(jo.set(stream, Group("assessment", record, 0, {"lead": "jo"}), decision=shown))
    seen = {"narrative@why_now": "Because.", "narrative@going_well": "School."}
    again = Shown("assessment", record, content_hash("assessment", record, seen))
    verdict = jo.push_one(jo.set(stream, Group("assessment", record, 0, {"lead": "jo"}), decision=again))

    assert (overtaken.outcome, overtaken.code, overtaken.current) == ("stale", "content", [])
    assert verdict.outcome == "applied"


def test_a_change_to_a_record_deleted_meanwhile_is_stale(jo, jos_other):
    stream, note = jo.a_stream(), an_id()
    gone: dict[str, Any] = {"at": "2026-10-06T10:42:00Z", "by": "jo", "why": "Wrong family."}
    jo.push(jo.set(stream, a_note("Text.", note)))
    jo.push(jo.set(stream, Group("note", note, 0, {"deleted": gone})))

    unknowing = jos_other.push_one(jos_other.set(stream, a_note("More text.", note, 1)))
    knowing = jos_other.push_one(
        jos_other.set(stream, Group("note", note, 1, {"text": "More text."}), Group("note", note, 2, {"deleted": None}))
    )

    assert unknowing.outcome == "stale"
    assert unknowing.current == [Current("note", note, "deleted", gone, 2)]
    assert knowing.outcome == "applied"


def test_a_completed_assessment_takes_no_more_changes(jo):
    stream, record = jo.a_stream("shared"), an_id()
    content: dict[str, Any] = {"state": "draft", "narrative@why_now": "Because."}
    shown = Shown("assessment", record, content_hash("assessment", record, content))
    jo.push(
        jo.set(stream, Group("assessment", record, 0, content), n=1),
        jo.set(stream, Group("assessment", record, -1, {"state": "completed"}), n=2, decision=shown),
    )

    late = jo.push_one(jo.set(stream, Group("assessment", record, 1, {"narrative@why_now": "Why not."}), n=3))
    other = jo.push_one(jo.set(stream, Group("assessment", record, 0, {"narrative@going_well": "School."}), n=4))
    gone = jo.push_one(jo.set(stream, Group("assessment", record, 0, {"deleted": {"why": "twice"}}), n=5))
    same = jo.push_one(jo.set(stream, Group("assessment", record, 1, {"narrative@why_now": "Because."}), n=6))

    assert (late.outcome, late.code, late.path) == ("refused", "wrong_state", "assessment.narrative@why_now")
    assert (other.outcome, other.code) == ("refused", "wrong_state")
    assert (gone.outcome, gone.code) == ("refused", "wrong_state")
    assert same.outcome == "applied"


@pytest.mark.parametrize(
    ("kind", "state", "outcome"),
    [
        ("assessment", "draft", "applied"),
        ("assessment", "agreed", "refused"),
        ("episode", "contact", "applied"),
    ],
)
def test_a_state_begins_where_it_may(jo, kind, state, outcome):
    stream = jo.a_stream("shared")

    verdict = jo.push_one(jo.set(stream, Group(kind, an_id(), 0, {"state": state})))

    assert verdict.outcome == outcome


def test_an_episode_that_has_ended_stays_ended(jo):
    stream, record = jo.a_stream("shared"), an_id()
    jo.push(jo.set(stream, Group("episode", record, 0, {"state": "closed"})))

    reopened = jo.push_one(jo.set(stream, Group("episode", record, 1, {"state": "active"})))

    assert (reopened.outcome, reopened.code, reopened.path) == ("refused", "wrong_state", "episode.state")
