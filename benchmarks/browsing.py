"""`python -m benchmarks.browsing`: what a person waits for at the page, in Chromium, and what people who look cost.

The first minute is kept as a Playwright trace in `.local/browsing-trace.zip`.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psycopg
from playwright.sync_api import Browser, sync_playwright

from benchmarks.browsing_tab import Tab, open_tab
from benchmarks.command import run_command
from benchmarks.load_report import find_percentiles
from benchmarks.papers import write_letter
from benchmarks.report import describe_machine, draw_table, judge, write_result
from benchmarks.stack import run_benchmark_stack, wait_for_concepts
from benchmarks.visitors import PEOPLE, THINKING_SECONDS, Visit, measure_visit
from local.stack import ROOT
from tests.support.chromium import find_chromium, start_chromium
from tests.support.running import Running
from tests.support.small_documents import scan_with_pages, short_pdf
from tests.support.waiting import wait_until

TRACE = ROOT / "browsing-trace.zip"
BOOK_PAGES, SCAN_PAGES, LONG_PAGES = 100, 40, 100
TIMES = 3
FILES_AT_ONCE, SHOWN_AT_CLOSING = 50, 20
OPEN_PAGES, OPEN_SECONDS = 5, 20.0
LOOK_SECONDS = 0.01
STATUS = "select ocr_status as status from documents where id = %s"
PAGES_DONE = "select coalesce(pages_done, 0) as pages from ocr_queue where document_id = %s"
CLAIMS = b"set_config('request.jwt.claims'"
READ = "select count(*)::int as count from documents where file_name like 'monton-%%' and ocr_status = 'completed'"
UNREAD = "select id from documents where file_name like 'monton-%%' and ocr_status <> 'completed'"
_OPEN = "queries a second for an open page, {}"
LIMITS = {
    "libro: from the drop to the first page's text, s": 3.0,
    "libro: to its picture, s": 3.0,
    "escaneado: the same, longest, s": 1.0,
    _OPEN.format("nothing being read"): 1.0,
    _OPEN.format("its document being read"): 1.0,
}

Figures = Iterator[tuple[str, float]]


def main() -> None:
    with (
        TemporaryDirectory(prefix="kairo-browsing-") as folder,
        run_benchmark_stack(dispatched=True, MAX_FILE_SIZE_MB="50") as running,
        sync_playwright() as playwright,
    ):
        figures: dict[str, float] = {}
        wait_for_concepts(running)
        browser = start_chromium(playwright, find_chromium(playwright))
        for name, value in _browse(browser, running, Path(folder)):
            print(f"{name}: {value:.2f}", flush=True)
            figures[name] = value
        browser.close()
        visit = measure_visit(running)
    print(write_result("browsing.md", _report(figures, visit)))


def _browse(browser: Browser, running: Running, folder: Path) -> Figures:
    tab = open_tab(browser, running)
    yield from _drop_scans(tab, folder)
    yield from _drop_book(tab, running, folder / "libro.pdf", write_letter(BOOK_PAGES, 1))
    yield from _drop_book(tab, running, folder / "escaneado.pdf", scan_with_pages(SCAN_PAGES))
    tab.context.close()
    yield from _count_queries(browser, running, folder)
    yield from _drop_many(browser, running, folder)


def _drop_scans(tab: Tab, folder: Path) -> Figures:
    """The first in one look from the link, as it is traced; then some more in the open page."""
    first, *more = [_write_scan(folder, number) for number in range(1 + TIMES)]
    tab.context.tracing.start(screenshots=True, snapshots=True)
    started = time.monotonic()
    tab.sign_in()
    signed_in = time.monotonic() - started
    size, paint = tab.measure_first_visit()
    _see_text(tab, first)
    yield "from opening the link to the text of a dropped scan, signing in, s", time.monotonic() - started
    tab.context.tracing.stop(path=TRACE)
    yield "from opening the link to the papers, signing in, s", signed_in
    yield "first contentful paint, s", paint
    yield "transferred at the first visit, letters included, KB", size
    yield "from dropping a scan to its text, s", median(_see_text(tab, path) for path in more)


def _write_scan(folder: Path, number: int) -> Path:
    path = folder / f"carta-{number}.pdf"
    # Other bytes each time, so that none is a duplicate.
    path.write_bytes(scan_with_pages(1) + b"\n%%%d\n" % number)
    return path


def _see_text(tab: Tab, path: Path) -> float:
    tab.show_papers()
    started = time.monotonic()
    tab.drop(path)
    tab.open_paper(path.stem)
    tab.wait_for_text()
    return time.monotonic() - started


def _drop_book(tab: Tab, running: Running, path: Path, content: bytes) -> Figures:
    """A long document is opened as soon as it is listed, and watched until it is read."""
    path.write_bytes(content)
    tab.show_papers()
    started = time.monotonic()
    tab.drop(path)
    document_id = tab.open_paper(path.stem)
    tab.note_progress()
    tab.wait_for_text()
    yield f"{path.stem}: from the drop to the first page's text, s", time.monotonic() - started
    tab.wait_for_picture()
    yield f"{path.stem}: to its picture, s", time.monotonic() - started
    written = _follow_row(running, document_id)
    yield f"{path.stem}: until all is read, s", time.monotonic() - started
    lags = sorted(shown - written[pages] for pages, shown in tab.read_progress() if pages in written)
    if lags:
        yield f"{path.stem}: progress shown after it is in the row, median, s", median(lags)
        yield f"{path.stem}: the same, longest, s", lags[-1]


def _follow_row(running: Running, document_id: str) -> Mapping[int, float]:
    """When each number of pages was first seen in the row (Unix time), until the document is read."""
    seen: dict[int, float] = {}
    while running.rows(STATUS, document_id)[0]["status"] == "processing":
        seen.setdefault(running.rows(PAGES_DONE, document_id)[0]["pages"], time.time())
        time.sleep(LOOK_SECONDS)
    return seen


def _count_queries(browser: Browser, running: Running, folder: Path) -> Figures:
    """Transactions of people, as Postgres logs them: of pages on which nothing happens, and while their document is read."""
    tabs = [_open_signed_in(browser, running) for _ in range(OPEN_PAGES)]
    with _logged(running) as count:
        yield _OPEN.format("nothing being read"), count() / OPEN_PAGES / OPEN_SECONDS
    path = folder / "largo.pdf"
    path.write_bytes(scan_with_pages(LONG_PAGES))
    tabs[0].drop(path)
    document_id = tabs[0].open_paper(path.stem)
    for tab in tabs:
        tab.page.goto(f"{tab.url}/#/document/{document_id}")
        tab.wait_for_text()
    with _logged(running) as count:
        yield _OPEN.format("its document being read"), count() / OPEN_PAGES / OPEN_SECONDS
    for tab in tabs:
        tab.context.close()
    running.database.execute("delete from documents where id = %s", [document_id])


def _open_signed_in(browser: Browser, running: Running) -> Tab:
    tab = open_tab(browser, running)
    tab.sign_in()
    return tab


@contextmanager
def _logged(running: Running) -> Iterator[Callable[[], int]]:
    """Have Postgres log every statement; what is yielded waits, and counts those with which people's transactions begin."""
    postgres = running.stack.postgres
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as connection:
        connection.execute("alter system set log_statement = 'all'")
        connection.execute("select pg_reload_conf()")

        def count() -> int:
            before = postgres.log.stat().st_size
            time.sleep(OPEN_SECONDS)
            return postgres.log.read_bytes()[before:].count(CLAIMS)

        yield count
        connection.execute("alter system reset log_statement")
        connection.execute("select pg_reload_conf()")


def _drop_many(browser: Browser, running: Running, folder: Path) -> Figures:
    """Many files at once; the tab is closed once some are listed. What had arrived must be there, and be read."""
    tab = _open_signed_in(browser, running)
    paths = [folder / f"monton-{number}.pdf" for number in range(FILES_AT_ONCE)]
    for path in paths:
        path.write_bytes(short_pdf())
    tab.drop(*paths)
    rows = tab.page.locator(".paper", has_text="monton-")
    wait_until(lambda: rows.count() >= SHOWN_AT_CLOSING, 120)
    shown = rows.count()
    tab.context.close()
    yield "files dropped at once", FILES_AT_ONCE
    yield "of them listed as the tab was closed", shown
    wait_until(lambda: not running.rows(UNREAD), 300)
    yield "of them read in the end", running.rows(READ)[0]["count"]


def _report(figures: Mapping[str, float], visit: Visit) -> Iterator[str]:
    yield "# The page in Chromium"
    yield ""
    yield f"{describe_machine()} The local stack, Chromium and the people on the same machine."
    yield ""
    yield from draw_table(["", ""], ([name, f"{value:.2f}"] for name, value in figures.items()))
    yield ""
    yield (
        f"{PEOPLE} people, each with a stream of events, who every {THINKING_SECONDS:.0f} s ask for a list, for a page "
        "with its picture, or search, while scans are read:"
    )
    yield ""
    yield from draw_table(
        ["", "pages a minute", "memory, MB"],
        (
            [name, f"{work.pages_a_minute:.0f}", f"{work.megabytes:.0f}"]
            for name, work in (("without them", visit.alone), ("beside them", visit.beside))
        ),
    )
    yield ""
    usual, high, _ = find_percentiles(visit.milliseconds)
    yield f"Their {len(visit.milliseconds)} requests: median {usual:.0f} ms, 95 % {high:.0f} ms."
    yield ""
    yield judge("requests that failed", visit.errors, 0)
    for name, limit in LIMITS.items():
        yield judge(name, figures[name], limit)
    arrived = figures["of them read in the end"] - figures["of them listed as the tab was closed"]
    yield judge("more read than were listed", arrived, 0, at_least=True)


if __name__ == "__main__":
    run_command(main)
