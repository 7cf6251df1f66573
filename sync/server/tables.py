"""The council's tables. `change_set` is the append-only truth and `record` the state it adds up to (sync.md, section 3).

Keys of what families own begin with the stream, so that ids chosen by one device can never touch another family (F8).
Times are UTC text in whole seconds, as on the wire; JSON is kept as the text that it came as.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

central = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_name)s",
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(column_0_name)s_in_%(referred_table_name)s",
        "uq": "%(table_name)s_%(column_0_name)s_once",
        "ck": "%(table_name)s_%(constraint_name)s",
    }
)

ROLES = ("practitioner", "manager", "front_door", "partner", "auditor")

council = Table(
    "council",
    central,
    Column("name", Text, primary_key=True),  # epoch, bundle, history; after a restore also restored, floor
    Column("value", Text, nullable=False),
)

staff = Table(
    "staff",
    central,
    Column("user", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("role", Text, CheckConstraint(f"role IN {ROLES}", name="role"), nullable=False),
    Column("agency", Text),  # of a partner, as consents name it (F1)
)

# Every number that was ever given to a device: one at enrolment, another whenever its vault was restored or recovered (S1, F6).
# `device` is the device's own id.
device_number = Table(
    "device_number",
    central,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("device", Text, nullable=False, index=True),
    Column("given_at", Text, nullable=False),
    Column("after", Integer, nullable=False),  # the highest n that the vault had given, by its own word
    Column("certificate", Text, nullable=False),  # base64url: the council's signature over whose it is (F5)
    sqlite_autoincrement=True,
)

device = Table(
    "device",
    central,
    Column("number", Integer, ForeignKey("device_number.number"), primary_key=True, autoincrement=False),  # its first
    Column("device", Text, nullable=False, unique=True),  # the id that signs requests
    Column("user", Text, ForeignKey("staff.user"), nullable=False),
    Column("public_key", Text, nullable=False, unique=True),  # base64url of 32 bytes
    Column("recovery", Text, nullable=False),  # the copy of the vault's recovery slot (F4)
    Column("name", Text, nullable=False),
    Column("enrolled_at", Text, nullable=False),
    Column("contact_at", Text),
    Column("revoked_at", Text),
    Column("version", Text),  # of its program, and how many change sets wait on it: as it said with the manifest
    Column("waiting", Integer),
    Column("doubted", Integer),  # how many streams it holds back, since something in them is not as it was signed (F2)
    Column("problem", Text),  # the last that it was answered with, as a code
    Column("problem_at", Text),
    Column("copied_at", Text),  # when it sent other bytes under a known id: its vault was put back or copied (F6)
    Column("minute", BigInteger),  # since 1970, in which it made `asked` requests
    Column("asked", Integer),
    Column("day", Text),  # on which it sent `bytes` of change sets
    Column("bytes", BigInteger),
    Column("reads", Integer, nullable=False, server_default="0"),  # up to which number its reads are here, none missing
)

# A code is found by its first signs and proved by all of them, so that wrong tries count against the one that was meant.
enrolment_code = Table(
    "enrolment_code",
    central,
    Column("lookup", Text, primary_key=True),
    Column("proof", Text, nullable=False),  # scrypt of the whole secret
    Column("user", Text, ForeignKey("staff.user"), nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("used_by", Integer, ForeignKey("device.number")),
)

nonce = Table(
    "nonce",
    central,
    Column("device", Text, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("until", BigInteger, nullable=False, index=True),  # seconds since 1970
)

stream = Table(
    "stream",
    central,
    Column("stream", Text, primary_key=True),
    Column("family", Text, nullable=False),
    Column("compartment", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("chain", Text, nullable=False),
    Column("retain_until", Text),  # F3
    Column("retain_rule", Text),
    Column("hold", Text),  # JSON: who, why, until
    Column("moved_at", Text, nullable=False, index=True),  # when it was begun, or its revision last rose
    Column("day", Text),  # on which `bytes` of change sets were applied to it
    Column("bytes", BigInteger),
    Index("stream_once", "family", "compartment", unique=True),
)

# Who may hold a family's compartment, whether or not its stream exists yet. Somebody taken away stays, with the time: what
# they still send is set aside, not refused (S24).
member = Table(
    "member",
    central,
    Column("family", Text, primary_key=True),
    Column("compartment", Text, primary_key=True),
    Column("user", Text, ForeignKey("staff.user"), primary_key=True),
    Column("since", Text, nullable=False),
    Column("removed_at", Text),
    Column("moved_at", Text, nullable=False, index=True),  # when it was last given or taken
    Index("member_by_user", "user"),
)

# Which agency a consent for sharing names, and from when until when: what the consents add up to, as `record` is of the log.
named_agency = Table(
    "named_agency",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("record", Text, primary_key=True),
    Column("agency", Text, nullable=False, index=True),
    Column("from_on", Text, nullable=False),
    Column("until_on", Text),
)

change_set = Table(
    "change_set",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("device", Integer, ForeignKey("device_number.number"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("head", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("seed", Text),  # null once redacted
    Column("redacted", Text),  # JSON: what stands in for the seed (F2)
    Column("signature", Text, nullable=False),
    Column("digest", Text, nullable=False),  # base64url
    Column("chain", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Index("change_set_once", "device", "n", unique=True),
)

record = Table(
    "record",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("fields", Text, nullable=False),  # JSON object: wire name to value
    Column("version", Integer, nullable=False),  # the revision that wrote most fields
    Column("versions", Text, nullable=False),  # JSON object: the revisions of the others
    Index("record_by_id", "id"),
)

# Late work on a family since taken away: kept whole for the manager, part of nothing until admitted (S24). What was admitted stays
# here, with the revision of the set that stands for it: its own, or one that was made from it.
aside = Table(
    "aside",
    central,
    Column("device", Integer, ForeignKey("device_number.number"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("stream", Text, ForeignKey("stream.stream"), nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("fate", Text, CheckConstraint("fate IN ('admitted', 'left')", name="fate")),
    Column("decided_by", Text),
    Column("decided_at", Text),
    Column("reason", Text),  # why it is left
    Column("revision", Integer),
)

# Superseded and refused sets: the history of what people wrote would have holes without them (S25).
evidence = Table(
    "evidence",
    central,
    Column("device", Integer, ForeignKey("device_number.number"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("stream", Text, nullable=False, index=True),  # as the set says; there may be no such stream
    Column("digest", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("code", Text),  # why it was refused; null for a superseded one
    Column("received_at", Text, nullable=False),
)

# A file that is here whole and is what its address says (S30). Once its bytes were taken out under authority the row stays, so
# that nobody's laptop sends them again.
blob = Table(
    "blob",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("erased_at", Text),
)

# The bytes of files, as they came. While a file is not whole its pieces are its device's own, so that nobody spoils another's.
blob_piece = Table(
    "blob_piece",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("device", Integer, ForeignKey("device.number"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("came_at", Text, index=True),  # while the file is not whole
)

# Who looked at what (F10), each read as its device linked and numbered it. Whoever serves may only add to it. Two links under one number: the
# device's store was put back from a copy, or there are two of it.
read_event = Table(
    "read_event",
    central,
    Column("device", Integer, ForeignKey("device.number"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("link", Text, primary_key=True),  # base64url
    *(Column(name, Text, nullable=False) for name in ("before", "read")),  # the link before; JSON of a Read
    Column("family", Text, index=True),  # as the read says: there may be no such family
    Column("signature", Text),  # of the last read of a batch, for all before it
    Column("received_at", Text, nullable=False),
)

# What was said of two people being one human (sync.md, section 2). Rows are only added, and go with the streams that they name (F3).
person_link = Table(
    "person_link",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("other_stream", Text, ForeignKey("stream.stream"), primary_key=True, index=True),
    Column("other_person", Text, primary_key=True),
    Column("n", Integer, primary_key=True),  # of these two, from 1
    *(Column(name, Text, nullable=False) for name in ("act", "operator", "at", "reason")),  # of sync.rules.links
    Column("signature", Text, nullable=False),  # base64url, of the receipt key over all the others
)
# One row, that an act which was taken out is missed (decision 0185).
link_tally = Table(
    "link_tally",
    central,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Integer, nullable=False) for name in ("n", "acts")),  # how often it was signed, and over how many
    *(Column(name, Text, nullable=False) for name in ("total", "signature")),  # of sync.server.link_tally
)

# Under what the people of families are filed: made from what families share, as it is at `filed.revision` (decision 154).
person_key = Table(
    "person_key",
    central,
    Column("key", Text, primary_key=True),
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True, index=True),
)
filed = Table(
    "filed",
    central,
    Column("stream", Text, ForeignKey("stream.stream"), primary_key=True),
    Column("revision", Integer, nullable=False),
)
# Who asked whether a family is known, and which were found and which kept back, as JSON lists of ids (F17).
family_search = Table(
    "family_search",
    central,
    Column("id", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("at", "known", "families", "withheld")),
    Column("user", Text, ForeignKey("staff.user"), nullable=False),
    Index("family_search_by_user", "user", "at"),
)

# What operators did at the command line (P14), and which laptops took a new number (F6): then `operator` is the laptop's user.
operator_act = Table(
    "operator_act",
    central,
    Column("id", Integer, primary_key=True, autoincrement=True),
    *(Column(name, Text, nullable=False) for name in ("at", "operator", "act", "subject")),  # ids only
    sqlite_autoincrement=True,
)
