"""A laptop that sends files by hand, so that tests can also send wrong ones."""

import hashlib
from random import Random

import httpx
import msgspec

from sync.protocol.blobs import PARTIAL_UPLOAD, BlobAnswer, BlobName, BlobQuestion, BlobStanding
from sync.protocol.change_set import Group
from tests.support.wire import Wire, an_id

PHOTO = Random(30).randbytes(300_000)


class Files(Wire):
    """A laptop that sends files by hand."""

    def ask(self, method: str, name: BlobName, body: bytes = b"", **headers: str) -> httpx.Response:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        sent = self.signed(method, name.path, body) | named
        return self.http.request(method, name.path, content=body, headers=sent)

    def append(self, name: BlobName, offset: int, piece: bytes, *, last: bool = False) -> httpx.Response:
        complete = "?1" if last else "?0"
        sent = {"content_type": PARTIAL_UPLOAD, "upload_offset": str(offset), "upload_complete": complete}
        return self.ask("PATCH", name, piece, **sent)

    def send(self, stream: str, content: bytes) -> BlobName:
        """A file, in one piece."""
        name = named(stream, content)
        answer = self.append(name, 0, content, last=True)
        assert (answer.status_code, answer.headers["upload-complete"]) == (204, "?1"), answer.content
        return name

    def how_far(self, *names: BlobName) -> list[BlobStanding]:
        body = msgspec.json.encode(BlobQuestion(list(names)))
        answer = self.post("/v1/blobs", body, content_type="application/json")
        return msgspec.json.decode(answer.content, type=BlobAnswer).blobs


def named(stream: str, content: bytes) -> BlobName:
    return BlobName(stream, hashlib.sha256(content).hexdigest())


def an_attachment(name: BlobName, record: str | None = None) -> Group:
    return Group("attachment", record or an_id(), 0, {"sha256": name.sha256})
