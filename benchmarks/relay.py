"""Forwards ports of a bridge's address, so that containers reach what listens only on this machine's loopback."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial

CHUNK = 65_536


@contextmanager
def relay_ports(address: str, ports: Sequence[int]) -> Iterator[None]:
    """While entered, each port of `address` leads to the same port of 127.0.0.1. OSError when one is taken."""
    started: Future[asyncio.AbstractEventLoop] = Future()
    over = asyncio.Event()
    thread = threading.Thread(target=asyncio.run, args=[_listen(address, ports, started, over)])
    thread.start()
    loop = started.result()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()


async def _listen(
    address: str, ports: Sequence[int], started: Future[asyncio.AbstractEventLoop], over: asyncio.Event
) -> None:
    try:
        servers = [await asyncio.start_server(partial(_hand_on, port), address, port) for port in ports]
    except OSError as error:
        started.set_exception(error)
        return
    started.set_result(asyncio.get_running_loop())
    await over.wait()
    for server in servers:
        server.close()


async def _hand_on(port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(_copy(reader, onward_writer), _copy(onward_reader, writer))
        finally:
            onward_writer.close()
    writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # A connection that breaks on one side looks closed on the other.
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    with suppress(OSError):
        writer.write_eof()
