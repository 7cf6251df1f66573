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
# Of a caseload this leaves 1 % less than level 6 does, for 4 ms more, in a third of the memory; level 9 another 2 % for 8 ms. The window bounds
# what each stream holds in memory.
_ZSTD = zstandard.ZstdCompressionParameters.from_level(8, window_log=19, chain_log=17, hash_log=17)
# Another 3 % of a day's work and 5 % of a caseload, for five times the processor time: 90 ms a megabyte.
_THOROUGH = zstandard.ZstdCompressionParameters(
    window_log=19,
    chain_log=17,
    hash_log=17,
    search_log=4,
    min_match=4,
    target_length=48,
    strategy=zstandard.STRATEGY_BTOPT,
)
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


def pack(pages: Iterable[bytes], encoding: str, *, thoroughly: bool = False) -> Iterator[bytes]:
    """One compressed stream, flushed after each page so that the peer can use a page before the next is made.

    `thoroughly` is worth its time where little is sent.

    Raises:
        UnknownEncoding: not one of `ENCODINGS`.
    """
    compressor = _compressor(encoding, thoroughly=thoroughly)
    for page in pages:
        yield compressor.page(page)
    yield compressor.end()


def lines(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The lines of a body, without their ends, each as soon as it has come.

    Raises:
        CodecError: one of the tree in the module's docstring; lines before it were given out.
    """
    unpacker = Unpacker(encoding)
    for piece in pieces:
        yield from unpacker.feed(piece)
    yield from unpacker.end()


def whole(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """A body that is one object.

    Raises:
        CodecError: likewise; TooLarge beyond `most` bytes.
    """
    texts = _Texts(encoding)
    size = 0
    held: list[bytes] = []
    for text in texts.all_of(pieces):
        size += len(text)
        if size > most:
            raise TooLarge
        held.append(text)
    return b"".join(held)


class Unpacker:
    """The lines of a body that comes in pieces. No more of it is held than one line and one piece.

    Raises:
        UnknownEncoding: not one of `ENCODINGS`.
    """

    def __init__(self, encoding: str) -> None:
        self._texts = _Texts(encoding)
        self._total = 0
        self._rest = b""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The lines that end in this piece, without their ends. To be read to the end before the next piece.

        Raises:
            CodecError: lines before it were given out.
        """
        yield from self._lines(self._texts.feed(piece))

    def end(self) -> Iterator[bytes]:
        """What was still held back when the last piece had come.

        Raises:
            CodecError: likewise; Damaged when the end is missing.
        """
        yield from self._lines(self._texts.end())
        if self._rest:
            raise Damaged

    def _lines(self, texts: Iterator[bytes]) -> Iterator[bytes]:
        for text in texts:
            self._total += len(text)
            *whole, self._rest = (self._rest + text).split(b"\n")
            if (
                self._total > TEXT_BYTES
                or len(self._rest) > LINE_BYTES
                or any(len(line) > LINE_BYTES for line in whole)
            ):
                raise TooLarge
            yield from whole


class _Compressor(Protocol):
    def page(self, data: bytes) -> bytes: ...

    def end(self) -> bytes: ...


class _Zstd:
    def __init__(self, *, thorough: bool) -> None:
        parameters = _THOROUGH if thorough else _ZSTD
        self._stream = zstandard.ZstdCompressor(compression_params=parameters).compressobj()

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


def _compressor(encoding: str, *, thoroughly: bool) -> _Compressor:
    match encoding:
        case "zstd":
            return _Zstd(thorough=thoroughly)
        case "gzip":
            return _Gzip()
        case "identity":
            return _Identity()
    raise UnknownEncoding


class _Dry(Exception):
    """What has come is read; more may come."""


class _Source:
    """Pieces as a file, which is what bounded readers read from."""

    def __init__(self) -> None:
        self._rest = b""
        self._is_whole = False

    def add(self, piece: bytes) -> None:
        self._rest += piece

    def close(self) -> None:
        self._is_whole = True

    def read(self, size: int) -> bytes:
        if not self._rest and not self._is_whole:
            raise _Dry
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


class _Texts:
    """What a body unfolds to, a bounded piece at a time."""

    def __init__(self, encoding: str) -> None:
        self._source = _Source()
        self._read = _reader(self._source, encoding)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        self._source.add(piece)
        return self._unfolded()

    def end(self) -> Iterator[bytes]:
        self._source.close()
        return self._unfolded()

    def all_of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            yield from self.feed(piece)
        yield from self.end()

    def _unfolded(self) -> Iterator[bytes]:
        try:
            while text := self._read(_PIECE):
                yield text
        except _Dry:
            pass
        except (zstandard.ZstdError, zlib.error, EOFError, OSError):
            raise Damaged from None


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


def _reader(source: _Source, encoding: str) -> Callable[[int], bytes]:
    match encoding:
        case "zstd":
            # decompress() believes the size in a frame's header (200 MB from 6 kB, tried); a reader gives what it is asked for.
            unpacked = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES)
            return unpacked.stream_reader(source).read1  # type: ignore[arg-type]  # it only ever calls read()
        case "gzip":
            return _Gunzip(source).read
        case "identity":
            return source.read
    raise UnknownEncoding
