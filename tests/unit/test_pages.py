"""The page for people: what is served, how large it is, and that its words exist in both languages."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from function.http.pages import WEB, content_security_policy, name_version, page_routes, read_files

SUPABASE = "https://project.supabase.example"
LARGEST = 150_000
VENDORED = tomllib.loads((WEB / "vendor/manifest.toml").read_text())["file"]
OURS = sorted(path for path in WEB.rglob("*") if path.is_file() and "vendor" not in path.parts)
SCRIPTS = [path for path in OURS if path.suffix == ".js"]


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=page_routes(SUPABASE)))


def test_the_page_may_load_nothing_from_elsewhere_and_run_nothing_inline(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert policy == content_security_policy(SUPABASE)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_that_the_page_names_is_there(client: TestClient) -> None:
    named = re.findall(r'(?:href|src)="(/web/[^"]+)"', client.get("/").text)
    assert len(named) > 20
    for path in named:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "immutable" in answer.headers["cache-control"]


def test_a_file_of_another_version_is_not_there(client: TestClient) -> None:
    assert client.get("/web/0123456789abcdef/app.js").status_code == 404


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "vendor", "", "nothing.js"])
def test_only_files_of_the_page_can_be_asked_for(client: TestClient, path: str) -> None:
    version = name_version(read_files())
    assert client.get(f"/web/{version}/{path}").status_code == 404


def test_a_page_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/").headers["etag"]
    answer = client.get("/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_change_of_any_file_changes_the_version(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("1")
    before = name_version(read_files(tmp_path))
    (tmp_path / "app.js").write_text("2")
    assert name_version(read_files(tmp_path)) != before


def test_the_page_is_small() -> None:
    sent = [path for path in WEB.rglob("*") if path.suffix in {".html", ".js", ".css", ".svg", ".woff2"}]
    assert sum(len(gzip.compress(path.read_bytes())) for path in sent) < LARGEST


def test_every_module_is_fetched_at_once() -> None:
    named = set(re.findall(r'"/web/([^"]+\.js)"', (WEB / "index.html").read_text()))
    assert named == {path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js")}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_module_is_short_and_puts_no_text_of_a_document_into_the_page_as_html(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 300
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)


def words(language: str) -> dict[str, set[str]]:
    """The names of a language's words, each with the places to fill in."""
    text = (WEB / f"words/{language}.js").read_text()
    found = re.findall(r'(\w+): (\[?"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*"\])?)', text)
    return {name: set(re.findall(r"\{(\w+)\}", value)) for name, value in found}


def test_both_languages_say_the_same() -> None:
    spanish, english = words("es"), words("en")
    assert len(spanish) > 150
    assert spanish == english


def test_every_word_is_used() -> None:
    text = "".join(path.read_text() for path in SCRIPTS if path.parent.name != "words")
    first = (WEB / "words/es.js").read_text().partition("  types: {")[0]
    unused = [name for name in re.findall(r"^  (\w+): ", first, re.MULTILINE) if f'"{name}"' not in text]
    # Put together with a state of the filter, and with an order that a question asks for.
    assert [name for name in unused if not name.startswith(("state_", "order_"))] == []


@pytest.mark.parametrize("name", VENDORED)
def test_what_others_made_is_what_they_published_under_a_free_licence(name: str) -> None:
    described = VENDORED[name]
    assert hashlib.sha256((WEB / "vendor" / name).read_bytes()).hexdigest() == described["sha256"]
    for licence in described["licences"]:
        assert (WEB / "vendor/licences" / licence).stat().st_size > 500


def test_nothing_is_vendored_without_being_listed() -> None:
    there = {path.name for path in (WEB / "vendor").iterdir() if path.is_file()}
    assert there == {*VENDORED, "manifest.toml"}
