"""Waits for a condition instead of sleeping for a fixed time."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

LOOK_SECONDS = 0.02


def wait_until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """Returns the first true value of `condition`; raises TimeoutError if there is none in time."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still waiting after {seconds:g} s")
        time.sleep(LOOK_SECONDS)
    return value


async def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """Like `wait_until`, without blocking the event loop."""
    async with asyncio.timeout(seconds):
        while not (value := condition()):
            await asyncio.sleep(LOOK_SECONDS)
    return value
