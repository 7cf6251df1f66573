"""The hash of what a decision was taken on (S13)."""

import pytest

from sync.protocol.content import content_hash


def test_the_order_of_fields_and_fields_that_are_null_make_no_difference():
    plain = content_hash("note", "A", {"text": "x", "channel": "call"})

    assert plain == content_hash("note", "A", {"channel": "call", "text": "x", "about": None})


@pytest.mark.parametrize(
    ("kind", "record", "fields"),
    [
        ("visit", "A", {"text": "x"}),
        ("note", "B", {"text": "x"}),
        ("note", "A", {"text": "y"}),
        ("note", "A", {"text": "x", "channel": "call"}),
        ("note", "A", {}),
    ],
)
def test_anything_else_does(kind, record, fields):
    assert content_hash(kind, record, fields) != content_hash("note", "A", {"text": "x"})
