"""The bytes of objects, in files named by the object's version: no name that a client chose becomes a path."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass
class Incoming:
    """An upload on its way to the disk."""

    file: BinaryIO
    limit: int | None
    size: int = 0
    digest: "hashlib._Hash" = field(default_factory=lambda: hashlib.md5(usedforsecurity=False))

    @property
    def is_too_large(self) -> bool:
        return self.limit is not None and self.size > self.limit

    @property
    def etag(self) -> str:
        return f'"{self.digest.hexdigest()}"'

    def write(self, chunk: bytes) -> None:
        self.size += len(chunk)
        # What is over the limit is read and dropped: a client that is still sending could not read our answer.
        if not self.is_too_large:
            self.file.write(chunk)
            self.digest.update(chunk)


@dataclass(frozen=True)
class Blobs:
    root: Path

    def path(self, version: str) -> Path:
        return self.root / "objects" / version[:2] / str(uuid.UUID(version))

    @contextmanager
    def receive(self, limit: int | None) -> Iterator[Incoming]:
        """A file to write to, which is gone afterwards unless it was kept."""
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / str(uuid.uuid4())
        try:
            with path.open("wb") as file:
                yield Incoming(file, limit)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, incoming: Incoming) -> str:
        """Moves what was received to its place; returns its version."""
        version = str(uuid.uuid4())
        incoming.file.flush()
        os.fsync(incoming.file.fileno())
        self.path(version).parent.mkdir(parents=True, exist_ok=True)
        Path(incoming.file.name).rename(self.path(version))
        return version

    def copy(self, version: str) -> str:
        """A second name for the same bytes, which never change."""
        twin = str(uuid.uuid4())
        self.path(twin).parent.mkdir(parents=True, exist_ok=True)
        self.path(twin).hardlink_to(self.path(version))
        return twin

    def remove(self, versions: list[str]) -> None:
        for version in versions:
            self.path(version).unlink(missing_ok=True)
