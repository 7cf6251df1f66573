"""JSON lines as they travel: zstd, or gzip where the peer lacks it; in pieces both ways, and bounded (F16).

CodecError
├── UnknownEncoding    neither zstd, gzip nor identity
├── Damaged            not what its encoding says, or it ends inside a line
└── TooLarge           a line, or all of them, beyond `limits`
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import zstandard

from sync.protocol.limits import LINE_BYTES, TEXT_BYTES, WINDOW_BYTES

ZSTD, GZIP, IDENTITY = "zstd", "gzip", "identity"
ENCODINGS = (ZSTD, GZIP, IDENTITY)
LINES = "application/jsonl"
_ZSTD_LEVEL = 9  # a tenth smaller than 3 for 2 ms a day's work: a rural line is slower than that
_GZIP_LEVEL = 6
_PIECE = 2**16


class CodecError(Exception):
    """Root: the body cannot be read."""


class UnknownEncoding(CodecError):
    """An encoding that this end does not speak."""


class Damaged(CodecError):
    """The bytes are not what they are said to be, or the end is missing."""


class TooLarge(CodecError):
    """More than this end is willing to read."""


def preferred(accepted: str) -> str:
    """The best encoding among those of an `Accept-Encoding` header."""
    offered = {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
    return next((encoding for encoding in ENCODINGS if encoding in offered), IDENTITY)


def pack(pages: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """One compressed stream, flushed after each page so that the peer can use a page before the next is made.

    Raises:
        UnknownEncoding: not one of `ENCODINGS`.
    """
    compressor = _compressor(encoding)
    for page in pages:
        yield compressor.page(page)
    yield compressor.end()


def lines(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The lines of a body, without their ends, each as soon as it has come.

    Raises:
        CodecError: one of the tree in the module's docstring; lines before it were given out.
    """
    total = 0
    rest = b""
    for text in _unpacked(pieces, encoding):
        total += len(text)
        *whole, rest = (rest + text).split(b"\n")
        if total > TEXT_BYTES or len(rest) > LINE_BYTES or any(len(line) > LINE_BYTES for line in whole):
            raise TooLarge
        yield from whole
    if rest:
        raise Damaged


class _Compressor(Protocol):
    def page(self, data: bytes) -> bytes: ...

    def end(self) -> bytes: ...


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()

    def page(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush()


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def page(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush()


class _Identity:
    def page(self, data: bytes) -> bytes:
        return data

    def end(self) -> bytes:
        return b""


def _compressor(encoding: str) -> _Compressor:
    match encoding:
        case "zstd":
            return _Zstd()
        case "gzip":
            return _Gzip()
        case "identity":
            return _Identity()
    raise UnknownEncoding


class _Source:
    """Pieces as a file, which is what bounded readers read from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return taken


class _Gunzip:
    """A bounded reader of gzip; the library's own wants whole headers, and a network gives what it gives."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def read(self, size: int) -> bytes:
        while not self._stream.eof:
            packed = self._stream.unconsumed_tail or self._source.read(size)
            text = self._stream.decompress(packed, size)
            if text:
                return text
            if not packed:
                raise zlib.error
        if self._stream.unused_data or self._source.read(1):
            raise zlib.error
        return b""


def _unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    source = _Source(pieces)
    read: Callable[[int], bytes]
    match encoding:
        case "zstd":
            # decompress() believes the size in a frame's header (200 MB from 6 kB, tried); a reader gives what it is asked for.
            reader = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).stream_reader(source)  # type: ignore[arg-type]  # it only ever calls read()
            read = reader.read1
        case "gzip":
            read = _Gunzip(source).read
        case "identity":
            read = source.read
        case _:
            raise UnknownEncoding
    try:
        while text := read(_PIECE):
            yield text
    except (zstandard.ZstdError, zlib.error, EOFError, OSError):
        raise Damaged from None
