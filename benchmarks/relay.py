"""Containers reach what listens on this machine's loopback alone: one address and port of a bridge, handed on."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

CHUNK = 65_536


@contextmanager
def relay_ports(address: str, ports: Sequence[int]) -> Iterator[None]:
    """While it lasts, each port of `address` leads to the same one of 127.0.0.1."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        for port in ports:
            listening = asyncio.start_server(partial(_hand_on, port), address, port)
            asyncio.run_coroutine_threadsafe(listening, loop).result()
        yield
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _hand_on(port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        writer.close()
        return
    await asyncio.gather(_copy(reader, onward_writer), _copy(onward_reader, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # A side that has hung up ends the other one too.
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()
