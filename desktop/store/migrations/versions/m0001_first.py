"""The first form of the laptop's database: every kind of record and the laptop's own tables as they were then, and the index.

The statements stand beside this module in a file of their own, frozen at the first release; later forms are later steps.
"""

from pathlib import Path

from alembic import op

revision = "m0001"
down_revision = None

_INDEX = (
    'CREATE VIRTUAL TABLE narrative_fts USING fts5 (text, tokenize = "unicode61 remove_diacritics 2")',
    "INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO narrative_fts (narrative_fts, rank) VALUES ('automerge', 0)",  # merging is idle work
)


def upgrade() -> None:
    connection = op.get_bind()
    tables = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in (*filter(str.strip, tables.split(";\n")), *_INDEX):
        connection.exec_driver_sql(statement)
