"""The only way out of the laptop: signed requests to one server over one kept connection (F16).

Nothing of the environment is read, no redirect is followed, certificates are judged by the operating system's store. Time runs out when
nothing has moved, not when much is to be moved. Answers are read in pieces and bounded.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Self, TypeVar

import httpx
import msgspec
import truststore
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.engine.dates import ahead
from sync.engine.errors import InsecureAddress, NotUnderstood, Offline, ServerTrouble, Untrusted, refusal
from sync.protocol import codec, problems, signing
from sync.protocol.blobs import COMPLETE, NO, OFFSET, PARTIAL_UPLOAD, YES, BlobName, BlobStanding
from sync.protocol.commitment import text
from sync.protocol.limits import BLOB_BYTES, TEXT_BYTES
from sync.protocol.problems import ProblemCode, ProblemDetail

T = TypeVar("T")

Body = bytes | Callable[[], Iterable[bytes]]
"""A body as it travels: whole, or made piece by piece."""

CONNECT_SECONDS = 8.0
STILL_SECONDS = 15.0
"""How long a line may stand still before it counts as broken: a rural connection comes back within it, and a busy server judges a page within
it. However long a transfer takes, it goes on while anything moves."""
_AHEAD = (socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 2**10)
"""What may wait here for the line. Systems would take megabytes: a body made in advance, and made again whenever the line breaks."""
OBJECT_BYTES = 8 * 2**20
"""The longest answer that is one JSON object: a manifest of 50,000 streams."""
_JSON, _BYTES = "application/json", "application/octet-stream"
_PACKED = f"{codec.ZSTD}, {codec.GZIP}"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NOT_MODIFIED, _PART = 304, 206
_DONE = frozenset({200, 204, _PART, _NOT_MODIFIED})


@dataclass(frozen=True)
class Signer:
    """Who signs: the device's id, its key, the seconds since 1970 by its own clock, and where nonces come from."""

    device: str
    key: Ed25519PrivateKey
    now: Callable[[], float]
    random: Callable[[int], bytes]


@dataclass
class Traffic:
    """What went over the line: requests and bodies, as they travelled."""

    requests: int = 0
    sent: int = 0
    received: int = 0


class Transport:
    """A connection to a council's server, to be closed. Without a `signer` only enrolment is possible.

    `still`: for how many seconds nothing may move.
    """

    def __init__(self, server: str, signer: Signer | None = None, still: float = STILL_SECONDS) -> None:
        url = httpx.URL(server)
        if url.scheme != "https" and not (url.scheme == "http" and url.host in _LOOPBACK):
            raise InsecureAddress
        self.traffic = Traffic()
        self.clock_offset = 0.0
        """Seconds by which the server's clock is ahead of this machine's, learnt when the server minded: requests are signed by it."""
        self.clock_seen = 0.0
        """The same as the last answer's date has it: to be shown, never acted upon."""
        self._signer = signer
        self._line: socket.socket | None = None
        self._is_hung_up = False
        verify = _trust() if url.scheme == "https" else False
        self._client = httpx.Client(
            base_url=url,
            transport=httpx.HTTPTransport(verify=verify, trust_env=False, socket_options=[_AHEAD]),
            trust_env=False,
            timeout=httpx.Timeout(still, connect=CONNECT_SECONDS),
            headers={"User-Agent": "doorstep", "Accept-Encoding": "identity"},
        )
        for name in ("Accept", "Connection"):  # what the library says of itself is what HTTP/1.1 takes for granted
            del self._client.headers[name]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, type_: type[T], etag: str | None = None) -> tuple[T | None, str | None]:
        """An object and its mark; no object when the server says that `etag` still holds.

        Raises:
            SyncError: one of the tree in `sync.engine.errors`, as for every request.
        """
        headers = {"Accept-Encoding": _PACKED} | ({} if etag is None else {"If-None-Match": etag})
        with self._answer("GET", path, b"", headers) as answer:
            if answer.status_code == _NOT_MODIFIED:
                self._end(answer)
                return None, etag
            return self._object(answer, type_), answer.headers.get("etag")

    def post(self, path: str, message: object, type_: type[T]) -> T:
        """The object that answers an object."""
        with self._answer("POST", path, msgspec.json.encode(message), {"Content-Type": _JSON}) as answer:
            return self._object(answer, type_)

    @contextmanager
    def post_for_lines(self, path: str, message: object) -> Iterator[Iterator[bytes]]:
        """The lines that answer an object, as they come. The object is packed."""
        headers = {"Content-Type": _JSON, "Content-Encoding": codec.ZSTD, "Accept-Encoding": _PACKED}
        body = b"".join(codec.pack([msgspec.json.encode(message)], codec.ZSTD))
        with self._answer("POST", path, body, headers) as answer:
            yield self._lines(answer)

    @contextmanager
    def post_pages(self, path: str, pages: Callable[[], Iterable[bytes]]) -> Iterator[Iterator[bytes]]:
        """The lines that answer pages of lines. Each page is made when the one before is on its way, and again if all must be sent again.

        The signature does not cover a body that is not made yet: its lines must be signed themselves.
        """
        headers = {"Content-Type": codec.LINES, "Content-Encoding": codec.ZSTD, "Accept-Encoding": _PACKED}
        with self._answer("POST", path, lambda: codec.pack(pages(), codec.ZSTD), headers) as answer:
            yield self._lines(answer)

    def append(self, name: BlobName, piece: bytes, offset: int, *, last: bool) -> BlobStanding:
        """Send the piece of a file that begins at `offset`. How far the file is now."""
        headers = {"Content-Type": PARTIAL_UPLOAD, OFFSET: str(offset), COMPLETE: YES if last else NO}
        with self._answer("PATCH", name.path, piece, headers) as answer:
            told, complete = answer.headers.get(OFFSET, ""), answer.headers.get(COMPLETE)
            self._end(answer)
        if not told.isdecimal() or complete not in (YES, NO):
            raise NotUnderstood
        return BlobStanding(name.stream, name.sha256, int(told), complete == YES)

    @contextmanager
    def bytes_of(self, name: BlobName, offset: int) -> Iterator[Iterator[bytes]]:
        """The bytes of a file from `offset` on, as they come."""
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        with self._answer("GET", name.path, b"", headers) as answer:
            if answer.headers.get("content-type") != _BYTES or (answer.status_code == _PART) != (offset > 0):
                raise NotUnderstood
            yield self._pieces(answer, BLOB_BYTES)

    @contextmanager
    def get_lines(self, path: str, media_type: str) -> Iterator[Iterator[bytes]]:
        """The lines of an answer of this type that goes on, as they come."""
        with self._answer("GET", path, b"", {"Accept": media_type}) as answer:
            self._line = answer.extensions["network_stream"].get_extra_info("socket")
            if self._is_hung_up:
                raise Offline
            yield self._lines(answer, media_type)

    def hang_up(self) -> None:
        """From another thread: whoever reads lines that go on gets Offline at once, and whoever begins to."""
        self._is_hung_up = True
        if self._line is not None:
            with suppress(OSError):  # it is gone already
                # Closing would not wake the reader; and TLS has nothing to say any more, so its own shutdown is passed by.
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)

    @contextmanager
    def _answer(self, method: str, path: str, body: Body, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """An answer that is a success, or 304. When the server minds the clock, the request is signed again by its time, once."""
        with _typed_errors():
            answer = self._send(method, path, body, headers)
            detail = self._problem(answer)
            if detail is not None and self._learns_the_time(detail):
                answer = self._send(method, path, body, headers)
                detail = self._problem(answer)
            if detail is not None:
                raise refusal(detail.code, detail.status, detail.retry_after)
            try:
                yield answer
            finally:
                answer.close()

    def _learns_the_time(self, detail: ProblemDetail) -> bool:
        if detail.code != ProblemCode.CLOCK or detail.server_time is None or self._signer is None:
            return False
        self.clock_offset = detail.server_time - self._signer.now()
        return True

    def _send(self, method: str, path: str, body: Body, headers: dict[str, str]) -> httpx.Response:
        content = body if isinstance(body, bytes) else self._counted(body())
        self.traffic.sent += len(body) if isinstance(body, bytes) else 0
        request = self._client.build_request(method, path, content=content, headers=headers)
        if self._signer is not None:
            request.headers.update(self._signature(request, self._signer, body if isinstance(body, bytes) else None))
        self.traffic.requests += 1
        answer = self._client.send(request, stream=True)
        if self._signer is not None:
            self.clock_seen = ahead(answer.headers.get("date", ""), self._signer.now())
        return answer

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.traffic.sent += len(piece)
            yield piece

    def _signature(self, request: httpx.Request, signer: Signer, body: bytes | None) -> dict[str, str]:
        target = request.url.raw_path.decode("ascii")
        message = signing.Message(request.method, request.headers["host"], target, body)
        created = int(signer.now() + self.clock_offset)
        return signing.sign(message, signer.device, signer.key, created, text(signer.random(16)))

    def _problem(self, answer: httpx.Response) -> ProblemDetail | None:
        """Why it is not a success; None when it is one."""
        if answer.status_code in _DONE:
            return None
        try:
            if not answer.headers.get("content-type", "").startswith(problems.MEDIA_TYPE):
                raise ServerTrouble(answer.status_code) if answer.is_server_error else NotUnderstood
            return self._decoded(answer, ProblemDetail)
        finally:
            answer.close()

    def _object(self, answer: httpx.Response, type_: type[T]) -> T:
        if not answer.headers.get("content-type", "").startswith(_JSON):
            raise NotUnderstood
        return self._decoded(answer, type_)

    def _decoded(self, answer: httpx.Response, type_: type[T]) -> T:
        try:
            encoding = answer.headers.get("content-encoding", codec.IDENTITY)
            whole = codec.whole(self._pieces(answer, OBJECT_BYTES), encoding, OBJECT_BYTES)
            return msgspec.json.decode(whole, type=type_)
        except (codec.CodecError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise NotUnderstood from None

    def _lines(self, answer: httpx.Response, media_type: str = codec.LINES) -> Iterator[bytes]:
        if not answer.headers.get("content-type", "").startswith(media_type):
            raise NotUnderstood
        encoding = answer.headers.get("content-encoding", codec.IDENTITY)
        try:
            yield from codec.lines(self._pieces(answer, TEXT_BYTES), encoding)
        except codec.CodecError:
            raise NotUnderstood from None

    def _end(self, answer: httpx.Response) -> None:
        """Read an empty answer to its end: the connection of one that is closed before is not used again."""
        for _piece in self._pieces(answer, 0):
            pass

    def _pieces(self, answer: httpx.Response, most: int) -> Iterator[bytes]:
        received = 0
        with _typed_errors():
            for piece in answer.iter_raw():
                received += len(piece)
                self.traffic.received += len(piece)
                if received > most:
                    raise NotUnderstood
                yield piece


def _trust() -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextmanager
def _typed_errors() -> Iterator[None]:
    """Turn the library's errors into ours, without their text."""
    try:
        yield
    except httpx.ConnectError as error:
        raise Untrusted if _is_about_trust(error) else Offline from None
    except (httpx.LocalProtocolError, httpx.RemoteProtocolError) as error:
        raise Offline if _broke_off(error) else NotUnderstood from None
    except httpx.TransportError:
        raise Offline from None


def _broke_off(error: httpx.ProtocolError) -> bool:
    """Whether the line ended in the middle of an answer, rather than that something else than HTTP came."""
    return "without" in str(error) or "closed" in str(error)


def _is_about_trust(error: BaseException) -> bool:
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, ssl.SSLCertVerificationError):
            return True
        found = found.__cause__ or found.__context__
    return False
