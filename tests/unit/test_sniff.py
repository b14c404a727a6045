import io
import tracemalloc
from pathlib import Path

import pillow_heif
import pymupdf
import pytest
from PIL import Image

from function.document.media_type import MediaType
from function.errors import EmptyFileError, UnsupportedTypeError
from function.intake.sniff import sniff
from tests.support.zoo import office, office_bombs

pillow_heif.register_heif_opener()

IMAGES = [
    ("PNG", MediaType.PNG),
    ("JPEG", MediaType.JPEG),
    ("TIFF", MediaType.TIFF),
    ("WEBP", MediaType.WEBP),
    ("BMP", MediaType.BMP),
    ("GIF", MediaType.GIF),
    ("HEIF", MediaType.HEIC),
    ("AVIF", MediaType.AVIF),
]


@pytest.mark.parametrize(("image_format", "media_type"), IMAGES)
def test_an_image_is_known_by_its_content_whatever_its_name(
    tmp_path: Path, image_format: str, media_type: MediaType
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60)).save(buffer, image_format)
    path = tmp_path / "contrato.pdf"
    path.write_bytes(buffer.getvalue())
    assert sniff(path, "doc-1") is media_type


@pytest.mark.parametrize("junk", [b"", b"\xef\xbb\xbf\r\n", b"x" * 1000])
def test_a_pdf_is_known_behind_junk_in_its_first_kilobyte(tmp_path: Path, junk: bytes) -> None:
    pdf = pymupdf.open()
    pdf.new_page()
    path = tmp_path / "factura.jpg"
    path.write_bytes(junk + pdf.tobytes())
    assert sniff(path, "doc-1") == "application/pdf"


def test_an_empty_file_has_its_own_error(tmp_path: Path) -> None:
    path = tmp_path / "vacio.pdf"
    path.touch()
    with pytest.raises(EmptyFileError, match=r"doc-1.*empty"):
        sniff(path, "doc-1")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or a locked Word"),
        (b"<?xml version='1.0'?><factura/>", "XML"),
        (b"{\\rtf1 no", "RTF"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x01\x02\x03", "unknown kind"),
    ],
)
def test_a_person_learns_what_was_uploaded_instead_and_what_to_upload(
    tmp_path: Path, content: bytes, name: str
) -> None:
    path = tmp_path / "documento.pdf"
    path.write_bytes(content)
    with pytest.raises(UnsupportedTypeError, match=rf"doc-1.*{name}.*Upload a PDF"):
        sniff(path, "doc-1")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (office.word(), MediaType.DOCX),
        (office.spreadsheet(), MediaType.XLSX),
        (office.slides(), MediaType.PPTX),
        (office.open_text(), MediaType.ODT),
        (office.open_spreadsheet(), MediaType.ODS),
        (office.web_page(), MediaType.HTML),
        (b"\n<!DOCTYPE html><p>no</p>", MediaType.HTML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>no</p></html>", MediaType.HTML),
        (office_bombs.nested_mail(0), MediaType.EML),
        (b"Received: from a\r\n by b\r\nFrom: a@example.org\r\nSubject: hola\r\n\r\nno", MediaType.EML),
        ("BMW a la venta, razón aquí".encode(), MediaType.TXT),
        ("BMW a la venta, razón aquí".encode("cp1252"), MediaType.TXT),
        ("BMW a la venta, razón aquí".encode("utf-16"), MediaType.TXT),
        (b"Nota: comprar pan\nDe: Ana\n", MediaType.TXT),
        (("ñ" * 40_000).encode(), MediaType.TXT),
    ],
)
def test_office_files_mails_and_texts_are_known_by_their_content(
    tmp_path: Path, content: bytes, media_type: MediaType
) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(content)
    assert sniff(path, "doc-1") is media_type


def test_the_directory_of_a_huge_archive_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "foto.zip"
    path.write_bytes(office.zip_up({f"{'x' * 200}{number}": b"" for number in range(3000)}))
    tracemalloc.start()
    try:
        with pytest.raises(UnsupportedTypeError):
            sniff(path, "doc-1")
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()
