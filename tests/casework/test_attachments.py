"""Files are added to a family within limits, are what they are by their bytes, and are opened as they were added (S30, P7)."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.casework import attachments
from desktop.casework.attachments import (
    Attachments,
    FileEmpty,
    FileNotHere,
    FilesFull,
    FileTooLarge,
    FileUnreadable,
    KindNotTaken,
    NewAttachment,
    PictureDamaged,
)
from desktop.casework.desk import Desk
from desktop.casework.sending import Sending
from desktop.clock import FixedClock
from desktop.errors import DoorstepError
from desktop.store.errors import NotHeld
from desktop.ui.words.trouble import UNEXPECTED, sentence
from sync.protocol.limits import BLOB_BYTES, BLOB_CHUNK_BYTES
from sync.records.attachment import Attachment
from tests.support.desks import MORNING, a_family, a_person

_REFUSALS = (FileEmpty, FileTooLarge, FilesFull, FileNotHere, FileUnreadable, KindNotTaken, PictureDamaged)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
DRAWING = NewAttachment("drawing", "Maya’s island", about=())


def blobs(desk: Desk) -> list[tuple[object, ...]]:
    with desk.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT sha256, size, state FROM blob ORDER BY id")
        return [tuple(row) for row in rows]


def chunks(desk: Desk) -> int:
    with desk.reading() as session:
        return int(session.connection().exec_driver_sql("SELECT count(*) FROM blob_chunk").scalar_one())


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(size=st.integers(1, 3 * BLOB_CHUNK_BYTES), pieces=st.integers(1, 70_000))
def test_s30_a_file_of_any_size_is_opened_as_it_was_added(desk: Desk, size: int, pieces: int):
    family, content = a_family(desk), os.urandom(size)

    added = Attachments(desk).add(family, DRAWING, (content[at : at + pieces] for at in range(0, size, pieces)))

    assert b"".join(Attachments(desk).open(added)) == content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0 JFIF", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg onload='x'>", "application/octet-stream"),
        (b"GIF89a", "application/octet-stream"),
    ],
)
def test_p7_what_a_file_is_is_judged_by_its_bytes(desk: Desk, content: bytes, kind: str):
    added = Attachments(desk).add(a_family(desk), NewAttachment("photo", "photo.png"), [content])

    with desk.reading() as session:
        row = session.get_one(Attachment, added)
    assert (row.media_type, row.size, row.category, row.name) == (kind, len(content), "photo", "photo.png")


def test_the_record_and_its_bytes_wait_together(desk: Desk):
    family = a_family(desk)

    added = Attachments(desk).add(family, DRAWING, [PNG])

    state = Sending(desk).state()
    assert (added, state.files) in {(waiting.record, 1) for waiting in state.waiting}
    with desk.reading() as session:
        assert blobs(desk) == [(session.get_one(Attachment, added).sha256, len(PNG), "waiting")]


def test_bytes_whose_record_could_not_be_saved_are_not_left_behind(desk: Desk):
    with pytest.raises(NotHeld):
        Attachments(desk).add(desk.new_id(), DRAWING, [PNG])

    assert blobs(desk) == []
    assert chunks(desk) == 0


def test_the_same_bytes_are_held_once(desk: Desk):
    family, files = a_family(desk), Attachments(desk)

    added = [files.add(family, DRAWING, [PNG]) for _ in range(2)]

    assert len(blobs(desk)) == chunks(desk) == 1
    assert [b"".join(files.open(one)) for one in added] == [PNG, PNG]


def _endless() -> Iterator[bytes]:
    while True:
        yield bytes(2**20)


@pytest.mark.parametrize(("pieces", "refusal"), [([], FileEmpty), ([b""], FileEmpty), (_endless(), FileTooLarge)])
def test_what_cannot_be_added_leaves_nothing(desk: Desk, pieces, refusal):
    with pytest.raises(refusal):
        Attachments(desk).add(a_family(desk), DRAWING, pieces)

    assert (blobs(desk), chunks(desk)) == ([], 0)


def test_a_family_has_room_for_so_much_and_another_has_its_own(desk: Desk, monkeypatch):
    monkeypatch.setattr(attachments, "FAMILY_BYTES", 100)
    family, files = a_family(desk), Attachments(desk)
    files.add(family, DRAWING, [b"x" * 60])

    with pytest.raises(FilesFull):
        files.add(family, DRAWING, [b"y" * 60])

    assert files.add(a_family(desk), DRAWING, [b"y" * 60])


def test_a_familys_files_are_listed_latest_first_with_where_they_are(desk: Desk):
    family, files = a_family(desk), Attachments(desk)
    maya = a_person(desk, family, "Maya")
    files.add(family, DRAWING, [PNG])
    files.add(a_family(desk), DRAWING, [PNG + b"another's"])
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(minutes=5))
    files.add(family, NewAttachment("letter", "From school", hidden=True, about=(maya,)), [b"%PDF-1.7"])

    later, earlier = files.of(family)

    assert (earlier.title, earlier.place, earlier.hidden, earlier.added_at) == (
        "Maya’s island",
        "waiting",
        False,
        MORNING,
    )
    assert (later.media_type, later.about, later.hidden, later.size) == ("application/pdf", ("Maya",), True, 8)


def test_a_file_whose_bytes_are_elsewhere_is_not_here(desk: Desk):
    family, files = a_family(desk), Attachments(desk)
    added = files.add(family, DRAWING, [PNG])
    with desk.store.applying() as connection:
        connection.exec_driver_sql("DELETE FROM blob")

    with pytest.raises(FileNotHere):
        files.open(added)


def test_every_refusal_has_its_sentence():
    said = {sentence(kind()) for kind in _REFUSALS}

    assert len(said - {UNEXPECTED, sentence(DoorstepError())}) == len(_REFUSALS)
    assert f"{BLOB_BYTES // 2**20} MB" in sentence(FileTooLarge())
