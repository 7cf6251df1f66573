"""What was given to whom: the answer to "who has the old version" (F3, Article 19)."""

import hashlib
from dataclasses import dataclass

from desktop.casework.desk import Desk
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.lawful import Disclosure


@dataclass(frozen=True)
class Disclosed:
    """A document as it was given: `what` it is, to `whom`, its bytes, and the ids of the records it was made of."""

    what: str
    whom: str
    document: bytes
    records: tuple[str, ...]


class Disclosures:
    """Keeping what was given."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(self, family: str, given: Disclosed) -> str:
        """Write it down, with the hash of the document, and return the record's id.

        Raises:
            NotSaved: it could not be written.
        """
        with self._desk.writing() as session:
            row = Disclosure(
                id=self._desk.new_id(),
                stream=stream_id(family, Compartment.TEAM),
                what=given.what,
                to_whom=given.whom,
                at=self._desk.clock.now(),
                how="paper",
                document=hashlib.sha256(given.document).hexdigest(),
                records=tuple(sorted(set(given.records))),
            )
            session.add(row)
        return row.id
