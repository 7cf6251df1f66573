"""JSON lines in pieces: what was packed is what is read, however it is cut, and never more than the limits."""

from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import codec, limits

pages = st.lists(
    st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"")), max_size=5).map(
        lambda lines: b"".join(line + b"\n" for line in lines)
    ),
    max_size=4,
)


@given(pages, st.sampled_from(codec.ENCODINGS), st.integers(1, 50))
@settings(max_examples=80)
def test_lines_come_out_as_they_went_in_however_the_body_is_cut(made, encoding, size):
    packed = b"".join(codec.pack(made, encoding))

    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]

    assert list(codec.lines(pieces, encoding)) == b"".join(made).split(b"\n")[:-1]


@pytest.mark.parametrize("encoding", codec.ENCODINGS)
def test_a_page_can_be_read_before_the_next_is_made(encoding):
    made: list[bytes] = []

    def pages() -> Iterator[bytes]:
        for page in (b"first\n", b"second\n"):
            made.append(page)
            yield page

    received = codec.lines(codec.pack(pages(), encoding), encoding)

    assert next(received) == b"first"
    assert made == [b"first\n"]
    assert list(received) == [b"second"]


@pytest.mark.parametrize("encoding", codec.ENCODINGS)
def test_a_line_beyond_the_limit_is_not_read_on(encoding):
    taken: list[int] = []

    def made() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b"x" * 2**16

    with pytest.raises(codec.TooLarge):
        list(codec.lines(codec.pack(made(), encoding), encoding))

    assert len(taken) * 2**16 < 2 * limits.LINE_BYTES + 2**22


def test_a_size_in_a_frames_header_is_not_believed():
    """`zstandard.decompress(max_output_size=...)` gave back 200 MB, because the header overrides it."""
    bomb = zstandard.ZstdCompressor().compress(bytes(2 * limits.LINE_BYTES))

    with pytest.raises(codec.TooLarge):
        list(codec.lines([bomb], codec.ZSTD))


def test_an_encoding_that_nobody_speaks_is_said_to_be():
    with pytest.raises(codec.UnknownEncoding):
        list(codec.lines([b""], "br"))
    with pytest.raises(codec.UnknownEncoding):
        list(codec.pack([b""], "br"))


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip;q=1.0, zstd;q=0.1", "zstd"),
        ("GZIP", "gzip"),
        ("*", "identity"),
        ("deflate", "identity"),
    ],
)
def test_the_best_of_what_a_peer_accepts_is_chosen(accepted, chosen):
    assert codec.preferred(accepted) == chosen
