"""Shared by the stand-ins for background workers: the command line, and reconnecting after restarts."""

import argparse
import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable

import psycopg

RECONNECT_SECONDS = 0.25

log = logging.getLogger(__name__)


def run_worker(description: str, work: Callable[[str], Awaitable[None]]) -> None:
    """Run `work(dsn)` until SIGTERM or Ctrl-C; the dsn comes from `--dsn` or DATABASE_URL."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--dsn", default=os.environ.get("DATABASE_URL"), help="dsn of a superuser (default: $DATABASE_URL)"
    )
    arguments = parser.parse_args()
    if not arguments.dsn:
        parser.error("pass --dsn or set DATABASE_URL")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # One line per request is noise: the responses are in the database.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(run_until_signal(work(arguments.dsn)))


async def run_until_signal(work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("stopped by a signal")


async def keep_connected(work: Callable[[], Awaitable[None]]) -> None:
    """Restart `work` after an error of Postgres, such as a restart or a database not set up yet."""
    while True:
        try:
            await work()
        except psycopg.Error as error:
            log.warning("retrying after an error: %s", str(error).strip())
        await asyncio.sleep(RECONNECT_SECONDS)
