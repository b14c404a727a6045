"""Vectors of passages and questions, with sentence-transformers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
import structlog
from numpy.typing import NDArray

from function.cores import available_cores
from function.errors import RequestError, SettingsError
from function.models.locate import embedding_model_path
from function.settings import EmbeddingsPrecision, Settings

log = structlog.get_logger()

Vectors = NDArray[np.float32]
TextKind = Literal["query", "passage"]

# The column is vector(384).
DIMENSIONS = 384
# Tokens of a passage. On 70 Spanish questions the best passage of about this size found 64 % of the chunks,
# one vector for 512 tokens 43 % (design/03-reading); models read as much or more than this.
PASSAGE_TOKENS = 120
BATCH_SIZE = 8


class Encoder:
    """An embedding model in memory. Made after the fork, used by one thread only (its tokenizer keeps state).

    `model_id` names the model in every vector's row, `dimensions` is 384, `window` the number of tokens that a
    passage's own text may have, `longest` that which the model reads at most. `strict` makes an overlong passage an
    error, for tests; else it is repaired and logged. ModelMissingError when the model is not there, SettingsError
    when it has other dimensions or EMBEDDINGS_DEVICE does not exist.
    """

    dimensions = DIMENSIONS

    def __init__(self, settings: Settings, cores: int | None = None, *, strict: bool = False) -> None:
        path = embedding_model_path(settings)
        self.model_id = model_id(settings.embeddings_model)
        self._strict = strict
        self._model = _load(path, settings.embeddings_device, cores or available_cores())
        if (dimensions := self._model.get_embedding_dimension()) != DIMENSIONS:
            raise SettingsError(
                f"EMBEDDINGS_MODEL={settings.embeddings_model} has vectors of {dimensions} dimensions, "
                f"but the column document_passages.embedding holds {DIMENSIONS}. Choose a model with {DIMENSIONS}."
            )
        self._lower_precision = lower_precision(settings.embeddings_device, settings.embeddings_precision)
        self._tokenizer = self._model.tokenizer
        self.longest: dict[TextKind, int] = {"passage": self._room("document"), "query": self._room("query")}
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
            length = len(self._offsets(text))
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
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        with self._lower_precision():
            # sentence-transformers batches by length itself.
            vectors: Vectors = encode(
                list(texts), batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors

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
        for start, end in self._offsets(text):
            while start < end and text[start].isspace():
                start += 1
            offsets.append((start, end))
        return offsets

    def _offsets(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each token in `text` as the tokenizer tells them."""
        offsets: Sequence[tuple[int, int]]
        if pieces := getattr(self._tokenizer, "sp_model", None):
            offsets = pieces.encode(text, return_type="offset_mapping")["offsets"]
        else:
            backend = self._tokenizer.backend_tokenizer
            # Encoding a batch switches both on, for good.
            backend.no_truncation()
            backend.no_padding()
            offsets = backend.encode(text, add_special_tokens=False).offsets
        return offsets

    def _room(self, prompt_name: str) -> int:
        """Tokens that are left for a text beside the special tokens and the prompt."""
        prompt = self._model.prompts.get(prompt_name) or ""
        special: int = self._tokenizer.num_special_tokens_to_add(pair=False)
        return int(self._model.max_seq_length) - special - len(self.token_offsets(prompt))


def model_id(name: str) -> str:
    """What EMBEDDINGS_MODEL is called in every vector's row: a hub name, or a directory's last part."""
    directory = Path(name).expanduser()
    return directory.resolve().name if directory.is_dir() else name


def _load(path: str, device: str, cores: int) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(cores)
    try:
        with _without_progress_bars():
            return SentenceTransformer(path, device=device, local_files_only=True)
    except (RuntimeError, AssertionError) as error:
        if device == "cpu":
            raise
        raise SettingsError(f"EMBEDDINGS_DEVICE={device} is not usable here: {error}") from error


def lower_precision(device: str, precision: EmbeddingsPrecision) -> Callable[[], AbstractContextManager[Any]]:
    """What a model computes in, in which matrix products are done in bfloat16, or nothing is changed.

    Measured on benchmarks/search_set: vectors agree to a cosine of 0.99999 with those of float32, and the same papers
    are found, 1.7 times as fast. int8 weights are 2.2 times as fast and lose 6 to 14 points of recall@1: not offered.
    """
    import torch

    if precision == "auto":
        able = torch.cpu.get_capabilities()
        native = able.get("avx512_bf16") or able.get("amx_bf16") or able.get("bf16")
        precision = "bfloat16" if device == "cpu" and native else "float32"
    enabled = precision == "bfloat16"
    return partial(torch.autocast, torch.device(device).type, dtype=torch.bfloat16, enabled=enabled)


@contextmanager
def _without_progress_bars() -> Iterator[None]:
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()
