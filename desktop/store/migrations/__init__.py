"""How the laptop's database came to its present form: one module a step, run in one transaction after a snapshot.

Alembic is imported only when there is something to do: a start with nothing to migrate should not pay for it.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Steps:
    """The steps in some folders, and the last of them."""

    head: str
    folders: tuple[Path, ...]

    def know(self, step: str) -> bool:
        """Whether the step is one of these; if not, a later release made it."""
        return any(any(folder.glob(f"{step}_*.py*")) for folder in self.folders)

    def upgrade(self, connection: Connection) -> None:
        """Bring the database to the last step, within the caller's transaction."""
        from alembic import command
        from alembic.config import Config

        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", _HERE.as_posix())
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", os.pathsep.join(map(str, self.folders)))
        command.upgrade(config, self.head)


SHIPPED = Steps("m0001", (_HERE / "versions",))
"""The steps of this release."""


def step_of(connection: Connection) -> str | None:
    """The step that the database is at; None for an empty one."""
    known = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None
