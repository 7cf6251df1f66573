"""The network between a laptop and the council: a TCP relay in a process of its own. Stopping it cuts the line.

python packaging/demo/link.py LISTEN_PORT TO_PORT PORT_FILE      (LISTEN_PORT 0: a free one, written to PORT_FILE)
"""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

HOST = "127.0.0.1"


async def relay(listen: int, to: int, port_file: Path) -> None:
    """Pass bytes both ways until killed."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection(HOST, to)
        with suppress(ConnectionError):
            await asyncio.gather(_pass(reader, onward_writer), _pass(onward_reader, writer))

    server = await asyncio.start_server(connected, HOST, listen)
    port_file.write_text(str(server.sockets[0].getsockname()[1]))
    async with server:
        await server.serve_forever()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


if __name__ == "__main__":
    asyncio.run(relay(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
