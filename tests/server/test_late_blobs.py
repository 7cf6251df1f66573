"""Files of a family that was taken away meanwhile: taken where a change set of this very laptop names them, whatever became of it (S30)."""

import pytest

from sync.protocol.blobs import BlobName
from sync.protocol.change_set import Group
from tests.support.central import Central
from tests.support.files import PHOTO, Files, an_attachment, named
from tests.support.wire import a_note, an_id, as_evidence, problem


@pytest.fixture
def jo(central) -> Files:
    return Files(central)


def taken_away(central: Central, jo: Files) -> tuple[str, str]:
    """A family that was the laptop's, and its team stream."""
    stream, begun = jo.begin()
    jo.push(begun, jo.set(stream, a_note("Known.")))
    central.run("allocate", begun.family, jo.user, "--remove")
    return begun.family, stream


def test_s30_a_file_is_taken_late_where_a_set_that_lies_aside_names_it(central, jo):
    _family, stream = taken_away(central, jo)
    name = named(stream, PHOTO)
    assert jo.push_one(jo.set(stream, an_attachment(name))).outcome == "aside"

    jo.send(stream, PHOTO)

    assert problem(jo.ask("GET", name)).code == "stream_unknown"


def test_s30_a_file_is_taken_late_where_a_superseded_set_names_it(central, jo):
    _family, stream = taken_away(central, jo)
    name = named(stream, PHOTO)
    jo.push(as_evidence(jo.set(stream, an_attachment(name))))

    jo.send(stream, PHOTO)


def test_s30_a_file_is_taken_late_where_a_refused_set_or_one_that_tells_of_a_conflict_names_it(central, jo):
    stream, begun = jo.begin()
    jo.push(begun, jo.set(stream, a_note("Known.")))
    refused, told = named(stream, PHOTO), named(stream, b"other")
    group = Group("attachment", an_id(), 0, {"sha256": refused.sha256, "size": -1})
    assert jo.push_one(jo.set(stream, group)).outcome == "refused"
    conflict = Group("conflict", an_id(), 0, {"other": {"value": told.sha256}})
    jo.push(as_evidence(jo.set(stream, conflict)))
    central.run("allocate", begun.family, jo.user, "--remove")

    jo.send(stream, PHOTO)
    jo.send(stream, b"other")


def test_s30_a_file_is_taken_late_where_a_set_from_before_names_it(central, jo):
    stream, begun = jo.begin()
    name = named(stream, PHOTO)
    assert jo.push(begun, jo.set(stream, an_attachment(name)))[0].outcome == "applied"
    central.run("allocate", begun.family, jo.user, "--remove")

    jo.send(stream, PHOTO)


def test_a_file_that_no_set_of_this_laptop_names_is_not_taken_late(central, jo):
    family, stream = taken_away(central, jo)
    name = named(stream, PHOTO)
    kim = Files(central)
    central.run("allocate", family, kim.user)
    kim.push(kim.set(stream, an_attachment(name)))

    answer = jo.append(name, 0, PHOTO, last=True)

    assert problem(answer).code == "stream_unknown"
    assert answer.content == jo.append(BlobName(an_id(), name.sha256), 0, PHOTO).content
    assert jo.how_far(name) == []
