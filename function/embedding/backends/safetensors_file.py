"""Reads tensors of a safetensors file on demand, and keeps them in memory only as long as they are needed.

The format: the length of the header (8 bytes, little-endian), the header (JSON), the raw tensors.
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

# The header of e5-small (12 layers) has 8 KB; a file that claims more than this is not a safetensors file.
LONGEST_HEADER = 16 * 2**20


def read_header(path: Path) -> tuple[dict[str, Any], int]:
    """Return the metadata of each tensor by name, and the offset of the tensors in the file.

    Raises ValueError when the file is not a safetensors file.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length <= LONGEST_HEADER:
            raise ValueError(f"{path.name} is not a safetensors file.")
        header: dict[str, Any] = json.loads(file.read(length))
    header.pop("__metadata__", None)
    return header, 8 + length


class Weights:
    """The float32 tensors of a file, which stays open."""

    def __init__(self, path: Path) -> None:
        self._header, self._start = read_header(path)
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        # OpenVINO shares only writable memory. Nothing writes to it, and copy-on-write protects the file.
        self._map = mmap.mmap(self._file, 0, access=mmap.ACCESS_COPY)

    def tensor(self, name: str) -> Tensor:
        """Return a tensor as a view of the file."""
        first, end = self._place(name)
        flat = np.frombuffer(self._map, np.float32, (end - first) // 4, first)
        return flat.reshape(self._header[name]["shape"])

    def rows(self, name: str, numbers: NDArray[np.int64]) -> Tensor:
        """Return rows of a table, shape (*numbers.shape, width); each distinct row is read once, in 3 us.

        Reads the file instead of the memory map: Linux maps neighbouring pages too, so 3,000 of the 250,037
        words of e5-small would keep 209 MB in memory.
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
        """Release the memory of the views; using one again reads the file again."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def _place(self, name: str) -> tuple[int, int]:
        first, end = self._header[name]["data_offsets"]
        return self._start + first, self._start + end
