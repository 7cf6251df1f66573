"""What Linux tells of the session, by D-Bus: the laptop is about to sleep, the screen locks, somebody else takes the seat (F11).

The memory of a sleeping laptop holds the keys, so the lock has to come before. systemd-logind waits for us, some seconds at most,
until the file that `Inhibit` gave is closed: replacing the process closes it. Without a bus or logind nothing is heard.
"""

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusObjectPath

from desktop.ui.words.gate import BEFORE_SLEEP, DOORSTEP

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = f"{SERVICE}.Manager"
SESSION = f"{SERVICE}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Logind(QObject):
    """Listens once it is begun. Asks for everything without waiting for an answer.

    Signals:
        left: nobody may be there any more; lock now.
        listening: logind has said which session is ours, and holds back sleep for us.
    """

    left = Signal()
    listening = Signal()

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self._held: QDBusMessage | None = None  # logind's answer, and in it the file that holds back sleep
        self._session = ""

    def begin(self) -> None:
        if self._bus.isConnected():
            self._bus.connect(SERVICE, PATH, MANAGER, "PrepareForSleep", self, _slot("sleeping(bool)"))
            self._ask("GetSession", ["auto"], "found(QDBusObjectPath)")
            self._ask("Inhibit", ["sleep", DOORSTEP, BEFORE_SLEEP, "delay"], "held(QDBusMessage)")

    def _ask(self, method: str, arguments: list[str], answered: str) -> None:
        call = QDBusMessage.createMethodCall(SERVICE, PATH, MANAGER, method)
        call.setArguments(arguments)
        self._bus.callWithCallback(call, self, _slot(answered), _slot("refused(QDBusError)"))

    @Slot("QDBusObjectPath")
    def found(self, session: QDBusObjectPath) -> None:
        """Which session is ours."""
        self._session = session.path()
        self._bus.connect(SERVICE, self._session, SESSION, "Lock", self, _slot("locked()"))
        self._bus.connect(
            SERVICE, self._session, _PROPERTIES, "PropertiesChanged", self, _slot("changed(QString,QVariantMap)")
        )
        self._tell()

    @Slot("QDBusMessage")
    def held(self, answer: QDBusMessage) -> None:
        """Sleep waits for us as long as this answer lives."""
        self._held = answer
        self._tell()

    @Slot("QDBusError")
    def refused(self, _error: QDBusError) -> None:
        """No logind, or no session in it, as on a server: nothing to listen to."""

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """The laptop goes to sleep, or has woken."""
        if begins:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """The screen of this session locks."""
        self.left.emit()

    @Slot("QString", "QVariantMap")
    def changed(self, _interface: str, properties: dict[str, object]) -> None:
        """Another session may have come to the front."""
        if properties.get("Active") is False:
            self.left.emit()

    def _tell(self) -> None:
        if self._held is not None and self._session:
            self.listening.emit()


def _slot(signature: str) -> Any:
    """What `SLOT` gives is taken as it is, a str; the stubs of PySide ask for bytes."""
    return SLOT(signature)
