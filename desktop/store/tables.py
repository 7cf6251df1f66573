"""The laptop's own tables, beside those of `sync.records`: streams held, change sets made here, settings.

They live in the same encrypted file, so that if the database is moved, what is known about syncing comes with it.
"""

from sqlalchemy import BLOB, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text

local = MetaData()

STATES = ("open", "sealed", "applied", "stale", "held", "refused", "aside", "superseded", "withdrawn", "kept")

setting = Table(
    "setting",
    local,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)

stream = Table(
    "stream",
    local,
    Column("stream", Text, primary_key=True),
    Column("family", Text, nullable=False, index=True),
    Column("compartment", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),  # the last one applied here
    Column("chain", Text, nullable=False, server_default=""),  # the server's head at that revision (F6)
    Column("own", Integer, nullable=False, server_default="0"),  # made here, its first push not yet answered
    Column("begun", Integer, nullable=False, server_default="0"),  # made here
    Column(
        "anew", Integer, nullable=False, server_default="0"
    ),  # what a restored server has of it is yet to come (S28)
    Column("receipt", Integer),  # the newest that names it
    Column("retain_until", Text),  # F3
    Column("retain_rule", Text),
    Column("hold", Text),  # JSON: who, why, until
)

# One row a change set of this device. `n` counts from 1 without a gap (S1), on through every number that the device takes; once applied, `revision` says what it became, so
# that a version of -n needs no rewriting in the records. A number is never given twice, even after the rows of a family that was
# taken away are gone. Superseded and withdrawn sets are sent as evidence once (S25); then the server has them: kept. What the server has stays
# here as long as a backup that it may be put back from does not have it (S28).
change_set = Table(
    "change_set",
    local,
    Column("n", Integer, primary_key=True),
    Column("stream", Text, ForeignKey("stream.stream"), nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("state", Text, CheckConstraint(f"state IN {STATES}", name="known_state"), nullable=False),
    Column("needs", Text, nullable=False, server_default="[]"),  # JSON list of n (S8)
    Column("decision", Text),  # JSON of sync.protocol.change_set.Shown (S13)
    Column("reason", Text),
    Column("sealed", BLOB),  # the exact bytes that are sent (S3)
    Column("digest", BLOB),  # what their signature covers: for the link of the chain that the receipt must name (F6)
    Column("revision", Integer),
    Column("code", Text),  # why it was refused
    Column("path", Text),
    Column("acknowledged_at", Text),  # when the council said that it has it, by the council's clock
    Column("again", Integer, nullable=False, server_default="0"),  # the council had it, and may have lost it (S28)
    Index("change_set_by_stream", "stream", "state"),
    Index("change_set_unacknowledged", "state", sqlite_where=text("acknowledged_at IS NULL")),
    Index("change_set_acknowledged", "acknowledged_at", sqlite_where=text("sealed IS NOT NULL")),
    sqlite_autoincrement=True,
)

# The changes of sets that are not yet applied, or whose bytes are kept after that (S28). `shown` is what the editor showed, so that a three-way merge needs neither
# network nor history (S18).
change = Table(
    "change",
    local,
    Column("n", Integer, ForeignKey("change_set.n", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("base", Integer, nullable=False),  # a revision, or -n of an earlier set of this device
    Column("shown", Text, nullable=False),  # JSON
    Index("change_by_record", "record", "field"),
    sqlite_with_rowid=False,
)

# What the council signed of where streams stand and what it has, each as long as it is the newest of some stream (F6).
receipt = Table(
    "receipt",
    local,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("heads", Text, nullable=False),  # JSON, canonical
    Column("kept", Text, nullable=False),  # likewise
    Column("signature", Text, nullable=False),
)

# Whose key each device number is, as the council has certified it (F5). The first key of a number is the one.
device = Table(
    "device",
    local,
    Column("number", Integer, primary_key=True),
    Column("user", Text, nullable=False),
    Column("public_key", BLOB, nullable=False),
)

# Streams held back where they are, because something that the council has of them is not what its device signed (F2).
doubt = Table(
    "doubt",
    local,
    Column("stream", Text, primary_key=True),
    Column("family", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("since", Text, nullable=False),
)

# Snapshots of which a part has come: the opening, then records and sets as they came, out of sight until they are whole (S7).
arriving = Table(
    "arriving",
    local,
    Column("stream", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("is_state", Integer, nullable=False),
    Column("line", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,
)

# Fields and kinds that this version does not know: kept and sent on unharmed (sync.md, section 2).
unknown_field = Table(
    "unknown_field",
    local,
    Column("stream", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("version", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What others wrote, as it came with the log: so that "who wrote this, and what stood there" is answered without a network. This device's
# own sets are in `change_set`; a snapshot brings no history, and the council has all of it.
past = Table(
    "past",
    local,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("head", Text, nullable=False),  # JSON of sync.protocol.change_set.Head
    Column("changes", Text, nullable=False),  # JSON of its groups
    Column("removed", Text, nullable=False, server_default="[]"),  # JSON: where values were taken out (F2)
)

# Who looked at what on this laptop (F10): no record and in no stream. They wait until the council has them, and are kept for as long as it may be
# put back from a backup without them.
read_event = Table(
    "read_event",
    local,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("before", Text, nullable=False),  # the link of the one before
    Column("read", Text, nullable=False),  # the canonical JSON of sync.protocol.reads.Read
    Column("link", Text, nullable=False),
    Column("acknowledged_at", Text),  # when this laptop heard that the council has it
    Index("read_event_unacknowledged", "n", sqlite_where=text("acknowledged_at IS NULL")),
)

# Every narrative field that is searched, and the texts that idle time has yet to put into the index `narrative_fts`, whose row
# number is `id`. A queued NULL is a narrative to be taken out.
narrative = Table(
    "narrative",
    local,
    Column("id", Integer, primary_key=True),
    Column("stream", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("hidden", Integer, nullable=False, server_default="0"),  # of a deleted record
    Index("narrative_by_field", "record", "field", "kind", "stream", unique=True),
)

narrative_queue = Table(
    "narrative_queue",
    local,
    Column("id", Integer, primary_key=True),
    Column("text", Text),
)

# Files: those made here wait until the server has them, those of others are coming until they are whole. The address of one that is still being
# written is not known yet. Chunks of a file lie beside it, so that none is ever read or written as one value.
blob = Table(
    "blob",
    local,
    Column("id", Integer, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("sha256", Text),
    Column("size", Integer, nullable=False, server_default="0"),
    Column(
        "state", Text, CheckConstraint("state IN ('begun', 'waiting', 'coming', 'here')", name="known"), nullable=False
    ),
    Index("blob_by_address", "stream", "sha256", unique=True),
    Index("blob_by_state", "state"),
)

blob_chunk = Table(
    "blob_chunk",
    local,
    Column("blob", Integer, ForeignKey("blob.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("bytes", BLOB, nullable=False),
)
