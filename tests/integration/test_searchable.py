"""The searchable copy has each word in its place, and nothing else in the file changes."""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps

from function.document.pages import Box, Line, Page
from function.intake.sniff import sniff
from function.reading.searchable.copy import make_searchable
from function.reading.searchable.page_text import PageText
from local import samples
from tests.support.letter import A4, LETTER, draw_image, draw_pdf, draw_scan
from tests.support.reading import read_file

pytestmark = pytest.mark.integration

LINES = (
    *LETTER,
    "El próximo día 15 de noviembre, a las 10:30 horas, se reunirá la junta.",
    "FACTURA Nº 2025/17",
    "Total: 1.446,72 euros (IVA incluido)",
)
SOURCE_DPI = 150
Word = tuple[str, Box]
Move = Callable[[float, float], tuple[float, float]]
# All non-ASCII letters of the nine languages, Spanish punctuation, and symbols that a recogniser may produce.
LETTERS = "áéíóúüñÁÉÍÓÚÜÑ¡¿ºª€«» àèòçïÀÈÒÇÏ·l·l ãõâêôÃÕÂÊÔ œŒæëîûùÿŸ äöÄÖßẞ ìÌ“”‘’–—…•°§µ×±½²³™©®¢£†‰š"
RARE = "ŁŌΩ☐✓漢字−≤🙂"


def save(pdf: pymupdf.Document, path: Path, **options: Any) -> Path:
    pdf.save(path, **options)
    return path


def copy(source: Path, pages: Sequence[Page | PageText], target: Path) -> pymupdf.Document:
    texts = (page if isinstance(page, PageText) else PageText.from_page(page) for page in pages)
    make_searchable(source, sniff(source, "doc-1"), texts, target)
    return pymupdf.open(target)


def say(*lines: str, number: int = 1, rotation: int = 0) -> PageText:
    """A recognised A4 page with these lines, one below the other."""
    found = (
        Line(text, text, (60, 90 + 28 * row, 60 + 6 * len(text), 105 + 28 * row), 0.9)
        for row, text in enumerate(lines)
    )
    return PageText(number, *A4, rotation, "ocr", tuple(found))


def render(page: Any) -> NDArray[np.int64]:
    """RGB array of shape (height, width, 3), one pixel per point."""
    pixels = page.get_pixmap(alpha=False)
    rows = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)
    return rows.astype(np.int64)


def words_of(page: Any) -> list[Word]:
    return [(word[4], word[:4]) for word in page.get_text("words")]


def true_words(move: Move = lambda x, y: (x, y)) -> list[Word]:
    """The words of the drawn page, with `move` applied to their boxes."""
    words = []
    for text, (x0, y0, x1, y1) in words_of(draw_pdf(LINES)[0]):
        xs, ys = zip(*(move(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        words.append((text, (min(xs), min(ys), max(xs), max(ys))))
    return words


def overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in (one, other))
    return width * height / (areas - width * height)


def assert_words_lie_on_the_print(page: Any, truth: Sequence[Word]) -> None:
    found = words_of(page)
    overlaps = [
        max((overlap(box, place) for text, place in found if text == word), default=0.0)
        for word, box in truth
    ]
    assert median(overlaps) >= 0.7
    # Misread words have no counterpart in the copy.
    assert sum(value >= 0.4 for value in overlaps) >= 0.9 * len(truth)


def assert_words_lie_in_their_lines(page: Any, read: Page) -> None:
    """Words are in reading order, and the centre of each is in its line's box. For upright pages only."""
    lines = [line for block in read.blocks for line in block.lines]
    expected = [(word, line.box) for line in lines for word in line.text.split()]
    found = words_of(page)
    assert [word for word, _ in found] == [word for word, _ in expected]
    for (_, (x0, y0, x1, y1)), (_, line) in zip(found, expected, strict=True):
        assert line[0] <= (x0 + x1) / 2 <= line[2]
        assert line[1] <= (y0 + y1) / 2 <= line[3]


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_words_lie_on_the_print_whichever_way_the_scan_lies(tmp_path: Path, clockwise: int) -> None:
    width, height = A4
    moves: dict[int, Move] = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (height - y, x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (y, width - x),
    }
    path = tmp_path / "escaneo.png"
    draw_image(LINES).rotate(-clockwise, expand=True).save(path, dpi=(SOURCE_DPI, SOURCE_DPI))
    (page,) = copy(path, read_file(path), tmp_path / "copia.pdf")
    assert_words_lie_on_the_print(page, true_words(moves[clockwise]))


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_words_lie_on_the_print_of_a_page_turned_in_the_file(tmp_path: Path, clockwise: int) -> None:
    pdf = draw_scan(draw_image(LINES))
    pdf[0].set_rotation(clockwise)
    path = save(pdf, tmp_path / "escaneo.pdf")
    (page,) = copy(path, read_file(path), tmp_path / "copia.pdf")
    # PyMuPDF reports words in the page's unrotated coordinates.
    assert_words_lie_on_the_print(page, true_words())
    assert page.rotation == clockwise


@pytest.mark.parametrize("clockwise", [-3, 1.5, 5])
def test_words_lie_on_the_print_of_a_page_laid_askew(tmp_path: Path, clockwise: float) -> None:
    straight = draw_image(LINES)
    askew = straight.rotate(-clockwise, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    path = tmp_path / "foto.png"
    askew.save(path, dpi=(SOURCE_DPI, SOURCE_DPI))
    cos, sin = math.cos(math.radians(clockwise)), math.sin(math.radians(clockwise))
    (x, y), (to_x, to_y) = ([side * 36 / SOURCE_DPI for side in image.size] for image in (straight, askew))

    def move(left: float, top: float) -> tuple[float, float]:
        return to_x + (left - x) * cos - (top - y) * sin, to_y + (left - x) * sin + (top - y) * cos

    (page,) = copy(path, read_file(path), tmp_path / "copia.pdf")
    assert_words_lie_on_the_print(page, true_words(move))


def test_words_come_in_reading_order_inside_the_boxes_of_their_lines(tmp_path: Path) -> None:
    path = save(draw_scan(draw_image(LINES)), tmp_path / "escaneo.pdf")
    (read,) = read_file(path)
    (page,) = copy(path, [read], tmp_path / "copia.pdf")
    assert_words_lie_in_their_lines(page, read)
    assert page.get_text().splitlines() == [line.text for block in read.blocks for line in block.lines]


@pytest.mark.parametrize("unit", [1, 2])
def test_words_lie_on_the_print_of_a_cropped_page_in_units_of_its_own(tmp_path: Path, unit: int) -> None:
    pdf = draw_scan(draw_image(LINES))
    pdf[0].set_cropbox(pymupdf.Rect(30, 50, 580, 700))
    pdf.xref_set_key(pdf[0].xref, "UserUnit", str(unit))
    path = save(pdf, tmp_path / "recorte.pdf")
    (page,) = copy(path, read_file(path), tmp_path / "copia.pdf")
    assert_words_lie_on_the_print(page, true_words(lambda x, y: (unit * (x - 30), unit * (y - 50))))


def test_each_frame_of_a_tiff_is_a_page_with_its_own_words(tmp_path: Path) -> None:
    frames = [draw_image((line,)) for line in LETTER[:3]]
    path = tmp_path / "fax.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(SOURCE_DPI, SOURCE_DPI))
    read = read_file(path)
    made = copy(path, read, tmp_path / "copia.pdf")
    assert made.page_count == 3
    for page, text in zip(made, read, strict=True):
        assert_words_lie_in_their_lines(page, text)
        assert page.rect.width == pytest.approx(A4[0], abs=1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_lies_as_its_camera_says_and_keeps_its_bytes(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "foto.jpg"
    draw_image(LETTER[:2], dpi=40).crop((0, 0, 300, 90)).save(path, exif=exif, quality=90)
    with Image.open(path) as photo:
        seen = ImageOps.exif_transpose(photo)
    text = PageText(1, float(seen.width), float(seen.height), 0, "ocr", say("Muy señor mío:").lines)
    made = copy(path, [text], tmp_path / "copia.pdf")
    assert np.abs(render(made[0]) - np.asarray(seen).astype(int)).mean() < 1
    assert made.xref_stream_raw(made[0].get_images()[0][0]) == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *(
            (name, mode)
            for name in ("a.png", "a.tif")
            for mode in ("1", "L", "P", "RGB", "RGBA", "LA", "I;16")
        ),
        ("a.bmp", "1"),
        ("a.bmp", "RGB"),
        ("a.gif", "P"),
        ("a.tif", "F"),
    ],
)
def test_pictures_without_loss_stay_as_they_are(tmp_path: Path, name: str, mode: str) -> None:
    grey = draw_image(LETTER[:2], dpi=60).convert("L").crop((0, 0, 400, 200))
    deep = Image.fromarray(np.asarray(grey).astype("uint16") * 257)
    image = deep if mode == "I;16" else grey.convert("RGB").convert(mode)
    if mode.endswith("A"):
        image.putalpha(grey.point(lambda value: 255 - value))
    path = tmp_path / name
    image.save(path)
    text = PageText(1, 400.0, 200.0, 0, "ocr", say("Muy señor mío:").lines)
    made = copy(path, [text], tmp_path / "copia.pdf")
    seen = Image.new("RGB", grey.size, "white")
    seen.paste(
        grey if mode in ("I;16", "F") else image.convert("RGB"),
        mask=image.getchannel("A") if mode.endswith("A") else None,
    )
    # 16-bit pictures are rendered with 8 bits, so rounding is allowed.
    assert np.abs(render(made[0]) - np.asarray(seen).astype(int)).max() <= (mode == "I;16")
    assert [word for word, _ in words_of(made[0])] == ["Muy", "señor", "mío:"]


@pytest.mark.parametrize(("kind", "media_type"), [("WEBP", "image/webp"), ("HEIF", "image/heic")])
def test_photos_in_codecs_that_pdf_lacks_become_pages(tmp_path: Path, kind: str, media_type: str) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    pillow_heif.register_heif_opener()
    path = tmp_path / "foto"
    photo = draw_image(LETTER[:2], dpi=72)
    photo.save(path, kind)
    make_searchable(path, media_type, [say(*LETTER[:2])], tmp_path / "copia.pdf")
    (page,) = pymupdf.open(tmp_path / "copia.pdf")
    assert page.get_text().splitlines() == list(LETTER[:2])
    assert np.abs(render(page) - np.asarray(photo).astype(int)).mean() < 2


def test_every_letter_comes_back_as_it_was(tmp_path: Path) -> None:
    path = save(draw_scan(draw_image()), tmp_path / "escaneo.pdf")
    # More characters than a single-byte font can encode.
    many = ["".join(chr(0x4E00 + row * 50 + column) for column in range(50)) for row in range(6)]
    lines = (*LETTERS.split(), *RARE, *many, r"(a\) b) \n (c", "Ángel", "A\u0301ngel")
    (page,) = copy(path, [say(*lines)], tmp_path / "copia.pdf")
    found = page.get_text(flags=pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE).splitlines()
    assert found == [*lines[:-1], "Ángel"]


def test_nothing_of_a_pdf_changes_but_the_layer(tmp_path: Path) -> None:
    pdf = draw_scan(draw_image())
    pdf.new_page(width=A4[0], height=A4[1]).insert_text((60, 100), "Una página con su propio texto.")
    link = {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 90, 200, 120), "uri": "https://example.com/"}
    pdf[0].insert_link(link)
    pdf[0].add_freetext_annot(pymupdf.Rect(300, 700, 500, 740), "Pagado el día 3")
    pdf.set_toc([[1, "Carta", 1], [1, "Anexo", 2]])
    pdf.set_metadata({"title": "Carta al administrador", "author": "Begoña"})
    path = save(pdf, tmp_path / "carta.pdf")
    own = PageText(2, *A4, 0, "text_layer", say("otra cosa").lines)
    before, made = pymupdf.open(path), copy(path, [say(*LETTER), own], tmp_path / "copia.pdf")
    for old, new in zip(before, made, strict=True):
        assert new.get_pixmap(dpi=100).samples == old.get_pixmap(dpi=100).samples
        assert [item["uri"] for item in new.get_links()] == [item["uri"] for item in old.get_links()]
        assert [note.info["content"] for note in new.annots()] == [
            note.info["content"] for note in old.annots()
        ]
    assert made.get_toc() == before.get_toc()
    assert made.metadata == before.metadata
    assert made[1].read_contents() == before[1].read_contents()
    assert made[0].get_text().splitlines() == [*LETTER, "Pagado el día 3"]
    # An incremental update keeps the original bytes, including any signature.
    assert (tmp_path / "copia.pdf").read_bytes().startswith(path.read_bytes())


def test_fonts_and_pictures_that_a_page_inherits_stay_its_own(tmp_path: Path) -> None:
    pdf = draw_scan(draw_image())
    page, parent = pdf[0].xref, int(pdf.xref_get_key(pdf[0].xref, "Parent")[1].split()[0])
    pdf.xref_set_key(parent, "Resources", pdf.xref_get_key(page, "Resources")[1])
    pdf.xref_set_key(page, "Resources", "null")
    path = save(pdf, tmp_path / "heredada.pdf")
    seen = pymupdf.open(path)[0].get_pixmap().samples
    (made,) = copy(path, [say(*LETTER)], tmp_path / "copia.pdf")
    assert made.get_pixmap().samples == seen
    assert made.get_text().splitlines() == list(LETTER)


def draw_with_old_text(place: str) -> pymupdf.Document:
    """A scan with wrong text: `hidden` (rendering mode 3), `under` the picture, or `painted` over it."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    buffer = io.BytesIO()
    draw_image().save(buffer, "PNG")
    if place != "under":
        page.insert_image(page.rect, stream=buffer.getvalue())
    for row in range(5):
        page.insert_text(
            (60, 100 + 28 * row), "Otra cosa que nadie escribió", render_mode=3 * (place == "hidden")
        )
    if place == "under":
        page.insert_image(page.rect, stream=buffer.getvalue())
    link = {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 90, 200, 120), "uri": "https://example.com/"}
    page.insert_link(link)
    return pdf


@pytest.mark.parametrize("place", ["hidden", "under", "painted"])
def test_text_from_before_is_not_found_beside_the_new_one(tmp_path: Path, place: str) -> None:
    path = save(draw_with_old_text(place), tmp_path / "mal.pdf")
    (old,) = pymupdf.open(path)
    (made,) = copy(path, [say(*LETTER)], tmp_path / "copia.pdf")
    assert made.get_text().splitlines() == list(LETTER)
    assert made.get_pixmap(dpi=100).samples == old.get_pixmap(dpi=100).samples
    assert len(made.get_links()) == 1
    # Invisible text is removed from the page, not just hidden by an ActualText.
    unmuted = made.get_text(flags=pymupdf.TEXTFLAGS_TEXT | pymupdf.TEXT_IGNORE_ACTUALTEXT)
    assert ("Otra cosa" in unmuted) == (place == "painted")


def test_a_pdf_without_recognised_pages_needs_no_copy(tmp_path: Path) -> None:
    path = save(draw_pdf(), tmp_path / "carta.pdf")
    text = PageText(1, *A4, 0, "text_layer", say(*LETTER).lines)
    assert make_searchable(path, "application/pdf", [text], tmp_path / "copia.pdf") == 0
    assert not (tmp_path / "copia.pdf").exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_what_the_owner_forbids_stays_forbidden(tmp_path: Path, damaged: bool) -> None:
    path = save(
        draw_scan(draw_image()),
        tmp_path / "protegido.pdf",
        encryption=pymupdf.PDF_ENCRYPT_AES_256,
        owner_pw="dueño",
        permissions=pymupdf.PDF_PERM_PRINT,
    )
    if damaged:
        path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    made = copy(path, [say(*LETTER)], tmp_path / "copia.pdf")
    assert not made.needs_pass
    assert made.permissions == pymupdf.open(path).permissions != pymupdf.open().permissions
    assert made[0].get_text().splitlines() == list(LETTER)


def test_a_damaged_pdf_is_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "roto.pdf"
    path.write_bytes(draw_scan(draw_image()).tobytes().replace(b"startxref", b"startxxxx"))
    seen = pymupdf.open(path)[0].get_pixmap().samples
    made = copy(path, [say(*LETTER)], tmp_path / "copia.pdf")
    assert not made.is_repaired
    assert made[0].get_text().splitlines() == list(LETTER)
    assert made[0].get_pixmap().samples == seen


def test_a_damaged_frame_leaves_its_page_blank(tmp_path: Path) -> None:
    frames = [draw_image((line,), dpi=60) for line in LETTER[:3]]
    path = tmp_path / "fax.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], compression="tiff_deflate")
    with Image.open(path) as image:
        image.seek(1)
        tags: Any = image
        offset = tags.tag_v2[273][0]
    data = bytearray(path.read_bytes())
    data[offset : offset + 200] = bytes(200)
    path.write_bytes(data)
    texts = [say(line, number=number) for number, line in enumerate(LETTER[:3], 1)]
    texts[1] = PageText(2, 0.0, 0.0, 0, "unreadable", ())
    made = copy(path, texts, tmp_path / "copia.pdf")
    assert [page.get_text().strip() for page in made] == [LETTER[0], "", LETTER[2]]
    assert [len(page.get_images()) for page in made] == [1, 0, 1]


def test_the_copy_of_a_small_scan_is_hardly_larger(tmp_path: Path) -> None:
    """A full page in fax compression has the smallest picture for the most text."""
    words = (Path(samples.__file__).parent / "contrato.txt").read_text().split()
    lines = tuple(" ".join(words[first : first + 11]) for first in range(0, 500, 11))
    page = draw_image(lines, size=8, dpi=200).convert("1")
    buffer = io.BytesIO()
    page.save(buffer, "TIFF", compression="group4", tiffinfo={278: page.height})
    fax = tmp_path / "fax.tif"
    fax.write_bytes(buffer.getvalue())
    found = (
        Line(line, line, (60, 92 + 16 * row, 60 + 4 * len(line), 102 + 16 * row), 0.9)
        for row, line in enumerate(lines)
    )
    text = PageText(1, *A4, 0, "ocr", tuple(found))
    copy(fax, [replace(text, lines=())], tmp_path / "escaneo.pdf")
    for source in (fax, tmp_path / "escaneo.pdf"):
        (made,) = copy(source, [text], tmp_path / "copia.pdf")
        assert made.get_text().splitlines() == list(lines)
        assert (tmp_path / "copia.pdf").stat().st_size < 1.15 * source.stat().st_size


def test_a_jpeg_in_a_pdf_is_not_compressed_again(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    draw_image().save(buffer, "JPEG", quality=40)
    pdf = pymupdf.open()
    pdf.new_page(width=A4[0], height=A4[1]).insert_image(pymupdf.Rect(0, 0, *A4), stream=buffer.getvalue())
    path = save(pdf, tmp_path / "escaneo.pdf")
    made = copy(path, read_file(path), tmp_path / "copia.pdf")
    assert made.xref_stream_raw(made[0].get_images()[0][0]) == buffer.getvalue()
    assert (tmp_path / "copia.pdf").stat().st_size < 1.15 * path.stat().st_size
