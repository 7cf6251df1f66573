"""The answer to a push: what is held of reads, then a verdict for each change set, page by page, each page in one transaction (sync.md, section 3).

A page is judged and committed while the body is still arriving. It stays judged whatever comes after it: sent again, it gets the same
answers. The event loop receives and unpacks, a worker thread judges, so that no thread waits for a slow line.
"""

from collections.abc import AsyncIterator
from datetime import datetime

import msgspec
from anyio.to_thread import run_sync
from litestar.types import Receive

from sync.protocol.codec import TooLarge, Unpacker
from sync.protocol.limits import BODY_BYTES, PAGE_BYTES, PAGE_LINES, PUSH_LINES
from sync.protocol.messages import NewStream, Verdict
from sync.protocol.reads import Reads
from sync.protocol.receipts import RECEIVED
from sync.records.types import instant_text
from sync.server.access import Caller
from sync.server.central import Central
from sync.server.judging import Judge
from sync.server.reads import keep
from sync.server.received import TooManyLines, read

ANSWER_BYTES = 4 * 2**20
"""From here on verdicts tell no values: the device pulls them anyway."""


class LineBroke(Exception):
    """The body ended before its end: there is nobody to answer."""


async def pieces(receive: Receive) -> AsyncIterator[bytes]:
    """The body of a request as it comes.

    Raises:
        LineBroke: it ended in the middle.
        TooLarge: it is longer than a request may be.
    """
    size = 0
    more = True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise LineBroke
        size += len(event["body"])
        if size > BODY_BYTES:
            raise TooLarge
        yield event["body"]
        more = event["more_body"]


class Push:
    """One push being received."""

    def __init__(self, central: Central, caller: Caller) -> None:
        self._central = central
        self._caller = caller
        self._begun: dict[str, NewStream] = {}
        self._lines = 0
        self._page: list[bytes] = []
        self._size = 0
        self._verdicts: list[Verdict] = []
        self._answers: list[bytes] = []
        self._answered = 0

    async def answer(self, pieces: AsyncIterator[bytes], encoding: str) -> list[bytes]:
        """The lines of the answer, before them what signs it.

        Raises:
            LineBroke: the pages that had come whole were judged.
            BadLine, TooManyLines, CodecError, DeviceRevoked: the body is not read further; pages before it hold.
        """
        unpacker = Unpacker(encoding)
        try:
            async for piece in pieces:
                for line in unpacker.feed(piece):
                    await self._add(line)
        except LineBroke:
            await self._judge()
            raise
        for line in unpacker.end():
            await self._add(line)
        await self._judge()
        stamp = self._central.stamp_of(self._verdicts, self._caller.device)
        return [msgspec.json.encode(stamp) + b"\n", *self._answers]

    async def _add(self, line: bytes) -> None:
        if self._lines + len(self._page) == PUSH_LINES:
            raise TooManyLines
        self._page.append(line)
        self._size += len(line)
        if len(self._page) == PAGE_LINES or self._size >= PAGE_BYTES:
            await self._judge()

    async def _judge(self) -> None:
        if self._page:
            page, first = self._page, self._lines + 1
            self._lines, self._page, self._size = self._lines + len(page), [], 0
            await run_sync(self._judge_page, page, first, self._central.now())

    def _judge_page(self, page: list[bytes], first: int, now: datetime) -> None:
        come = [read(number, line) for number, line in enumerate(page, first)]
        batches = [line for line in come if isinstance(line, Reads)]
        lines = [line for line in come if not isinstance(line, Reads)]
        self._begun |= {line.stream: line for line in lines if isinstance(line, NewStream)}
        with self._central.database.writing() as connection:
            central, at = self._central, instant_text(now)
            judge = Judge(connection, self._caller, central.council, central.quotas, at, lines, self._begun)
            held = [keep(connection, self._caller, central.council, central.quotas, batch, at) for batch in batches]
            verdicts = judge.verdicts()
        told_of_reads = [central.answer_to_reads(kept, self._caller.device) for kept in held]
        self._answers += [msgspec.json.encode(told) + b"\n" for told in told_of_reads]
        for verdict in verdicts:
            if verdict.outcome in RECEIVED:
                self._verdicts.append(verdict)
            told = verdict if self._answered < ANSWER_BYTES else msgspec.structs.replace(verdict, current=[])
            self._answers.append(msgspec.json.encode(told) + b"\n")
            self._answered += len(self._answers[-1])
