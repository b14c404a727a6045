"""The readers of the documents that have a turn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue

from function.inference import Inference
from function.reading.reader import Reader
from function.settings import Settings


class Readers:
    """As many as documents are read at once; each serves one at a time."""

    def __init__(self, settings: Settings, inference: Inference) -> None:
        self._make: Callable[[], Reader] = lambda: Reader(settings, inference.recognise)
        self._count = settings.documents_at_once
        self._idle = SimpleQueue[Reader]()
        for _ in range(self._count):
            self._idle.put(self._make())

    def start(self) -> None:
        for _ in range(self._count):
            reader = self._idle.get()
            reader.start()
            self._idle.put(reader)

    def close(self) -> None:
        """Close them. Call once no document is running."""
        for _ in range(self._count):
            self._idle.get().close()

    @contextmanager
    def lend(self) -> Iterator[Reader]:
        """Lend one for as long as a file is open."""
        reader = self._idle.get()
        try:
            yield reader
        finally:
            self._idle.put(self._make() if reader.is_abandoned else reader)
