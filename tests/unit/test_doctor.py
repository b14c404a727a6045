"""What the doctor finds, and how it reports it."""

import re
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import psycopg
import pytest

from function.doctor import machine
from function.doctor.checks import CHECKS, Examination
from function.doctor.command import describe, describe_skipped, summarise
from function.doctor.connection import check_address, check_clock, check_encryption
from function.doctor.environment import check_project, check_service_key
from function.doctor.finding import Finding, Verdict
from function.doctor.function_url import _explain
from function.doctor.schema import check_space
from function.doctor.storage import check_version
from function.machine.memory import container_limit
from tests.support.settings import settings
from tests.support.small_function import serve_function

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("file", "content", "megabytes"),
    [
        ("memory.max", "2684354560\n", 2560),
        ("memory.max", "max\n", None),
        ("memory/memory.limit_in_bytes", "2684354560\n", 2560),
        ("memory/memory.limit_in_bytes", "9223372036854771712\n", None),
    ],
)
def test_a_containers_memory_is_read_from_both_kinds_of_control_group(
    tmp_path: Path, file: str, content: str, megabytes: float | None
) -> None:
    assert container_limit(tmp_path) is None
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(content)
    assert container_limit(tmp_path) == megabytes


@pytest.mark.parametrize(("container", "level"), [(1700, "failure"), (2000, "warning"), (2200, "ok")])
def test_a_container_that_is_too_small_says_how_large_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, container: int, level: str
) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: Usage(8 * 2**30, 0, 0))
    (tmp_path / "memory.max").write_text(str(container * 2**20))
    verdict = machine.check_memory(settings(memory_limit_mb=1800), tmp_path)
    assert verdict.level == level
    assert f"the container has {container:,} MB" in verdict.found
    assert ("2100 MB or more" in verdict.remedy) == (level != "ok")


def test_without_a_container_it_is_the_machine_that_has_the_memory(tmp_path: Path) -> None:
    assert machine.check_memory(settings(), tmp_path).found.startswith("the machine has")


def test_too_few_cores_are_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "available_cores", lambda _: 1)
    assert machine.check_cores(settings(documents_at_once=2), tmp_path).level == "warning"
    assert machine.check_cores(settings(documents_at_once=1), tmp_path).level == "ok"
    assert machine.check_cores(settings(documents_at_once=1, workers=2), tmp_path).level == "warning"


@pytest.mark.parametrize(
    ("cores", "gigabytes", "workers", "advice"),
    [
        (2, 8, 1, None),
        (4, 8, 1, "WORKERS=2"),
        (4, 8, 2, None),
        (16, 64, 1, "WORKERS=8"),
        # Each takes its memory, so memory may allow fewer than the cores do.
        (16, 8, 1, "WORKERS=4"),
        (16, 2, 1, None),
    ],
)
def test_cores_that_stay_idle_are_named_with_as_many_workers_as_there_is_memory_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cores: int,
    gigabytes: int,
    workers: int,
    advice: str | None,
) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: Usage(gigabytes * 2**30, 0, 0))
    monkeypatch.setattr(machine, "available_cores", lambda _: cores)
    verdict = machine.check_cores(settings(workers=workers), tmp_path)
    assert verdict.level == "ok"
    assert verdict.found == str(cores) if advice is None else f"{advice} has room" in verdict.found


def test_several_workers_need_the_memory_of_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: Usage(4 * 2**30, 0, 0))
    assert machine.check_memory(settings(memory_limit_mb=1800), tmp_path).level == "ok"
    verdict = machine.check_memory(settings(memory_limit_mb=1800, workers=3), tmp_path)
    assert verdict.level == "failure"
    assert "5700 MB or more, or lower WORKERS or MEMORY_LIMIT_MB to 1265" in verdict.remedy


def test_room_for_temporary_files_is_counted_with_their_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(0, 0, 150 * 2**20))
    assert machine.check_temporary_files(settings()).level == "ok"
    verdict = machine.check_temporary_files(settings(searchable_pdf=True))
    assert (verdict.level, "200 MB wanted" in verdict.found) == ("warning", True)


def test_no_directory_for_temporary_files_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise FileNotFoundError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert machine.check_temporary_files(settings()).level == "failure"


@pytest.mark.parametrize(
    ("key", "level"),
    [("sb_publishable_abc", "failure"), ("sb_secret_abc", "ok"), ("a.b.c", "ok"), ("key", "ok")],
)
def test_keys_of_the_new_kind_are_known_apart(key: str, level: str) -> None:
    verdict = check_service_key(settings(supabase_service_role_key=key))
    assert verdict.level == level
    assert key not in verdict.found + verdict.remedy


def test_the_service_role_key_of_a_hosted_project_is_a_warning() -> None:
    hosted, own = (
        jwt.encode({"role": "service_role", **claims}, "s" * 32)
        for claims in ({"ref": "a" * 20}, {"ref": "local"})
    )
    verdict = check_service_key(settings(supabase_service_role_key=hosted))
    assert verdict.level == "warning"
    assert "sb_secret_" in verdict.remedy
    assert check_service_key(settings(supabase_service_role_key=own)).level == "ok"


@pytest.mark.parametrize(
    ("error", "found", "remedy"),
    [
        (psycopg.errors.DataException("invalid ciphertext"), "cannot read a value", "ocr.configure"),
        (psycopg.errors.AdminShutdown("terminating"), "closed the connection", "restarting"),
    ],
)
def test_a_vault_that_cannot_decrypt_is_not_taken_for_a_restart(
    error: psycopg.Error, found: str, remedy: str
) -> None:
    def fail() -> Verdict:
        raise error

    finding = Examination(settings(), 0)._make("cron jobs", fail)
    assert found in finding.found
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("version", "level"), [("1.44.2", "warning"), ("v1.74.0", "ok"), ("1.90.1", "ok"), ("<html>", "ok")]
)
def test_a_storage_from_before_its_fix_is_named(version: str, level: str) -> None:
    with serve_function("token") as server:
        server.paths["/storage/v1/version"] = (200, version)
        verdict = check_version(settings(supabase_url=server.url))
    assert verdict.level == level
    assert ("mended in 1.74.0" in verdict.found) == (level == "warning")


@pytest.mark.parametrize(
    ("megabytes", "url", "level"),
    [
        (450, f"https://{'a' * 20}.supabase.co", "warning"),
        (450, "http://kong:8000", "ok"),
        (600, f"https://{'a' * 20}.supabase.co", "ok"),
    ],
)
def test_a_free_project_that_is_nearly_full_is_named(megabytes: int, url: str, level: str) -> None:
    installation: Any = SimpleNamespace(
        settings=settings(supabase_url=url), row=lambda _: {"read_only": False, "megabytes": megabytes}
    )
    assert check_space(installation).level == level


# As pg_net writes them; a stage that was not reached took 0.
TIMEOUT = (
    "Timeout of 5000 ms reached. Total time: 5001.1 ms (DNS time: 11.6 ms, TCP/SSL handshake time: {} ms, "
    "HTTP Request/Response time: {} ms)"
)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TIMEOUT.format("12.8", "4977.1"), "does not answer within 5 s"),
        (TIMEOUT.format("4989.5", "0.000000"), "firewall"),
        ("Timeout was reached", "firewall"),
    ],
)
def test_a_function_that_hangs_is_not_taken_for_a_firewall(error: str, told: str) -> None:
    verdict = _explain({"timed_out": True, "error": error}, "https://ocr.example.com")
    text = f"{verdict.found} {verdict.remedy}".lower()
    assert told in text
    assert ("hangs" in text) == (told != "firewall")


@pytest.mark.parametrize(("host", "alone"), [("[::1]", True), ("127.0.0.1", False)])
def test_an_address_that_is_ipv6_alone_is_told_where_it_works(
    monkeypatch: pytest.MonkeyPatch, host: str, alone: bool
) -> None:
    monkeypatch.setattr("function.doctor.connection._has_route", lambda *_: True)
    verdict = check_address(settings(database_url=f"postgresql://postgres@{host}:5432/postgres"))
    assert verdict.level == "ok"
    assert ("IPv6 alone" in verdict.found) == alone


@pytest.mark.parametrize(
    ("is_encrypted", "address", "level"),
    [
        (True, "8.8.8.8", "ok"),
        (False, "127.0.0.1", "ok"),
        (False, "172.18.0.3", "ok"),
        (False, "8.8.8.8", "warning"),
    ],
)
def test_a_connection_in_the_clear_is_a_warning_outside_of_private_networks(
    is_encrypted: bool, address: str, level: str
) -> None:
    connection: Any = SimpleNamespace(
        pgconn=SimpleNamespace(ssl_in_use=is_encrypted), info=SimpleNamespace(hostaddr=address)
    )
    assert check_encryption(connection).level == level


@pytest.mark.parametrize(
    ("seconds", "level", "told"),
    [(0, "ok", ""), (60, "warning", "behind"), (-60, "warning", "ahead of"), (900, "failure", "signatures")],
)
def test_a_clock_that_is_wrong_is_named_before_receivers_refuse_its_signatures(
    seconds: int, level: str, told: str
) -> None:
    database = SimpleNamespace(fetchone=lambda: {"now": datetime.now(UTC) + timedelta(seconds=seconds)})
    connection: Any = SimpleNamespace(execute=lambda _: database)
    verdict = check_clock(connection)
    assert verdict.level == level
    assert told in verdict.found


def test_an_address_with_a_path_is_a_warning() -> None:
    assert check_project(settings(supabase_url="http://127.0.0.1:54321/project/abc")).level == "warning"
    assert check_project(settings(database_url="postgresql://a:b#c@[d")).level == "ok"


FINDINGS = [
    Finding("memory", "ok", "the machine has 8,000 MB", ""),
    Finding("models", "failure", "missing", "python -m function.models fetch " + "and so on " * 20),
    Finding("queue", "skipped", "no way in", ""),
    Finding("callbacks", "skipped", "no way in", ""),
]


def test_a_line_begins_with_its_level_and_an_arrow_says_what_to_do() -> None:
    assert re.match(r"^ok       memory +the machine has 8,000 MB$", describe(FINDINGS[0]))
    first, *rest = describe(FINDINGS[1]).splitlines()
    assert re.match(r"^failure  models +missing$", first)
    assert rest[0].lstrip().startswith("→ python -m function.models fetch")
    assert all(len(line) <= 120 and line.startswith(" ") for line in rest)


def test_what_was_not_tested_is_one_line_a_reason_and_all_is_counted() -> None:
    assert list(describe_skipped(FINDINGS)) == ["skipped  callbacks, queue: no way in"]
    assert summarise(FINDINGS) == "4 checks: 1 ok, 1 failure, 2 skipped"


def test_the_guide_names_every_check_and_no_other() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|[^|]+\|$", guide.partition("## Troubleshooting")[2], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == set(CHECKS)
