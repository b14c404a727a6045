"""A real browser before the running stack."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from local.samples import SAMPLES
from tests.support.chromium import find_chromium, start_chromium
from tests.support.running import INSTANCE, Running, run_quick_stack
from tests.support.waiting import wait_until

NO_BROWSER = "There is no browser; `make browser` installs one."
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)
# Reading the samples takes a few seconds; on a busy machine a minute.
PATIENCE_MS = 90_000


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else the one that Playwright brings. Without one the tests are skipped, unless
    BROWSER_TESTS=required."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if not path.exists():
            assert os.environ.get("BROWSER_TESTS") != "required", NO_BROWSER
            pytest.skip(NO_BROWSER)
        browser = start_chromium(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running() -> Iterator[Running]:
    with run_quick_stack(INSTANCE, SEARCHABLE_PDF="true", MAX_FILE_SIZE_MB="50") as running:
        yield running


@dataclass(frozen=True)
class Person:
    """Someone of the project's Auth, and their requests to the function."""

    email: str
    password: str
    api: httpx.Client

    def upload(self, name: str, content: bytes) -> str:
        answer = self.api.post("/api/documents", params={"name": name}, content=content)
        document_id: str = answer.raise_for_status().json()["document_id"]
        return document_id

    def show(self, document_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.api.get(f"/api/documents/{document_id}").raise_for_status().json()
        return found

    def wait_until_read(self, document_id: str) -> None:
        wait_until(lambda: self.show(document_id)["status"] == "completed", PATIENCE_MS / 1000)


def sign_in(running: Running, email: str, password: str) -> Person:
    answer = httpx.post(
        f"{running.stack.storage_url}/auth/v1/token",
        params={"grant_type": "password"},
        headers={"apikey": running.stack.secrets.anon_key},
        json={"email": email, "password": password},
    )
    token = answer.raise_for_status().json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    return Person(email, password, httpx.Client(base_url=running.api.base_url, headers=headers, timeout=60))


@pytest.fixture(scope="package")
def ana(running: Running) -> Iterator[Person]:
    person = sign_in(running, "ana@example.com", running.stack.secrets.ana_password)
    with person.api:
        yield person


@pytest.fixture(scope="package")
def luis(running: Running) -> Iterator[Person]:
    person = sign_in(running, "luis@example.com", running.stack.secrets.luis_password)
    with person.api:
        yield person


@pytest.fixture(scope="package")
def papers(ana: Person) -> dict[str, str]:
    """The four samples, read, as Ana's documents: their ids by their names."""
    uploaded = {
        sample.file.name: ana.upload(sample.file.name, sample.file.read_bytes()) for sample in SAMPLES
    }
    for document_id in uploaded.values():
        ana.wait_until_read(document_id)
    return uploaded


@dataclass
class Tab:
    """A tab of the browser, and what went wrong in it."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, view: str = "") -> None:
        self.page.goto(f"{self.url}/#/{view}")

    def sign_in(self, person: Person) -> None:
        self.open()
        self.page.fill("#email", person.email)
        self.page.fill("#password", person.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("nav.sections")


OpenTab = Callable[..., Tab]


@pytest.fixture
def open_tab(browser: Browser, running: Running) -> Iterator[OpenTab]:
    """Opens tabs in profiles of their own. Nothing may go wrong in them: no error, nothing that the policy forbids."""
    tabs: list[Tab] = []

    def open_one(**options: Any) -> Tab:
        context = browser.new_context(**{"locale": "es-ES", "viewport": DESK, **options})
        context.set_default_timeout(PATIENCE_MS)
        tab = Tab(context.new_page(), str(running.api.base_url).rstrip("/"))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("console", lambda said: _note(tab, said.type, said.text))
        tabs.append(tab)
        return tab

    yield open_one
    for tab in tabs:
        tab.page.context.close()
    assert [complaint for tab in tabs for complaint in tab.complaints] == []


def _note(tab: Tab, kind: str, text: str) -> None:
    # Chromium writes a line for each answer that is no success; some tests ask for those.
    if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
        tab.complaints.append(text)
