"""Writes the migrations into the folder of a project's own, for `supabase db push` from there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from function.errors import MigrationError
from function.migrations.files import FILE_NAME, Migration, find_missing
from function.migrations.history import NAME

_HEAD = re.compile(r"-- Kairo OCR, migration (?P<version>[0-9]+), SHA-256 (?P<checksum>[0-9a-f]{64})\.\n")
_DIGITS = 14


def export_missing(migrations: Sequence[Migration], folder: Path, now: datetime) -> Sequence[Path]:
    """Write those that `folder` lacks, with versions after all that are there; return the new files.

    Each records itself in ocr.migrations, so `python -m function migrate` finds nothing to do afterwards.
    """
    if not folder.is_dir():
        raise MigrationError(f"There is no directory {folder}. Name your project's supabase/migrations.")
    missing = find_missing(migrations, _read_exported(folder))
    files = []
    for version, migration, records in zip(
        _next_versions(folder, len(missing), now), missing, _records(missing), strict=True
    ):
        head = f"-- Kairo OCR, migration {migration.version}, SHA-256 {migration.checksum}.\n"
        files.append(folder / f"{version}_kairo_ocr_{migration.name}.sql")
        _write(files[-1], f"{head}\n{migration.script}\n{records}")
    return files


def _records(migrations: Sequence[Migration]) -> Iterator[str]:
    """Yield the statements that record each; those before the history are recorded with it."""
    names = [migration.name for migration in migrations]
    history = names.index(NAME) if NAME in names else -1
    for place, migration in enumerate(migrations):
        known = migrations[: place + 1] if place == history else (migration,)
        yield "".join(map(_record, known)) if place >= history else ""


def _record(migration: Migration) -> str:
    return (
        "insert into ocr.migrations (version, name, checksum) values "  # noqa: S608  digits and words of our file names
        f"('{migration.version}', '{migration.name}', '{migration.checksum}')\n"
        "on conflict (version) do update set checksum = excluded.checksum, applied_at = now();\n"
    )


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MigrationError(
            f"{file} cannot be written ({error.strerror}). Make its directory writable for this user."
        ) from error


def _read_exported(folder: Path) -> Mapping[str, str]:
    """Return the checksum of each migration that is exported already; the newest file of each counts."""
    exported = {}
    for file in sorted(folder.glob("*_kairo_ocr_*.sql")):
        with file.open(encoding="utf-8") as opened:
            if match := _HEAD.fullmatch(opened.readline(200)):
                exported[match["version"]] = match["checksum"]
    return exported


def _next_versions(folder: Path, count: int, now: datetime) -> Sequence[str]:
    """Timestamps as the Supabase CLI gives them, one a second, after every version in the folder."""
    taken = [match["version"] for file in folder.glob("*.sql") if (match := FILE_NAME.fullmatch(file.name))]
    newest = max((int(version) for version in taken), default=0)
    first = max(int(f"{now:%Y%m%d%H%M%S}"), newest + 1)
    return [str(first + place).zfill(_DIGITS) for place in range(count)]
