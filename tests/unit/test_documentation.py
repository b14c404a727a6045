"""README and docs/ cover every error, metric, route and database setting, and their links work."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from function.errors import KairoError, StoredFailureError
from function.observability.exposition import STATUSES, Snapshot
from function.observability.metrics import Metrics
from function.operations import list_operations

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs/api.md").read_text()
OPERATIONS = (ROOT / "docs/operations.md").read_text()
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
# Told on a terminal only.
AT_START = {"invalid_settings", "migration_failed"}


def concrete_errors(base: type[KairoError] = KairoError) -> Iterator[type[KairoError]]:
    yield base
    for child in base.__subclasses__():
        yield from concrete_errors(child)


def without_code(page: Path) -> str:
    return re.sub(r"^ *```.*?^ *```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub generates for headings."""
    headings = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", without_code(page)) if "://" not in link]


def metric_names() -> set[str]:
    stats = dict.fromkeys(
        (*STATUSES, "stale", "oldest_wait_seconds", "in_flight", "max_in_flight", "instances"), 0
    )
    snapshot = Snapshot("vps-1", {"embeddings": "m"}, True, {"ocr": 0.0}, 1.0, 2.0, stats)
    text = (generate_latest(Metrics().registry) + generate_latest(snapshot)).decode()
    names = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    return {re.sub(r"_(bucket|sum|count|created)$", "", name) for name in names if name.startswith("kairo_")}


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_in_the_readme() -> None:
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= set(links(ROOT / "README.md"))


def test_every_error_is_explained_with_its_status_and_whether_it_is_retried() -> None:
    explained = {
        code: (status, retried == "yes")
        for code, status, retried in re.findall(r"^\| `(\w+)` \| (\S+) \| (yes|no) \|", API, re.MULTILINE)
    }
    for error in concrete_errors():
        if error is not StoredFailureError:
            status = "–" if error.code in AT_START else str(error.status)
            assert explained[error.code] == (status, error.retryable), error.code


def test_every_metric_is_explained_and_no_other() -> None:
    assert set(re.findall(r"`(kairo_\w+)`", OPERATIONS)) == metric_names()


def test_every_route_is_explained() -> None:
    for operation in list_operations():
        assert f"`{operation.method} {operation.path}" in API + OPERATIONS, operation.name


def test_every_setting_of_the_database_is_explained_and_no_other() -> None:
    migrations = "".join(file.read_text() for file in sorted((ROOT / "supabase/migrations").glob("*.sql")))
    declared = re.findall(r"function ocr\.configure\((.*?)\)", migrations, re.DOTALL)
    page = (ROOT / "docs/configuration.md").read_text().partition("## Settings of the database")[2]
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE))
    assert explained == set(re.findall(r"^ +(\w+) \w+ default null", declared[-1], re.MULTILINE))


def test_the_licence_is_the_one_that_pymupdf_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "AGPL-3.0-or-later"
    title, version = (ROOT / "LICENSE").read_text().split("\n", 2)[:2]
    assert title.strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert version.strip().startswith("Version 3,")
