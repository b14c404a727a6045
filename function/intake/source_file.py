"""A document's file on disk."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`media_type` comes from its content; `fingerprint` is the SHA-256 of its bytes in hex."""

    path: Path
    media_type: str
    fingerprint: str
