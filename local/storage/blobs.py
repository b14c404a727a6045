"""The content of objects, in files named by version: a client's name never becomes a path."""

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
    """An upload being written to disk."""

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
        # Read and drop bytes over the limit: a client that is still sending cannot read the response.
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
        """Yield a file to write to; it is deleted afterwards unless it was kept."""
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / str(uuid.uuid4())
        try:
            with path.open("wb") as file:
                yield Incoming(file, limit)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, incoming: Incoming) -> str:
        """Move the upload to its place and return its version."""
        version = str(uuid.uuid4())
        incoming.file.flush()
        os.fsync(incoming.file.fileno())
        self.path(version).parent.mkdir(parents=True, exist_ok=True)
        Path(incoming.file.name).rename(self.path(version))
        return version

    def copy(self, version: str) -> str:
        """Return a new version that shares the content, which never changes."""
        twin = str(uuid.uuid4())
        self.path(twin).parent.mkdir(parents=True, exist_ok=True)
        self.path(twin).hardlink_to(self.path(version))
        return twin

    def remove(self, versions: list[str]) -> None:
        for version in versions:
            self.path(version).unlink(missing_ok=True)
