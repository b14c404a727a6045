"""When a function without documents rests."""

import asyncio

from function.inference import Inference
from function.jobs.readers import Readers
from function.jobs.rest import Rest
from function.machine.memory import Memory
from tests.support.settings import settings


def make_rest(held: list[int], seconds: float) -> tuple[Rest, asyncio.Event]:
    """A rest of models that were not loaded; `held` are the documents each time it asks, and the event says that it has
    given back."""
    inference, rested = Inference(settings()), asyncio.Event()
    loop = asyncio.get_running_loop()

    def rest() -> None:
        loop.call_soon_threadsafe(rested.set)

    inference.rest = rest  # type: ignore[method-assign]
    readers = Readers(settings(), inference)
    return Rest(inference, readers, Memory(10**6), seconds=seconds, held=lambda: held.pop(0)), rested


def test_it_does_not_rest_while_a_document_is_here_however_long_that_takes() -> None:
    async def run() -> list[int]:
        held = [1, 2, 1, 0, 0]
        rest, rested = make_rest(held, 0.01)
        rest.start()
        await asyncio.wait_for(rested.wait(), 20)
        await rest.stop()
        return held

    assert asyncio.run(run()) == [0]


def test_it_rests_again_after_the_next_document_and_not_before() -> None:
    async def run() -> list[int]:
        held = [0, 0]
        rest, rested = make_rest(held, 0.01)
        rest.start()
        await asyncio.wait_for(rested.wait(), 20)
        rested.clear()
        rest.note_work()
        await asyncio.wait_for(rested.wait(), 20)
        await rest.stop()
        return held

    assert asyncio.run(run()) == []


def test_without_a_time_it_never_rests() -> None:
    async def run() -> None:
        rest, _ = make_rest([], 0)
        rest.start()
        assert rest._watching is None
        await rest.stop()

    asyncio.run(run())
