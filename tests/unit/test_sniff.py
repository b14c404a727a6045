import io
from pathlib import Path

import pillow_heif
import pymupdf
import pytest
from PIL import Image

from function.errors import EmptyFileError, UnsupportedTypeError
from function.intake.sniff import MediaType, sniff

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


def test_an_empty_file_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "vacio.pdf"
    path.touch()
    with pytest.raises(EmptyFileError, match=r"doc-1.*empty"):
        sniff(path, "doc-1")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04\x14\x00", "Word, Excel or ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"\n<!DOCTYPE html><p>no</p>", "web page"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        ("BMW a la venta, razón aquí".encode(), "plain text"),
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
