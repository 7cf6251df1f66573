"""Files between laptops and a real council: after the records, each for itself, going on where the line broke, none doubled (S30)."""

import itertools

import pytest

from desktop.casework.sending import Sending
from desktop.store.blob_replica import StoreBlobs
from sync.engine.blobs import FilesReport, exchange, fetch
from sync.engine.engine import Progress
from sync.engine.errors import Cancelled, Offline
from sync.records.attachment import Attachment
from sync.records.note import Note
from sync.server.tables import blob_piece
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.sync.far_end import a_laptop, a_line, line
from tests.sync.files import add, carry, name_of, on_the_council, opened

__all__ = ["a_laptop", "a_line", "line"]


def until_done(laptop: Laptop) -> int:
    """How many goings break before one comes to its end."""
    for broken in range(60):
        try:
            carry(laptop)
        except Offline:
            continue
        return broken
    raise AssertionError


def test_s30_a_photo_of_one_laptop_is_opened_on_another(line, a_laptop):
    first = a_laptop()
    family = a_family(first.desk)
    photo, content = add(first, family)
    first.sync()
    assert carry(first) == FilesReport(sent=1)
    second = a_laptop(first.user)
    second.sync()

    assert carry(second) == FilesReport(received=1)

    assert opened(second, photo) == content
    assert carry(first) == carry(second) == FilesReport()


def test_nothing_to_carry_is_no_request(line, a_laptop):
    laptop = a_laptop()
    with laptop.transport() as transport:
        exchange(StoreBlobs(laptop.store), transport)

    assert transport.traffic.requests == 0


def test_s30_a_file_goes_and_comes_over_a_line_that_is_cut_again_and_again(a_line, line, a_laptop):
    first = a_laptop()
    photo, content = add(first, a_family(first.desk), 2_000_000)
    first.sync()
    second = a_laptop(first.user)
    second.sync()
    before = line.passed["up"]

    line.cut(up=500_000, down=400_000)
    connections = line.connections
    waited_up, sent = until_done(first), line.passed["up"] - before
    before = line.passed["down"]
    waited_down, received = until_done(second), line.passed["down"] - before

    assert line.connections - connections >= 8
    assert waited_up <= 1
    assert waited_down <= 1
    assert opened(second, photo) == content
    starts = on_the_council(a_line[1], name_of(first, photo))
    assert len(starts) == len({*starts}) > 1
    assert sent < 2 * len(content)
    assert received < 2 * len(content)


def test_s30_a_file_that_is_refused_does_not_hold_back_the_next(line, a_laptop):
    laptop = a_laptop()
    family, other = a_family(laptop.desk), a_family(laptop.desk)
    stranded, _ = add(laptop, family, 1000)
    add(laptop, other, 2000)
    laptop.sync()
    with laptop.desk.store.applying() as connection:  # as if its family had never been begun at the council
        connection.exec_driver_sql("UPDATE blob SET stream = 'AZLWxkYhf9CzRk5h0c1JhQ' WHERE size = 1000")

    report = carry(laptop)

    assert report == FilesReport(sent=1, left=1)
    assert [name.sha256 for name in StoreBlobs(laptop.store).unsent()] == [name_of(laptop, stranded).sha256]


def test_s30_damaged_bytes_of_the_council_are_refused_and_asked_for_again(a_line, line, a_laptop):
    first = a_laptop()
    family = a_family(first.desk)
    (damaged, content), (photo, _) = add(first, family, 5000), add(first, family, 6000)
    first.sync()
    carry(first)
    second = a_laptop(first.user)
    second.sync()
    name = name_of(first, damaged)
    these = blob_piece.c.sha256 == name.sha256
    with a_line[1].session() as connection:
        connection.execute(blob_piece.update().where(these).values(bytes=bytes(5000)))

    report = carry(second)

    assert report == FilesReport(received=1, left=1)
    assert opened(second, photo)
    with a_line[1].session() as connection:
        connection.execute(blob_piece.update().where(these).values(bytes=content))
    assert carry(second) == FilesReport(received=1)
    assert opened(second, damaged) == content


def test_a_file_is_fetched_when_it_is_opened(line, a_laptop):
    first = a_laptop()
    photo, content = add(first, a_family(first.desk))
    first.sync()
    second = a_laptop(first.user)
    second.sync()
    name = name_of(first, photo)

    with second.transport() as transport:
        assert not fetch(StoreBlobs(second.store), transport, name)
        carry(first)
        assert fetch(StoreBlobs(second.store), transport, name)

    assert opened(second, photo) == content


def test_records_never_wait_for_a_file_longer_than_for_a_piece_of_it(line, a_laptop):
    laptop = a_laptop()
    add(laptop, a_family(laptop.desk), 1_000_000)
    laptop.sync()
    asked = itertools.count()

    with pytest.raises(Cancelled):
        carry(laptop, cancelled=lambda: next(asked) == 4)

    assert len(StoreBlobs(laptop.store).unsent()) == 1
    assert carry(laptop) == FilesReport(sent=1)


def test_it_is_told_which_file_of_how_many_goes(line, a_laptop):
    laptop = a_laptop()
    family = a_family(laptop.desk)
    for size in (10, 20):
        add(laptop, family, size)
    laptop.sync()
    told: list[Progress] = []

    carry(laptop, progress=told.append)

    assert told == [Progress("files", 0, 2), Progress("files", 1, 2)]


def test_s30_the_file_of_a_family_that_was_taken_away_still_arrives_and_leaves_nothing_here(a_line, line, a_laptop):
    laptop = a_laptop()
    family = a_family(laptop.desk)
    write(laptop.desk, Note, family, text="Rang Dana.")
    laptop.sync()
    photo, _ = add(laptop, family)
    name = name_of(laptop, photo)
    a_line[1].run("allocate", family, laptop.user, "--remove")
    laptop.sync()
    assert laptop.shows(Attachment, photo) is None
    assert not Sending(laptop.desk).state().all_received

    assert carry(laptop) == FilesReport(sent=1)

    assert on_the_council(a_line[1], name)[0] == 0
    with laptop.desk.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM blob_chunk").scalar_one() == 0


def test_a_laptop_that_is_told_twice_of_a_piece_asks_anew(a_line, line, a_laptop):
    """An answer that was lost: the piece is there, and the next going begins after it."""
    laptop = a_laptop()
    photo, _ = add(laptop, a_family(laptop.desk), 300_000)
    laptop.sync()
    with laptop.transport() as transport:
        files = StoreBlobs(laptop.store)
        ((name, _size),) = files.unsent().items()
        transport.append(name, files.piece(name, 0, 1000), 0, last=False)

    assert carry(laptop) == FilesReport(sent=1)
    assert on_the_council(a_line[1], name_of(laptop, photo))[:2] == [0, 1000]
