"""A laptop in a process of its own, which locks when told: `python -m tests.app.lockable FOLDER MARKER`.

Prints "open" with the marker typed and shown; locks by replacing itself, at the first line of its input, with a process that prints "locked".
"""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import process
from desktop.app.desk_window import DeskWindow
from desktop.errors import DoorstepError
from desktop.store.session import Store
from desktop.ui import theme
from desktop.ui.tasks import InlineTasks
from desktop.vault.vault import Vault
from tests.app.desks import Unlocked
from tests.support.desks import hartley_okoro
from tests.ui import rules
from tests.vault.vaults import PASSPHRASE, means

AFTER = "print('locked', flush=True); input()"


def main(folder: Path, marker: str) -> None:
    app = QApplication([])
    theme.dress(app, theme.Theme())
    laptop = Unlocked(folder)
    with laptop.desk() as desk:
        family = hartley_okoro(desk)
    with Vault.open(folder, means()) as vault, laptop.store() as store:
        keys = vault.unlock(PASSPHRASE)
        desk_window = _opened(vault, store, family, folder, marker)
        print("open", keys.database.hex(), flush=True)
        sys.stdin.readline()
        desk_window.locking.ready.connect(lambda: process.replace([sys.executable, "-c", AFTER]))
        desk_window.window.lock()


def _opened(vault: Vault, store: Store, family: str, folder: Path, marker: str) -> DeskWindow:
    tasks = InlineTasks((DoorstepError,))
    made = DeskWindow(vault, store, store.clock, tasks, os.urandom, prints=folder, demo=True)
    made.show()
    made.window.open("plan", family=family)
    made.window.page._texts["aim"].setPlainText(marker)
    rules.settle()
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2].replace("_", "-"))
