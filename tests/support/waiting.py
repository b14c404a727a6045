"""Waiting for a condition, never for a time."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

LOOK_SECONDS = 0.02


def wait_until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """The first true value of `condition`; TimeoutError when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still waiting after {seconds:g} s")
        time.sleep(LOOK_SECONDS)
    return value


async def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """As `wait_until`, in an event loop that goes on meanwhile."""
    async with asyncio.timeout(seconds):
        while not (value := condition()):
            await asyncio.sleep(LOOK_SECONDS)
    return value
