"""New stores for tests that are about something else than how a store is made."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from desktop.clock import Clock, SystemClock
from desktop.ids import Ids, IdSource, RandomBytes, seeded
from desktop.store.session import Store
from desktop.store.settings import Identity


def a_new_store(path: Path, key: bytes, identity: Identity, clock: Clock, ids: IdSource, random: RandomBytes) -> Store:
    """A store as `Store.create` makes it: a copy of one that it made, since all its migrations take their time."""
    shutil.copyfile(_created(key, identity), path)
    return Store.open(path, key, clock, ids, random)


@cache
def _created(key: bytes, identity: Identity) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="store-"))
    atexit.register(shutil.rmtree, folder)
    path, clock = folder / "families.db", SystemClock()
    Store.create(path, key, identity, clock, Ids(clock.now, seeded(0))).close()
    return path
