import zlib
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from function.errors import (
    CorruptFileError,
    EncryptedFileError,
    InputError,
    NoPagesError,
    TooManyPagesError,
    TooManyPixelsError,
)
from tests.support.letter import draw_image, draw_pdf
from tests.support.reading import open_file, read_file
from tests.support.zoo import bombs

pytestmark = pytest.mark.integration


def refuse(path: Path, error: type[InputError], message: str, **overrides: Any) -> None:
    with pytest.raises(error, match=message) as caught, open_file(path, **overrides) as document:
        document.read_page(1)
    assert "doc-1" in str(caught.value)
    assert str(path) not in str(caught.value)
    assert not caught.value.retryable


def test_a_pdf_that_needs_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "secreto.pdf"
    draw_pdf().save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="usuario", owner_pw="dueño")
    refuse(path, EncryptedFileError, "password.*Save it without one")


def test_a_pdf_that_only_restricts_printing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "restringido.pdf"
    draw_pdf().save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="dueño", permissions=0)
    assert "avería" in read_file(path)[0].text


def test_a_pdf_cut_off_before_its_first_page_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "cortado.pdf"
    path.write_bytes(draw_pdf().tobytes()[:60])
    refuse(path, CorruptFileError, "damaged")


def test_a_pdf_with_a_damaged_index_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "indice.pdf"
    content = draw_pdf().tobytes()
    path.write_bytes(content[: content.rindex(b"startxref")])
    assert "avería" in read_file(path)[0].text


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vacio.pdf"
    path.write_bytes(bombs.no_pages())
    refuse(path, NoPagesError, "no pages")


def test_too_many_pages_are_refused_before_any_is_read(tmp_path: Path) -> None:
    pdf = tmp_path / "largo.pdf"
    document = pymupdf.open()
    for _ in range(4):
        document.new_page()
    document.save(pdf)
    tiff = tmp_path / "largo.tif"
    frames = [Image.new("1", (100, 100), 1) for _ in range(4)]
    frames[0].save(tiff, save_all=True, append_images=frames[1:])
    for path in (pdf, tiff):
        refuse(path, TooManyPagesError, "4 pages.*MAX_PAGES allows 3", max_pages=3)


@pytest.mark.parametrize("size", [(50_000, 50_000), (12_000, 11_000)])
def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "enorme.png"
    path.write_bytes(bombs.make_png(*size, zlib.compress(bytes(1000))))
    refuse(path, TooManyPixelsError, "million")


def test_a_poster_is_rendered_within_bounds(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    page = pdf.new_page(width=14_000, height=10_000)
    page.draw_rect(pymupdf.Rect(100, 100, 5000, 5000))
    pdf.save(tmp_path / "cartel.pdf")
    (read,) = read_file(tmp_path / "cartel.pdf")
    assert (read.width, read.height) == pytest.approx((14_000, 10_000), rel=0.001)


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_an_image_cut_off_in_the_middle_is_corrupt(tmp_path: Path, image_format: str) -> None:
    whole = tmp_path / "entera"
    draw_image().save(whole, image_format)
    path = tmp_path / "cortada"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    refuse(path, CorruptFileError, "damaged")


def test_a_header_without_an_image_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "cabecera.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"basura" * 20)
    refuse(path, CorruptFileError, "damaged")


def test_there_is_no_page_outside_the_document(tmp_path: Path) -> None:
    path = tmp_path / "carta.pdf"
    draw_pdf().save(path)
    with open_file(path) as document:
        for number in (0, 2, -1):
            with pytest.raises(IndexError, match="pages 1 to 1"):
                document.read_page(number)
    document.close()
