"""The browser of the tests and benchmarks of the page."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(playwright: Playwright) -> Path:
    """The system's, else the one that Playwright brings, which may not be there."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(path or playwright.chromium.executable_path)


def start_chromium(playwright: Playwright, path: Path) -> Browser:
    # The sandbox needs rights that a container does not have; the pages are ours.
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
