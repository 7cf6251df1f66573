"""The world of random histories with all of it at once: every kind of edit, sign-off, restores, and all that lines, laptops and councils do.

`make soak` runs it for as long as told.
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from sync.engine.engine import sync
from sync.engine.transport import Signer, Transport
from sync.records.record import Synced
from tests.support.desks import MORNING
from tests.support.laptops import VERSION, Laptop
from tests.sync.faults import Crash, DoublingTransport, LateTransport, stopping_at
from tests.sync.own_world import OwnWorld
from tests.sync.restoring_world import RestoringWorld
from tests.sync.signing_world import SigningWorld
from tests.sync.world import FIELDS, World, number, which

YEAR = timedelta(days=365)
STATEMENTS = 150
"""More than most syncs have."""


class WholeWorld(RestoringWorld, SigningWorld, OwnWorld):
    """Answers are read and written through the versions of an assessment, and nothing else rests."""

    new_note, delete_note = World.new_note, World.delete_note  # type: ignore[assignment]  # they are rules again
    write_what_is_refused, correct = World.write_what_is_refused, World.correct  # type: ignore[assignment]  # likewise

    @rule(i=which, at=number, k=number, field=st.sampled_from(FIELDS))
    def edit(self, i: int, at: int, k: int, field: tuple[type[Synced], str]) -> None:
        super().edit(i, at, k, field)

    @rule(i=which, k=number, field=st.sampled_from(FIELDS))
    def open_editor(self, i: int, k: int, field: tuple[type[Synced], str]) -> None:
        super().open_editor(i, k, field)

    @rule(i=which, request=st.integers(0, 3))
    def sync_with_a_request_sent_twice(self, i: int, request: int) -> None:
        laptop = self.laptops[i]
        self._sync_over(laptop, DoublingTransport(laptop.url, self._signer(laptop), request))

    @rule(i=which, other=which, request=st.integers(0, 3))
    def sync_with_an_answer_that_comes_late(self, i: int, other: int, request: int) -> None:
        laptop = self.laptops[i]
        if i != other:
            line = LateTransport(laptop.url, self._signer(laptop), request, self.laptops[other].sync)
            self._sync_over(laptop, line)

    @rule(i=which, statement=st.integers(1, STATEMENTS))
    def sync_and_crash_before_a_statement(self, i: int, statement: int) -> None:
        laptop = self.laptops[i]
        try:
            with laptop.transport() as transport, stopping_at(laptop.store, statement):
                sync(laptop.replica, transport, VERSION)
        except Crash:
            self._start_again(laptop)

    @rule(i=which, at=number, k=number, field=st.sampled_from(FIELDS), statement=st.integers(1, 20))
    def edit_and_crash_before_a_statement(
        self, i: int, at: int, k: int, field: tuple[type[Synced], str], statement: int
    ) -> None:
        """What was not saved was promised to nobody; what it would have replaced is still there."""
        saved, replaced = dict(self.saved), set(self.replaced)
        try:
            with stopping_at(self.laptops[i].store, statement):
                super().edit(i, at, k, field)
        except Crash:
            self.saved, self.replaced = saved, replaced
            self._start_again(self.laptops[i])

    @rule(i=which, years=st.integers(-20, 20))
    def jump_in_time(self, i: int, years: int) -> None:
        """So far from the true time; no machine's clock goes back beyond 1970."""
        laptop = self.laptops[i]
        laptop.clock.set_wall(MORNING + years * YEAR)
        laptop.skew = years * YEAR.total_seconds()

    @rule(i=which, give=st.booleans())
    def allocate(self, i: int, give: bool) -> None:
        self.office.allocate(self.laptops[i].user, give=give)

    def _sync_over(self, laptop: Laptop, line: Transport) -> None:
        with line:
            sync(laptop.replica, line, VERSION)

    def _signer(self, laptop: Laptop) -> Signer:
        with laptop.transport() as line:
            signer: Any = line._signer
        assert isinstance(signer, Signer)
        return signer

    def _start_again(self, laptop: Laptop) -> None:
        laptop.store.close()
        laptop.open()
