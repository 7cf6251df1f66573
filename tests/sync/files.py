"""Laptops with files at the far end of a line, and where their files are."""

import random
from typing import Any

from desktop.casework.attachments import Attachments, NewAttachment
from desktop.store.blob_replica import StoreBlobs
from sync.engine.blobs import FilesReport, exchange
from sync.protocol.blobs import BlobName
from sync.records.attachment import Attachment
from sync.server.tables import blob, blob_piece
from tests.support.central import Central
from tests.support.laptops import Laptop

PHOTO = NewAttachment("photo", "The kitchen")


def carry(laptop: Laptop, **how: Any) -> FilesReport:
    """One going through the files, by a laptop that was just started."""
    with laptop.transport() as transport:
        return exchange(StoreBlobs(laptop.store), transport, **how)


def add(laptop: Laptop, family: str, size: int = 300_000) -> tuple[str, bytes]:
    content = random.Random(size).randbytes(size)
    return Attachments(laptop.desk).add(family, PHOTO, [content]), content


def opened(laptop: Laptop, attachment: str) -> bytes:
    return b"".join(Attachments(laptop.desk).open(attachment))


def name_of(laptop: Laptop, attachment: str) -> BlobName:
    with laptop.desk.reading() as session:
        row = session.get_one(Attachment, attachment)
    return BlobName(row.stream, row.sha256 or "")


def on_the_council(council: Central, name: BlobName) -> list[int]:
    """Where the pieces of a file begin, if the council has it whole."""
    with council.session() as connection:
        starts = connection.execute(
            blob_piece.select().where(blob_piece.c.stream == name.stream, blob_piece.c.sha256 == name.sha256)
        ).all()
        whole = connection.execute(
            blob.select().where(blob.c.stream == name.stream, blob.c.sha256 == name.sha256)
        ).all()
    return sorted(row.start for row in starts) if len(whole) == 1 else []
