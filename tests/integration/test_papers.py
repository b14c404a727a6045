"""Photographed papers are flattened, told apart and read one after the other, in the photo's coordinates."""

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from function.document.pages import Box, Page
from function.reading.searchable.copy import make_searchable
from function.reading.searchable.page_text import PageText
from local.samples.wear import Pixels
from tests.support.codes import CODES, print_code
from tests.support.desk import Corners, corners_of, lay
from tests.support.letter import LETTER, draw_image
from tests.support.reading import read_file
from tests.support.scoring import character_error_rate

pytestmark = pytest.mark.integration

OTHER = (
    "Estimada vecina:",
    "La junta se reunirá el martes 14 de octubre a las 19:30 horas.",
    "Se votará el presupuesto de 2.150,00 euros para la fachada.",
    "Atentamente, la administradora Nuria Peláez.",
)
SIZE = (2400, 1700)
LEFT, RIGHT = (620, 850), (1780, 850)


def letter(lines: tuple[str, ...]) -> Pixels:
    return np.ascontiguousarray(np.asarray(draw_image(lines, dpi=130, size=13))[:, :, ::-1])


def upright(centre: tuple[float, float], degrees: float = 0.0) -> Corners:
    return corners_of(centre, (1000, 1415), degrees)


def read(photo: Pixels, folder: Path) -> Page:
    path = folder / "foto.png"
    cv2.imwrite(str(path), photo)
    (page,) = read_file(path)
    return page


def middle(box: Box, page: Page) -> tuple[float, float]:
    """The middle of a box as shares of the page."""
    return (box[0] + box[2]) / 2 / page.width, (box[1] + box[3]) / 2 / page.height


@pytest.mark.parametrize("degrees", [(3, -4), (0, 90), (-90, 2), (180, 178)])
def test_two_letters_on_one_photo_are_read_one_after_the_other(
    degrees: tuple[int, int], tmp_path: Path
) -> None:
    """Each is turned upright by itself."""
    first, second = (
        upright(centre, angle) if abs(angle) != 90 else corners_of(centre, (780, 1104), angle)
        for centre, angle in zip((LEFT, RIGHT), degrees, strict=True)
    )
    photo = lay([(letter(LETTER), first), (letter(OTHER), second)], SIZE, "wood")
    page = read(photo, tmp_path)
    texts = ["\n".join(LETTER), "\n".join(OTHER)]
    # A photo held upside down is turned, and what was on the right is then on the left.
    truth = "\n".join(reversed(texts) if degrees == (180, 178) else texts)
    assert character_error_rate(truth, page.text) < 0.01


def test_what_is_read_on_an_askew_paper_is_placed_on_the_photo(tmp_path: Path) -> None:
    corners = ((520, 160), (1730, 90), (1980, 1560), (330, 1640))
    sheet = letter(LETTER)
    page = read(lay([(sheet, corners)], SIZE, "slate"), tmp_path)
    assert page.text.split() == " ".join(LETTER).split()
    assert page.rotation == 0
    assert page.width / page.height == pytest.approx(SIZE[0] / SIZE[1], rel=0.01)
    # The first line is drawn at a ninth of the height of the letter, the last a quarter below its top.
    lines = [line for block in page.blocks for line in block.lines]
    flat = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    onto = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    for row, line in ((0, lines[0]), (4, lines[-1])):
        at = np.array([[[60 / 595, (100 + 26 * row - 4) / 842]]], np.float32)
        x, y = cv2.perspectiveTransform(at, onto)[0, 0] / SIZE
        assert line.box[0] / page.width == pytest.approx(x, abs=0.01)
        assert middle(line.box, page)[1] == pytest.approx(y, abs=0.02)


def test_print_beside_the_papers_is_read_last(tmp_path: Path) -> None:
    sheets = [(letter(LETTER), corners_of((700, 850), (1000, 1415), 7))]
    photo = lay(sheets, SIZE, "linen")
    cv2.putText(photo, "Nevera 2", (1500, 800), cv2.FONT_HERSHEY_SIMPLEX, 3, (30, 30, 30), 6, cv2.LINE_AA)
    assert read(photo, tmp_path).text.split() == [*" ".join(LETTER).split(), "Nevera", "2"]


def test_a_paper_whose_edges_are_not_seen_is_read_like_the_one_beside_it(tmp_path: Path) -> None:
    photo = lay([(letter(LETTER), upright(LEFT, 3))], SIZE, "lime")
    beside = photo[140:1555, 1280:2280]
    beside[:] = np.minimum(beside, cv2.resize(letter(OTHER), (1000, 1415), interpolation=cv2.INTER_AREA))
    page = read(photo, tmp_path)
    assert character_error_rate("\n".join((*LETTER, *OTHER)), page.text) < 0.01


def test_two_papers_askew_on_a_ground_as_white_as_they_are_read_one_after_the_other(tmp_path: Path) -> None:
    photo = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    for lines, centre, degrees in ((LETTER, LEFT, -6), (OTHER, RIGHT, 8)):
        sheet = letter(lines)
        height, width = sheet.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
        turn[:, 2] += (centre[0] - width / 2, centre[1] - height / 2)
        white = (255, 255, 255)
        photo = np.minimum(photo, cv2.warpAffine(sheet, turn, SIZE, borderValue=white))
    page = read(photo, tmp_path)
    assert character_error_rate("\n".join((*LETTER, *OTHER)), page.text) < 0.01


def test_a_code_on_an_askew_paper_keeps_its_place_in_the_text_and_on_the_photo(tmp_path: Path) -> None:
    sheet = letter((*LETTER[:2], *[""] * 9, *LETTER[2:]))
    print_code("small", sheet, 130, (30, 90))
    corners = corners_of((900, 850), (1000, 1415), 8)
    page = read(lay([(sheet, corners)], SIZE, "wood"), tmp_path)
    assert [block.code is not None for block in page.blocks].count(True) == 1
    assert page.text.index("ascensor") < page.text.index(CODES["small"][2]) < page.text.index("sexto")


def test_the_searchable_copy_of_a_photo_has_the_words_over_their_print(tmp_path: Path) -> None:
    photo = lay([(letter(LETTER), upright(LEFT, 4)), (letter(OTHER), upright(RIGHT, 4))], SIZE, "wood")
    page = read(photo, tmp_path)
    target = tmp_path / "copia.pdf"
    assert make_searchable(tmp_path / "foto.png", "image/png", [PageText.from_page(page)], target) == 1
    with pymupdf.open(target) as pdf:
        words = {word[4]: word[:4] for word in pdf[0].get_text("words")}
        width, height = pdf[0].rect.width, pdf[0].rect.height
    assert words["señor"][2] < width / 2 < words["vecina:"][0]
    assert words["señor"][3] < height / 3


def bend(sheet: Pixels) -> Pixels:
    """The sheet on a desk, rising to the fold of a book on its left."""
    height, width = sheet.shape[:2]
    edge = 120
    y, x = np.mgrid[: height + 2 * edge, : width + 2 * edge].astype(np.float32)
    across, down = (x - edge) / width, (y - edge) / height
    rise = 0.16 * np.exp(-7 * across.clip(0, 1)) * (down - 1.15) * 0.6
    seen_x, seen_y = across * width, (down - rise) * height
    seen = cv2.remap(sheet, seen_x, seen_y.astype(np.float32), cv2.INTER_CUBIC)
    on_sheet = (seen_x >= 0) & (seen_x < width) & (seen_y >= 0) & (seen_y < height)
    shade = 1 - 0.5 * np.exp(-10 * across.clip(0, 1))
    desk = lay([], (width + 2 * edge, height + 2 * edge), "wood")
    return np.asarray(np.where(on_sheet[..., None], seen * shade[..., None], desk), np.uint8)


def test_a_page_that_rises_into_the_fold_of_a_book_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [f"{number}. {' '.join(LETTER[1:3])}" for number in range(1, 19)]
    sheet = np.ascontiguousarray(np.asarray(draw_image(tuple(rows), dpi=150, size=8))[:, :, ::-1])
    page = read(bend(sheet), tmp_path)
    assert character_error_rate("\n".join(rows), page.text) < 0.01
    # Boxes are on the photo, where lines begin far above where they end.
    lines = [line for block in page.blocks for line in block.lines]
    assert page.width / page.height == pytest.approx((1240 + 240) / (1754 + 240), rel=0.01)
    assert all(line.box[3] - line.box[1] > 0.01 * page.height for line in lines)
