"""New stores for tests that are about something else than how a store is made, or how a family came into it."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from copy import copy
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from desktop.clock import Clock, FixedClock, SystemClock
from desktop.ids import Ids, IdSource, RandomBytes, seeded
from desktop.store.session import Store
from desktop.store.settings import Identity

Laid = TypeVar("Laid")
Lay = Callable[[Store, IdSource], Laid]


def a_new_store(path: Path, key: bytes, identity: Identity, clock: Clock, ids: IdSource, random: RandomBytes) -> Store:
    """A store as `Store.create` makes it: a copy of one that it made, since all its migrations take their time."""
    shutil.copyfile(_created(key, identity), path)
    return Store.open(path, key, clock, ids, random)


def is_new(store: Store) -> bool:
    """Whether nothing was ever saved in it."""
    with store.reading() as session:
        return session.connection().exec_driver_sql("SELECT 1 FROM change_set").first() is None


def lay_a_copy(store: Store, at: datetime, lay: Lay[Laid]) -> Laid:
    """Have in a new store what `lay` saves: a copy of a store of the same person in which it was saved before. What `lay` gave."""
    database = store._database
    path, given = _laid(database.key, store.identity, at, lay)
    database.close()
    shutil.copyfile(path, database.path)
    laid: Laid = copy(given)
    return laid


@cache
def _created(key: bytes, identity: Identity) -> Path:
    path, clock = _folder() / "families.db", SystemClock()
    Store.create(path, key, identity, clock, Ids(clock.now, seeded(0))).close()
    return path


@cache
def _laid(key: bytes, identity: Identity, at: datetime, lay: Lay[Any]) -> tuple[Path, Any]:
    path, clock, random = _folder() / "families.db", FixedClock(at), seeded(2)
    ids = Ids(clock.now, random)  # others than the test's own will be
    store = a_new_store(path, key, identity, clock, ids, random)
    given = lay(store, ids)
    store.close()
    return path, given


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="store-"))
    atexit.register(shutil.rmtree, folder)
    return folder
