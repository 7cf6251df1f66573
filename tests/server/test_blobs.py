"""The council's files: taken in piece by piece, believed only when whole and true, told to nobody whose they are not (S30, F8, P7)."""

import os
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.protocol.blobs import PARTIAL_UPLOAD, BlobName, BlobStanding
from sync.protocol.limits import BLOB_BYTES, BLOB_PIECE_BYTES
from sync.server import erasure
from sync.server.erasure import Redact
from sync.server.tables import blob_piece
from tests.support.central import Refused
from tests.support.files import PHOTO, Files, an_attachment, named
from tests.support.wire import a_note, an_id, problem


@pytest.fixture
def jo(central) -> Files:
    return Files(central)


def test_s30_a_file_comes_in_pieces_and_goes_out_as_it_came(jo):
    name = named(jo.a_stream(), PHOTO)

    first = jo.append(name, 0, PHOTO[:100_000])
    second = jo.append(name, 100_000, PHOTO[100_000:], last=True)

    assert (first.status_code, first.headers["upload-offset"], first.headers["upload-complete"]) == (
        204,
        "100000",
        "?0",
    )
    assert (second.status_code, second.headers["upload-offset"], second.headers["upload-complete"]) == (
        204,
        "300000",
        "?1",
    )
    assert jo.ask("GET", name).content == PHOTO


def test_s30_an_upload_goes_on_where_it_broke_off(jo):
    name = named(jo.a_stream(), PHOTO)
    jo.append(name, 0, PHOTO[:70_000])

    told = jo.ask("HEAD", name)
    again = jo.append(name, 0, PHOTO[:70_000])

    assert (told.status_code, told.headers["upload-offset"], told.headers["upload-complete"]) == (204, "70000", "?0")
    assert told.headers["cache-control"] == "no-store"
    assert problem(again).code == "offset"
    assert jo.how_far(name) == [BlobStanding(name.stream, name.sha256, 70_000, complete=False)]


def test_a_file_that_is_here_is_not_taken_twice(jo):
    name = jo.send(jo.a_stream(), PHOTO)

    answer = jo.append(name, 0, PHOTO[:10])

    assert (answer.status_code, answer.headers["upload-offset"], answer.headers["upload-complete"]) == (
        204,
        "300000",
        "?1",
    )
    assert jo.ask("GET", name).content == PHOTO


def test_s30_what_is_there_is_answered_for_each_stream_by_itself(jo):
    one, other = jo.a_stream(), jo.a_stream()
    name = jo.send(one, PHOTO)

    elsewhere = BlobName(other, name.sha256)

    assert [told.complete for told in jo.how_far(name, elsewhere)] == [True, False]
    assert problem(jo.ask("GET", elsewhere)).code == "blob_unknown"


def test_f8_a_stranger_is_told_the_same_of_a_file_that_is_there_and_of_one_that_is_not(central, jo):
    name = jo.send(jo.a_stream(), PHOTO)
    nowhere = BlobName(an_id(), name.sha256)
    kim = Files(central)

    answers = [kim.ask("GET", name), kim.ask("GET", nowhere), kim.append(name, 0, b"x"), kim.append(nowhere, 0, b"x")]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert kim.ask("HEAD", name).status_code == kim.ask("HEAD", nowhere).status_code == 404
    assert kim.how_far(name, nowhere) == []


def test_f8_what_another_device_sends_wrong_spoils_nothing_of_ones_own(central, jo):
    name = named(jo.a_stream(), PHOTO)
    second = Files(central, jo.user)
    jo.append(name, 0, PHOTO[:100_000])

    second.append(name, 0, b"x" * 100_000)
    answer = jo.append(name, 100_000, PHOTO[100_000:], last=True)

    assert answer.headers["upload-complete"] == "?1"
    assert second.ask("GET", name).content == PHOTO
    assert second.append(name, 100_000, b"", last=True).headers["upload-complete"] == "?1"


def test_a_file_that_is_not_what_its_address_says_is_never_there(jo):
    name = named(jo.a_stream(), PHOTO)

    answer = jo.append(name, 0, PHOTO[:-1] + b"x", last=True)

    assert problem(answer).code == "content"
    assert jo.how_far(name)[0] == BlobStanding(name.stream, name.sha256, 0, complete=False)
    assert problem(jo.ask("GET", name)).code == "blob_unknown"
    assert jo.send(name.stream, PHOTO) == name


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "told"),
    [
        ("bytes=100-", 206, PHOTO[100:], "bytes 100-299999/300000"),
        ("bytes=5-9", 206, PHOTO[5:10], "bytes 5-9/300000"),
        ("bytes=0-999999999", 200, PHOTO, None),
        ("bytes=-5", 200, PHOTO, None),
        ("lines=1-2", 200, PHOTO, None),
    ],
)
def test_a_part_of_a_file_is_told_as_the_part_it_is(jo, wanted, status, expected, told):
    name = jo.send(jo.a_stream(), PHOTO)

    answer = jo.ask("GET", name, range=wanted)

    assert (answer.status_code, answer.headers.get("content-range")) == (status, told)
    assert answer.content == expected


@pytest.mark.parametrize("wanted", ["bytes=300000-", "bytes=9-5"])
def test_bytes_that_a_file_does_not_have_are_a_problem(jo, wanted):
    name = jo.send(jo.a_stream(), PHOTO)

    assert problem(jo.ask("GET", name, range=wanted)).code == "range"


def test_p7_whatever_a_file_is_a_browser_saves_it_and_runs_nothing(jo):
    name = jo.send(jo.a_stream(), b"<script>alert(1)</script>")

    answer = jo.ask("GET", name)

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_piece_and_a_file_have_their_bounds(jo):
    stream = jo.a_stream()
    name = named(stream, b"large")

    assert problem(jo.append(name, 0, b"x" * (BLOB_PIECE_BYTES + 1))).code == "too_large"
    for offset in range(0, BLOB_BYTES, BLOB_PIECE_BYTES):
        assert jo.append(name, offset, b"x" * BLOB_PIECE_BYTES).status_code == 204
    assert problem(jo.append(name, BLOB_BYTES, b"x")).code == "too_large"


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "application/octet-stream", "upload_offset": "0"},
        {"content_type": PARTIAL_UPLOAD},
        {"content_type": PARTIAL_UPLOAD, "upload_offset": "-1"},
        {"content_type": PARTIAL_UPLOAD, "upload_offset": "0", "upload_complete": "yes"},
    ],
)
def test_a_piece_that_does_not_say_where_it_belongs_is_malformed(jo, headers):
    name = named(jo.a_stream(), PHOTO)

    assert problem(jo.ask("PATCH", name, b"x", **headers)).code == "malformed"


def test_an_auditor_reads_files_and_brings_none(central, jo):
    stream, begun = jo.begin()
    jo.push(begun, jo.set(stream, a_note("Known.")))
    name = jo.send(stream, PHOTO)
    auditor = Files(central, central.a_user("auditor"))
    central.run("allocate", begun.family, auditor.user)

    assert auditor.ask("GET", name).content == PHOTO
    assert problem(auditor.append(named(stream, b"other"), 0, b"other")).code == "stream_unknown"


@pytest.mark.parametrize("quota", ["--device-bytes", "--stream-bytes"])
def test_f8_a_days_bytes_hold_for_files_too(a_central, quota):
    council = a_central()
    council.start(quota, "200000")
    jo = Files(council)
    name = named(jo.a_stream(), PHOTO)
    jo.append(name, 0, PHOTO[:150_000])

    answer = jo.append(name, 150_000, PHOTO[150_000:], last=True)

    assert problem(answer).code == "busy"
    assert jo.how_far(name)[0].offset == 150_000


def test_f3_a_file_that_was_taken_out_is_gone_and_not_asked_for_again(central, jo):
    stream = jo.a_stream()
    name = named(stream, PHOTO)
    group = an_attachment(name)
    jo.push(jo.set(stream, group))
    jo.send(stream, PHOTO)

    for _twice in range(2):
        with central.session() as connection:
            erasure.take_out(connection, Redact("2026-10-06T10:42:00Z", stream, "attachment", group.record))

    assert problem(jo.ask("GET", name)).code == "blob_unknown"
    assert jo.how_far(name)[0].complete
    with central.session() as connection:
        assert connection.execute(blob_piece.select().where(blob_piece.c.stream == stream)).all() == []


def test_a_changed_byte_of_a_file_is_found_and_a_backup_has_the_files(a_central):
    council = a_central()
    council.start()
    jo = Files(council)
    name = jo.send(jo.a_stream(), PHOTO)
    council.run("backup", str(council.folder / "backup.db"))
    verified = council.run("verify")
    assert "1 files, 0 reads, 0 acts on links, 0 wrong" in verified

    with council.session() as connection:
        connection.execute(blob_piece.update().values(bytes=PHOTO[:-1] + b"x"))

    with pytest.raises(Refused) as told:
        council.run("verify")
    assert f"file {name.sha256} is not what its address says" in str(told.value)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), size=st.integers(0, 60_000))
def test_however_a_file_is_cut_it_is_put_together_again(jo, data, size):
    content = os.urandom(size)
    cuts = data.draw(st.lists(st.integers(0, size), max_size=5))
    first, past = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
    name = named(jo.a_stream(), content)

    edges = sorted({0, *cuts, size})
    for start, end in pairwise(edges):
        jo.append(name, start, content[start:end])
    jo.append(name, size, b"", last=True)

    assert jo.ask("GET", name).content == content
    if first < past < size:
        assert jo.ask("GET", name, range=f"bytes={first}-{past - 1}").content == content[first:past]
