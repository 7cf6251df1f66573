"""A real council: its command line, its database on SQLite or PostgreSQL, and its server as a process on a real socket.

central    one for each database, shared by the whole run; make users of your own in it
a_central  a council of one's own, to be stopped, killed, tampered with
"""

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from sync.protocol import commitment, crypto, trust
from sync.protocol.messages import EnrolmentRequest
from sync.server import enrolment, operators
from sync.server.certifying import Certifier
from sync.server.cli import main
from sync.server.clock import now
from sync.server.database import Database, Pool
from sync.server.directory import Directory
from sync.server.keys import signing_key
from sync.server.tenancy import tenancy
from tests.support.forked import Forked
from tests.support.postgres import Postgres, postgres

__all__ = ["BACKENDS", "Central", "Refused", "a_central", "central", "postgres"]

BACKENDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.slow))
_START_SECONDS = 30
LOGIN = "doorstep"
"""Serves councils that share a PostgreSQL, and has no rights of its own."""
_UNHURRIED = ("--device-requests", "1000000", "--address-codes", "1000000")


class Refused(Exception):
    """A command that ended with another status than 0, and what it said."""


class Central:
    """One council in one folder. Commands run here, `serve` in a process of its own.

    `is_shared` says that other councils share its database; such are served together, at the port of the one that is started.
    """

    def __init__(
        self,
        folder: Path,
        database: str,
        *servers: str,
        council: str = "northmere",
        is_shared: bool = False,
        port: int | None = None,
    ) -> None:
        self.folder = folder
        self.database_url = database
        self.council = council
        self.is_shared = is_shared
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._people = count(1)
        self.http = self.client()
        named = [argument for server in servers or (self.url,) for argument in ("--server", server)]
        login = ("--login", LOGIN) if is_shared else ()
        self.run(
            "council", council, "--name", f"{council.title()} Council", *named, "--shares", str(self.shares), *login
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx.Client:
        """A connection; workers take a while to start, and requests wait for them."""
        return httpx.Client(base_url=self.url, trust_env=False, timeout=_START_SECONDS)

    @property
    def process(self) -> "subprocess.Popen[bytes] | Forked":
        """The server's, while it runs."""
        assert self._process is not None
        return self._process

    @property
    def pid(self) -> int:
        """The server's process, while it runs."""
        return self.process.pid

    @property
    def shares(self) -> Path:
        return self.folder / "shares"

    @property
    def log(self) -> Path:
        """What the server wrote to its log."""
        return self.folder / "server.log"

    @property
    def bundle(self) -> trust.TrustBundle:
        return trust.read((self.folder / "keys" / "council.json").read_bytes())

    @contextlib.contextmanager
    def session(self) -> Iterator[Connection]:
        """The council's database, opened beside the server."""
        with self._database() as database, database.writing() as connection:
            yield connection

    @contextlib.contextmanager
    def _database(self) -> Iterator[Database]:
        places = tenancy(self.database_url, Pool())
        database = places.database(self.council) if self.is_shared else Database(self.database_url)
        with contextlib.closing(places), contextlib.closing(database):
            yield database

    def run(self, *arguments: str, stdin: str = "") -> str:
        """What a command printed.

        Raises:
            Refused: it ended with another status than 0.
        """
        out, err, typed = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.StringIO(stdin)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = main([*self._options(), *arguments])
        finally:
            sys.stdin = typed
        if status != 0:
            raise Refused(out.getvalue() + err.getvalue())
        return out.getvalue()

    def a_user(
        self, role: str = "practitioner", name: str = "Jo Ellery", team: str = "North", agency: str | None = None
    ) -> str:
        """A person whom nobody else in the run is."""
        user = f"user-{next(self._people)}"
        with self._database() as database:
            operators.Desk(database, "tests", now, os.urandom).add_user(user, name, team, role, agency)
        return user

    def a_device(self, user: str, device: str, key: Ed25519PrivateKey, recovery: str = "{}") -> int:
        """Let a person's laptop in, as their code would: making and trying one takes long, on purpose. Its number."""
        request = EnrolmentRequest("", device, commitment.text(crypto.public_bytes(key)), recovery, "laptop")
        with self.session() as connection:
            number = enrolment.let_in(connection, request, user, self._certifier, now())
        if self.is_shared:
            with contextlib.closing(tenancy(self.database_url, Pool())) as places:
                Directory(places.directory).enter_device(device, self.council)
        return number

    @property
    def _certifier(self) -> Certifier:
        return Certifier(self.council, signing_key(self.folder / "keys", "receipt"))

    def a_code(self, user: str) -> str:
        """A one-time code for a person's laptop."""
        return self.run("enrol", user).strip()

    def start(self, *options: str, before: Callable[[], object] = tuple) -> None:
        """Start the server, forked, and wait until it listens. `before` is called in its process at first."""
        self._process = Forked(self._serving(options), self.log, before)
        self._await()

    def launch(self, *options: str) -> None:
        """Start the server as an operator does, by a command, and wait until it listens."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sync.server", *self._serving(options)],
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONWARNINGS": "error"},
            )
        self._await()

    def stop(self) -> None:
        """Stop the server as an operator would, and see that it went well."""
        self.http.close()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            status = self._process.wait(_START_SECONDS)
            self._process = None
            if status not in (0, -signal.SIGTERM):
                raise Refused(self.log.read_text())

    def kill(self) -> None:
        """Pull the plug."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def start_all(self, *options: str) -> None:
        """Start a server for all councils of the database, whose folders lie beside this one's."""
        here = self.database_url
        self.database_url, self.is_shared = here.replace("app@", f"{LOGIN}@"), False
        for keys in self.folder.parent.glob("*/keys"):
            served = self.folder / "keys" / trust.read((keys / "council.json").read_bytes()).council
            served.mkdir(exist_ok=True)
            shutil.copy(keys / "receipt.key", served)
        self.start("--all", *options)
        self.database_url, self.is_shared = here, True

    def _options(self) -> tuple[str, ...]:
        folder = str(self.folder / "keys")
        council = ("--council", self.council) if self.is_shared else ()
        return ("--database", self.database_url, *council, "--keys", folder, "--operator", "tests")

    @property
    def _port_file(self) -> Path:
        return self.folder / "port"

    def _serving(self, options: tuple[str, ...]) -> list[str]:
        """The command that serves; that it listens is not yet said anywhere."""
        self._port_file.unlink(missing_ok=True)
        where = ("--port", str(self.port), "--port-file", str(self._port_file))
        return [*self._options(), "serve", *where, *_UNHURRIED, *options]

    def _await(self) -> None:
        for _ in range(_START_SECONDS * 100):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.01)
                raise Refused(self.log.read_text())
            if self._port_file.exists():
                return
        raise Refused("the server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _database(backend: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if backend == "sqlite":
        return f"sqlite:///{folder}/central.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@contextlib.contextmanager
def served(backend: str, request: pytest.FixtureRequest) -> Iterator[Central]:
    """A council that answers; in the end its log must tell of no fault."""
    with tempfile.TemporaryDirectory(prefix="central-") as folder:
        council = Central(Path(folder), _database(backend, Path(folder), request))
        council.start()
        yield council
        council.stop()
        assert "fault in" not in council.log.read_text()


@pytest.fixture(scope="session", params=BACKENDS)
def central(request: pytest.FixtureRequest) -> Iterator[Central]:
    """A served council, shared."""
    with served(request.param, request) as council:
        yield council


@pytest.fixture(params=BACKENDS)
def a_central(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Central]]:
    """Makes councils of one's own; they are not yet served, and stopped in the end."""
    made: list[Central] = []

    def make(*servers: str) -> Central:
        folder = tmp_path / f"council-{len(made)}"
        folder.mkdir()
        made.append(Central(folder, _database(request.param, folder, request), *servers))
        return made[-1]

    yield make
    for council in made:
        council.stop()
