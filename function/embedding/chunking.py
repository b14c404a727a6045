"""A document's text cut into chunks, which are shown, and each chunk into passages, which are embedded."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from function.embedding.boundaries import Boundaries, find_boundaries, first_between, last_between

# A chunk may end at a paragraph or sentence that leaves it this full; an earlier one would make it too short.
_PARAGRAPH_FILL = 1 / 2
_SENTENCE_FILL = 1 / 3


class Tokenizer(Protocol):
    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each token in `text`, in characters, in order, without special tokens."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a chunk that the embedding model reads whole; offsets into the document's text."""

    index: int
    start: int
    end: int
    token_count: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a document: `text` is the document's text[start:end], `pages` count from 1.

    `content_hash` is the SHA-256 of the text in hexadecimal.
    """

    index: int
    text: str
    start: int
    end: int
    token_count: int
    pages: tuple[int, ...]
    content_hash: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece, where its tokens begin when it is tokenised alone, and whether it ends where a line or more does."""

    start: int
    end: int
    tokens: tuple[int, ...]
    clean: bool


def chunk_document(
    text: str,
    page_starts: Sequence[int],
    tokenizer: Tokenizer,
    size: int = 500,
    overlap: int = 50,
    passage_size: int = 120,
    passage_overlap: int = 20,
) -> list[Chunk]:
    """Cuts `text` at paragraphs, else sentences, else lines, else words, else anywhere.

    `size` and `overlap` are tokens; `page_starts[n]` is where page n + 1 begins in `text`. No chunk and no passage has
    more tokens than its size when it is tokenised alone; together they hold every character but blanks. Takes time
    linear in the text, nearly all of it in the tokenizer, which sees each character about four times.

    ValueError when an overlap is more than half of its size, or when one character has more tokens than a size.
    """
    if not 0 <= 2 * overlap <= size:
        raise ValueError(f"An overlap of {overlap} tokens is more than half of a chunk of {size}.")
    cutter = _Cutter(text, tokenizer, find_boundaries(text))
    # A model with a small window has small passages; the overlap shrinks with them.
    passage_overlap = min(passage_overlap, passage_size // 2)
    chunks = []
    for index, span in enumerate(cutter.cut(cutter.tokenise(0, len(text)), size, overlap)):
        passages = cutter.cut(span, passage_size, passage_overlap)
        piece = text[span.start : span.end]
        chunks.append(
            Chunk(
                index=index,
                text=piece,
                start=span.start,
                end=span.end,
                token_count=len(span.tokens),
                pages=_pages(text, span, page_starts),
                content_hash=hashlib.sha256(piece.encode()).hexdigest(),
                passages=tuple(
                    Passage(number, part.start, part.end, len(part.tokens))
                    for number, part in enumerate(passages)
                ),
            )
        )
    return chunks


@dataclass(frozen=True, slots=True)
class _Window:
    """What is cut into pieces of how many tokens."""

    whole: _Span
    size: int
    overlap: int


@dataclass(frozen=True, slots=True)
class _Cutter:
    text: str
    tokenizer: Tokenizer
    boundaries: Boundaries

    def tokenise(self, start: int, end: int, clean: bool = True) -> _Span:
        offsets = self.tokenizer.token_offsets(self.text[start:end])
        # A normaliser may reorder marks; bisection needs ascending numbers.
        return _Span(start, end, tuple(accumulate((start + first for first, _ in offsets), max)), clean)

    def cut(self, whole: _Span, size: int, overlap: int) -> Iterator[_Span]:
        """Yields the pieces of `whole`, without blanks at their ends."""
        window = _Window(whole, size, overlap)
        done = self._skip_blanks(whole.start, whole.end)
        piece: _Span | None = None
        while done < whole.end:
            piece = self._next_piece(piece, done, window)
            yield piece
            done = self._skip_blanks(piece.end, whole.end)

    def _next_piece(self, previous: _Span | None, done: int, window: _Window) -> _Span:
        """The piece after `previous`, a little of which it repeats, unless that would spoil where it ends."""
        start = self._overlap_start(previous, done, window) if previous else None
        overlapping = self._piece(start, done, window) if start is not None else None
        if overlapping and overlapping.clean:
            return overlapping
        fresh = self._piece(done, done, window)
        if fresh is None:
            raise ValueError(f"A single character has more than {window.size} tokens.")
        return overlapping if overlapping and not fresh.clean else fresh

    def _overlap_start(self, previous: _Span, done: int, window: _Window) -> int | None:
        """The earliest start of a sentence, else line, else word of prose, at most `overlap` tokens before the end."""
        first = bisect_left(window.whole.tokens, done) - window.overlap
        if window.overlap == 0 or first < 0:
            return None
        earliest = max(window.whole.tokens[first], previous.start + 1)
        for positions in (self.boundaries.sentences, self.boundaries.lines, self.boundaries.prose):
            start = first_between(positions, earliest, previous.end)
            if start is not None and len(self.tokenise(start, previous.end).tokens) <= window.overlap:
                return start
        return None

    def _piece(self, start: int, done: int, window: _Window) -> _Span | None:
        """The piece that begins at `start` and ends after `done`; None when so many tokens do not fit."""
        room = window.size
        while room > 0 and (limit := self._limit(start, room, window)) > done:
            end, clean = self._end(start, done, limit, window.whole.end)
            piece = self.tokenise(start, self._drop_blanks(start, end), clean)
            excess = len(piece.tokens) - window.size
            if excess <= 0:
                return piece
            # Cut inside a word, the rest may have more tokens than it had in the word.
            room -= excess
        if start < done:
            return None
        character = self.tokenise(start, start + 1, clean=False)
        return character if len(character.tokens) <= window.size else None

    def _limit(self, start: int, room: int, window: _Window) -> int:
        """Where the token after the next `room` ones begins."""
        index = bisect_left(window.whole.tokens, start) + room
        return window.whole.tokens[index] if index < len(window.whole.tokens) else window.whole.end

    def _end(self, start: int, done: int, limit: int, end: int) -> tuple[int, bool]:
        """The best place to end in (done, limit], and whether it ends a line or more."""
        if limit >= end:
            return end, True
        length = limit - start
        for positions, fill in (
            (self.boundaries.paragraphs, _PARAGRAPH_FILL),
            (self.boundaries.sentences, _SENTENCE_FILL),
            (self.boundaries.lines, 0),
        ):
            if best := last_between(positions, max(done, start + int(length * fill)), limit):
                return best, True
        return last_between(self.boundaries.words, max(done, start), limit) or limit, False

    def _skip_blanks(self, start: int, end: int) -> int:
        while start < end and self.text[start].isspace():
            start += 1
        return start

    def _drop_blanks(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end


def _pages(text: str, span: _Span, page_starts: Sequence[int]) -> tuple[int, ...]:
    """Numbers of the pages of which the span holds more than blanks; text before the first start is page 1's."""
    starts = [0, *page_starts[1:], len(text)]
    first = max(0, bisect_left(starts, span.start + 1) - 1)
    last = bisect_left(starts, span.end)
    return tuple(
        number + 1
        for number in range(first, min(last, len(starts) - 1))
        if text[max(starts[number], span.start) : min(starts[number + 1], span.end)].strip()
    )
