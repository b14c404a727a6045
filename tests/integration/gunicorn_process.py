"""gunicorn with the function's worker and routes, on a local port and with its log in a file."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.ports import find_free_port
from tests.support.settings import REQUIRED

TOKEN = REQUIRED["function_token"]
CHECKOUT = Path(__file__).parents[2]
START_SECONDS = 60
ANSWER_SECONDS = 20
# The same as in gunicorn.conf.py, without the models.
SETTINGS = """
worker_class = "function.http.worker.Worker"
control_socket_disable = True
preload_app = True
graceful_timeout = 600
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}},
}
"""


@dataclass(frozen=True)
class Gunicorn:
    port: int
    log: Path

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER_SECONDS)

    def ask(self, request: bytes) -> bytes:
        """Return all that arrives until the function closes the connection; fail if it never does."""
        with self.connect() as caller:
            with suppress(BrokenPipeError, ConnectionResetError):
                caller.sendall(request)
            return read_to_end(caller)

    def ask_and_hang_up(self, request: bytes, patience: float = 0.05) -> bytes:
        """Like `ask`, for requests that may be incomplete: hang up after `patience` seconds of silence."""
        with self.connect() as caller:
            with suppress(BrokenPipeError, ConnectionResetError):
                caller.sendall(request)
            caller.settimeout(patience)
            received = b""
            with suppress(TimeoutError, ConnectionResetError):
                while piece := caller.recv(65536):
                    received += piece
                return received
            caller.settimeout(ANSWER_SECONDS)
            with suppress(OSError):
                caller.shutdown(socket.SHUT_WR)
            return received + read_to_end(caller)

    def log_lines(self) -> list[dict[str, Any]]:
        """Parse the log; the test fails if a line is not a JSON object."""
        return [read_log_line(line) for line in self.log.read_text().splitlines()]


def read_to_end(caller: socket.socket) -> bytes:
    received = b""
    with suppress(ConnectionResetError):
        while piece := caller.recv(65536):
            received += piece
    return received


def read_log_line(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        pytest.fail(f"not a JSON line: {line!r}")
    assert isinstance(event, dict), line
    return event


@contextmanager
def running_gunicorn(folder: Path, app: str = "tests.integration.http_app:app") -> Iterator[Gunicorn]:
    """Stops it at the end. Raises TimeoutExpired when it does not stop."""
    port, log = find_free_port(), folder / "gunicorn.log"
    (folder / "gunicorn.conf.py").write_text(SETTINGS)
    command = [sys.executable, "-m", "gunicorn", "-c", str(folder / "gunicorn.conf.py")]
    command += ["--bind", f"127.0.0.1:{port}", app]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=output, stderr=output)
    try:
        running = Gunicorn(port, log)
        _wait_for_start(running, process)
        yield running
    finally:
        process.terminate()
        process.wait(30)


def _wait_for_start(running: Gunicorn, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            running.connect().close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    pytest.fail(f"gunicorn does not start: {running.log.read_text()[-2000:]}")
