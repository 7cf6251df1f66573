"""A file's bytes are whole or absent, wherever the process is killed; a file that is taken away unsent waits, unread, for its receipt (S30)."""

import os
import signal
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event

from desktop.store import blobs
from desktop.store.blob_replica import ROOM_BYTES, StoreBlobs
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from sync.protocol.blobs import BlobName
from sync.protocol.limits import BLOB_BYTES, BLOB_CHUNK_BYTES
from sync.protocol.replica import Told
from sync.records.attachment import Attachment
from tests.store.laptop import JO, KEY, Laptop
from tests.support import children
from tests.support.trust import BUNDLE

PHOTO = bytes(range(256)) * 1200
ADDRESS = "0f" * 32


def add(laptop: Laptop, content: bytes = PHOTO) -> BlobName:
    """A record and its file."""
    begun = blobs.write(laptop.store, laptop.team, [content])
    with laptop.store.writing(JO) as session:
        session.add(Attachment(id=laptop.new_id(), stream=laptop.team, sha256=begun.sha256, size=begun.size))
        session.keep_file(laptop.team, begun)
    return BlobName(laptop.team, begun.sha256)


def told_of(laptop: Laptop, sha256: str, size: int = 10) -> BlobName:
    """A record whose file is elsewhere."""
    with laptop.store.writing(JO) as session:
        session.add(Attachment(id=laptop.new_id(), stream=laptop.team, sha256=sha256, size=size))
    return BlobName(laptop.team, sha256)


def killed_before(laptop: Laptop, statement: int) -> bool:
    """Add a file in another process that is killed before its so manyeth statement; whether it was."""
    left = count(statement - 1, -1)

    def pull_the_plug(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        laptop.store = Store.open(laptop.path, KEY, laptop.store.clock, laptop.store.ids)
        for moment in ("before_cursor_execute", "commit"):
            event.listen(laptop.store._database.writer, moment, pull_the_plug)
        add(laptop)

    status = children.status_of(killed)
    assert status in (0, -signal.SIGKILL)
    return status != 0


@pytest.mark.slow
def test_s30_a_file_is_whole_or_absent_wherever_the_process_is_killed(laptop: Laptop):
    laptop.store.close()
    for statement in count(1):
        killed = killed_before(laptop, statement)
        laptop.reopened()

        records = laptop.rows("SELECT sha256 FROM attachment")
        files = laptop.rows("SELECT sha256, size, state FROM blob")
        assert files == [(sha256, len(PHOTO), "waiting") for (sha256,) in records]
        if not killed:
            break
        assert laptop.rows("SELECT count(*) FROM blob_chunk") == [(3 * len(records),)]
        laptop.store.close()
    print(f"{statement - 1} kills")
    assert statement > 15
    assert (
        b"".join(StoreBlobs(laptop.store).piece(name, 0, len(PHOTO)) for name in StoreBlobs(laptop.store).unsent())
        == PHOTO
    )


def test_the_write_ahead_log_feels_a_chunk_and_not_the_file(laptop: Laptop):
    add(laptop, os.urandom(4 * 2**20))

    assert {size for (size,) in laptop.rows("SELECT length(bytes) FROM blob_chunk")} == {BLOB_CHUNK_BYTES}


@pytest.mark.parametrize(
    ("offset", "most"), [(0, 10), (5, 1), (BLOB_CHUNK_BYTES - 1, 2), (0, len(PHOTO)), (len(PHOTO) - 3, 100), (9**9, 5)]
)
def test_a_piece_may_begin_and_end_anywhere(laptop: Laptop, offset: int, most: int):
    assert StoreBlobs(laptop.store).piece(add(laptop), offset, most) == PHOTO[offset : offset + most]


def test_what_is_sent_is_read_beside_a_save_that_is_under_way(laptop: Laptop):
    name = add(laptop)
    files, replica = StoreBlobs(laptop.store), StoreReplica(laptop.store, os.urandom, BUNDLE)

    with laptop.store.writing(JO) as session:
        session.connection()
        found = files.unsent(), files.piece(name, 0, 5), replica.waiting(), replica.told()

    assert found == ({name: len(PHOTO)}, PHOTO[:5], 1, Told())


def test_s30_files_go_oldest_first_and_come_newest_first(laptop: Laptop):
    sent = [add(laptop, content) for content in (b"first", b"second")]
    wanted = [told_of(laptop, f"{number:064x}") for number in range(2)]

    assert list(StoreBlobs(laptop.store).unsent()) == sent
    assert list(StoreBlobs(laptop.store).wanted()) == wanted[::-1]


def test_there_is_room_for_so_much_of_what_others_filed(laptop: Laptop):
    for number in range(ROOM_BYTES // BLOB_BYTES + 3):
        told_of(laptop, f"{number:064x}", BLOB_BYTES)

    assert len(StoreBlobs(laptop.store).wanted()) == ROOM_BYTES // BLOB_BYTES


@pytest.mark.parametrize(
    ("sha256", "size"), [("../../etc", 10), (ADDRESS.upper(), 10), (ADDRESS, BLOB_BYTES + 1), (ADDRESS, 0)]
)
def test_what_a_record_says_wrong_of_a_file_is_never_asked_for(laptop: Laptop, sha256: str, size: int):
    told_of(laptop, sha256, size)

    assert list(StoreBlobs(laptop.store).wanted()) == []


def test_a_file_that_is_not_what_its_address_says_is_dropped_and_asked_for_again_but_not_for_ever(laptop: Laptop):
    files, name = StoreBlobs(laptop.store), told_of(laptop, ADDRESS)
    tries = 0
    while name in files.wanted():
        files.take(name, b"something")
        assert files.came(name) == 9
        assert not files.is_whole(name)
        assert files.came(name) == 0
        tries += 1

    assert tries == 2
    assert name in StoreBlobs(laptop.store).wanted()


def test_s30_rows_go_at_once_and_an_unsent_file_stays_unread_until_its_receipt(laptop: Laptop):
    waiting, held = add(laptop), add(laptop, b"the council has this one")
    files = StoreBlobs(laptop.store)
    files.receipted(held)
    with laptop.store.applying() as connection:
        connection.exec_driver_sql("UPDATE change_set SET state = 'applied'")

    StoreReplica(laptop.store, os.urandom, BUNDLE).forget([laptop.team])

    assert laptop.rows("SELECT * FROM attachment") == []
    assert laptop.rows("SELECT sha256 FROM blob") == [(waiting.sha256,)]
    assert files.piece(waiting, 0, 5) == PHOTO[:5]
    files.receipted(waiting)
    assert laptop.rows("SELECT (SELECT count(*) FROM blob), (SELECT count(*) FROM blob_chunk)") == [(0, 0)]
