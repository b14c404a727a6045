"""The vectors of words, most of which stay in the weights file."""

import threading

import numpy as np
from numpy.typing import NDArray

from function.embedding.backends.safetensors_file import Weights
from function.machine.openvino import Tensor

# A document of 100 pages has 3,000 distinct words; each takes 1.5 KB.
KEPT_WORDS = 4096


class WordTable:
    """Rows of the table `name`. Rows read before are kept, up to `kept` of them; then all are forgotten.

    Any thread may call `rows`. Reading each row of a batch from the file again took a twentieth of the time of embedding,
    and let other threads in at every row.
    """

    def __init__(self, weights: Weights, name: str, kept: int = KEPT_WORDS) -> None:
        self._weights = weights
        self._name = name
        words, width = weights.tensor(name).shape
        self._lock = threading.Lock()
        # The place of each word in `_rows`, or -1.
        self._places = np.full(words, -1, np.int32)
        self._rows = np.empty((kept, width), np.float32)
        self._used = 0

    def rows(self, numbers: NDArray[np.int64]) -> Tensor:
        """Return the rows of words, shape (*numbers.shape, width)."""
        with self._lock:
            if not self._hold(numbers):
                return self._weights.rows(self._name, numbers)
            found: Tensor = self._rows[self._places[numbers]]
            return found

    def _hold(self, numbers: NDArray[np.int64]) -> bool:
        """Read the rows that are missing. Return False if so many cannot be kept."""
        missing = np.unique(numbers[self._places[numbers] < 0])
        if self._used + len(missing) > len(self._rows):
            missing = np.unique(numbers)
            if len(missing) > len(self._rows):
                return False
            self._places.fill(-1)
            self._used = 0
        end = self._used + len(missing)
        self._rows[self._used : end] = self._weights.rows(self._name, missing)
        self._places[missing] = np.arange(self._used, end)
        self._used = end
        return True
