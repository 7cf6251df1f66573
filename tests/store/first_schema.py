"""Writes the first migration's tables from the models, until there is a release:  python -m tests.store.first_schema

After that its file is frozen: a change to the models is a new step in desktop/store/migrations/versions.
"""

from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop.store import migrations
from desktop.store.tables import local
from sync.records.registry import TABLES

FIRST = Path(migrations.__file__).parent / "versions" / "m0001_first.sql"
MODELS: tuple[MetaData, ...] = (local, TABLES[0].metadata)


def schema() -> str:
    """The models as CREATE statements, the same each time: SQLAlchemy keeps a table's indexes in no order."""
    made: list[CreateTable | CreateIndex] = []
    for models in MODELS:
        for table in models.sorted_tables:
            made.append(CreateTable(table))
            made += [CreateIndex(index) for index in sorted(table.indexes, key=lambda index: str(index.name))]
    statements = (str(statement.compile(dialect=sqlite.dialect())).strip() for statement in made)
    lines = "\n".join(statement + ";" for statement in statements).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"


if __name__ == "__main__":
    FIRST.write_text(schema(), encoding="utf-8")
