"""The migrations of this version, and which of them a database lacks."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MIGRATIONS = Path(__file__).parents[2] / "supabase" / "migrations"
FILE_NAME = re.compile(r"(?P<version>[0-9]+)_(?P<name>.*)\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    version: str
    name: str
    script: str

    @property
    def file_name(self) -> str:
        return f"{self.version}_{self.name}.sql"

    @property
    def checksum(self) -> str:
        """SHA-256 in hexadecimal digits; the same whatever line ends a checkout has."""
        return hashlib.sha256(self.script.encode()).hexdigest()


def find_migrations(folder: Path = MIGRATIONS) -> Sequence[Migration]:
    """Return the migrations in the order of the Supabase CLI, without the files that it skips."""
    return tuple(_read(folder))


def _read(folder: Path) -> Iterator[Migration]:
    for file in sorted(folder.glob("*.sql")):
        if match := FILE_NAME.fullmatch(file.name):
            yield Migration(match["version"], match["name"], file.read_text(encoding="utf-8"))


def find_missing(migrations: Sequence[Migration], history: Mapping[str, str]) -> Sequence[Migration]:
    """Return the first migration that is new or has changed, and all after it.

    `history` is the checksum of each installed version. Later migrations build on earlier ones, and applying one again
    changes nothing.
    """
    for place, migration in enumerate(migrations):
        if history.get(migration.version) != migration.checksum:
            return migrations[place:]
    return ()


def find_newer(migrations: Sequence[Migration], history: Mapping[str, str]) -> Sequence[str]:
    """Return the installed versions that a newer version of the function has brought."""
    last = max((migration.version for migration in migrations), default="")
    return sorted(version for version in history if version > last)
