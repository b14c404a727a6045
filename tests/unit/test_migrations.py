"""Which migrations a database or another project's folder lacks, and how they are written there."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from function.errors import MigrationError
from function.migrations.export import export_missing
from function.migrations.files import MIGRATIONS, Migration, find_migrations, find_missing, find_newer

NOW = datetime(2027, 1, 15, 12, 0, 0, tzinfo=UTC)
ONE, HISTORY, THREE = (
    Migration("01", "one", "select 1;\n"),
    Migration("02", "history", "create table ocr.migrations ();\n"),
    Migration("03", "three", "select 3;\n"),
)
ALL = (ONE, HISTORY, THREE)


def checksums(*migrations: Migration) -> dict[str, str]:
    return {migration.version: migration.checksum for migration in migrations}


def test_a_database_lacks_what_is_new() -> None:
    assert find_missing(ALL, {}) == ALL
    assert find_missing(ALL, checksums(ONE, HISTORY)) == (THREE,)
    assert find_missing(ALL, checksums(*ALL)) == ()


def test_what_follows_a_changed_or_a_late_file_is_applied_again() -> None:
    assert find_missing(ALL, checksums(ONE, HISTORY, THREE) | {"02": "another"}) == (HISTORY, THREE)
    assert find_missing(ALL, checksums(ONE, THREE)) == (HISTORY, THREE)


def test_a_database_of_a_newer_version_is_known_as_such() -> None:
    assert find_newer(ALL, checksums(*ALL)) == []
    assert find_newer(ALL, checksums(*ALL) | {"04": "x"}) == ["04"]


def test_line_ends_of_a_checkout_do_not_change_a_migration(tmp_path: Path) -> None:
    (tmp_path / "01_one.sql").write_bytes(b"select 1;\r\n")
    assert find_migrations(tmp_path) == (ONE,)


def test_files_that_the_supabase_cli_skips_are_skipped(tmp_path: Path) -> None:
    for name in ("02_b.sql", "01_a.sql", "notes.sql", "01_a.txt"):
        (tmp_path / name).touch()
    assert [migration.file_name for migration in find_migrations(tmp_path)] == ["01_a.sql", "02_b.sql"]


def test_every_migration_has_a_version_of_its_own_and_the_first_only_checks() -> None:
    migrations = find_migrations()
    versions = [migration.version for migration in migrations]
    assert versions == sorted(set(versions))
    assert migrations[0].name == "requirements"
    assert migrations[0].script.count("raise exception") == 1
    assert not re.search(
        r"^(create|alter|drop|insert|update|delete|grant)\b", migrations[0].script, re.MULTILINE
    )
    assert migrations[1].name == "history"
    assert len(list(MIGRATIONS.glob("*.sql"))) == len(migrations)


def test_exported_migrations_come_after_all_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "20270601000000_app.sql").write_text("select 'theirs';\n")
    written = export_missing(ALL, tmp_path, NOW)
    names = [file.name for file in sorted(tmp_path.glob("*.sql"))]
    assert names == ["20270601000000_app.sql", *(file.name for file in written)]
    assert [file.name for file in written] == [
        "20270601000001_kairo_ocr_one.sql",
        "20270601000002_kairo_ocr_history.sql",
        "20270601000003_kairo_ocr_three.sql",
    ]


def test_an_export_into_an_empty_folder_is_dated_today(tmp_path: Path) -> None:
    assert export_missing(ALL, tmp_path, NOW)[0].name.startswith("20270115120000_")


def test_only_what_is_new_is_exported_again(tmp_path: Path) -> None:
    export_missing(ALL, tmp_path, NOW)
    assert export_missing(ALL, tmp_path, NOW) == []
    changed = Migration("03", "three", "select 33;\n")
    four = Migration("04", "four", "select 4;\n")
    again = export_missing((ONE, HISTORY, changed, four), tmp_path, NOW)
    assert [file.name for file in again] == [
        "20270115120003_kairo_ocr_three.sql",
        "20270115120004_kairo_ocr_four.sql",
    ]
    assert "select 33;" in again[0].read_text()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match=r"no directory .*nowhere"):
        export_missing(ALL, tmp_path / "nowhere", NOW)
