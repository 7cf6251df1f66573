"""Whether everything that a visit needs is on this laptop: asked in the office, where something can still be done about it.

Each condition has a code, which the words module says. What is not here is named, never hidden behind a tick.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.assessments import FORM
from desktop.casework.council import is_readable
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.store import blobs
from desktop.store.replica import RECEIVED_AT
from desktop.store.tables import arriving, doubt, stream
from sync.records.assessment import Assessment
from sync.records.attachment import Attachment
from sync.records.fields import Compartment
from sync.records.ids import stream_id

CURRENT_FOR = timedelta(hours=24)
"""How old the council's last news may be: a working day begins with the evening before."""
ROOM_BYTES = 500 * 2**20
"""What should be free: a visit's photos, and the day's snapshot."""


@dataclass(frozen=True)
class Missing:
    """Something that a visit would miss. `what` is incomplete, unchecked, old_news, no_form, no_settings, files or no_room.

    `number` counts the files; `since` is when news last came, None where none ever did.
    """

    what: str
    number: int = 0
    since: datetime | None = None


class Readiness:
    """What is missing on this laptop as a whole is asked once, what is missing of a family for each."""

    def __init__(self, desk: Desk, library: Library, *, room_bytes: int = ROOM_BYTES) -> None:
        """`room_bytes`: what should be free on the disk."""
        self._desk, self._library, self._room_bytes = desk, library, room_bytes

    def missing(self, session: Session, families: Collection[str]) -> dict[str, tuple[Missing, ...]]:
        """What visits to these families would miss; nothing of those for which all is here."""
        received_at = self._received_at()
        of_laptop = tuple(self._of_laptop(session))
        return {family: (*self._of_family(session, family, received_at), *of_laptop) for family in families}

    def _of_family(self, session: Session, family: str, received_at: datetime | None) -> Iterator[Missing]:
        held = session.execute(select(stream).where(stream.c.family == family)).all()
        theirs = [stream_id(family, compartment) for compartment in Compartment]
        coming = session.execute(select(arriving.c.stream).where(arriving.c.stream.in_(theirs))).first()
        if coming is not None or any(row.anew for row in held):
            yield Missing("incomplete")
        if session.execute(select(doubt.c.family).where(doubt.c.family == family)).first() is not None:
            yield Missing("unchecked")
        begun_here = all(row.own for row in held)
        if not begun_here and (received_at is None or self._desk.clock.now() - received_at > CURRENT_FOR):
            yield Missing("old_news", since=received_at)
        if not self._has_forms(session, [row.stream for row in held]):
            yield Missing("no_form")
        if files := _not_here(session, [row.stream for row in held]):
            yield Missing("files", files)

    def _of_laptop(self, session: Session) -> Iterator[Missing]:
        if not is_readable(session, self._desk):
            yield Missing("no_settings")
        if self._desk.store.free_bytes() < self._room_bytes:
            yield Missing("no_room")

    def _received_at(self) -> datetime | None:
        told = self._desk.store.setting(RECEIVED_AT)
        return datetime.fromisoformat(told) if isinstance(told, str) else None

    def _has_forms(self, session: Session, streams: list[str]) -> bool:
        """The newest, for an assessment that is to begin, and those of the drafts that go on."""
        drafts = select(Assessment.form_id, Assessment.form_digest).where(
            Assessment.stream.in_(streams), Assessment.state == "draft", Assessment.deleted.is_(None)
        )
        pinned = {(row.form_id, row.form_digest) for row in session.execute(drafts) if row.form_id and row.form_digest}
        return all(self._library.holds(form, digest) for form, digest in {(FORM, ""), *pinned})


def _not_here(session: Session, streams: list[str]) -> int:
    """How many of the family's files have not come to this laptop."""
    rows = session.execute(
        select(Attachment.stream, Attachment.sha256).where(
            Attachment.stream.in_(streams), Attachment.deleted.is_(None), Attachment.sha256.is_not(None)
        )
    )
    return sum(blobs.standing(session.connection(), row.stream, row.sha256) == blobs.COMING for row in rows)
