"""Each line of a page is found again in the document's text."""

from dataclasses import replace

from function.document.pages import Block, Cell, Line, Page, Table, WholeDocument
from function.document.places import place_lines
from function.reading.assembly import assemble
from function.reading.layout.hyphens import RUN_ON, join_pieces


def lines_of(*texts: str, top: float = 100) -> tuple[Line, ...]:
    return tuple(
        Line(text, text, (50, top + 20 * row, 50 + 6 * len(text), top + 20 * row + 14), 0.9)
        for row, text in enumerate(texts)
    )


def block(text: str, *lines: str, kind: str = "paragraph", top: float = 100) -> Block:
    return Block(kind, text, (50, top, 500, top + 20 * len(lines)), lines_of(*lines, top=top))  # type: ignore[arg-type]


def whole(*pages: tuple[Block, ...]) -> WholeDocument:
    return assemble(
        [
            Page(number, 595, 842, 0, "ocr", "es", 0.9, "", blocks, 0.1)
            for number, blocks in enumerate(pages, 1)
        ],
        default_language="es",
    )


def placed(document: WholeDocument) -> list[tuple[str, int, float]]:
    return [(document.text[line.start : line.end], line.page, line.box[1]) for line in place_lines(document)]


def test_a_word_broken_over_two_lines_belongs_to_both() -> None:
    text = join_pieces(f"La fianza se de-{RUN_ON}volverá en treinta días.", frozenset())
    assert placed(whole((block(text, "La fianza se de-", "volverá en treinta días."),))) == [
        ("La fianza se de", 1, 100),
        ("volverá en treinta días.", 1, 120),
    ]


def test_lines_after_a_running_head_and_on_the_next_page_are_in_their_place() -> None:
    head = block("Contrato 7", "Contrato 7", kind="header", top=20)
    document = whole((head, block("uno dos", "uno", "dos")), (head, block("tres", "tres")))
    assert placed(document) == [("uno", 1, 100), ("dos", 1, 120), ("tres", 2, 100)]


def test_a_head_that_a_table_repeats_has_no_place_in_the_text() -> None:
    table = Table(2, 2, (Cell(0, 0, "Día", (0, 0, 9, 9)),), continues=True, repeated_rows=1)
    rows = replace(block("Día\tEuros\n3 mayo\t12,40", "Día", "Euros", "3", "mayo", "12,40"), table=table)
    document = WholeDocument(
        (Page(1, 595, 842, 0, "ocr", "es", 0.9, "3 mayo\t12,40", (rows,), 0.1),),
        "3 mayo\t12,40",
        (0,),
        "",
        "es",
        0.9,
        (),
    )
    assert placed(document) == [("3", 1, 140), ("mayo", 1, 160), ("12,40", 1, 180)]


def test_a_block_whose_lines_say_something_else_is_marked_as_a_whole() -> None:
    document = whole((block("lo que se leyó", "otra cosa"), block("y sigue", "y sigue", top=300)))
    assert placed(document) == [("lo que se leyó", 1, 100), ("y sigue", 1, 300)]
