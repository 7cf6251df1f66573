"""Which of its streams moved, told to each laptop that listens: stream and revision, and nothing else (F16).

Each process looks once a second, for each council with listeners, at what moved within the last minute, and tells each listener what of it
is its own and was not told yet. Workers need not know of each other, and both databases are asked alike (decision 72).
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import suppress
from datetime import timedelta

from anyio.to_thread import run_sync
from sqlalchemy import Connection, and_, case, select, union
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.events import HEARTBEAT, HEARTBEAT_SECONDS, LONGEST_SECONDS, Moved, event
from sync.records.types import instant_text
from sync.server import sharing
from sync.server.access import Caller
from sync.server.central import Central
from sync.server.quotas import Spent
from sync.server.sharing import PARTNER
from sync.server.tables import device, member, stream

LOOK_SECONDS = 1.0
LOOK_BACK = timedelta(seconds=60)
"""Longer than any page of a push waits between its time and its commit, and than clocks of servers are apart."""
MOST = 5_000
"""Listeners in a process, one a device."""
COME_AGAIN_SECONDS = 60

_log = logging.getLogger(__name__)


class Listener:
    """One device's answer, that goes on."""

    def __init__(self, caller: Caller) -> None:
        self.device = caller.number
        self.user = caller.user
        self.is_partner = caller.role == PARTNER
        self._told: frozenset[Moved] = frozenset()
        self._waiting: dict[str, Moved] = {}
        self._is_over = False
        self._woken = asyncio.Event()

    def tell(self, moved: frozenset[Moved]) -> None:
        """Say what of all this was not said yet. What has not gone out yet is overtaken, so little ever waits for a slow line."""
        new = moved - self._told
        self._told = moved
        if new:
            self._waiting |= {one.stream: one for one in new}
            self._woken.set()

    def end(self) -> None:
        """End the answer as soon as what waits has gone out."""
        self._is_over = True
        self._woken.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body, piece by piece: events, or a sign of life where there are none."""
        until = time.monotonic() + LONGEST_SECONDS
        yield HEARTBEAT
        while (left := until - time.monotonic()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(HEARTBEAT_SECONDS, left)):
                    await self._woken.wait()
            self._woken.clear()
            waiting, self._waiting = self._waiting, {}
            if waiting or not self._is_over:
                yield b"".join(map(event, waiting.values())) or HEARTBEAT
            if self._is_over:
                return


class Listeners:
    """Those of one council. It is looked for them for as long as there are any."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._of: dict[int, Listener] = {}
        self._watching: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._of)

    def add(self, listener: Listener) -> None:
        """Tell this one from now on; of one device the newest is told alone."""
        if (former := self._of.get(listener.device)) is not None:
            former.end()
        self._of[listener.device] = listener
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())

    def remove(self, listener: Listener) -> None:
        """It has gone."""
        if self._of.get(listener.device) is listener:
            del self._of[listener.device]

    def end(self) -> None:
        """End all."""
        for listener in self._of.values():
            listener.end()

    async def _watch(self) -> None:
        try:
            while self._of:
                await self._look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._watching = None
            self.end()  # nobody would tell them: they shall come again

    async def _look(self) -> None:
        try:
            partners = {listener.user for listener in self._of.values() if listener.is_partner}
            moved, revoked = await run_sync(_seen, self._central, partners)
        except SQLAlchemyError as error:
            _log.warning("listeners were not told: %s", type(error).__name__)
            return
        for listener in list(self._of.values()):
            if listener.device in revoked:
                listener.end()
            else:
                listener.tell(moved.get(listener.user, frozenset()))


class Events:
    """All listeners of this process."""

    def __init__(self) -> None:
        self._councils: dict[str, Listeners] = {}
        self._is_leaving = False

    def listen(self, central: Central, caller: Caller) -> AsyncIterator[bytes]:
        """The body of a device's answer. It ends after a quarter of an hour, when the device is revoked, and when the process leaves.

        Raises:
            Spent: there are too many listeners here.
        """
        if sum(map(len, self._councils.values())) >= MOST:
            raise Spent(COME_AGAIN_SECONDS)
        return self._listen(central, caller)

    def leave(self) -> None:
        """End all answers: the process is about to."""
        self._is_leaving = True
        for listeners in self._councils.values():
            listeners.end()

    async def _listen(self, central: Central, caller: Caller) -> AsyncIterator[bytes]:
        listeners = self._councils.setdefault(central.council.id, Listeners(central))
        listener = Listener(caller)
        listeners.add(listener)
        if self._is_leaving:
            listener.end()
        try:
            async for piece in listener.pieces():
                yield piece
        finally:
            listeners.remove(listener)


def _seen(central: Central, partners: Collection[str]) -> tuple[Mapping[str, frozenset[Moved]], frozenset[int]]:
    """What moved, and who was revoked. A partner is told of what consents let them have when it is told, and of nothing else (F1)."""
    now = central.now()
    since = instant_text(now - LOOK_BACK)
    while True:
        with central.database.reading() as connection:
            lately = select(device.c.number).where(device.c.revoked_at >= since)
            moved, revoked = moved_since(connection, since), frozenset(connection.execute(lately).scalars())
            behind = sharing.behind(
                connection, partners, now
            )  # asked last: a withdrawal that moved a stream is seen here
        if not behind:
            return moved, revoked
        with central.database.writing() as connection:
            for user in sorted(behind):
                sharing.follow(connection, user, now)


def moved_since(connection: Connection, since: str) -> Mapping[str, frozenset[Moved]]:
    """By person, which of their streams moved, were given to them or taken from them."""
    place = and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment)
    revision = case((member.c.removed_at.is_(None), stream.c.revision)).label("revision")
    theirs = select(member.c.user, stream.c.stream, revision).join(member, place)
    written = theirs.where(stream.c.moved_at >= since, member.c.removed_at.is_(None))
    found: defaultdict[str, set[Moved]] = defaultdict(set)
    for row in connection.execute(union(written, theirs.where(member.c.moved_at >= since))):
        found[row.user].add(Moved(row.stream, row.revision))
    return {user: frozenset(moved) for user, moved in found.items()}
