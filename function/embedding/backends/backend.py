"""The interface between `Encoder` and the runtime of its model."""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from function.document.chunks import Vectors

TextKind = Literal["query", "passage"]


class Backend(Protocol):
    """Runs a model, on one thread only.

    `longest` is the maximum number of tokens of a text, without prompt and special tokens.
    """

    @property
    def dimensions(self) -> int: ...

    @property
    def longest(self) -> Mapping[TextKind, int]: ...

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        """Return start and end of each token in characters, without special tokens or truncation."""

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Return L2-normalised vectors, shape (len(texts), dimensions), with the prompt of `kind`; reads no more of a text
        than its first `longest` tokens."""
