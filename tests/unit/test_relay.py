"""The relay of benchmarks.swarm, which makes loopback-only ports reachable at another address."""

import socket
import threading
from collections.abc import Iterator

import pytest

from benchmarks.relay import relay_ports

# Also a loopback address, but not the one the server listens on.
BRIDGE = "127.0.0.2"


@pytest.fixture
def echo_port() -> Iterator[int]:
    """The port of a server on 127.0.0.1 that echoes its one caller once the caller stops sending."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            caller, _ = server.accept()
            with caller:
                caller.sendall(b"".join(iter(lambda: caller.recv(4096), b"")))

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_bytes_go_both_ways_and_an_end_is_handed_on(echo_port: int) -> None:
    sent = b"x" * 1_000_000
    with (
        relay_ports(BRIDGE, [echo_port]),
        socket.create_connection((BRIDGE, echo_port), timeout=10) as caller,
    ):
        caller.sendall(sent)
        caller.shutdown(socket.SHUT_WR)
        assert b"".join(iter(lambda: caller.recv(65_536), b"")) == sent


def test_a_port_on_which_nobody_listens_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with relay_ports(BRIDGE, [port]), socket.create_connection((BRIDGE, port), timeout=10) as caller:
        assert caller.recv(1) == b""
