"""QR and bar codes on pictures of pages, and their place among the blocks."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from function.document.markdown import page_to_markdown
from function.document.pages import Block, BlockKind, Box, Code, Line, page_text
from function.reading.codes import add_codes, turn_codes, without_codes
from function.reading.files.codes import MAX_CODES, read_codes
from function.reading.layout.fragments import Fragment
from tests.support.codes import CODES, VERIFACTU, print_code
from tests.support.pages.sheets import print_sheet, sheet_kinds
from tests.support.pages.wears import WEARS


@pytest.mark.parametrize("wear", ["clean150", "clean200", "scan200", "fax", "r90", "skew5", "q30", "photo"])
def test_codes_are_read_scanned_faxed_turned_askew_and_photographed(wear: str) -> None:
    dpi = WEARS[wear].dpi
    page = print_sheet("carta").picture(dpi).copy()
    for name, at in zip(CODES, [(20, 20), (120, 30), (160, 100), (30, 130), (60, 220)], strict=True):
        print_code(name, page, dpi, at)
    worn = Image.open(BytesIO(WEARS[wear].apply(page, 3))).convert("RGB")
    found = {(code.format, code.content) for code in read_codes(worn, dpi)}
    assert found == {code[1:3] for code in CODES.values()}


def test_the_box_of_a_code_is_where_it_is_printed() -> None:
    page = print_sheet("carta").picture(200).copy()
    print_code("VeriFactu", page, 200, (100, 50))
    (code,) = read_codes(Image.fromarray(page), 200)
    expected = [value * 72 / 25.4 for value in (100, 50, 130, 80)]
    assert code.box == pytest.approx(expected, abs=3)


def test_every_code_of_a_page_is_read_once_and_from_the_top() -> None:
    page = print_sheet("carta").picture(200).copy()
    places = {"EAN": 30, "VeriFactu": 90, "Code 128": 160, "payment": 230}
    for name, top in places.items():
        print_code(name, page, 200, (60, top))
    found = read_codes(Image.fromarray(page), 200)
    assert [code.content for code in found] == [CODES[name][2] for name in places]


@pytest.mark.parametrize("kind", sheet_kinds())
def test_print_tables_and_stamps_are_no_codes(kind: str) -> None:
    assert read_codes(Image.fromarray(print_sheet(kind).picture(150)), 150) == ()


def test_noise_and_tiny_pictures_are_no_codes() -> None:
    chance = np.random.default_rng(1)
    noise = np.kron(chance.integers(0, 2, (400, 300), np.uint8) * 255, np.ones((4, 4), np.uint8))
    assert read_codes(Image.fromarray(noise), 200) == ()
    for size in [(1, 1), (3, 900), (900, 3), (17, 17)]:
        assert read_codes(Image.new("RGB", size), 200) == ()


def test_a_sheet_of_labels_is_read_up_to_a_limit() -> None:
    page = np.full((3300, 2339, 3), 255, np.uint8)
    for row in range(14):
        for column in range(9):
            print_code("small", page, 200, (10 + 30 * column, 10 + 28 * row))
    assert len(read_codes(Image.fromarray(page), 200)) == MAX_CODES


def test_a_code_on_a_page_full_of_print_without_gaps_is_read() -> None:
    chance = np.random.default_rng(1)
    page = np.kron(chance.integers(0, 2, (700, 496, 1), np.uint8) * 255, np.ones((5, 5, 3), np.uint8))
    print_code("VeriFactu", page, 300, (60, 60))
    assert [code.content for code in read_codes(Image.fromarray(page), 300)] == [VERIFACTU]


def block(kind: BlockKind, text: str, box: Box) -> Block:
    return Block(kind, text, box, ())


def code(box: Box, content: str = "A-1") -> Code:
    return Code(content, "QR Code", box)


ABOVE, BESIDE = (
    block("paragraph", "arriba", (50, 50, 300, 100)),
    block("paragraph", "al lado", (50, 150, 300, 250)),
)
BELOW = block("paragraph", "abajo", (50, 300, 550, 400))


@pytest.mark.parametrize(
    ("box", "place"),
    [
        ((400, 160, 460, 220), 2),
        ((60, 110, 120, 140), 1),
        ((60, 10, 120, 40), 0),
        ((60, 500, 120, 560), 3),
        ((100, 320, 160, 380), 3),
    ],
    ids=["beside", "between", "above", "below", "inside"],
)
def test_a_code_stands_where_a_person_reads_it(box: Box, place: int) -> None:
    blocks = add_codes((ABOVE, BESIDE, BELOW), [code(box)])
    assert [found.kind for found in blocks].index("code") == place
    assert len(blocks) == 4


def test_a_code_replaces_its_picture_and_leaves_others() -> None:
    picture = block("figure", "", (395, 150, 465, 220))
    photo = block("figure", "", (50, 450, 300, 700))
    blocks = add_codes((ABOVE, picture, photo, BELOW), [code((400, 155, 460, 215))])
    assert [found.kind for found in blocks] == ["paragraph", "code", "figure", "paragraph"]


def test_a_code_is_a_line_of_the_text_and_of_the_markdown() -> None:
    (found,) = add_codes((), [code((0, 0, 10, 10), "BCD\n002\nEUR12.50")])
    assert found.code is not None
    assert found.code.content == "BCD\n002\nEUR12.50"
    assert page_text((found,)) == "[QR Code: BCD 002 EUR12.50]"
    assert page_to_markdown((found,)) == "\\[QR Code: BCD 002 EUR12.50\\]"


def test_letters_seen_in_a_code_are_no_text() -> None:
    def piece(text: str, box: Box) -> Fragment:
        return Fragment(Line(text, text, box, 0.9), *box, slope=0.0, size=box[3] - box[1])

    texts = [piece("回", (410, 170, 440, 200)), piece("Escanee este código", (300, 225, 500, 240))]
    assert [left.text for left in without_codes(texts, [code((400, 160, 460, 220))])] == [
        "Escanee este código"
    ]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_box_of_a_code_turns_with_its_page(rotation: int) -> None:
    page = np.zeros((84, 60), np.uint8)
    page[10:14, 20:30] = 1
    rows, columns = np.nonzero(np.rot90(page, -rotation // 90))
    size = (60, 84) if rotation % 180 == 0 else (84, 60)
    (turned,) = turn_codes([code((20, 10, 30, 14))], rotation, size)
    assert turned.box == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
