"""The first schema: council, people and devices, streams with their log and state, late work, evidence, files, reads, links, searches, acts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _council()
    _people()
    _devices()
    _streams()
    _log()
    _kept_beside()
    _files()
    _reads()
    _links()
    _searches()


def _text(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=optional)


def _whole(name: str, *, optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=optional)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"{table}_key")


def _in(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=f"{table}_{column}_in_{other}")


def _council() -> None:
    op.create_table("council", _text("name"), _text("value"), _key("council", "name"))
    op.create_table(
        "operator_act",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        *(_text(name) for name in ("at", "operator", "act", "subject")),
        _key("operator_act", "id"),
        sqlite_autoincrement=True,
    )


def _people() -> None:
    roles = "role IN ('practitioner', 'manager', 'front_door', 'partner', 'auditor')"
    op.create_table(
        "staff",
        *(_text(name) for name in ("user", "name", "team", "role")),
        _text("agency", optional=True),
        sa.CheckConstraint(roles, name="staff_role"),
        _key("staff", "user"),
    )


def _devices() -> None:
    op.create_table(
        "device_number",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        *(_text(name) for name in ("device", "given_at", "certificate")),
        _whole("after"),
        _key("device_number", "number"),
        sqlite_autoincrement=True,
    )
    op.create_index("device_number_by_device", "device_number", ["device"])
    op.create_table(
        "device",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(_text(name) for name in ("device", "user", "public_key", "recovery", "name", "enrolled_at")),
        *(_text(name, optional=True) for name in ("contact_at", "revoked_at", "version")),
        *(_whole(name, optional=True) for name in ("waiting", "doubted")),
        *(_text(name, optional=True) for name in ("problem", "problem_at", "copied_at")),
        sa.Column("minute", sa.BigInteger()),
        _whole("asked", optional=True),
        _text("day", optional=True),
        sa.Column("bytes", sa.BigInteger()),
        sa.Column("reads", sa.Integer(), server_default="0", nullable=False),
        _key("device", "number"),
        _in("device", "number", "device_number", "number"),
        _in("device", "user", "staff", "user"),
        sa.UniqueConstraint("device", name="device_device_once"),
        sa.UniqueConstraint("public_key", name="device_public_key_once"),
    )
    op.create_table(
        "enrolment_code",
        *(_text(name) for name in ("lookup", "proof", "user", "expires_at")),
        _whole("tries_left"),
        _whole("used_by", optional=True),
        _key("enrolment_code", "lookup"),
        _in("enrolment_code", "user", "staff", "user"),
        _in("enrolment_code", "used_by", "device", "number"),
    )
    op.create_table(
        "nonce",
        *(_text(name) for name in ("device", "nonce")),
        sa.Column("until", sa.BigInteger(), nullable=False),
        _key("nonce", "device", "nonce"),
    )
    op.create_index("nonce_by_until", "nonce", ["until"])


def _streams() -> None:
    op.create_table(
        "stream",
        *(_text(name) for name in ("stream", "family", "compartment")),
        _whole("revision"),
        *(_text(name) for name in ("chain", "moved_at")),
        *(_text(name, optional=True) for name in ("retain_until", "retain_rule", "hold", "day")),
        sa.Column("bytes", sa.BigInteger()),
        _key("stream", "stream"),
    )
    op.create_index("stream_once", "stream", ["family", "compartment"], unique=True)
    op.create_index("stream_by_moved_at", "stream", ["moved_at"])
    op.create_table(
        "member",
        *(_text(name) for name in ("family", "compartment", "user", "since")),
        _text("removed_at", optional=True),
        _text("moved_at"),
        _key("member", "family", "compartment", "user"),
        _in("member", "user", "staff", "user"),
    )
    op.create_index("member_by_user", "member", ["user"])
    op.create_table(
        "named_agency",
        *(_text(name) for name in ("stream", "record", "agency", "from_on")),
        _text("until_on", optional=True),
        _key("named_agency", "stream", "record"),
        _in("named_agency", "stream", "stream", "stream"),
    )
    op.create_index("named_agency_by_agency", "named_agency", ["agency"])
    op.create_index("member_by_moved_at", "member", ["moved_at"])


def _log() -> None:
    op.create_table(
        "change_set",
        _text("stream"),
        *(_whole(name) for name in ("revision", "device", "n")),
        *(_text(name) for name in ("head", "changes")),
        *(_text(name, optional=True) for name in ("seed", "redacted")),
        *(_text(name) for name in ("signature", "digest", "chain", "received_at")),
        _key("change_set", "stream", "revision"),
        _in("change_set", "stream", "stream", "stream"),
        _in("change_set", "device", "device_number", "number"),
    )
    op.create_index("change_set_once", "change_set", ["device", "n"], unique=True)
    op.create_table(
        "record",
        *(_text(name) for name in ("stream", "kind", "id", "fields")),
        _whole("version"),
        _text("versions"),
        _key("record", "stream", "kind", "id"),
        _in("record", "stream", "stream", "stream"),
    )
    op.create_index("record_by_id", "record", ["id"])


def _kept_beside() -> None:
    own: dict[str, list[sa.Column[Any] | sa.Constraint]] = {
        "aside": [
            *(_text(name, optional=True) for name in ("fate", "decided_by", "decided_at", "reason")),
            _whole("revision", optional=True),
            sa.CheckConstraint("fate IN ('admitted', 'left')", name="aside_fate"),
            _in("aside", "stream", "stream", "stream"),
        ],
        "evidence": [_text("code", optional=True)],
    }
    for table, columns in own.items():
        op.create_table(
            table,
            *(_whole(name) for name in ("device", "n")),
            *(_text(name) for name in ("stream", "digest", "sealed", "received_at")),
            *columns,
            _key(table, "device", "n"),
            _in(table, "device", "device_number", "number"),
        )
        op.create_index(f"{table}_by_stream", table, ["stream"])


def _files() -> None:
    op.create_table(
        "blob",
        *(_text(name) for name in ("stream", "sha256")),
        _whole("size"),
        _text("received_at"),
        _text("erased_at", optional=True),
        _key("blob", "stream", "sha256"),
        _in("blob", "stream", "stream", "stream"),
    )
    op.create_table(
        "blob_piece",
        *(_text(name) for name in ("stream", "sha256")),
        *(_whole(name) for name in ("device", "start", "size")),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        _text("came_at", optional=True),
        _key("blob_piece", "stream", "sha256", "device", "start"),
        _in("blob_piece", "stream", "stream", "stream"),
        _in("blob_piece", "device", "device", "number"),
    )
    op.create_index("blob_piece_by_came_at", "blob_piece", ["came_at"])


def _reads() -> None:
    op.create_table(
        "read_event",
        *(_whole(name) for name in ("device", "n")),
        *(_text(name) for name in ("link", "before", "read")),
        *(_text(name, optional=True) for name in ("family", "signature")),
        _text("received_at"),
        _key("read_event", "device", "n", "link"),
        _in("read_event", "device", "device", "number"),
    )
    op.create_index("read_event_by_family", "read_event", ["family"])
    for statement in _ONLY_ADDED_TO[op.get_bind().dialect.name]:
        op.execute(statement)


def _links() -> None:
    op.create_table(
        "person_link",
        *(_text(name) for name in ("stream", "person", "other_stream", "other_person")),
        _whole("n"),
        *(_text(name) for name in ("act", "operator", "at", "reason", "signature")),
        _key("person_link", "stream", "person", "other_stream", "other_person", "n"),
        *(_in("person_link", name, "stream", "stream") for name in ("stream", "other_stream")),
    )
    op.create_index("person_link_by_other_stream", "person_link", ["other_stream"])
    op.create_table(
        "link_tally",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(_whole(name) for name in ("n", "acts")),
        *(_text(name) for name in ("total", "signature")),
        _key("link_tally", "id"),
    )


def _searches() -> None:
    op.create_table(
        "person_key",
        *(_text(name) for name in ("key", "stream")),
        _key("person_key", "key", "stream"),
        _in("person_key", "stream", "stream", "stream"),
    )
    op.create_index("person_key_by_stream", "person_key", ["stream"])
    op.create_table(
        "filed",
        _text("stream"),
        _whole("revision"),
        _key("filed", "stream"),
        _in("filed", "stream", "stream", "stream"),
    )
    op.create_table(
        "family_search",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        *(_text(name) for name in ("at", "known", "families", "withheld", "user")),
        _key("family_search", "id"),
        _in("family_search", "user", "staff", "user"),
    )
    op.create_index("family_search_by_user", "family_search", ["user", "at"])


# Whoever serves may not change these: it has no leave to, and a trigger refuses even who owns them (decisions 110, 146). Where councils share a server,
# the role that serves is named as its schema is.
_ONLY_ADDED_TO = {
    "postgresql": [
        (
            "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RAISE EXCEPTION 'the log of reads is only added to'; END $$"
        ),
        (
            "CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON read_event"
            " FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        ),
        "REVOKE UPDATE, DELETE, TRUNCATE ON read_event FROM CURRENT_USER",
        (
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = current_schema()) THEN"
            " EXECUTE format('REVOKE UPDATE, DELETE ON read_event FROM %I', current_schema()); END IF; END $$"
        ),
    ],
    "sqlite": [
        f"CREATE TRIGGER read_event_{act} BEFORE {act} ON read_event"
        " BEGIN SELECT RAISE(ABORT, 'the log of reads is only added to'); END"
        for act in ("update", "delete")
    ],
}
