"""Tokenizes a question and a passage together, without transformers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from function.embedding.backends.bert_config import TOKENIZER, MisfitError

PIECES = "sentencepiece.bpe.model"
# XLM-R puts four tokens of its own before SentencePiece's, of which only the unknown one is a token there.
FIRST, LAST, UNKNOWN = 0, 2, 3
# SentencePiece's numbers of <unk>, <s> and </s> in XLM-R's file; pieces are one higher in XLM-R.
XLMR_NUMBERS = (0, 1, 2)
XLMR_SPECIAL = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Token ids with special tokens, and for each of them which text it belongs to."""

    words: Sequence[int]
    types: Sequence[int]


class PairTokens(Protocol):
    def pair(self, question: str, passages: Sequence[str]) -> list[Pair]:
        """Return the question with each passage; the longer text is cut where both are longer than the model reads."""


class XlmrPairs:
    """XLM-R's own SentencePiece file, in 35 MB."""

    def __init__(self, path: Path, longest: int) -> None:
        from sentencepiece import SentencePieceProcessor

        self._pieces = SentencePieceProcessor(model_file=str(path))
        numbers = (self._pieces.unk_id(), self._pieces.bos_id(), self._pieces.eos_id())
        if numbers != XLMR_NUMBERS:
            raise MisfitError(f"{path.name} does not number its special tokens as XLM-R's does")
        self._room = longest - XLMR_SPECIAL

    def pair(self, question: str, passages: Sequence[str]) -> list[Pair]:
        asked = self._numbers(question)
        return [self._join(asked, self._numbers(passage)) for passage in passages]

    def _numbers(self, text: str) -> list[int]:
        return [number + 1 if number else UNKNOWN for number in self._pieces.encode(text)]

    def _join(self, first: list[int], second: list[int]) -> Pair:
        kept = _share(len(first), len(second), self._room)
        words = [FIRST, *first[: kept[0]], LAST, LAST, *second[: kept[1]], LAST]
        return Pair(words, [0] * len(words))


class HuggingFacePairs:
    """Any tokenizer with a tokenizer.json; XLM-R's takes 282 MB."""

    def __init__(self, path: Path, longest: int) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest)

    def pair(self, question: str, passages: Sequence[str]) -> list[Pair]:
        pairs = self._tokenizer.encode_batch([(question, passage) for passage in passages])
        return [Pair(pair.ids, pair.type_ids) for pair in pairs]


def open_pair_tokens(directory: Path, longest: int) -> PairTokens:
    """Open the tokenizer of a model. Raises MisfitError when transformers is needed to read it."""
    config = json.loads((directory / "tokenizer_config.json").read_text("utf-8"))
    is_xlmr = str(config.get("tokenizer_class")).startswith("XLMRoberta")
    if is_xlmr and (path := directory / PIECES).is_file():
        return XlmrPairs(path, longest)
    if (path := directory / TOKENIZER).is_file():
        return HuggingFacePairs(path, longest)
    raise MisfitError(f"it has no {TOKENIZER}")


def _share(first: int, second: int, room: int) -> tuple[int, int]:
    """Return how many tokens of two texts are kept: the shorter one whole, unless both are longer than half of the room."""
    if first + second <= room:
        return first, second
    half = room // 2
    if first <= half:
        return first, room - first
    if second <= half:
        return room - second, second
    return half, room - half
