"""A bus of its own and a small logind on it, in a process of its own: `python -m tests.app.seat ADDRESS`.

Reads a word a line and does what logind would: "sleep", "wake", "lock", "away", "back". Prints "inhibited" when it has given the file
that holds back sleep, and "released" when every copy of that file is closed.
"""

import os
import sys
import threading
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

import desktop.ui  # noqa: F401  (holds None, True and False for Qt, decision 24)

SERVICE, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
OURS, OTHER = f"{PATH}/session/_32", f"{PATH}/session/_37"


class Manager(QDBusVirtualObject):
    """Answers `GetSession` and `Inhibit`."""

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:  # noqa: N802  (Qt's name)
        match message.member(), message.arguments():
            case "GetSession", ["auto"]:
                return bus.send(message.createReply(QDBusObjectPath(OURS)))
            case "Inhibit", ["sleep", str(), str(), "delay"]:
                ours, theirs = os.pipe()
                given = QDBusUnixFileDescriptor(theirs)
                os.close(theirs)
                sent = bus.send(message.createReply(given))
                self._watch = QSocketNotifier(ours, QSocketNotifier.Type.Read)
                self._watch.activated.connect(self._released)
                say("inhibited")
                return sent
        return False

    def _released(self) -> None:
        self._watch.setEnabled(False)
        say("released")


class Seat(QObject):
    """Sends what it is told to.

    Signals:
        told: a word was read.
    """

    told = Signal(str)

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.told.connect(self._do)

    def listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())

    def _do(self, word: str) -> None:
        match word:
            case "sleep" | "wake":
                self._send(PATH, f"{SERVICE}.Manager", "PrepareForSleep", [word == "sleep"])
            case "lock" | "lock other":
                self._send(OURS if word == "lock" else OTHER, f"{SERVICE}.Session", "Lock", [])
            case "away" | "back":
                changed = [f"{SERVICE}.Session", {"Active": word == "back"}]
                self._send(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", changed)

    def _send(self, path: str, interface: str, name: str, arguments: Sequence[object]) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(arguments))
        self._bus.send(signal)


def say(word: str) -> None:
    print(word, flush=True)


def main(address: str) -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(address, "seat")
    manager, seat = Manager(), Seat(bus)
    bus.registerVirtualObject(PATH, manager, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    bus.registerService(SERVICE)
    say("ready")
    threading.Thread(target=seat.listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
