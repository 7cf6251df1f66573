"""Brings a council's database to this release's schema."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.server.database import Database


class WrongSchema(Exception):
    """The database is not at this release's schema: `doorstep-central migrate` was not run, or a later release was."""


def migrate(database: Database) -> None:
    """Upgrade to the newest revision."""
    config = _config()
    with database.building() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_current(database: Database) -> None:
    """Raise WrongSchema unless `migrate` has nothing to do."""
    with database.reading() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != _newest():
        raise WrongSchema


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
