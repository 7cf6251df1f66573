"""A line between laptops and a server, as bad as told: slow, far, and cut again and again. It counts what it carries.

Every connection shares the one line. Each direction carries so many bits a second one after another, and each byte arrives half a round trip
later; a new connection waits one round trip first. A cut resets every connection; while it lasts, new ones are reset too.
"""

import asyncio
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NamedTuple

from sync.server.serving import listen
from tests.bench.own_process import running

_HOST = "127.0.0.1"
_PIECE = 2_048
_UP, _DOWN = 0, 1
_UNDER_WAY = 64 * 1024  # bytes of one connection on the line, one way; more wait at the sender


@dataclass(frozen=True)
class Shape:
    """How bad it is; as it stands, not at all. Seconds, and bits a second; `cut_every` counts from the moment of shaping."""

    round_trip: float = 0.0
    bits: float = 0.0
    cut_every: float = 0.0
    cut_for: float = 2.0


class Carried(NamedTuple):
    """Bytes that it cost: those that laptops gave to the line, arrived or not, and those that arrived at laptops."""

    up: int
    down: int

    @property
    def both(self) -> int:
        return self.up + self.down


class Line:
    """The near end of a running line. `url` is where laptops find the server through it."""

    def __init__(self, url: str, control: Connection) -> None:
        self.url = url
        self._control = control

    def shape(self, shape: Shape = Shape()) -> Carried:
        """Be so from now on. What was carried since it was last told how to be."""
        self._control.send(shape)
        carried: Carried = self._control.recv()
        return carried

    def wait_until_up(self) -> None:
        """Return as soon as it is not cut, as a laptop tries again when its network comes back."""
        self._control.send(None)
        self._control.recv()


class Ends:
    """The two ends of a line to be: laptops and server may be told its address before it runs."""

    def __init__(self) -> None:
        self._listener = listen(_HOST, 0)
        self.url = f"http://{_HOST}:{self._listener.getsockname()[1]}"

    @contextmanager
    def joined(self, server: int) -> Iterator[Line]:
        """A line to this port, in a process of its own."""
        near, far = Pipe()
        with self._listener, running(_carry, self._listener, server, far):
            yield Line(self.url, near)


def _carry(listener: socket.socket, server: int, control: Connection) -> None:
    asyncio.run(_Carrier(server, control).run(listener))


class _Lane:
    """One direction of the line."""

    def __init__(self, carried: int = 0) -> None:
        self.carried = carried
        self._free_at = 0.0

    def give(self, size: int, shape: Shape) -> float:
        """Put bytes on it; when the last of them arrives, by the loop's clock."""
        now = asyncio.get_running_loop().time()
        self._free_at = max(now, self._free_at) + (size * 8 / shape.bits if shape.bits else 0.0)
        return self._free_at + shape.round_trip / 2


class _Carrier:
    """The line itself."""

    def __init__(self, server: int, control: Connection) -> None:
        self._server = server
        self._control = control
        self._shape = Shape()
        self._lanes: tuple[_Lane, ...] = (_Lane(), _Lane())
        self._up = asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()
        self._cutting: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None

    async def run(self, listener: socket.socket) -> None:
        """Until the process is ended."""
        loop = asyncio.get_running_loop()
        _keep_little(listener)
        async with await asyncio.start_server(self._connected, sock=listener, limit=_PIECE) as server:
            loop.add_reader(self._control.fileno(), self._told)
            self._up.set()
            await server.serve_forever()

    def _told(self) -> None:
        shape = self._control.recv()
        if shape is None:
            self._telling = asyncio.create_task(self._tell_when_up())
            return
        self._control.send(Carried(*(lane.carried for lane in self._lanes)))
        self._shape, self._lanes = shape, (_Lane(), _Lane())
        if self._cutting is not None:
            self._cutting.cancel()
            self._up.set()
        self._cutting = asyncio.create_task(self._cut_in_turn(shape)) if shape.cut_every else None

    async def _tell_when_up(self) -> None:
        await self._up.wait()
        self._control.send(None)

    async def _cut_in_turn(self, shape: Shape) -> None:
        while True:
            await asyncio.sleep(shape.cut_every)
            self._up.clear()
            for connection in self._open:
                connection.cancel()
            self._lanes = tuple(_Lane(lane.carried) for lane in self._lanes)
            await asyncio.sleep(shape.cut_for)
            self._up.set()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either end closes it or the line is cut."""
        if not self._up.is_set():
            _reset(writer)
            return
        carrying = asyncio.create_task(self._carrying(reader, writer))
        self._open.add(carrying)
        await asyncio.wait([carrying])
        self._open.discard(carrying)
        _reset(writer)

    async def _carrying(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._shape.round_trip)
        onward_reader, onward = await self._connect()
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._pass(reader, onward, _UP))
                ways.create_task(self._pass(onward_reader, writer, _DOWN))
        except* ConnectionError:
            pass
        finally:
            _reset(onward)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        end = socket.socket()
        _keep_little(end)
        end.setblocking(False)
        await asyncio.get_running_loop().sock_connect(end, (_HOST, self._server))
        return await asyncio.open_connection(sock=end, limit=_PIECE)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: int) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_UNDER_WAY // _PIECE)

        async def arrive() -> None:
            data = b" "
            while data:
                at, data = await under_way.get()
                await asyncio.sleep(at - asyncio.get_running_loop().time())
                if way == _DOWN:
                    self._lanes[way].carried += len(data)
                writer.write(data)
                await writer.drain()
            writer.write_eof()

        async with asyncio.TaskGroup() as ends:
            ends.create_task(arrive())
            data = b" "
            while data:
                data = await reader.read(_PIECE)
                if way == _UP:
                    self._lanes[way].carried += len(data)
                await under_way.put((self._lanes[way].give(len(data), self._shape), data))


def _keep_little(end: socket.socket) -> None:
    """Bytes that wait for the line wait at their sender, not in this machine's buffers."""
    for buffer in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        end.setsockopt(socket.SOL_SOCKET, buffer, _UNDER_WAY // 2)


def _reset(writer: asyncio.StreamWriter) -> None:
    end = writer.get_extra_info("socket")
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
