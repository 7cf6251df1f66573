"""Every released form of the database becomes the present one, with what was in it, and change capture still guards it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, update

from desktop.clock import FixedClock
from desktop.store import snapshots
from desktop.store.errors import NotSaved, UncapturedWrite
from desktop.store.migrations import SHIPPED, Steps
from desktop.store.session import Store
from sync.records.note import Note
from tests.store.first_schema import MODELS, schema
from tests.store.laptop import JO, KEY, Laptop, a_laptop

RELEASED = [file.name.partition("_")[0] for file in sorted(SHIPPED.folders[0].glob("m*.py"))]


def _shape(connection: Connection) -> dict[str, Any]:
    """Columns and indexes of every table, whatever statements made them."""
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'narrative_fts%' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        table: [
            sorted(map(tuple, connection.exec_driver_sql(f"PRAGMA {question}({table})")))
            for question in ("table_info", "foreign_key_list")
        ]
        + [sorted(tuple(row)[1:] for row in connection.exec_driver_sql(f"PRAGMA index_list({table})"))]
        for table in tables.all()
        if table != "alembic_version"
    }


def test_the_migrated_schema_is_that_of_the_models(laptop: Laptop):
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for models in MODELS:
            models.create_all(connection)
        expected = _shape(connection)
    engine.dispose()

    with laptop.store.reading() as session:
        assert _shape(session.connection()) == expected, "until the first release: python -m tests.store.first_schema"


def test_the_models_can_say_their_schema():
    assert "CREATE TABLE note" in schema()


@pytest.mark.parametrize("release", RELEASED)
def test_a_populated_database_of_each_release_opens_with_everything_in_it(
    tmp_path: Path, clock: FixedClock, release: str
):
    laptop = a_laptop(tmp_path, clock, Steps(release, SHIPPED.folders))
    note = laptop.a_note("Maya was at school.")

    laptop.reopened()

    assert laptop.text(note) == "Maya was at school."
    assert laptop.found("maya") == [note]
    assert laptop.rows("SELECT version_num FROM alembic_version") == [(SHIPPED.head,)]
    with pytest.raises(UncapturedWrite), laptop.store.writing(JO) as session:
        session.execute(update(Note).values(text="new"))


def _a_later_release(folder: Path, body: str) -> Steps:
    (folder / "m0002_later.py").write_text(
        f'revision = "m0002"\ndown_revision = "m0001"\nfrom alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n{body}'
    )
    return Steps("m0002", (*SHIPPED.folders, folder))


@pytest.fixture
def later(tmp_path: Path) -> Path:
    folder = tmp_path / "later"
    folder.mkdir()
    return folder


def test_a_step_that_makes_a_table_anew_keeps_rows_and_guard_and_leaves_a_snapshot(laptop: Laptop, later: Path):
    note = laptop.a_note("Maya was at school.")
    laptop.store.close()
    body = "".join(
        f'    with op.batch_alter_table("{table}", recreate="always") as b:\n        b.add_column(sa.Column("mood", sa.Text))\n'
        for table in ("note", "change_set")
    )
    steps = _a_later_release(later, body)

    laptop.store = Store.open(laptop.path, KEY, laptop.store.clock, laptop.store.ids, steps=steps)

    assert laptop.rows("SELECT text, mood FROM note") == [("Maya was at school.", None)]
    assert laptop.rows("SELECT n, value FROM change") == [(1, '"Maya was at school."')]
    with pytest.raises(UncapturedWrite), laptop.store.writing(JO) as session:
        session.execute(update(Note).values(text="new"))
    laptop.rewrite(note, "Maya was at home.")
    assert len(snapshots.all_of(laptop.path)) == 1


def test_a_step_that_fails_leaves_the_database_as_it_was(laptop: Laptop, later: Path):
    note = laptop.a_note("Maya was at school.")
    laptop.store.close()
    steps = _a_later_release(
        later,
        '    op.add_column("note", sa.Column("mood", sa.Text))\n    op.execute("INSERT INTO nowhere VALUES (1)")\n',
    )

    with pytest.raises(NotSaved):
        Store.open(laptop.path, KEY, laptop.store.clock, laptop.store.ids, steps=steps)

    laptop.reopened()
    assert laptop.text(note) == "Maya was at school."
    assert "mood" not in {row[1] for row in laptop.rows("PRAGMA table_info(note)")}
