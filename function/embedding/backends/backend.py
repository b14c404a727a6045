"""What an `Encoder` asks of the program that runs its model."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from function.document.chunks import Vectors

TextKind = Literal["query", "passage"]


class Backend(Protocol):
    """Used by one thread only. `longest` is how many tokens of a text are read, beside the special ones and the prompt."""

    @property
    def dimensions(self) -> int: ...

    @property
    def longest(self) -> Mapping[TextKind, int]: ...

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each token in `text`, in characters, without special tokens and without any limit."""

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """L2-normalised vectors, shape (len(texts), dimensions), of one text or more behind the prompt of their kind."""
