"""TCP ports on 127.0.0.1 that stay the same across restarts."""

import json
import random
import socket
from pathlib import Path

# Below Linux's ephemeral ports, which outgoing connections could take while the stack is down.
CANDIDATES = range(20_000, 32_000)


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do, so that connections in TIME_WAIT do not make a port busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def find_free_port() -> int:
    return next(port for port in random.sample(CANDIDATES, len(CANDIDATES)) if is_free(port))


def keep_port(file: Path, name: str, wanted: int | None = None) -> int:
    """Return `wanted`, or the port stored for `name` in `file`, or another one when that is busy."""
    kept = read_ports(file)
    port = wanted or kept.get(name)
    if port is None or (wanted is None and not is_free(port)):
        port = find_free_port()
    if kept.get(name) != port:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**kept, name: port}, indent=2) + "\n")
    return port


def read_ports(file: Path) -> dict[str, int]:
    try:
        return {str(name): int(port) for name, port in json.loads(file.read_text()).items()}
    except (FileNotFoundError, ValueError):
        return {}
