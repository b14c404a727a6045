"""What is loaded once, before gunicorn forks, for a worker and every one that replaces it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread

from function.embedding.backends.choice import load_tokenizer
from function.inference import import_libraries
from function.reading.language import load_language_model
from function.settings import Settings


class Preload:
    """Begins at once, on the core that the imports leave idle, with the models that survive a fork: those without threads.

    `finish` imports the libraries of the others, and waits. Call it before the fork.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        loads: tuple[Callable[[], None], ...] = (load_language_model, partial(load_tokenizer, settings))
        self._loading = [Thread(target=_try, args=(load,)) for load in loads]
        for thread in self._loading:
            thread.start()

    def finish(self) -> None:
        import_libraries(self._settings)
        for thread in self._loading:
            thread.join()


def _try(load: Callable[[], None]) -> None:
    # A worker that needs it tries again, and says what is wrong.
    with suppress(Exception):
        load()
