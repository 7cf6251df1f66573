"""The composition root: builds the parts, wires them, and decides nothing.

    doorstep [--root DIR] [--demo FILE] [--practice new|on]

`--root` is the folder of the vaults. `--demo` names a JSON file {"passphrase", "at", "server"}: the passphrase that the unlock page shows, the
moment at which the day begins, the address that is filled in. Locking replaces the process (F11).
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop import process
from desktop.app.gate import LaptopGate, machine_root
from desktop.clock import Clock, StartedClock, SystemClock
from desktop.errors import DoorstepError
from desktop.ui import theme
from desktop.ui.shell.frame import Frame
from desktop.ui.tasks import PoolTasks
from desktop.ui.unlock.model import UnlockModel
from desktop.ui.unlock.page import UnlockPage
from desktop.ui.words.gate import restored
from desktop.ui.words.trouble import UNEXPECTED
from sync.protocol.trouble import Trouble

if TYPE_CHECKING:
    from desktop.app.desk_window import DeskWindow


@dataclass(frozen=True)
class Options:
    """What the command line said."""

    root: Path
    demo: dict[str, str]
    practice: str
    """"new" begins it with the family as it is at first, "on" goes on with it, "" is the real thing."""
    argv: Sequence[str]

    def changed_over(self) -> list[str]:
        """The arguments of a process that goes to practice, or out of it."""
        return [*_without_practice(self.argv), *([] if self.practice else ["--practice", "new"])]

    def again(self) -> list[str]:
        """The arguments of the process after a lock."""
        return [*_without_practice(self.argv), *(["--practice", "on"] if self.practice else [])]


class Doorstep(QObject):
    """The running application: first the gate, then the desk."""

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self._app = app
        self._options = options
        self._clock = _clock(options.demo)
        self._gate = self._gate_of(options)
        self._next = options.again()
        self._tasks = PoolTasks((DoorstepError, Trouble), _note_type)
        self._frame = Frame(demo=bool(options.demo), practice=bool(options.practice))
        self._desk: DeskWindow | None = None
        app.aboutToQuit.connect(self._close)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        sys.excepthook = self._unforeseen

    def _gate_of(self, options: Options) -> LaptopGate:
        if not options.practice:
            return LaptopGate(options.root, self._clock, os.urandom, options.demo.get("passphrase"))
        from desktop.app.practice.gate import PracticeGate

        gate = PracticeGate(options.root, self._clock, os.urandom)
        if options.practice == "new":
            gate.begin_anew()
        return gate

    def begin(self) -> None:
        """Show the way in: the passphrase, or setting up where there is nothing to unlock."""
        if self._gate.vaults():
            self._ask_passphrase()
        else:
            self._set_up()
        self._frame.show()

    def exec(self) -> int:
        """Run until the window is closed."""
        return self._app.exec()

    def quit(self) -> None:
        """Close the window and end."""
        self._app.closeAllWindows()
        self._app.quit()

    def _ask_passphrase(self) -> None:
        self._unlock = UnlockModel(self._gate, self._tasks)
        page = UnlockPage(self._unlock, practising=bool(self._options.practice))
        page.change_over.connect(self._change_over)
        page.typing_started.connect(self._import_the_rest)
        page.set_up.connect(self._set_up)
        self._unlock.unlocked.connect(self._open_desk)
        self._frame.set_body(page)
        page.setFocus()

    def _set_up(self) -> None:
        from desktop.ui.enrol.model import EnrolModel
        from desktop.ui.enrol.page import EnrolPage

        self._enrol = EnrolModel(self._gate, self._tasks)
        self._enrol.enrolled.connect(self._open_desk)
        self._frame.set_body(EnrolPage(self._enrol))

    def _import_the_rest(self) -> None:
        """SQLAlchemy and the pages take a quarter of a second: while the passphrase is typed, nobody waits for them."""
        self._tasks.run(_import_the_rest, _nothing, _nothing)

    def _follow_system(self) -> None:
        """What the worker likes lies in the vault: before it is open, the system's own colours are worn."""
        if self._desk is None:
            theme.dress(self._app, theme.Theme(theme.of_system()))

    def _open_desk(self) -> None:
        _import_the_rest()
        from desktop.app.desk_window import DeskWindow
        from desktop.app.printer import documents

        opened = self._gate.opened
        if opened is None:
            return
        self._desk = DeskWindow(
            opened.vault,
            opened.store,
            self._clock,
            self._tasks,
            os.urandom,
            prints=Path(self._options.demo.get("prints") or documents()),
            demo=bool(self._options.demo),
            practice=bool(self._options.practice),
            began_by=opened.by,
        )
        self._desk.locking.ready.connect(self._lock)
        self._desk.changing_over.connect(self._change_over)
        self._desk.show()
        if self._gate.restored is not None:
            self._desk.window.tell(
                restored(self._gate.restored.salvaged, self._gate.restored.unreadable), "info", "info"
            )
        self._frame.close()

    def _unforeseen(self, kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        """What no slot expected: said to the worker, and named by its type alone, since its text may hold anything (F15)."""
        _note_type(kind.__name__)
        if self._desk is not None:
            self._desk.window.tell(UNEXPECTED, "triangle-alert", "warning")

    def _change_over(self) -> None:
        """To practice or back: always by a fresh process, so that neither knows anything of the other."""
        self._next = self._options.changed_over()
        if self._desk is not None:
            self._desk.window.lock()
        else:
            self._lock()

    def _lock(self) -> None:
        """Everything is saved: become a fresh process, so that nothing of this one's memory is left. Waits for no network."""
        if self._desk is not None and self._desk.window.is_closing:
            self.quit()
            return
        self._gate.close()
        process.replace(process.command(self._next))

    def _close(self) -> None:
        if self._desk is not None:
            self._desk.close()
        self._tasks.close()
        self._gate.close()


def build(arguments: Sequence[str]) -> Doorstep:
    """The application with its first window shown."""
    options = _options(arguments)
    app = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    app.setQuitOnLastWindowClosed(True)
    theme.dress(app, theme.Theme(theme.of_system()))
    doorstep = Doorstep(app, options)
    doorstep.begin()
    return doorstep


def run(arguments: Sequence[str]) -> int:
    """Run until the window closes; the exit status."""
    return build(arguments).exec()


def _options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="doorstep")
    parser.add_argument("--root", type=Path)
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--practice", choices=("new", "on"), default="")
    parsed = parser.parse_args(arguments)
    demo = json.loads(parsed.demo.read_bytes()) if parsed.demo else {}
    return Options(parsed.root or machine_root(dict(os.environ)), demo, parsed.practice, arguments)


def _without_practice(arguments: Sequence[str]) -> list[str]:
    kept = [*arguments]
    if "--practice" in kept:
        at = kept.index("--practice")
        del kept[at : at + 2]
    return kept


def _clock(demo: dict[str, str]) -> Clock:
    return StartedClock(datetime.fromisoformat(demo["at"]), SystemClock()) if "at" in demo else SystemClock()


def _import_the_rest() -> None:
    import desktop.app.desk_window  # noqa: F401  (importing is what it is for)

    gc.freeze()  # modules stay: to look through them for garbage would stop the interface for 60 ms, again and again


def _nothing(_answer: object) -> None:
    pass


def _note_type(name: str) -> None:
    """An error nobody foresaw: its type is all that leaves the process (F15)."""
    print(f"doorstep: unexpected {name}", file=sys.stderr)
