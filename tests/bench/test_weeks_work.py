"""The caseload that sync is measured on: of the stated size, as compressible as English, and the same each time."""

import pytest

from tests.bench.floor import packed
from tests.bench.weeks_work import FAMILIES, FamilysWeek, a_week, as_json, meeting_edits, some_edits
from tests.support.wire import an_id


@pytest.fixture(scope="module")
def week() -> list[FamilysWeek]:
    return a_week(an_id)


def test_it_is_of_the_stated_size(week):
    documents = as_json(week)

    assert len(week) == FAMILIES
    assert len(documents) == 680
    assert 700_000 < sum(map(len, documents)) < 800_000
    assert 218_000 < len(packed(documents)) < 228_000


def test_its_texts_are_the_same_each_time(week):
    again = [edit.text for edit in some_edits(a_week(an_id), 200)]

    assert again == [edit.text for edit in some_edits(week, 200)]


def test_edits_are_of_different_documents(week):
    assert len({(edit.place.table, edit.place.key) for edit in some_edits(week, 200)}) == 200


@pytest.mark.parametrize("same_field", [False, True])
def test_people_who_meet_write_into_the_same_documents(week, same_field):
    first, second = meeting_edits(week, 50, same_field=same_field)

    assert [one.place == other.place for one, other in zip(first, second, strict=True)] == [same_field] * 50
    assert len({edit.text for edit in first + second}) == 100
