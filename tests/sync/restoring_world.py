"""The world of random histories, in which laptops are also put back from snapshots and go on under new numbers (S1, F6)."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop.store.restoring import restore
from desktop.store.settings import NEEDS_NEW_NUMBER
from sync.engine.numbers import new_number
from sync.engine.transport import Transport
from tests.support.central import Central
from tests.support.laptops import Laptop
from tests.sync.world import World, which

SETTLED = {"applied", "kept", "aside"}


def put_back(laptop: Laptop, *, destroyed: bool) -> None:
    """The last snapshot takes the file's place; of a file not destroyed, all that was written since is salvaged."""
    laptop.store.close()
    if destroyed:
        laptop.path.write_bytes(b"\0" * 8192)
    restore(laptop.path, laptop.key, laptop.clock.now())
    laptop.open()


class RestoringWorld(World):
    """Laptops take a new number before they sync, as the application's line does."""

    def __init__(self, council: Central) -> None:
        super().__init__(council)
        for i, laptop in enumerate(self.laptops):
            laptop.transport = self._numbering(laptop)  # type: ignore[method-assign]  # every sync of a history begins here
            self.keep_snapshot(i)

    @rule(i=which)
    def keep_snapshot(self, i: int) -> None:
        self.laptops[i].clock.advance(timedelta(days=1))
        self.laptops[i].store.keep_snapshot()

    @rule(i=which, destroyed=st.booleans())
    def be_put_back(self, i: int, destroyed: bool) -> None:
        laptop = self.laptops[i]
        all_sent = {state.partition(":")[0] for state in laptop.states_of_sets()} <= SETTLED
        put_back(
            laptop, destroyed=destroyed and all_sent
        )  # what only a destroyed file had is lost, and no promise covers it

    @staticmethod
    def _numbering(laptop: Laptop) -> Callable[[], Transport]:
        plain = laptop.transport

        def transport() -> Transport:
            line = plain()
            if laptop.store.setting(NEEDS_NEW_NUMBER):
                laptop.store.take_number(new_number(line, laptop.replica.last_number()))
            return line

        return transport
