"""People who look at their documents while others are being read; they ask as the page does."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from typing import Any

import httpx

from benchmarks.gauge import MemoryGauge
from benchmarks.papers import write_letter
from tests.support.people import ANA, LUIS, sign_in
from tests.support.running import Running
from tests.support.search_set import load_queries
from tests.support.small_documents import scan_with_pages
from tests.support.waiting import wait_until

PEOPLE = 20
# Between two things that a person does.
THINKING_SECONDS = 3.0
SECONDS = 40.0
SCANS, SCAN_PAGES = 2, 100
PAPER_PAGES = 10
WIDTH = 800
GAUGE_SECONDS = 0.5
PAGES_READ = "select coalesce(sum(pages_done), 0)::int as pages from ocr_queue where document_id = any (%s)"


@dataclass(frozen=True)
class Work:
    """Pages that were read a minute, and the function's largest memory meanwhile in MB."""

    pages_a_minute: float
    megabytes: float


@dataclass(frozen=True)
class Visit:
    """The function alone and beside people; milliseconds of their requests, and how many went wrong."""

    alone: Work
    beside: Work
    milliseconds: Sequence[float]
    errors: int


def measure_visit(running: Running) -> Visit:
    papers = {email: _upload_papers(running, email) for email in (ANA, LUIS)}
    scans = [running.insert(running.upload(f"s{n}.pdf", scan_with_pages(SCAN_PAGES))) for n in range(SCANS)]
    wait_until(lambda: all(_count_pages(running, [scan]) for scan in scans), 120)
    alone = _measure(running, scans)
    milliseconds: list[float] = []
    failures: list[str] = []
    with _people(running, papers, milliseconds, failures):
        beside = _measure(running, scans)
    return Visit(alone, beside, milliseconds, len(failures))


def _upload_papers(running: Running, email: str) -> tuple[str, str]:
    """Someone's session, and a document of theirs that has been read."""
    token = str(sign_in(running, email)["access_token"])
    answer = httpx.post(
        f"{running.stack.function_url}/api/documents",
        params={"name": "carta.pdf", "wait": True},
        headers={"Authorization": f"Bearer {token}"},
        content=write_letter(PAPER_PAGES, len(email)),
        timeout=120,
        trust_env=False,
    )
    return token, answer.raise_for_status().json()["document_id"]


def _measure(running: Running, scans: Sequence[object]) -> Work:
    before, started = _count_pages(running, scans), time.monotonic()
    with MemoryGauge(running.stack.functions["vps-1"].pid, every=GAUGE_SECONDS) as gauge:
        time.sleep(SECONDS)
    pages = _count_pages(running, scans) - before
    return Work(60 * pages / (time.monotonic() - started), gauge.peak)


def _count_pages(running: Running, scans: Sequence[object]) -> int:
    pages: int = running.rows(PAGES_READ, list(scans))[0]["pages"]
    return pages


@contextmanager
def _people(
    running: Running, papers: dict[str, tuple[str, str]], milliseconds: list[float], failures: list[str]
) -> Iterator[None]:
    over = Event()
    visit = _visit(running.stack.function_url, list(papers.values()), over, milliseconds, failures)
    thread = Thread(target=asyncio.run, args=(visit,))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def _visit(
    url: str, papers: list[tuple[str, str]], over: Event, milliseconds: list[float], failures: list[str]
) -> None:
    async def be_somebody(number: int) -> None:
        token, document_id = papers[number % len(papers)]
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
            stream = asyncio.create_task(_follow(client))
            async for asked in _think(Random(number), document_id, over):
                started = time.perf_counter()
                answer = await client.request(**asked)
                milliseconds.append(1000 * (time.perf_counter() - started))
                if answer.is_error:
                    failures.append(f"{asked['url']}: {answer.status_code}")
            stream.cancel()

    await asyncio.gather(*(be_somebody(number) for number in range(PEOPLE)))


async def _follow(client: httpx.AsyncClient) -> None:
    async with client.stream("GET", "/api/events", timeout=None) as events:
        async for _ in events.aiter_lines():
            pass


async def _think(chance: Random, document_id: str, over: Event) -> AsyncIterator[dict[str, Any]]:
    """What a person asks for next, after a while: the list, a page with its picture, or a search."""
    questions = [query.text for query in load_queries("mixed")]
    while not over.is_set():
        await asyncio.sleep(chance.uniform(0, 2 * THINKING_SECONDS))
        page = f"/api/documents/{document_id}/pages/{chance.randint(1, PAPER_PAGES)}"
        match chance.randrange(4):
            case 0:
                yield {"method": "GET", "url": "/api/documents"}
            case 1:
                yield {"method": "POST", "url": "/api/search", "json": {"query": chance.choice(questions)}}
            case _:
                yield {"method": "GET", "url": page}
                yield {"method": "GET", "url": f"{page}/image", "params": {"width": WIDTH}}
