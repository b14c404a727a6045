"""A tab of Chromium at the page, signed in as one of the demo people."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.people import ANA
from tests.support.running import Running

PATIENCE_MS = 180_000
# Numbers of read pages as the page shows them, with the time of the first look.
NOTE_PROGRESS = """() => {
  window.shown = [];
  const note = () => {
    const found = /(\\d+) de \\d+/.exec(document.querySelector(".progress [role=status]")?.innerText ?? "");
    const pages = Number(found?.[1]);
    if (found && window.shown.at(-1)?.[0] !== pages) window.shown.push([pages, Date.now() / 1000]);
  };
  new MutationObserver(note).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
FIRST_VISIT = """() => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const own = all.filter((one) => !/\\/(api|auth)\\//.test(one.name));
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [own.reduce((sum, one) => sum + one.transferSize, 0) / 1000, paint.startTime / 1000];
}"""


@dataclass
class Tab:
    context: BrowserContext
    page: Page
    url: str
    password: str

    def sign_in(self) -> None:
        self.page.goto(f"{self.url}/")
        self.page.fill("#email", ANA)
        self.page.fill("#password", self.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#files", state="attached")

    def drop(self, *files: Path) -> None:
        self.page.set_input_files("#files", files)

    def open_paper(self, name: str) -> str:
        """Open the paper whose row has this text as soon as it is listed; return its id."""
        self.page.locator(".paper", has_text=name).locator(".paper-title").click()
        self.page.wait_for_url(re.compile("#/document/"))
        document_id: str = self.page.url.rpartition("#/document/")[2].partition("?")[0]
        return document_id

    def show_papers(self) -> None:
        self.page.goto(f"{self.url}/#/")
        self.page.wait_for_selector("#files", state="attached")

    def wait_for_text(self) -> None:
        self.page.wait_for_selector("#page-1 .line")

    def wait_for_picture(self) -> None:
        self.page.wait_for_selector("#page-1 svg image")

    def note_progress(self) -> None:
        self.page.evaluate(NOTE_PROGRESS)

    def read_progress(self) -> list[tuple[int, float]]:
        """Each number of read pages that was shown, and when (Unix time)."""
        return [(pages, seconds) for pages, seconds in self.page.evaluate("window.shown")]

    def measure_first_visit(self) -> tuple[float, float]:
        """KB transferred without documents, and seconds until something was drawn."""
        size, paint = self.page.evaluate(FIRST_VISIT)
        return size, paint


def open_tab(browser: Browser, running: Running) -> Tab:
    """A new profile, in Spanish."""
    context = browser.new_context(locale="es-ES")
    context.set_default_timeout(PATIENCE_MS)
    url = str(running.api.base_url).rstrip("/")
    return Tab(context, context.new_page(), url, running.stack.secrets.ana_password)
