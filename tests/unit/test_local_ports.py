import socket
from pathlib import Path

from local.ports import find_free_port, is_free, keep_port


def test_a_port_is_kept_from_start_to_start(tmp_path: Path) -> None:
    file = tmp_path / "ports.json"
    port = keep_port(file, "storage")
    assert keep_port(file, "storage") == port
    assert keep_port(file, "postgres") != port


def test_a_busy_port_is_replaced_by_a_free_one(tmp_path: Path) -> None:
    file = tmp_path / "ports.json"
    port = keep_port(file, "storage")
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not is_free(port)
        assert keep_port(file, "storage") != port


def test_a_wanted_port_is_taken_and_kept(tmp_path: Path) -> None:
    wanted = find_free_port()
    assert keep_port(tmp_path / "ports.json", "function", wanted) == wanted
    assert keep_port(tmp_path / "ports.json", "function") == wanted
