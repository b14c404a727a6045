"""Encodes passages and queries as vectors."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import structlog

from function.document.chunks import Vectors
from function.embedding.backends.backend import OverlongError, TextKind
from function.embedding.backends.choice import make_backend
from function.errors import RequestError, SettingsError
from function.machine.processor import available_cores
from function.settings import Settings

log = structlog.get_logger()

# The column is vector(384).
DIMENSIONS = 384
# Tokens per passage. On 70 Spanish questions, comparing passages of about this size found 64 % of the chunks,
# and one vector per 512 tokens found 43 %.
PASSAGE_TOKENS = 120


class Encoder:
    """An embedding model in memory.

    Create it after the fork, and use it from one thread only, since its tokenizer keeps state. `model_id` is
    stored with every vector. `window` is the maximum number of tokens of a passage, and `longest` the maximum
    that the model reads; both exclude the prompt and special tokens. With `strict`, meant for tests, an
    overlong passage is an error; otherwise it is split and logged.

    Raises ModelMissingError when the model is not there, and SettingsError when its vectors do not have 384
    dimensions or EMBEDDINGS_DEVICE does not exist.
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
        # The first inference allocates memory; do it now, not during the first request.
        self.encode_texts(["?"], "query")

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return L2-normalised vectors, float32, shape (len(texts), 384), using the document prompt.

        A text of more than `window` tokens is encoded in parts, and its vector is their normalised mean;
        raises ValueError when `strict`.
        """
        try:
            return self._encode(texts, "passage", self.window)
        except OverlongError as error:
            if self._strict:
                raise ValueError(
                    f"A passage has {error.tokens} tokens; only {self.window} would be read."
                ) from error
        return self._encode_in_parts(texts)

    def encode_texts(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Return L2-normalised vectors, float32, shape (len(texts), 384), using the prompt of `kind`.

        Raises RequestError when a text is longer than the model reads.
        """
        try:
            return self._encode(texts, kind, self.longest[kind])
        except OverlongError as error:
            raise RequestError(
                f"Text {error.place + 1} has {error.tokens} tokens, and the model reads {self.longest[kind]} of a {kind}. "
                "Shorten it."
            ) from error

    def encode_query(self, text: str) -> Vectors:
        """Return the L2-normalised vector of a search's query, float32, shape (384,).

        Only as much of it as the model reads; the rest still counts as words and codes.
        """
        vector: Vectors = self._encode([text], "query")[0]
        return vector

    def _encode(self, texts: Sequence[str], kind: TextKind, most: int | None = None) -> Vectors:
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        return self._backend.encode(texts, kind, most)

    def _encode_in_parts(self, texts: Sequence[str]) -> Vectors:
        """Encode texts of which one is too long, which the chunker should prevent."""
        parts = [self._split(text) for text in texts]
        vectors = self._encode([part for text in parts for part in text], "passage")
        ends = np.cumsum([len(text) for text in parts])
        means = np.stack([group.mean(axis=0) for group in np.split(vectors, ends[:-1])])
        normalised: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return normalised

    def _split(self, text: str) -> list[str]:
        """Return the text, or its parts if it is too long."""
        starts = [start for start, _ in self.token_offsets(text)]
        if len(starts) <= self.window:
            return [text]
        log.warning("passage_too_long", tokens=len(starts), window=self.window)
        # Half a window each: part of a word may have more tokens than it had inside the whole word.
        cuts = [0, *starts[self.window // 2 :: self.window // 2], len(text)]
        return [part for start, end in pairwise(cuts) if (part := text[start:end]).strip()]

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of each token in characters, without special tokens or truncation.

        XLM-R counts the blank before a word as part of it; here a word begins at its first letter.
        """
        offsets = []
        for start, end in self._backend.offsets(text):
            while start < end and text[start].isspace():
                start += 1
            offsets.append((start, end))
        return offsets


def model_id(name: str) -> str:
    """Return the name stored with every vector: a hub name, or the last part of a directory's path."""
    directory = Path(name).expanduser()
    return directory.resolve().name if directory.is_dir() else name
