"""On PYTHONPATH, refuses every connection that would leave this machine and records its address."""

import os
import socket
from pathlib import Path
from typing import Any

_connect = socket.socket.connect
_LOOPBACK = ("127.", "::1", "localhost")


def connect_on_this_machine(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK):
        with Path(os.environ["OFFLINE_REPORT"]).open("a") as report:
            report.write(f"{address}\n")
        raise ConnectionRefusedError(f"offline: {address}")
    _connect(self, address)


socket.socket.connect = connect_on_this_machine  # type: ignore[assignment, method-assign]
