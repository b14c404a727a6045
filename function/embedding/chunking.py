"""Cuts a document's text into chunks, which are shown, and those into passages, which are embedded."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from function.document.chunks import Chunk, Passage
from function.embedding.boundaries import Boundaries, find_boundaries, first_between, last_between
from function.embedding.outline import Outline

# A chunk ends at a paragraph or sentence boundary only if it is at least this full.
_PARAGRAPH_FILL = 1 / 2
_SENTENCE_FILL = 1 / 3
# A table's header is repeated before later rows if it takes at most this share of the piece.
_HEADER_FILL = 1 / 3
# A tokenizer always starts a new word next to one of these, whatever the context.
_BLANKS = " \n\t"


class Tokenizer(Protocol):
    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of each token in `text`, in characters, in order, without special tokens."""


@dataclass(frozen=True, slots=True)
class _Header:
    """Table header rows repeated before a piece, and their number of tokens."""

    text: str = ""
    token_count: int = 0


_NO_HEADER = _Header()
_NO_OUTLINE = Outline()


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece of the text.

    `tokens` are the positions where its tokens begin when it is tokenised alone, `clean` is whether it ends
    at a line boundary or better, `header` is what is repeated before it.
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
    start: int = 0,
) -> list[Chunk]:
    """Cut `text`, from `start` on, into chunks with their passages, in time linear in its length.

    Cuts fall between paragraphs where possible, else between sentences, lines or words, else anywhere. Sizes
    and overlaps are in tokens; `page_starts[n]` is where page n + 1 begins in `text`. Tokenised alone, no
    chunk or passage exceeds its size. Together the chunks cover all but whitespace, and so do the passages.

    A passage overlaps with the one before only where a sentence is torn between them. Whole sentences that a
    chunk shares with the one before have their passage there.

    Raises ValueError when `overlap` is more than half of `size`, or one character has more tokens than a
    size.
    """
    if not 0 <= 2 * overlap <= size:
        raise ValueError(f"An overlap of {overlap} tokens is more than half of a chunk of {size}.")
    cutter = _Cutter(text, tokenizer, find_boundaries(text, outline), outline, _token_starts(tokenizer, text))
    # A model with a small window gets small passages; the overlap shrinks with them.
    passage_overlap = min(passage_overlap, passage_size // 2)
    spans = list(cutter.cut(_Window(cutter.tokenise(start, len(text)), size, overlap)))
    ends = [0, *(span.end for span in spans)]
    return [
        _make_chunk(
            cutter,
            index,
            span,
            page_starts,
            cutter.cut(_Window(span, passage_size, passage_overlap, torn_only=True), ends[index]),
        )
        for index, span in enumerate(spans)
    ]


def _token_starts(tokenizer: Tokenizer, text: str) -> tuple[int, ...]:
    # A normaliser may reorder combining marks, and bisection needs ascending numbers.
    return tuple(accumulate((start for start, _ in tokenizer.token_offsets(text)), max))


@dataclass(frozen=True, slots=True)
class _Window:
    """The text to cut, and the size and overlap of its pieces in tokens; with `torn_only`, pieces overlap only where
    a sentence is torn."""

    whole: _Span
    size: int
    overlap: int
    torn_only: bool = False


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
        """Return the piece from `start` to `end`; whole words keep the tokens of the whole text."""
        if self._is_edge(start) and self._is_edge(end):
            first, last = bisect_left(self.tokens, start), bisect_left(self.tokens, end)
            return _Span(start, end, self.tokens[first:last], clean, header)
        tokens = _token_starts(self.tokenizer, self.text[start:end])
        return _Span(start, end, tuple(start + token for token in tokens), clean, header)

    def _is_edge(self, position: int) -> bool:
        """Whether there is a blank on either side, or the text begins or ends here."""
        return (
            position in (0, len(self.text))
            or self.text[position - 1] in _BLANKS
            or self.text[position] in _BLANKS
        )

    def cut(self, window: _Window, done: int = 0) -> Iterator[_Span]:
        """Yield the pieces of the window's text without leading and trailing whitespace.

        The text until `done` has been cut before; it is left out if it ends with a sentence.
        """
        start, end = window.whole.start, window.whole.end
        done = self._skip_blanks(max(start, done), end)
        done = self._skip_blanks(start, end) if self._is_torn(done) else done
        piece: _Span | None = None
        while done < end:
            piece = self._next_piece(piece, done, window)
            yield piece
            done = self._skip_blanks(piece.end, end)

    def _is_torn(self, position: int) -> bool:
        """Whether a cut at `position` tears a sentence."""
        index = bisect_left(self.boundaries.sentences, position)
        return self.boundaries.sentences[index : index + 1] != [position]

    def _next_piece(self, previous: _Span | None, done: int, window: _Window) -> _Span:
        """Return the piece after `previous`; it overlaps with it unless that would make its end worse."""
        start = self._overlap_start(previous, done, window) if previous else None
        overlapping = self._piece(start, done, window) if start is not None else None
        if overlapping and overlapping.clean:
            return overlapping
        fresh = self._piece(done, done, window)
        if fresh is None:
            raise ValueError(f"A single character has more than {window.size} tokens.")
        return overlapping if overlapping and not fresh.clean else fresh

    def _overlap_start(self, previous: _Span, done: int, window: _Window) -> int | None:
        """Find a start in the last `overlap` tokens of `previous`: a sentence, else a line, else a word."""
        first = bisect_left(window.whole.tokens, done) - window.overlap
        if window.overlap == 0 or first < 0 or (window.torn_only and not self._is_torn(done)):
            return None
        earliest = max(window.whole.tokens[first], previous.start + 1)
        for positions in (self.boundaries.sentences, self.boundaries.lines, self.boundaries.prose):
            start = first_between(positions, earliest, previous.end)
            if start is not None and len(self.tokenise(start, previous.end).tokens) <= window.overlap:
                return start
        return None

    def _piece(self, start: int, done: int, window: _Window) -> _Span | None:
        """Return the piece from `start` to somewhere after `done`; None when that has too many tokens."""
        header = self._header(start, window.size)
        room = size = window.size - header.token_count
        while room > 0 and (limit := self._limit(start, room, window)) > done:
            end, clean = self._end(start, done, limit, window.whole.end)
            piece = self.tokenise(start, self._drop_blanks(start, end), clean, header)
            excess = len(piece.tokens) - size
            if excess <= 0:
                return piece
            # Part of a word may have more tokens than it had inside the whole word.
            room -= excess
        if start < done:
            return None
        character = self.tokenise(start, start + 1, clean=False)
        return character if len(character.tokens) <= window.size else None

    def _header(self, start: int, size: int) -> _Header:
        """Return the header to repeat when `start` is inside a table, below its header."""
        table = self.outline.table_at(start)
        if table is None or table.start == table.header_end:
            return _NO_HEADER
        header = self.tokenise(table.start, table.header_end)
        if len(header.tokens) > _HEADER_FILL * size:
            return _NO_HEADER
        return _Header(self.text[table.start : table.header_end], len(header.tokens))

    def _limit(self, start: int, room: int, window: _Window) -> int:
        """Return where the piece must end to have at most `room` tokens."""
        index = bisect_left(window.whole.tokens, start) + room
        return window.whole.tokens[index] if index < len(window.whole.tokens) else window.whole.end

    def _end(self, start: int, done: int, limit: int, end: int) -> tuple[int, bool]:
        """Return the best end in (done, limit], and whether it is a line boundary or better."""
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
    """Return the numbers of the pages the span has text of; text before the first start belongs to page 1."""
    starts = [0, *page_starts[1:], len(text)]
    first = max(0, bisect_left(starts, span.start + 1) - 1)
    last = bisect_left(starts, span.end)
    return tuple(
        number + 1
        for number in range(first, min(last, len(starts) - 1))
        if text[max(starts[number], span.start) : min(starts[number + 1], span.end)].strip()
    )
