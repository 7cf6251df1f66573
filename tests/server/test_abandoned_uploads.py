"""Uploads that nobody goes on with are not kept for ever; what still comes, and what is whole, is (S30)."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from sync.protocol.blobs import BlobName
from sync.records.types import instant_text
from sync.server.blobs import ABANDONED
from sync.server.clock import now
from sync.server.tables import blob_piece
from tests.support.central import Central
from tests.support.files import PHOTO, Files, named

OTHER = PHOTO[::-1]


@pytest.fixture
def jo(central: Central) -> Files:
    return Files(central)


def grow_old(central: Central, name: BlobName, start: int | None = None) -> None:
    """The pieces of an upload, or one of them, came longer ago than uploads are waited for."""
    these = [blob_piece.c.sha256 == name.sha256, blob_piece.c.stream == name.stream, blob_piece.c.came_at.is_not(None)]
    if start is not None:
        these.append(blob_piece.c.start == start)
    at = instant_text(now() - ABANDONED - timedelta(hours=1))
    with central.session() as connection:
        connection.execute(update(blob_piece).where(*these).values(came_at=at))


def another_begins(central: Central) -> None:
    other = Files(central)
    assert other.append(named(other.a_stream(), OTHER), 0, OTHER[:100]).status_code == 204


def test_an_upload_that_did_not_grow_for_a_week_is_dropped_when_another_begins(central: Central, jo: Files):
    name = named(jo.a_stream(), PHOTO)
    jo.append(name, 0, PHOTO[:70_000])
    grow_old(central, name)
    before = jo.how_far(name)[0].offset

    another_begins(central)

    assert (before, jo.how_far(name)[0].offset) == (70_000, 0)
    jo.append(name, 0, PHOTO, last=True)
    assert jo.ask("GET", name).content == PHOTO


def test_one_that_still_grows_keeps_its_first_pieces(central: Central, jo: Files):
    name = named(jo.a_stream(), PHOTO)
    jo.append(name, 0, PHOTO[:70_000])
    jo.append(name, 70_000, PHOTO[70_000:80_000])
    grow_old(central, name, start=0)

    another_begins(central)

    assert jo.how_far(name)[0].offset == 80_000


def test_a_whole_file_is_never_dropped(central: Central, jo: Files):
    name = jo.send(jo.a_stream(), PHOTO)
    grow_old(central, name)

    another_begins(central)

    assert jo.ask("GET", name).content == PHOTO
