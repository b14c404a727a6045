"""Temporary folders: what a killed process leaves is removed, what another one uses is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from function.machine.scratch import open_scratch, remove_abandoned

HOLDER = """
import sys
from function.machine.scratch import open_scratch
with open_scratch("test") as folder:
    (folder / "document").write_text("secret")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_a_folder_ends_with_its_block_and_its_contents_too(top: Path) -> None:
    with open_scratch("test") as folder:
        (folder / "document").write_text("secret")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(top.iterdir()) == []


def test_a_killed_processs_folder_is_removed_and_a_living_ones_is_kept(top: Path) -> None:
    command = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip())
        assert folder.parent == top
        assert remove_abandoned("test") == 0
        assert (folder / "document").exists()
        holder.kill()
    assert folder.exists()
    assert remove_abandoned("test") == 1
    assert not folder.exists()


def test_a_folder_of_this_process_is_kept_too() -> None:
    with open_scratch("test") as folder:
        assert remove_abandoned("test") == 0
        assert folder.exists()


def test_nothing_else_is_removed(top: Path) -> None:
    (top / "kept").mkdir()
    (top / "kairo-test-link").symlink_to(top / "kept")
    (top / "kairo-test-file").touch()
    (top / "kairo-other-1").mkdir()
    (top / "kairo-just-made").mkdir()
    assert remove_abandoned("test") == 0
    assert len(list(top.iterdir())) == 5
