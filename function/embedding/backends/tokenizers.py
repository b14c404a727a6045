"""Tokenizes with SentencePiece or Hugging Face's tokenizers, without transformers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from function.embedding.backends.bert_config import PIECES, TOKENIZER, MisfitError

# <s>, <pad>, </s> and <unk> of XLM-R. Other models number their tokens differently, and their SentencePiece
# files do not say how.
XLMR_NUMBERS = (0, 1, 2, 3)


class Tokens(Protocol):
    """`special` is the number of special tokens added to a text."""

    @property
    def special(self) -> int: ...

    def offsets(self, text: str) -> Sequence[tuple[int, int]]: ...

    def numbers(self, text: str) -> list[int]:
        """Return the token ids, with special tokens, without truncation."""


class SentencePieceTokens:
    """SentencePiece, which holds the 250,000 pieces of XLM-R in 35 MB."""

    special = 2

    def __init__(self, path: Path) -> None:
        self._pieces = load_pieces(path)
        numbers = (
            self._pieces.bos_id(),
            self._pieces.pad_id(),
            self._pieces.eos_id(),
            self._pieces.unk_id(),
        )
        if numbers != XLMR_NUMBERS:
            raise MisfitError(f"{path.name} does not number its special tokens as XLM-R does")

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        offsets: Sequence[tuple[int, int]] = self._pieces.encode(text, return_type="offset_mapping")[
            "offsets"
        ]
        return offsets

    def numbers(self, text: str) -> list[int]:
        first, _, last, _ = XLMR_NUMBERS
        return [first, *self._pieces.encode(text), last]


class HuggingFaceTokens:
    """Any tokenizer with a tokenizer.json; XLM-R's takes 282 MB."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.special = int(self._tokenizer.num_special_tokens_to_add(is_pair=False))

    def offsets(self, text: str) -> Sequence[tuple[int, int]]:
        offsets: Sequence[tuple[int, int]] = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return offsets

    def numbers(self, text: str) -> list[int]:
        numbers: list[int] = self._tokenizer.encode(text).ids
        return numbers


@cache
def load_pieces(path: Path) -> Any:
    """Load a file of SentencePiece once, in 0.4 s; several threads may use it."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(path))


def truncate(numbers: list[int], longest: int) -> list[int]:
    """Return at most `longest` token ids, of which the last one is the special token that ends a text."""
    return numbers if len(numbers) <= longest else [*numbers[: longest - 1], numbers[-1]]


def open_tokens(directory: Path) -> Tokens:
    """Open the tokenizer of a model. Raises MisfitError when transformers is needed to read it."""
    if (path := directory / PIECES).is_file():
        return SentencePieceTokens(path)
    if (path := directory / TOKENIZER).is_file():
        return HuggingFaceTokens(path)
    raise MisfitError(f"it has neither {PIECES} nor {TOKENIZER}")
