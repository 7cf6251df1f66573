"""The database's schema: migrations arrive at the declared tables, on both databases, and sessions carry nothing over."""

import contextlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from sync.server import schema, tables
from sync.server.database import Database
from tests.support.central import BACKENDS


@pytest.fixture(params=BACKENDS)
def url(request, tmp_path) -> str:
    """A new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/central.db"
    made: str = request.getfixturevalue("postgres").database()
    return made


@contextlib.contextmanager
def opened(url: str):
    with contextlib.closing(Database(url)) as database:
        yield database


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), tables.central))


def test_migrating_arrives_at_the_declared_tables_and_twice_changes_nothing(url):
    with opened(url) as database:
        schema.migrate(database)
        schema.migrate(database)
        schema.require_current(database)

        with database.reading() as connection:
            assert differences(connection) == []


def test_a_database_that_was_not_migrated_is_not_served(url):
    with opened(url) as database, pytest.raises(schema.WrongSchema):
        schema.require_current(database)


def test_a_failed_session_leaves_nothing(url):
    row = {"name": "a", "value": "b"}
    with opened(url) as database:
        schema.migrate(database)

        with pytest.raises(DBAPIError), database.writing() as connection:
            connection.execute(insert(tables.council), [row, row])

        with database.reading() as connection:
            assert connection.execute(select(tables.council)).all() == []


def test_an_error_of_the_database_does_not_quote_what_was_written(url):
    with opened(url) as database:
        schema.migrate(database)
        twice = [{"name": "MARKER", "value": "MARKER"}] * 2

        with pytest.raises(DBAPIError) as failed, database.writing() as connection:
            connection.execute(insert(tables.council), twice)

        assert "[parameters" not in str(failed.value)
        assert failed.value.hide_parameters
