"""The first form of the laptop's database."""

from alembic import op

from desktop.store.tables import local
from sync.records import registry  # noqa: F401
from sync.records.record import Base

revision = "m0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    local.create_all(connection)
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(
        "CREATE TABLE narrative (id INTEGER PRIMARY KEY, stream TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,"
        " field TEXT NOT NULL, hidden INTEGER NOT NULL DEFAULT 0)"
    )
    connection.exec_driver_sql("CREATE UNIQUE INDEX narrative_by_field ON narrative (record, field, kind, stream)")
    connection.exec_driver_sql("CREATE INDEX narrative_by_stream ON narrative (stream)")
    connection.exec_driver_sql("CREATE TABLE narrative_queue (id INTEGER PRIMARY KEY, text TEXT)")
    connection.exec_driver_sql(
        'CREATE VIRTUAL TABLE narrative_fts USING fts5 (text, tokenize = "unicode61 remove_diacritics 2")'
    )
    connection.exec_driver_sql("INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('secure-delete', 1)")
    connection.exec_driver_sql("INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('automerge', 0)")
