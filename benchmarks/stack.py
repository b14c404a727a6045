"""The whole local stack for a benchmark, with production's settings, in its own folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
from psycopg.rows import dict_row

from local.stack import Stack
from tests.e2e.conftest import Running

# Longer than any document of a benchmark.
ANSWER_SECONDS = 1800.0
INSTANCE = "vps-1"


@contextmanager
def run_stack(*, dispatched: bool, **environment: str) -> Iterator[Running]:
    """With `dispatched`, inserted documents are posted to the function; else it reads only what it is asked to over HTTP."""
    root = Path(tempfile.mkdtemp(prefix="kairo-benchmark-"))
    try:
        with Stack(root) as stack:
            stack.start_postgres()
            stack.migrate()
            stack.start_storage()
            stack.start_workers()
            function = stack.start_function(INSTANCE, env=environment)
            if dispatched:
                stack.configure(function.url, stack.secrets.function_token)
            headers = {"Authorization": f"Bearer {stack.secrets.function_token}"}
            with (
                psycopg.connect(stack.postgres.dsn, autocommit=True, row_factory=dict_row) as database,
                httpx.Client(base_url=function.url, headers=headers, timeout=ANSWER_SECONDS) as api,
            ):
                yield Running(stack, database, api, environment)
    finally:
        shutil.rmtree(root, ignore_errors=True)
