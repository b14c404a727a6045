"""PDFs that MuPDF refuses are opened with pdfium, because people's viewers show them too."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from function.errors import CorruptFileError, EncryptedFileError, TooManyPagesError
from tests.support.files import file_process, look_at, request
from tests.support.letter import A4, LETTER, draw_image, draw_pdf, draw_scan
from tests.support.reading import notes_of, open_file
from tests.support.scoring import character_error_rate
from tests.support.zoo import damage

pytestmark = pytest.mark.integration

SEEDS = range(150)


def opens_by_mupdf(content: bytes) -> bool:
    try:
        with pymupdf.open(stream=content, filetype="pdf") as pdf:
            return bool(pdf.page_count > 0 and pdf[0].get_pixmap(dpi=20))
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return False


@pytest.mark.parametrize("make", [damage.broken_objects, damage.uncounted_pages])
def test_a_pdf_that_only_pdfium_opens_is_read_from_its_text(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    assert not opens_by_mupdf(make())
    path = tmp_path / "roto.pdf"
    path.write_bytes(make())
    with open_file(path) as document:
        page = document.read_page(1)
        assert any("damaged" in note for note in notes_of(document, [page]))
    assert page.source == "text_layer"
    assert [page.width, page.height] == list(A4)
    # Broken objects cost the PDF the encoding of its letters too, so a few come out wrong.
    assert character_error_rate(" ".join(LETTER), page.text) <= (0.03 if make is damage.broken_objects else 0)
    box = page.blocks[0].lines[0].box
    assert box == pytest.approx(look_for(LETTER[0]), abs=4)


def look_for(text: str) -> tuple[float, ...]:
    """Where MuPDF finds `text` in the undamaged file."""
    return tuple(draw_pdf()[0].search_for(text)[0])


def test_a_scan_that_only_pdfium_opens_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "roto.pdf"
    path.write_bytes(draw_scan(draw_image()).tobytes().replace(b"/Count", b"/count"))
    with open_file(path) as document:
        page = document.read_page(1)
    assert page.source == "ocr"
    assert character_error_rate(" ".join(LETTER), page.text) < 0.02


@pytest.mark.parametrize("make", [damage.broken_page_tree, damage.lost_page_tree])
def test_a_pdf_whose_pages_cannot_be_found_is_corrupt_not_empty(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    path = tmp_path / "roto.pdf"
    path.write_bytes(make())
    with pytest.raises(CorruptFileError, match=r"doc-1.*damaged"):
        look_at(path)


def test_limits_hold_for_the_second_program(tmp_path: Path) -> None:
    path = tmp_path / "roto.pdf"
    pdf = draw_pdf()
    for _ in range(3):
        pdf.new_page()
    path.write_bytes(pdf.tobytes().replace(b"/Count", b"/count"))
    with pytest.raises(TooManyPagesError, match="4 pages"):
        file_process().open(request(path, max_pages=3))
    secret = draw_pdf().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="usuario", owner_pw="dueño")
    path.write_bytes(secret.replace(b"/Count", b"/count"))
    with pytest.raises(EncryptedFileError):
        file_process().open(request(path))


def test_each_kind_of_damage_is_read_or_called_corrupt(tmp_path: Path) -> None:
    """A crash or an untyped error would surface as UnreadableFileError and fail the test."""
    path = tmp_path / "roto.pdf"
    mended = 0
    for seed in SEEDS:
        content = damage.damage_pdf(draw_pdf().tobytes(use_objstms=seed % 2), seed)
        if opens_by_mupdf(content) or b"%PDF-" not in content[:1024]:
            continue
        path.write_bytes(content)
        try:
            opened = file_process().open(request(path))
            look_at(path)
        except CorruptFileError:
            continue
        assert opened.note
        mended += 1
    assert mended > 5
