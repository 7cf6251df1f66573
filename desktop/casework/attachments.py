"""Files kept with a family: photos, drawings, signatures, letters. The record is a save like any other; its bytes follow when there is a line.

What is too much is refused here, when somebody adds it and can still do something about it, never later by the council.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.casework import removal
from desktop.casework.desk import Desk
from desktop.casework.hidden import is_hidden, sensitivity
from desktop.casework.people import cards, people_of
from desktop.casework.sending import FILES_ON_HOTSPOT
from desktop.errors import DoorstepError
from desktop.ids import made_at
from desktop.store import blobs
from desktop.store.blobs import Begun
from desktop.store.capture import Saving
from desktop.store.tables import stream
from sync.protocol.limits import BLOB_BYTES
from sync.records.attachment import Attachment
from sync.records.fields import Compartment
from sync.records.ids import id_value, stream_id

FAMILY_BYTES = 200 * 2**20
"""What one family's files come to together."""

Place = Literal["sent", "waiting", "elsewhere"]
_KNOWN = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"%PDF-": "application/pdf"}
_OPAQUE = "application/octet-stream"
_NEVER = datetime.min.replace(tzinfo=UTC)
_FURTHEST: tuple[Place, ...] = ("elsewhere", "waiting", "sent")
_PLACES: Mapping[str, Place] = {blobs.HERE: "sent", blobs.WAITING: "waiting"}


class FileRefused(DoorstepError):
    """A file cannot be added; nothing of it was kept."""


class FileEmpty(FileRefused):
    """There is nothing in it."""


class FileTooLarge(FileRefused):
    """It is larger than any file may be."""


class FilesFull(FileRefused):
    """The family's files together would be more than they may be."""


class FileUnreadable(FileRefused):
    """It cannot be read where it lies."""


class KindNotTaken(FileRefused):
    """It is neither a picture nor a PDF (P7)."""


class PagesMixed(FileRefused):
    """Several files are pages of one document only where each is a picture."""


class PictureDamaged(FileRefused):
    """It begins like a picture and is none, or has more points than any may have (P6)."""


class FileNotHere(DoorstepError):
    """The bytes have not come to this laptop yet, or were taken out."""


@dataclass(frozen=True)
class NewAttachment:
    """A file as it is added. `category` is photo, drawing, signature, letter or other; `hidden` keeps it out of every copy for the family."""

    category: str
    title: str
    hidden: bool = False
    belongs_to: str | None = None
    about: tuple[str, ...] = ()
    received_on: date | None = None
    from_whom: str = ""


@dataclass(frozen=True)
class FileLine:
    """A file as a list shows it. `about` are names; `added_at` is by the clock of whoever added it.

    `place`: "sent" is here and at the council, "waiting" is here and has no receipt, "elsewhere" has not come here yet.
    """

    attachment: str
    category: str
    title: str
    media_type: str
    size: int
    hidden: bool
    about: tuple[str, ...]
    added_at: datetime | None
    place: Place
    belongs_to: str = ""
    received_on: date | None = None
    from_whom: str = ""
    page: int = 0
    pages: tuple[str, ...] = ()
    """The ids of all pages, its own leading."""


class Attachments:
    """Adding files to a family and opening them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[FileLine, ...]:
        """A family's files, latest first. Pages of one document are one line."""
        with self._desk.reading() as session:
            wanted = select(Attachment).join(stream, stream.c.stream == Attachment.stream)
            rows = session.scalars(
                wanted.where(stream.c.family == family, Attachment.deleted.is_(None)).order_by(Attachment.id.desc())
            )
            names = {person.person: person.name for person in cards(people_of(session, family), self._desk.today())}
            lines = _whole([_line(session, row, names) for row in rows])
        return tuple(sorted(lines, key=lambda line: line.added_at or _NEVER, reverse=True))

    def goes_on_hotspot(self) -> bool:
        """Whether files go over a phone's hotspot too."""
        return bool(self._desk.store.setting(FILES_ON_HOTSPOT))

    def add(self, family: str, new: NewAttachment, pieces: Iterable[bytes]) -> str:
        """Keep a file and return its record's id. What it is, is judged by its first bytes, whatever it is called (P7).

        Raises:
            FileRefused: it is empty, or too much.
            StoreError: it was not saved.
        """
        return self.add_pages(family, new, [pieces])

    def add_pages(self, family: str, new: NewAttachment, pages: Sequence[Iterable[bytes]]) -> str:
        """Keep pages as one document, all or none: each is a file, and the further ones belong to the first, whose id is returned.

        Raises:
            FileRefused: one is empty, or they are too much.
            StoreError: they were not saved.
        """
        in_stream = stream_id(family, Compartment.TEAM)
        with self._desk.reading() as session:
            room = FAMILY_BYTES - _size(session, family)
        with ExitStack() as kept:
            written: list[Begun] = []
            for pieces in pages:
                begun = blobs.write(self._desk.store, in_stream, _bounded(pieces, room))
                kept.enter_context(blobs.kept_by_the_block(self._desk.store, begun))
                written.append(begun)
                room -= begun.size
            with self._desk.writing() as session:
                rows = [self._row(session, in_stream, new, begun) for begun in written]
                for number, row in enumerate(rows, 1):
                    row.belongs_to = new.belongs_to if number == 1 else rows[0].id
                    row.page = number if len(rows) > 1 else None
        return rows[0].id

    def _row(self, session: Saving, in_stream: str, new: NewAttachment, begun: Begun) -> Attachment:
        row = Attachment(id=self._desk.new_id(), stream=in_stream)
        session.add(row)
        row.category, row.name = new.category, new.title
        row.sha256, row.size, row.media_type = begun.sha256, begun.size, media_type(begun.head)
        row.sensitivity = sensitivity(hidden=new.hidden)
        row.received_on, row.from_whom = new.received_on, new.from_whom or None
        row.about = new.about or None
        session.keep_file(in_stream, begun)
        return row

    def take_out(self, line: FileLine, why: str) -> None:
        """Take a document out with all its pages, and say why. They stay in the history."""
        for page in reversed(line.pages):
            removal.take_out(self._desk, Attachment, page, why)

    def put_back(self, line: FileLine) -> None:
        """Undo that."""
        for page in line.pages:
            removal.put_back(self._desk, Attachment, page)

    def open(self, attachment: str) -> Iterator[bytes]:
        """The bytes of a file, a chunk at a time.

        Raises:
            FileNotHere: they are not on this laptop.
        """
        with self._desk.reading() as session:
            row = session.get(Attachment, attachment)
            blob = row and row.sha256 and blobs.whole(session.connection(), row.stream, row.sha256)
        if not blob:
            raise FileNotHere
        return self._chunks(blob)

    def _chunks(self, blob: int) -> Iterator[bytes]:
        seq = 0
        while chunk := self._chunk(blob, seq):
            yield chunk
            seq += 1

    def _chunk(self, blob: int, seq: int) -> bytes:
        with self._desk.reading() as session:
            return blobs.chunk(session.connection(), blob, seq)


def _line(session: Session, row: Attachment, names: Mapping[str, str]) -> FileLine:
    standing = blobs.standing(session.connection(), row.stream, row.sha256 or "")
    return FileLine(
        row.id,
        row.category or "other",
        row.name or "",
        row.media_type or _OPAQUE,
        row.size or 0,
        is_hidden(session, row),
        tuple(names[person] for person in row.about or () if person in names),
        made_at(id_value(row.id)),
        _PLACES.get(standing, "elsewhere"),
        row.belongs_to or "",
        row.received_on,
        row.from_whom or "",
        row.page or 0,
    )


def _whole(lines: Sequence[FileLine]) -> list[FileLine]:
    """One line for each document: the size of all its pages, and the place of the one that is furthest from being sent."""
    known = {line.attachment for line in lines}
    further = [line for line in lines if line.belongs_to in known]
    whole = []
    for line in lines:
        if line.belongs_to not in known:
            rest = sorted(
                (one for one in further if one.belongs_to == line.attachment),
                key=lambda one: one.page,
            )
            pages = (line, *rest)
            place = next(place for place in _FURTHEST if any(page.place == place for page in pages))
            size = sum(page.size for page in pages)
            whole.append(replace(line, size=size, place=place, pages=tuple(page.attachment for page in pages)))
    return whole


def media_type(head: bytes) -> str:
    """What a file that begins like this is; what we have no business with is only bytes."""
    return next((name for mark, name in _KNOWN.items() if head.startswith(mark)), _OPAQUE)


def _bounded(pieces: Iterable[bytes], room: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > BLOB_BYTES:
            raise FileTooLarge
        if size > room:
            raise FilesFull
        yield piece
    if size == 0:
        raise FileEmpty


def _size(session: Session, family: str) -> int:
    """What the family's files come to, wherever their bytes are."""
    wanted = select(func.coalesce(func.sum(Attachment.size), 0)).join(stream, stream.c.stream == Attachment.stream)
    return session.scalars(wanted.where(stream.c.family == family, Attachment.deleted.is_(None))).one() or 0
