"""MODELS_DIR: which models it has, and whether their files are intact."""

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from function.models.manifest import Model

PROVENANCE = "PROVENANCE.txt"
_TEMPORARY = ".unpacking-"


@dataclass(frozen=True, slots=True)
class ModelStore:
    root: Path

    def path(self, model: Model) -> Path:
        return self.root / model.name

    def has(self, model: Model) -> bool:
        """Whether exactly this version is there, with every file at its full size; reads no weights."""
        directory = self.path(model)
        try:
            return (directory / PROVENANCE).read_text() == model.provenance and all(
                (directory / file.path).stat().st_size == file.size for file in model.files
            )
        except OSError:
            return False

    def damaged_files(self, model: Model) -> list[Path]:
        """Return the files that are missing or have the wrong SHA-256; reads every file."""
        directory = self.path(model)
        return [
            directory / file.path for file in model.files if not matches(directory / file.path, file.sha256)
        ]

    def put(self, model: Model, unpacked: Path) -> None:
        """Move a directory from `temporary_directory` into place; readers never see half of a model."""
        (unpacked / PROVENANCE).write_text(model.provenance)
        target = self.path(model)
        if target.exists():
            target.replace(unpacked.with_name(f"{model.name}.old"))
        unpacked.replace(target)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Wait until no other process fetches into this directory. The lock ends with its process."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def temporary_directory(self) -> Iterator[Path]:
        """A directory on the same file system. Removes those of killed processes, so it needs the lock."""
        for left_over in self.root.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(left_over)
        with tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=self.root) as directory:
            yield Path(directory)


def matches(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False
