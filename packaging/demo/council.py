"""The council's end of the demonstration: the central API as a process, its people, and its families entered from an office laptop."""

import contextlib
import io
import os
import re
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from desktop.app.gate import LaptopGate
from desktop.app.line import Line
from desktop.clock import SystemClock
from sync.server.cli import main
from tests.support.invented.entering import enter
from tests.support.invented.families import invented_council

HOST = "127.0.0.1"
OFFICE, JO, PRIYA = "office", "jo.ellery", "priya.shah"
_PEOPLE = {OFFICE: ("Northmere Office", "Front door", "manager"), JO: ("Jo Ellery", "North team", "practitioner"),
           PRIYA: ("Priya Shah", "North team", "practitioner")}  # fmt: skip
_SEED = 2026
_PATIENCE_S = 30.0


class Council:
    """A council of invented families. Laptops reach it only over the link, which can be cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, self._link_port = _free_port(), _free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._link: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where laptops find it."""
        return f"http://{HOST}:{self._link_port}"

    @property
    def database(self) -> Path:
        """The central database: the embedded SQLite."""
        return self._folder / "central.db"

    def open(self) -> None:
        """Make keys and people, then serve, and connect the line."""
        self._folder.mkdir(parents=True)
        self._run("council", "northmere", "--name", "Northmere Council", "--server", self.url,
                  "--phone", "First Response, weekdays", "01632 960100", "--phone", "Duty team, any time", "01632 960118",
                  "--phone", "Doorstep help desk", "01632 960123", "--shares", str(self._folder / "shares"))  # fmt: skip
        for user, (name, team, role) in _PEOPLE.items():
            self._run("user", user, "--name", name, "--team", team, "--role", role)
        port_file = self._folder / "port"
        authority = f"{HOST}:{self._link_port}"
        with (self._folder / "central.log").open("wb") as log:
            self._server = subprocess.Popen(
                self._command("serve", "--port", str(self._port), "--port-file", str(port_file), "--authority", authority),
                stdout=log, stderr=log,
            )  # fmt: skip
        _await(port_file)
        self.connect()

    def connect(self) -> None:
        """Put the line through."""
        port_file = self._folder / "link-port"
        port_file.unlink(missing_ok=True)
        relay = Path(__file__).with_name("link.py")
        self._link = subprocess.Popen(
            [sys.executable, str(relay), str(self._link_port), str(self._port), str(port_file)]
        )
        _await(port_file)

    def cut(self) -> None:
        """Cut the line."""
        if self._link is not None:
            self._link.kill()
            self._link.wait()

    def code(self, user: str) -> str:
        """A one-time code for a person's new laptop."""
        found = re.search(r"(?:[A-Z0-9]{4,5}-?){4,5}", self._run("enrol", user))
        if found is None:
            raise RuntimeError("the council gave no code")
        return found.group()

    def enter_families(self, families: int, day: date) -> list[str]:
        """Enter the invented families at the office, send them, and give them to Jo; the first to Priya as well."""
        gate = LaptopGate(self._folder / "office", SystemClock(), os.urandom)
        gate.check_code(self.url, self.code(OFFICE))
        gate.create("office laptop of the demonstration", lambda _step: None)
        opened = gate.opened
        if opened is None:
            raise RuntimeError("the office laptop did not open")
        entered = []
        for family in invented_council(_SEED, families, day):
            enter(opened.store, family)
            entered.append(family.id)
        report = Line(opened.store, os.urandom, opened.vault.bundle()).sync(lambda _step: None)
        gate.close()
        if report.refused or report.aside:
            raise RuntimeError(f"the council refused {report.refused} of the families' change sets")
        for place, family_id in enumerate(entered):
            self._run("allocate", family_id, JO)
            if place == 0:
                self._run("allocate", family_id, PRIYA)
        return entered

    def verify(self) -> str:
        """What the whole-council check says; raises where it finds fault."""
        return self._run("verify").strip()

    def close(self) -> None:
        """Stop the line and the server."""
        self.cut()
        if self._server is not None:
            self._server.terminate()
            self._server.wait()

    def _run(self, *arguments: str) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = main([*self._options(), *arguments])
        if status:
            raise RuntimeError(f"doorstep-central {arguments[0]} ended with {status}")
        return said.getvalue()

    def _options(self) -> list[str]:
        return [
            "--database",
            f"sqlite:///{self.database}",
            "--keys",
            str(self._folder / "keys"),
            "--operator",
            "demonstration",
        ]

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "sync.server", *self._options(), *arguments]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _await(file: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not (file.exists() and file.read_text()):
        if time.monotonic() > until:
            raise RuntimeError(f"nobody wrote {file.name}")
        time.sleep(0.02)
