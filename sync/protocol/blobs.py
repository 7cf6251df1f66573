"""Files beside the records (S30): named by stream and SHA-256, asked after many at once, sent and fetched in pieces that resume.

Both ends use the header fields of the IETF draft on resumable uploads (draft-ietf-httpbis-resumable-upload).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Protocol

from msgspec import Meta, Struct

from sync.protocol.limits import BLOB_BYTES, BLOB_CHUNK_BYTES, BLOBS_ASKED

OFFSET, COMPLETE = "Upload-Offset", "Upload-Complete"
PARTIAL_UPLOAD = "application/partial-upload"
YES, NO = "?1", "?0"
"""A boolean in a header (RFC 9651)."""

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class BlobName(Struct, frozen=True, order=True):
    """A file's address: the stream it belongs to, and the SHA-256 of its bytes in hexadecimal."""

    stream: str
    sha256: Sha256

    @property
    def path(self) -> str:
        """Where it lies on the server."""
        return f"/v1/blobs/{self.stream}/{self.sha256}"


class BlobStanding(Struct, frozen=True):
    """How far a file is on the server: the bytes that have come from this device, or all of them."""

    stream: str
    sha256: Sha256
    offset: Annotated[int, Meta(ge=0, le=BLOB_BYTES)]
    complete: bool


class BlobQuestion(Struct, frozen=True):
    """POST /v1/blobs: how far are these?"""

    blobs: Annotated[list[BlobName], Meta(max_length=BLOBS_ASKED)]


class BlobAnswer(Struct, frozen=True):
    """What the device may know of what it asked, in the order asked. What is not this person's is left out, as if it were not there."""

    blobs: list[BlobStanding]


def chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, BLOB_CHUNK_BYTES at a time."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= BLOB_CHUNK_BYTES:
            yield bytes(held[:BLOB_CHUNK_BYTES])
            del held[:BLOB_CHUNK_BYTES]
    if held:
        yield bytes(held)


class BlobReplica(Protocol):
    """A laptop's files, as the engine sees them. Each method is one transaction of its own, as in `sync.protocol.replica`."""

    def unsent(self) -> Mapping[BlobName, int]:
        """The files that have no receipt yet, oldest first, and their sizes."""
        ...

    def piece(self, name: BlobName, offset: int, most: int) -> bytes:
        """Some bytes of a file that is here, from `offset` on."""
        ...

    def receipted(self, name: BlobName) -> None:
        """The server has the whole file, and has compared it with its address."""
        ...

    def wanted(self) -> Sequence[BlobName]:
        """The files that records here speak of and that are not here, newest first, as far as there is room for them."""
        ...

    def came(self, name: BlobName) -> int:
        """How many bytes of a file are here already."""
        ...

    def take(self, name: BlobName, chunk: bytes) -> None:
        """Keep the bytes that follow those that came: BLOB_CHUNK_BYTES, but at the end."""
        ...

    def is_whole(self, name: BlobName) -> bool:
        """Whether what came is what its address says; else it is dropped, and none of it is shown to anybody."""
        ...
