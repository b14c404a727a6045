"""Parts of a document's text: chunks, which are shown, and their passages, which are embedded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# The hash of a chunk's text, and where its passages begin in it.
ChunkKey = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a chunk that fits the embedding model's window; offsets are into the document's text.

    `text` is what is embedded: the document's text[start:end], preceded by the header rows of the table it
    was cut from.
    """

    index: int
    text: str
    start: int
    end: int
    token_count: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a document: `text` is the document's text[start:end], `pages` count from 1.

    `table_header` holds a table's header rows when the chunk begins below them, else it is empty; they are
    included in `token_count`. `headings` are those above it, outermost first. `content_hash` is the SHA-256
    of header and text in hexadecimal.
    """

    index: int
    text: str
    start: int
    end: int
    token_count: int
    pages: tuple[int, ...]
    headings: tuple[str, ...]
    table_header: str
    content_hash: str
    passages: tuple[Passage, ...]

    @property
    def key(self) -> ChunkKey:
        return self.content_hash, tuple(passage.start - self.start for passage in self.passages)


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with the vectors of its passages, of shape (passages, 384), normalised."""

    chunk: Chunk
    vectors: Vectors
