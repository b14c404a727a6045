"""Makes a `Page` from recognised lines, a text layer or blocks."""

import time
from collections.abc import Sequence

from function.document.pages import Block, Box, Code, Page, PageSource, page_text
from function.errors import InputError
from function.reading.codes import add_codes, turn_codes, without_codes
from function.reading.confidence import expect_right, mean_confidence
from function.reading.files.messages import Arranged
from function.reading.language import detect_language
from function.reading.layout.fragments import Fragment
from function.reading.layout.ruling import Ruling
from function.reading.mirror import mirror_arranged, mirror_box, mirror_fragments, mirror_rulings
from function.reading.review import find_reasons
from function.reading.scripts import runs_right_to_left
from function.reading.sheet_text import Arrange, SheetText, tell_sheet
from function.reading.sheets import Sheets

POINTS_PER_INCH = 72.0


def page_from_ocr(
    sheets: Sheets,
    arrange: Arrange,
    *,
    number: int,
    dpi: float,
    languages: Sequence[str],
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from recognised lines.

    `dpi` is the resolution of the picture; `started` is the `time.monotonic()` at the beginning. The boxes of `codes`
    are on the picture as it was recognised, in points.
    """
    scale = POINTS_PER_INCH / dpi
    width, height = (length * scale for length in sheets.size)
    codes = turn_codes(codes, sheets.rotation, (width, height))
    told: list[SheetText] = []
    for sheet in sheets.sheets:
        told.append(tell_sheet(sheet, codes, scale))
        codes = [code for code in codes if code not in told[-1].page_codes]
    language = detect_language(_plain_text([piece for sheet in told for piece in sheet.fragments]), languages)
    arranged = [sheet.arrange(arrange, language) for sheet in told]
    blocks = [block for sheet in arranged for block in sheet.blocks]
    blocks.sort(key=lambda block: block.kind == "unread")
    return make_page(
        Arranged(tuple(blocks), any(sheet.crowded for sheet in arranged)),
        number=number,
        size=(width, height),
        rotation=sheets.rotation,
        source="ocr",
        language=language,
        started=started,
        codes=codes,
    )


def page_from_text_layer(
    fragments: Sequence[Fragment],
    arrange: Arrange,
    *,
    rulings: Sequence[Ruling],
    figures: Sequence[Box],
    number: int,
    size: tuple[float, float],
    rotation: int,
    languages: Sequence[str],
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from its text layer, which is what the author wrote and is not repaired.

    The boxes of `codes` are in points of the page as displayed.
    """
    codes = turn_codes(codes, rotation, size)
    fragments = without_codes(fragments, codes)
    text, width = _plain_text(fragments), size[0]
    if runs_right_to_left(text):
        mirrored = arrange(
            mirror_fragments(fragments, width),
            mirror_rulings(rulings, width),
            [mirror_box(figure, width) for figure in figures],
            None,
        )
        arranged = mirror_arranged(mirrored, width)
    else:
        arranged = arrange(fragments, rulings, figures, None)
    return make_page(
        arranged,
        number=number,
        size=size,
        rotation=rotation,
        source="text_layer",
        language=detect_language(text, languages),
        started=started,
        codes=codes,
    )


def page_from_blocks(
    blocks: tuple[Block, ...],
    *,
    number: int,
    size: tuple[float, float],
    languages: Sequence[str],
    started: float,
) -> Page:
    """Return a page from blocks of a file that itself marks titles, lists and tables."""
    return make_page(
        Arranged(blocks),
        number=number,
        size=size,
        rotation=0,
        source="text_layer",
        language=detect_language(" ".join(block.text for block in blocks), languages),
        started=started,
    )


def unreadable_page(number: int, error: InputError, *, language: str, started: float) -> Page:
    """Return a placeholder for a page that could not be read, in a document that otherwise can."""
    return Page(
        number=number,
        width=0.0,
        height=0.0,
        rotation=0,
        source="unreadable",
        language=language,
        confidence=None,
        text="",
        blocks=(),
        seconds=time.monotonic() - started,
        review_reasons=find_reasons((), "unreadable", None),
        error_code=error.code,
        error=str(error),
    )


def make_page(
    arranged: Arranged,
    *,
    number: int,
    size: tuple[float, float],
    rotation: int,
    source: PageSource,
    language: str,
    started: float,
    codes: Sequence[Code] = (),
) -> Page:
    """Return a page from arranged blocks and codes; `size` is width and height in points, upright."""
    blocks = add_codes(arranged.blocks, codes)
    if source == "ocr":
        confidence, unread = expect_right(blocks)
    else:
        lines = [line for block in blocks for line in block.lines]
        confidence, unread = mean_confidence((line.confidence, len(line.text)) for line in lines), 0.0
    return Page(
        number=number,
        width=round(size[0], 2),
        height=round(size[1], 2),
        rotation=rotation,
        source=source,
        language=language,
        confidence=confidence,
        text=page_text(blocks),
        blocks=blocks,
        seconds=time.monotonic() - started,
        review_reasons=find_reasons(blocks, source, confidence, unread=unread, crowded=arranged.crowded),
    )


def _plain_text(fragments: Sequence[Fragment]) -> str:
    return " ".join(fragment.text for fragment in fragments)
