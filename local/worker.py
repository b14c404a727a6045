"""What the stand-ins for background workers share: their command line, and living through restarts."""

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
    """Runs `work(dsn)` until SIGTERM or Ctrl-C; the dsn comes from `--dsn` or DATABASE_URL."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--dsn", default=os.environ.get("DATABASE_URL"), help="of a superuser; default: $DATABASE_URL"
    )
    arguments = parser.parse_args()
    if not arguments.dsn:
        parser.error("give --dsn or set DATABASE_URL")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # One line a request is noise beside the responses in the database.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(until_told_to_stop(work(arguments.dsn)))


async def until_told_to_stop(work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("told to stop")


async def keep_connected(work: Callable[[], Awaitable[None]]) -> None:
    """Starts `work` again whenever Postgres fails it: a restart, or a database that is not set up yet."""
    while True:
        try:
            await work()
        except psycopg.Error as error:
            log.warning("trying again after: %s", str(error).strip())
        await asyncio.sleep(RECONNECT_SECONDS)
