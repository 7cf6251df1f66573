"""An unlocked laptop as the application has it: a real vault, a real store, the window with every page on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shiboken6 import delete

from desktop.app.desk_window import DeskWindow
from desktop.casework.desk import Desk
from desktop.clock import FixedClock
from desktop.errors import DoorstepError
from desktop.ids import Ids, seeded
from desktop.store.session import Store
from desktop.store.settings import Identity
from desktop.ui.tasks import PoolTasks, Tasks
from desktop.vault import folder as places
from desktop.vault.vault import Vault
from sync.protocol.trouble import Trouble
from tests.support.desks import JO, MORNING
from tests.ui import rules
from tests.vault.vaults import PASSPHRASE, make, means


def come_to_rest(qtbot, tasks: Tasks) -> None:
    """What was asked of the store is answered, and what the answers asked for."""
    for _round in range(3):
        answered: list[object] = []
        tasks.run(lambda: None, answered.append, answered.append)
        qtbot.waitUntil(lambda answered=answered: bool(answered))
        rules.settle()


class Unlocked:
    """Opened, closed and opened again, as by two processes after one another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = FixedClock(MORNING)
        keys = make(folder)
        self._random = seeded(7)
        identity = Identity("northmere", JO.user, JO.name, "laptop-1", 1, self._random(32))
        self._ids = Ids(self._clock.now, self._random)
        self._path, self._key = folder / places.DATABASE, keys.database
        Store.create(self._path, self._key, identity, self._clock, self._ids).close()

    @property
    def files(self) -> list[Path]:
        return [path for path in self._folder.rglob("*") if path.is_file()]

    @contextmanager
    def store(self) -> Iterator[Store]:
        opened = Store.open(self._path, self._key, self._clock, self._ids)
        yield opened
        opened.close()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """What casework works on, with no window."""
        with self.store() as store:
            yield Desk(store, self._clock, self._ids, JO)

    @contextmanager
    def window(self, qtbot) -> Iterator[DeskWindow]:
        """Unlocked, with its pages shown and their reading done.

        It goes before what it shows, as at the end of the process; left to qtbot it would be gone before the fixtures end.
        """
        with Vault.open(self._folder, means()) as vault, self.store() as store:
            vault.unlock(PASSPHRASE)
            tasks = PoolTasks((DoorstepError, Trouble), lambda name: None)
            self.tasks = tasks
            desk = DeskWindow(vault, store, self._clock, tasks, os.urandom, prints=self._folder, demo=True)
            try:
                desk.show()
                come_to_rest(qtbot, tasks)
                yield desk
                come_to_rest(qtbot, tasks)
            finally:
                desk.stop()
                tasks.close()
                delete(desk.window)
