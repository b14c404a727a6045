"""Vectors of passages and questions."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import structlog

from function.document.chunks import Vectors
from function.embedding.backends.backend import TextKind
from function.embedding.backends.choice import make_backend
from function.errors import RequestError, SettingsError
from function.machine.processor import available_cores
from function.settings import Settings

log = structlog.get_logger()

# The column is vector(384).
DIMENSIONS = 384
# Tokens of a passage. On 70 Spanish questions the best passage of about this size found 64 % of the chunks,
# one vector for 512 tokens 43 % (design/03-reading); models read as much or more than this.
PASSAGE_TOKENS = 120


class Encoder:
    """An embedding model in memory. Made after the fork, used by one thread only (its tokenizer keeps state).

    `model_id` names the model in every vector's row, `dimensions` is 384, `window` the number of tokens that a
    passage's own text may have, `longest` that which the model reads at most. `strict` makes an overlong passage an
    error, for tests; else it is repaired and logged. ModelMissingError when the model is not there, SettingsError
    when it has other dimensions or EMBEDDINGS_DEVICE does not exist.
    """

    dimensions = DIMENSIONS

    def __init__(self, settings: Settings, cores: int | None = None, *, strict: bool = False) -> None:
        self.model_id = model_id(settings.embeddings_model)
        self._strict = strict
        self._backend = make_backend(settings, cores or available_cores())
        if (dimensions := self._backend.dimensions) != DIMENSIONS:
            raise SettingsError(
                f"EMBEDDINGS_MODEL={settings.embeddings_model} has vectors of {dimensions} dimensions, "
                f"but the column document_passages.embedding holds {DIMENSIONS}. Choose a model with {DIMENSIONS}."
            )
        self.longest: Mapping[TextKind, int] = self._backend.longest
        self.window = min(PASSAGE_TOKENS, self.longest["passage"])
        # The first inference allocates; it is not left to the first caller.
        self.encode_texts(["?"], "query")

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """L2-normalised vectors, float32, shape (len(texts), 384), each of its whole text with the document prompt.

        A text of more than `window` tokens is encoded in parts, whose mean stands for it; ValueError when strict.
        """
        parts = [self._split(text) for text in texts]
        vectors = self._encode([part for text in parts for part in text], "passage")
        if len(vectors) == len(texts):
            return vectors
        ends = np.cumsum([len(text) for text in parts])
        means = np.stack([group.mean(axis=0) for group in np.split(vectors, ends[:-1])])
        normalised: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return normalised

    def encode_texts(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Vectors as those of passages and queries are made, shape (len(texts), 384), for callers of the API.

        RequestError when a text is longer than the model reads.
        """
        for number, text in enumerate(texts, start=1):
            length = len(self._backend.offsets(text))
            if length > self.longest[kind]:
                raise RequestError(
                    f"Text {number} has {length} tokens, and the model reads {self.longest[kind]} of a {kind}. Shorten it."
                )
        return self._encode(texts, kind)

    def encode_query(self, text: str) -> Vectors:
        """The L2-normalised vector of a question, float32, shape (384,), with the query prompt. Errors as above."""
        vector: Vectors = self.encode_texts([text], "query")[0]
        return vector

    def _encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        return self._backend.encode(texts, kind)

    def _split(self, text: str) -> list[str]:
        """The text, or its parts if it should not fit: the chunker counts as the tokenizer does, so it always should."""
        starts = [start for start, _ in self.token_offsets(text)]
        if len(starts) <= self.window:
            return [text]
        if self._strict:
            raise ValueError(f"A passage has {len(starts)} tokens; only {self.window} would be read.")
        log.warning("passage_too_long", tokens=len(starts), window=self.window)
        # Half a window each: cut inside a word, a part may have more tokens than it had in the word.
        cuts = [0, *starts[self.window // 2 :: self.window // 2], len(text)]
        return [part for start, end in pairwise(cuts) if (part := text[start:end]).strip()]

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each token in `text`, in characters, without special tokens and without any limit.

        XLM-R counts the blank before a word to it; here the word begins at its first letter.
        """
        offsets = []
        for start, end in self._backend.offsets(text):
            while start < end and text[start].isspace():
                start += 1
            offsets.append((start, end))
        return offsets


def model_id(name: str) -> str:
    """What EMBEDDINGS_MODEL is called in every vector's row: a hub name, or a directory's last part."""
    directory = Path(name).expanduser()
    return directory.resolve().name if directory.is_dir() else name
