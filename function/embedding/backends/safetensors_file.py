"""Tensors of a safetensors file, read where they are needed and kept in memory no longer than that.

The file is the length of a header (8 bytes, little-endian), the header (JSON), and the tensors as they are.
"""

import json
import mmap
import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from function.machine.openvino import Tensor

# A header is 8 KB for the 12 layers of e5-small; what claims more is no safetensors file.
LONGEST_HEADER = 16 * 2**20


def read_header(path: Path) -> tuple[dict[str, Any], int]:
    """What is said of each tensor, by its name, and where the tensors begin. ValueError when the file is not one."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length <= LONGEST_HEADER:
            raise ValueError(f"{path.name} is no safetensors file.")
        header: dict[str, Any] = json.loads(file.read(length))
    header.pop("__metadata__", None)
    return header, 8 + length


class Weights:
    """float32 tensors of one file, which stays open."""

    def __init__(self, path: Path) -> None:
        self._header, self._start = read_header(path)
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        # OpenVINO shares only what may be written; nothing is, and what would be would stay out of the file.
        self._map = mmap.mmap(self._file, 0, access=mmap.ACCESS_COPY)

    def tensor(self, name: str) -> Tensor:
        """A view of the file."""
        first, end = self._place(name)
        flat = np.frombuffer(self._map, np.float32, (end - first) // 4, first)
        return flat.reshape(self._header[name]["shape"])

    def rows(self, name: str, numbers: NDArray[np.int64]) -> Tensor:
        """Rows of a table, shape (*numbers.shape, width), each read once, 3 us a row.

        Not through the map: Linux maps the neighbours of what is touched too, and 3,000 of the 250,037 words of e5-small
        would hold 209 MB, read they hold none.
        """
        first, _ = self._place(name)
        width = self._header[name]["shape"][1]
        unique, places = np.unique(numbers, return_inverse=True)
        found = np.empty((len(unique), width), np.float32)
        for row, number in zip(found, unique.tolist(), strict=True):
            os.preadv(self._file, [row], first + number * row.nbytes)
        table: Tensor = found[places.reshape(numbers.shape)]
        return table

    def forget(self) -> None:
        """Gives back the memory of the views; whoever looks again reads the file again."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def _place(self, name: str) -> tuple[int, int]:
        first, end = self._header[name]["data_offsets"]
        return self._start + first, self._start + end
