"""Concurrent clients in one thread, so that they take as little as possible of the processor that the function shares."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import httpx

from benchmarks.load_requests import Archive, Ask, write_asks

# An answer that takes longer is an error.
ANSWER_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """`error` says what came instead of an expected status."""

    endpoint: str
    milliseconds: float
    error: str | None


@dataclass(frozen=True)
class Traffic:
    """All answers of a time; `cpu_seconds` are the clients' own."""

    seconds: float
    cpu_seconds: float
    answers: tuple[Answer, ...]


def run_clients(
    url: str, headers: Mapping[str, str], count: int, archive: Archive, is_over: Callable[[], bool]
) -> Traffic:
    """Let `count` clients send one request after another, without a pause, until it is over."""
    started, cpu_started = time.monotonic(), time.thread_time()
    answers = asyncio.run(_run(url, headers, count, archive, is_over))
    return Traffic(time.monotonic() - started, time.thread_time() - cpu_started, tuple(answers))


async def _run(
    url: str, headers: Mapping[str, str], count: int, archive: Archive, is_over: Callable[[], bool]
) -> list[Answer]:
    answers: list[Answer] = []

    async def run_client(asks: Iterator[Ask]) -> None:
        while not is_over():
            answers.append(await _send(client, next(asks)))

    async with httpx.AsyncClient(
        base_url=url, headers=headers, timeout=ANSWER_SECONDS, trust_env=False
    ) as client:
        await asyncio.gather(*(run_client(write_asks(archive, seed)) for seed in range(count)))
    return answers


async def _send(client: httpx.AsyncClient, ask: Ask) -> Answer:
    started = time.perf_counter()
    error: str | None
    try:
        response = await client.request(ask.method, ask.url, json=ask.body, headers=ask.headers)
        error = None if response.status_code in ask.expected else str(response.status_code)
    except httpx.TransportError as failure:
        error = type(failure).__name__
    return Answer(ask.endpoint, 1000 * (time.perf_counter() - started), error)
