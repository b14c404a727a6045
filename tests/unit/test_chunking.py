import hashlib
import re
import sys
from itertools import pairwise
from types import FrameType
from typing import Any, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from function.document.chunks import Chunk
from function.embedding.boundaries import find_boundaries
from function.embedding.chunking import chunk_document
from function.embedding.outline import Heading, Outline, TableSpan


class WordPieces:
    """Splits like XLM-R, without its weights: long words become pieces that depend on where they begin."""

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        offsets = []
        for word in re.finditer(r"\w+|[^\w\s]", text):
            # A word of odd length starts with a one-letter piece, so cutting a word changes its tokens.
            start = word.start()
            if len(word.group()) % 2 and len(word.group()) > 1:
                offsets.append((start, start + 1))
                start += 1
            offsets += [(first, min(first + 4, word.end())) for first in range(start, word.end(), 4)]
        return offsets


TOKENIZER = WordPieces()
SENTENCE = "El contrato se firma en Madrid y vence al cabo de un año. "
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from([" ", "\n", "\n\n", "\t", ". ", "? ", " | ", "|\n", "art. 5 ", "x" * 100, SENTENCE]),
    ),
    max_size=60,
).map("".join)


def cut(
    text: str, size: int = 20, overlap: int = 4, passage_size: int = 8, passage_overlap: int = 2
) -> list[Chunk]:
    return chunk_document(text, [0], TOKENIZER, size, overlap, passage_size, passage_overlap)


def count(text: str) -> int:
    return len(TOKENIZER.token_offsets(text))


def sentences(text: str) -> list[str]:
    starts = [0, *find_boundaries(text).sentences, len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts) if text[a:b].strip()]


@given(TEXTS)
def test_offsets_are_exact_and_no_piece_begins_or_ends_with_a_blank(text: str) -> None:
    for number, chunk in enumerate(cut(text)):
        assert chunk.index == number
        assert chunk.text == text[chunk.start : chunk.end] == chunk.text.strip() != ""
        for place, passage in enumerate(chunk.passages):
            assert passage.index == place
            piece = text[passage.start : passage.end]
            assert chunk.start <= passage.start < passage.end <= chunk.end
            assert piece == piece.strip()


@given(TEXTS)
def test_chunks_hold_every_letter_of_the_text_and_passages_too(text: str) -> None:
    chunks = cut(text)
    for pieces in (chunks, [passage for chunk in chunks for passage in chunk.passages]):
        held = {place for piece in pieces for place in range(piece.start, piece.end)}
        assert all(place in held or character.isspace() for place, character in enumerate(text))
    assert all(chunk.passages for chunk in chunks)


@given(TEXTS)
def test_passages_share_no_text_unless_a_sentence_is_torn_between_them(text: str) -> None:
    sentence_starts = find_boundaries(text).sentences
    passages = [passage for chunk in cut(text) for passage in chunk.passages]
    for before, after in pairwise(passages):
        if after.start < before.end:
            following = len(text) - len(text[before.end :].lstrip())
            assert following not in sentence_starts


def test_no_sentence_is_embedded_twice() -> None:
    chunks = cut(SENTENCE * 60, size=100, overlap=25, passage_size=50, passage_overlap=12)
    assert all(before.end > after.start for before, after in pairwise(chunks))
    assert sum(passage.token_count for chunk in chunks for passage in chunk.passages) == 60 * count(SENTENCE)


@given(TEXTS, st.integers(1, 30), st.integers(1, 12))
def test_no_piece_tokenised_alone_is_over_its_size(text: str, size: int, passage_size: int) -> None:
    for chunk in cut(text, size, size // 4, passage_size):
        assert count(chunk.text) == chunk.token_count <= size
        for passage in chunk.passages:
            assert count(text[passage.start : passage.end]) == passage.token_count <= passage_size


@given(TEXTS)
def test_chunks_go_forward_and_share_no_more_than_the_overlap(text: str) -> None:
    chunks = cut(text)
    words = {0, *find_boundaries(text).words}
    for before, after in pairwise(chunks):
        assert before.start < after.start
        assert before.end < after.end
        if after.start < before.end:
            assert count(text[after.start : before.end]) <= 4
            assert after.start in words


def test_a_text_without_letters_has_no_chunks() -> None:
    assert cut("") == []
    assert cut(" \n\n\t \f ") == []


def test_a_short_text_is_one_chunk_of_one_passage() -> None:
    (chunk,) = cut("  Hola mundo. \n")
    assert (chunk.text, chunk.start, chunk.end, len(chunk.passages)) == ("Hola mundo.", 2, 13, 1)
    assert chunk.content_hash == hashlib.sha256(b"Hola mundo.").hexdigest()


def test_a_chunk_ends_at_a_paragraph_rather_than_at_a_later_sentence() -> None:
    text = "Uno dos tres. Cuatro seis ocho.\n\nNada mas hoy. Otra vez todo aqui. Fin del dia."
    assert cut(text, overlap=0)[0].text == "Uno dos tres. Cuatro seis ocho."


def test_a_chunk_ends_at_a_sentence_and_the_overlap_begins_with_one() -> None:
    chunks = cut(SENTENCE * 12, size=60, overlap=25)
    assert len(chunks) > 2
    for chunk in chunks:
        assert chunk.text.startswith("El contrato")
        assert chunk.text.endswith("un año.")
    assert chunks[1].start < chunks[0].end


def test_a_word_longer_than_a_chunk_is_cut_inside() -> None:
    chunks = cut("antes " + "x" * 3000 + " despues", size=20)
    assert "".join(chunk.text for chunk in chunks).count("x") == 3000
    assert max(chunk.token_count for chunk in chunks) == 20


def test_rows_of_a_table_that_fit_are_never_cut() -> None:
    rows = [
        f"| {number} | Calle Mayor núm. {number}. Piso {number}. | {number}5,00 EUR |" for number in range(40)
    ]
    for chunk in cut("\n".join(rows), size=60, overlap=10, passage_size=30, passage_overlap=5):
        assert set(chunk.text.split("\n")) <= set(rows)
        for passage in chunk.passages:
            piece = chunk.text[passage.start - chunk.start : passage.end - chunk.start]
            assert set(piece.split("\n")) <= set(rows)


@pytest.mark.parametrize(
    "text",
    [
        "La Sra. García y el Sr. López firman con D. Juan y Dña. Ana.",
        "Véase el art. 25 y la pág. 3 del núm. 7, fig. 2.",
        "Vive en EE.UU. Desde 1990, según J. R. Jiménez.",
        "Banco Popular S.A. Madrid paga 3.14 euros.",
        "Facturas, recibos, etc. Todo vale.",
        "1. Objeto del contrato",
        "Mr. Smith met Dr. Jones at No. 10.",
        "Dijo «¡Basta!» y se fue. ",
    ],
)
def test_abbreviations_initials_and_numbers_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Llega hoy. Sale mañana.", ["Llega hoy.", "Sale mañana."]),
        ("¿Viene? No. Mañana sí.", ["¿Viene?", "No.", "Mañana sí."]),
        ("Se paga el día 5. El resto, después.", ["Se paga el día 5.", "El resto, después."]),
        ("Lo dijo: «Nunca.» ¡Jamás! ¿Seguro?", ["Lo dijo: «Nunca.»", "¡Jamás!", "¿Seguro?"]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_chunk_names_the_pages_it_touches_and_no_empty_one() -> None:
    pages = [SENTENCE * 2, "", "   \n", SENTENCE, SENTENCE * 2]
    starts, text = [], ""
    for page in pages:
        starts.append(len(text))
        text += page + "\n\n"
    chunks = chunk_document(text, starts, TOKENIZER, size=500)
    assert [chunk.pages for chunk in chunks] == [(1, 4, 5)]
    chunks = chunk_document(text, starts, TOKENIZER, size=16, overlap=0, passage_size=16)
    assert {page for chunk in chunks for page in chunk.pages} == {1, 4, 5}
    for chunk in chunks:
        assert chunk.pages[0] == max(
            number
            for number, start in enumerate(starts, 1)
            if start <= chunk.start and pages[number - 1].strip()
        )


def test_a_text_whose_pages_are_unknown_is_page_one() -> None:
    assert [chunk.pages for chunk in chunk_document("Hola.", [], TOKENIZER)] == [(1,)]


def test_an_overlap_of_more_than_half_a_chunk_is_refused() -> None:
    with pytest.raises(ValueError, match="more than half"):
        cut("Hola", size=10, overlap=6)


def test_passages_of_a_small_window_still_cover_their_chunk() -> None:
    chunks = chunk_document(SENTENCE * 9, [0], TOKENIZER, passage_size=6)
    assert chunks[0].passages[-1].end == chunks[0].end


class CountedText(str):
    """Counts how many characters are copied or searched."""

    __slots__ = ()
    work = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        CountedText.work += len(part)
        return part

    def find(self, *arguments: Any) -> int:
        found = super().find(*arguments)
        end = arguments[2] if len(arguments) > 2 else len(self)
        CountedText.work += (found if found >= 0 else end) - arguments[1]
        return found

    def count(self, *arguments: Any) -> int:
        CountedText.work += arguments[2] - arguments[1]
        return super().count(*arguments)


def count_work(text: str) -> int:
    """Lines of Python executed plus characters copied or searched."""

    def trace(frame: FrameType, event: str, _: object) -> Any:
        CountedText.work += event == "line"
        return trace

    CountedText.work = 0
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        cut(CountedText(text), size=500, overlap=50, passage_size=120, passage_overlap=20)
    finally:
        sys.settrace(before)
    return CountedText.work


@pytest.mark.parametrize("unit", [SENTENCE, "12. ", "| a ", "a\tb\n", "\n", '"', "x"])
def test_the_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    small, large = unit * (5_000 // len(unit)), unit * (40_000 // len(unit))
    # The text is eight times as long; a quadratic step would do 64 times the work.
    assert count_work(large) < 16 * count_work(small)


HEADER = "Fecha\tConcepto\tImporte\n"
ROWS = [f"{day:02}/03/2025\tRecibo de la luz {day}\t{day},50 €\n" for day in range(1, 29)]
TABLE = HEADER + "".join(ROWS)


def cut_table(before: str = "", **sizes: int) -> list[Chunk]:
    table = TableSpan(len(before), len(before) + len(HEADER), len(before) + len(TABLE))
    outline = Outline(tables=(table,))
    return chunk_document(
        before + TABLE, [0], TOKENIZER, **{"size": 80, "overlap": 0, **sizes}, outline=outline
    )


def test_a_table_in_pieces_repeats_its_header_and_keeps_its_rows_whole() -> None:
    chunks = cut_table(passage_size=40, passage_overlap=0)
    assert len(chunks) > 3
    for chunk in chunks:
        assert chunk.table_header == ("" if chunk.start == 0 else HEADER)
        assert {row + "\n" for row in chunk.text.removeprefix(HEADER).split("\n")} <= set(ROWS)
        assert count(chunk.table_header + chunk.text) == chunk.token_count <= 80
        assert chunk.text == TABLE[chunk.start : chunk.end]
        for passage in chunk.passages:
            assert passage.text.startswith(HEADER.strip())
            assert count(passage.text) == passage.token_count <= 40
    assert "\n".join(chunk.text for chunk in chunks) == TABLE.strip()


def test_a_header_that_would_fill_the_pieces_is_not_repeated() -> None:
    later = cut_table(size=20, passage_size=20, passage_overlap=0)[1:]
    assert {chunk.table_header for chunk in later} == {""}


def test_a_chunk_names_the_headings_above_it() -> None:
    text, headings = "", []
    for level, title in ((1, "CONTRATO"), (2, "PRIMERA"), (3, "Renta"), (2, "SEGUNDA")):
        headings.append(Heading(len(text), len(text) + len(title), level, title))
        text += f"{title}\n\n{SENTENCE * 3}\n\n"
    size = count(SENTENCE * 3) + 4
    chunks = chunk_document(text, [0], TOKENIZER, size=size, overlap=0, outline=Outline(tuple(headings)))
    assert [chunk.headings for chunk in chunks] == [
        ("CONTRATO",),
        ("CONTRATO", "PRIMERA"),
        ("CONTRATO", "PRIMERA", "Renta"),
        ("CONTRATO", "SEGUNDA"),
    ]


def test_a_heading_is_not_left_behind_by_what_it_heads() -> None:
    text = f"{SENTENCE * 2}\n\nFirma\n\n{SENTENCE * 2}"
    start = text.index("Firma")
    outline = Outline((Heading(start, start + 5, 2, "Firma"),))
    chunks = chunk_document(text, [0], TOKENIZER, size=count(SENTENCE) * 2 + 5, overlap=0, outline=outline)
    assert [chunk.text.split()[0] for chunk in chunks] == ["El", "Firma"]
