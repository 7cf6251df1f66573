"""Before sleep, and when the screen or the seat goes to somebody else, the laptop locks (F11): heard over a real bus."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from desktop.app.logind import Logind
from tests.ui import rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where a private bus listens."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.communicate()


class Seat:
    """The small logind of tests/app/seat.py."""

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.app.seat", address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.says() == "ready"

    def says(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def seat(address: str) -> Iterator[Seat]:
    made = Seat(address)
    yield made
    made.close()


@pytest.fixture
def logind(qtbot, address: str, seat: Seat) -> Iterator[Logind]:
    made = Logind(QDBusConnection.connectToBus(address, "laptop"))
    with qtbot.waitSignal(made.listening):
        made.begin()
    yield made
    QDBusConnection.disconnectFromBus("laptop")


@pytest.mark.parametrize("word", ["sleep", "lock", "away"])
def test_sleep_a_locked_screen_and_another_session_lock(qtbot, logind: Logind, seat: Seat, word: str):
    """F11: before suspend, not after wake."""
    with qtbot.waitSignal(logind.left):
        seat.tell(word)


def test_waking_coming_back_and_another_screen_lock_nothing(qtbot, logind: Logind, seat: Seat):
    left: list[str] = []
    logind.left.connect(lambda: left.append("left"))

    for word in ("wake", "back", "lock other"):
        seat.tell(word)
    with qtbot.waitSignal(logind.left):
        seat.tell("sleep")  # signals of one sender come in order

    assert left == ["left"]


def test_sleep_is_held_back_until_the_process_is_replaced_and_no_longer(address: str, seat: Seat):
    """F11: the file that logind waits for is closed by exec itself."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, address], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert seat.says() == "inhibited"
    before = child.stdout.readline().strip()
    seat.tell("sleep")

    released, after = seat.says(), child.stdout.readline().strip()
    child.communicate("over\n")

    assert (before, released, after) == ("listening", "released", "replaced")


_CHILD = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection
import desktop.ui
from desktop import process
from desktop.app.logind import Logind

app = QCoreApplication([])
logind = Logind(QDBusConnection.connectToBus(sys.argv[1], "laptop"))
logind.listening.connect(lambda: print("listening", flush=True))
after = "print('replaced', flush=True); input()"
logind.left.connect(lambda: process.replace([sys.executable, "-c", after]))
logind.begin()
app.exec()
"""


@pytest.mark.parametrize("there", [True, False], ids=["no logind", "no bus"])
def test_without_a_bus_or_a_logind_nothing_is_heard_and_nothing_breaks(qtbot, address: str, there: bool):
    bus = QDBusConnection.connectToBus(address if there else "unix:path=/nowhere", "alone")
    logind, heard = Logind(bus), list[str]()
    logind.listening.connect(lambda: heard.append("listening"))
    logind.left.connect(lambda: heard.append("left"))

    logind.begin()
    bus.call(QDBusMessage.createMethodCall("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames"))
    rules.settle()  # the bus answers in order: what was asked before is refused by now

    assert heard == []
    QDBusConnection.disconnectFromBus("alone")
