"""A document's text cut into chunks, which are shown, and each chunk into passages, which are embedded."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from function.document.chunks import Chunk, Passage
from function.embedding.boundaries import Boundaries, find_boundaries, first_between, last_between
from function.embedding.outline import Outline

# A chunk may end at a paragraph or sentence that leaves it this full; an earlier one would make it too short.
_PARAGRAPH_FILL = 1 / 2
_SENTENCE_FILL = 1 / 3
# A table's header is repeated in the pieces of its rows if it takes no more than this part of them.
_HEADER_FILL = 1 / 3
# Beside these a tokenizer sees a word of its own, whatever stands around it.
_BLANKS = " \n\t"


class Tokenizer(Protocol):
    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each token in `text`, in characters, in order, without special tokens."""


@dataclass(frozen=True, slots=True)
class _Header:
    """What is repeated before a piece, and its number of tokens."""

    text: str = ""
    token_count: int = 0


_NO_HEADER = _Header()
_NO_OUTLINE = Outline()


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece, where its tokens begin when it is tokenised alone, and whether it ends where a line or more does.

    `header` are the rows of a table's header that are repeated before it, or nothing.
    """

    start: int
    end: int
    tokens: tuple[int, ...]
    clean: bool
    header: _Header


def chunk_document(
    text: str,
    page_starts: Sequence[int],
    tokenizer: Tokenizer,
    size: int = 500,
    overlap: int = 50,
    passage_size: int = 120,
    passage_overlap: int = 20,
    outline: Outline = _NO_OUTLINE,
) -> list[Chunk]:
    """Cuts `text` at paragraphs, else sentences, else lines, else words, else anywhere.

    `size` and `overlap` are tokens; `page_starts[n]` is where page n + 1 begins in `text`. No chunk and no passage has
    more tokens than its size when it is tokenised alone; together they hold every character but blanks. Takes time
    linear in the text.

    ValueError when an overlap is more than half of its size, or when one character has more tokens than a size.
    """
    if not 0 <= 2 * overlap <= size:
        raise ValueError(f"An overlap of {overlap} tokens is more than half of a chunk of {size}.")
    cutter = _Cutter(text, tokenizer, find_boundaries(text, outline), outline, _token_starts(tokenizer, text))
    # A model with a small window has small passages; the overlap shrinks with them.
    passage_overlap = min(passage_overlap, passage_size // 2)
    whole = cutter.tokenise(0, len(text))
    return [
        _make_chunk(cutter, index, span, page_starts, cutter.cut(span, passage_size, passage_overlap))
        for index, span in enumerate(cutter.cut(whole, size, overlap))
    ]


def _token_starts(tokenizer: Tokenizer, text: str) -> tuple[int, ...]:
    # A normaliser may reorder marks; bisection needs ascending numbers.
    return tuple(accumulate((start for start, _ in tokenizer.token_offsets(text)), max))


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
    outline: Outline
    tokens: tuple[int, ...]

    def text_of(self, span: _Span) -> str:
        return span.header.text + self.text[span.start : span.end]

    def tokenise(self, start: int, end: int, clean: bool = True, header: _Header = _NO_HEADER) -> _Span:
        """The piece from `start` to `end`. Whole words have the tokens that they have in the whole text."""
        if self._is_edge(start) and self._is_edge(end):
            first, last = bisect_left(self.tokens, start), bisect_left(self.tokens, end)
            return _Span(start, end, self.tokens[first:last], clean, header)
        tokens = _token_starts(self.tokenizer, self.text[start:end])
        return _Span(start, end, tuple(start + token for token in tokens), clean, header)

    def _is_edge(self, position: int) -> bool:
        """Whether a blank stands on either side, or the text ends."""
        return (
            position in (0, len(self.text))
            or self.text[position - 1] in _BLANKS
            or self.text[position] in _BLANKS
        )

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
        header = self._header(start, window.size)
        room = size = window.size - header.token_count
        while room > 0 and (limit := self._limit(start, room, window)) > done:
            end, clean = self._end(start, done, limit, window.whole.end)
            piece = self.tokenise(start, self._drop_blanks(start, end), clean, header)
            excess = len(piece.tokens) - size
            if excess <= 0:
                return piece
            # Cut inside a word, the rest may have more tokens than it had in the word.
            room -= excess
        if start < done:
            return None
        character = self.tokenise(start, start + 1, clean=False)
        return character if len(character.tokens) <= window.size else None

    def _header(self, start: int, size: int) -> _Header:
        """The header of the table whose later rows begin at `start`."""
        table = self.outline.table_at(start)
        if table is None or table.start == table.header_end:
            return _NO_HEADER
        header = self.tokenise(table.start, table.header_end)
        if len(header.tokens) > _HEADER_FILL * size:
            return _NO_HEADER
        return _Header(self.text[table.start : table.header_end], len(header.tokens))

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


def _make_chunk(
    cutter: _Cutter, index: int, span: _Span, page_starts: Sequence[int], passages: Iterator[_Span]
) -> Chunk:
    return Chunk(
        index=index,
        text=cutter.text[span.start : span.end],
        start=span.start,
        end=span.end,
        token_count=len(span.tokens) + span.header.token_count,
        pages=_pages(cutter.text, span, page_starts),
        headings=cutter.outline.headings_over(span.start),
        table_header=span.header.text,
        content_hash=hashlib.sha256(cutter.text_of(span).encode()).hexdigest(),
        passages=tuple(
            Passage(
                number,
                cutter.text_of(part),
                part.start,
                part.end,
                len(part.tokens) + part.header.token_count,
            )
            for number, part in enumerate(passages)
        ),
    )


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
