"""What the council tells everyone: its settings, put to the end of the reference stream by its own desk (sync.md, section 1; S29)."""

import msgspec
from msgspec import Raw
from sqlalchemy import Connection, insert, select, update

from sync.protocol.canonical import encode
from sync.protocol.change_set import Change
from sync.protocol.commitment import NO_CHAIN
from sync.records.council_settings import CouncilSettings
from sync.records.ids import natural_id, stream_id
from sync.records.owners import Owned, owner_id
from sync.records.text import canonical_text
from sync.records.types import Wire
from sync.records.validity import TEXT_BYTES
from sync.rules.frameworks import Framework, FrameworkRefused, read_framework
from sync.server.council import Council
from sync.server.council_desk import CouncilDesk
from sync.server.log import Log
from sync.server.received import Arrived, arrived
from sync.server.states import States
from sync.server.tables import stream

REASON = "settings"
_OWNER = owner_id(Owned.REFERENCE)
REFERENCE = stream_id(_OWNER, Owned.REFERENCE)


class LevelsChanged(Exception):
    """Records name the levels of this framework's id, and the file has others: it needs an id of its own."""


def read(raw: bytes, council: str) -> tuple[Framework, str]:
    """What a file of settings says, and its text as it travels.

    Raises:
        FrameworkRefused: where and why it cannot be this council's.
    """
    framework = read_framework(raw)
    if framework.council != council:
        raise FrameworkRefused("council", "this database is another council's")
    document = canonical_text(msgspec.json.format(raw, indent=-1).decode())
    if len(document.encode()) > TEXT_BYTES:
        raise FrameworkRefused("", "it is longer than a text may be")
    return framework, document


def publish(
    connection: Connection, this: Council, desk: CouncilDesk, framework: Framework, document: str, at: str
) -> bool:
    """Append the settings to the reference stream, which begins with the first. False if it says so already.

    Raises:
        LevelsChanged: see there.
    """
    row = connection.execute(select(stream).where(stream.c.stream == REFERENCE).with_for_update()).one_or_none()
    record = natural_id(CouncilSettings.kind, REFERENCE, framework.id)
    place = (REFERENCE, CouncilSettings.kind, record)
    states = States(connection, {place})
    before = states.at(place)
    said: dict[str, Wire] = {
        "framework": framework.id,
        "valid_from": framework.valid_from.isoformat(),
        "document": document,
    }
    changes = [
        Change(CouncilSettings.kind, record, name, before.version(name), value)
        for name, value in said.items()
        if before.fields.get(name) != value
    ]
    if not changes:
        return False
    known = before.fields.get("document")
    if isinstance(known, str) and read_framework(known.encode()).levels != framework.levels:
        raise LevelsChanged
    if row is None:
        begun = {"revision": 0, "chain": NO_CHAIN, "moved_at": at}
        connection.execute(insert(stream).values(stream=REFERENCE, family=_OWNER, compartment=Owned.REFERENCE, **begun))
    line = arrived(Raw(encode(desk.seal(connection, REFERENCE, changes, REASON))))
    assert isinstance(line, Arrived)  # noqa: S101  (it was just made, in canonical form)
    log = Log(connection, states, this.floor, at)
    revision, link = log.append(line, row.revision if row else 0, row.chain if row else NO_CHAIN)
    log.save()
    moved = update(stream).where(stream.c.stream == REFERENCE)
    connection.execute(moved.values(revision=revision, chain=link, moved_at=at))
    return True
