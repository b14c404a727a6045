"""A file that takes over the process opening it finds no secrets, no network and no way out."""

import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from function.errors import InputError
from function.reading.files.landlock import CREATE_RULESET, TELL_VERSION, _call
from function.reading.files.messages import FileRequest
from function.reading.files.process import FileProcess
from tests.support.letter import draw_pdf

pytestmark = pytest.mark.integration

VERSION = _call(CREATE_RULESET, None, 0, TELL_VERSION)
needs_landlock = pytest.mark.skipif(
    VERSION < 6, reason=f"this kernel has version {VERSION} of Landlock, 6 is asked of"
)
CHECKOUT = Path(__file__).parents[2]

TRY = """
import json, os, socket, subprocess, sys
from pathlib import Path
from function.reading.files.landlock import confine

folder, outside, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
parent = os.getppid()
attempts = {
    "library": lambda: Path(os.__file__).read_bytes(),
    "file in the folder": lambda: (folder / "copy").write_bytes(b"x"),
    "secret file": outside.read_text,
    "new file": lambda: (outside.parent / "new").write_text("x"),
    "environment of the function": Path(f"/proc/{parent}/environ").read_bytes,
    "memory of the function": lambda: Path(f"/proc/{parent}/mem").open("rb"),
    "signal to the function": lambda: os.kill(parent, 0),
    "network": lambda: socket.create_connection(("127.0.0.1", port), timeout=5),
    "listening": lambda: socket.create_server(("127.0.0.1", 0)),
    "program": lambda: subprocess.run(["/bin/true"], check=True),
}

def succeeds(attempt):
    try:
        attempt()
    except PermissionError:
        return False
    return True

before = {name: succeeds(attempt) for name, attempt in attempts.items()}
confined = confine([Path("/usr"), Path("/lib"), Path(sys.prefix), Path(sys.base_prefix)], [folder])
after = {name: succeeds(attempt) for name, attempt in attempts.items()}
print(json.dumps([before, confined, after]))
"""


def run_python(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


@needs_landlock
def test_the_process_that_opens_files_can_do_nothing_else(tmp_path: Path) -> None:
    folder, secret = tmp_path / "files", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("token")
    with socket.create_server(("127.0.0.1", 0)) as server:
        output = run_python(TRY, folder, secret, server.getsockname()[1])
    before, confined, after = json.loads(output)
    assert all(before.values()), before
    assert confined
    assert {name for name, succeeded in after.items() if succeeded} == {"library", "file in the folder"}


@needs_landlock
def test_a_file_outside_of_the_temporary_folder_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "temporary"
    inside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(inside))
    for folder in (inside, tmp_path):
        draw_pdf(("Una carta",)).save(folder / "carta.pdf")
    process = FileProcess()
    try:
        assert (
            process.open(
                FileRequest(str(inside / "carta.pdf"), "application/pdf", "doc-1", max_pages=9)
            ).page_count
            == 1
        )
        with pytest.raises(InputError):
            process.open(FileRequest(str(tmp_path / "carta.pdf"), "application/pdf", "doc-1", max_pages=9))
    finally:
        process.close()


# A seccomp filter as of systemd or Docker, that refuses Landlock's three calls (444 to 446) and nothing else.
WITHOUT_LANDLOCK = """
import ctypes, struct

program = b"".join(
    struct.pack("=HBBI", *instruction)
    for instruction in (
        (0x20, 0, 0, 0), (0x35, 0, 2, 444), (0x25, 1, 0, 446), (0x06, 0, 0, 0x50001), (0x06, 0, 0, 0x7FFF0000)
    )
)
kept = ctypes.create_string_buffer(program)
head = struct.pack("HP", len(program) // 8, ctypes.addressof(kept))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, head, 0, 0) == 0
"""
START = """
from function.reading.files.process import FileProcess

process = FileProcess()
process.start()
process.close()
"""
CHECK = """
from function.doctor.sandbox import check_sandbox

print(check_sandbox(None).level)
"""


@needs_landlock
@pytest.mark.parametrize(
    ("before", "logged", "level"), [("", False, "ok"), (WITHOUT_LANDLOCK, True, "warning")]
)
def test_a_filter_that_turns_the_confinement_off_is_logged_and_named_by_the_doctor(
    before: str, logged: bool, level: str
) -> None:
    assert ("files_unconfined" in run_python(before + START)) == logged
    assert run_python(before + CHECK).strip() == level


def test_the_unit_lets_landlocks_calls_through_by_name() -> None:
    unit = (CHECKOUT / "deploy/systemd/kairo-ocr.service").read_text()
    (allowed,) = (
        line.partition("=")[2].split() for line in unit.splitlines() if line.startswith("SystemCallFilter=")
    )
    assert {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"} <= set(allowed)


LOOK = """
import ctypes, os, subprocess, sys
from function.machine.memory import PR_SET_DUMPABLE, Memory, hide_memory

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    # Whoever changes its user is hidden by that alone.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
if sys.argv[1] == "hide":
    hide_memory()
    # As gunicorn's worker comes from the master.
    if child := os.fork():
        os._exit(os.waitpid(child, 0)[1] != 0)
assert Memory(100).resident() > 0
for name in ("environ", "maps", "auxv"):
    if subprocess.run(["head", "-c", "1", f"/proc/{os.getpid()}/{name}"], capture_output=True).returncode == 0:
        print(name, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="by /proc")
def test_what_the_function_starts_cannot_read_its_secrets() -> None:
    """This holds without Landlock too, and for every child process, not only those that open files."""
    assert run_python(LOOK, "show").split() == ["environ", "maps", "auxv"]
    assert run_python(LOOK, "hide").split() == []
