"""The readers of the documents that have a turn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue

from function.inference import Inference
from function.reading.reader import Reader
from function.settings import Settings


class Readers:
    """As many as documents are read at once; each serves one at a time."""

    def __init__(self, settings: Settings, inference: Inference) -> None:
        self._make: Callable[[], Reader] = lambda: Reader(settings, inference.recognise)
        self._count = settings.documents_at_once
        # Whoever read last reads next, so that no more processes are kept than documents need.
        self._idle = LifoQueue[Reader]()
        for _ in range(self._count):
            self._idle.put(self._make())

    def start(self) -> None:
        """Start the process of the first one; the others start theirs with their first file, in half a second."""
        with self.lend() as reader:
            reader.start()

    def rest(self) -> None:
        """End the processes of those that nobody uses; the next file starts them again."""
        unused: list[Reader] = []
        with suppress(Empty):
            while True:
                unused.append(self._idle.get_nowait())
        for reader in unused:
            reader.rest()
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
