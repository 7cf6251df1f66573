"""How the laptop's database came to its present form: one module a step, run in one transaction after a snapshot.

Alembic is imported only when there is something to do: a start with nothing to migrate should not pay for it.
"""

from pathlib import Path

from sqlalchemy import Connection

HEAD = "m0001"


def revision(connection: Connection) -> str | None:
    """The step that the database is at; None for an empty one."""
    known = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None


def is_known(step: str) -> bool:
    """Whether this release knows the step; if not, a later release made it."""
    return any((Path(__file__).parent / "versions").glob(f"{step}_*.py*"))


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the database to a step, within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", Path(__file__).parent.as_posix())
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)
