"""A laptop in a process of its own, in the middle of a sentence: `python -m tests.journeys.dying_laptop FOLDER FAMILY VISIT`.

Types as a hand does, with pauses; prints "saved" once the page says so, types on, and prints "typing". Then it waits to be killed.
"""

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app.desk_window import DeskWindow
from desktop.clock import FixedClock
from desktop.errors import DoorstepError
from desktop.ids import Ids
from desktop.store.session import Store
from desktop.ui import theme
from desktop.ui.tasks import PoolTasks
from desktop.vault import folder as places
from desktop.vault.vault import Vault
from sync.protocol.trouble import Trouble
from tests.support.desks import MORNING
from tests.vault.vaults import PASSPHRASE, means

FIRST, SECOND = "Ruby was asleep upstairs, and Dana", " said that nights"


def main(folder: Path, family: str, visit: str) -> None:
    app = QApplication([])
    theme.dress(app, theme.Theme())
    vault = Vault.open(folder, means())
    keys = vault.unlock(PASSPHRASE)
    clock = FixedClock(MORNING)
    store = Store.open(folder / places.DATABASE, keys.database, clock, Ids(clock.now, os.urandom))
    tasks = PoolTasks((DoorstepError, Trouble), lambda _name: None)  # it has no council to talk to
    desk = DeskWindow(vault, store, clock, tasks, os.urandom, prints=folder, demo=True)
    desk.show()
    desk.window.begin_visit(family=family, visit=visit)
    page = desk.window.page
    model = page._model

    def type_on() -> None:
        if model.state.saved_at and model.state.line.text == FIRST:
            model.changed.disconnect(type_on)
            print("saved", flush=True)
            QTest.keyClicks(page._notes.capture.editor, SECOND)
            print("typing", flush=True)

    model.changed.connect(type_on)
    QTest.keyClicks(page._notes.capture.editor, FIRST)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
