"""Detects the type of a file by its content: names and declared types are often wrong."""

from enum import StrEnum
from pathlib import Path

from function.errors import EmptyFileError, UnsupportedTypeError

# PDF readers accept a header within the first 1024 bytes (PDF 1.7, annex H.3.4.1).
PDF_HEADER_WITHIN = 1024


class MediaType(StrEnum):
    """The MIME types that can be read."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"
    GIF = "image/gif"
    HEIC = "image/heic"
    AVIF = "image/avif"


_PREFIXES = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),
    (b"MM\x00+", MediaType.TIFF),
    (b"GIF87a", MediaType.GIF),
    (b"GIF89a", MediaType.GIF),
)

# Files that people upload by mistake, named in their words.
_UNREADABLE = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "an RTF text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"8BPS", "a Photoshop file"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 image"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an XML file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# Brands of HEIF (ISO 23008-12) and AVIF, listed in the first box of a file.
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))


def sniff(path: Path, document_id: str) -> MediaType:
    """Detect the type of the file at `path`.

    Raises EmptyFileError, or UnsupportedTypeError, whose message says what the file seems to be.
    """
    with path.open("rb") as file:
        head = file.read(PDF_HEADER_WITHIN + 8)
    if not head:
        raise EmptyFileError(f"Document {document_id}: the file is empty (0 bytes). Upload it again.")
    media_type = _recognise(head)
    if media_type is None:
        raise UnsupportedTypeError(
            f"Document {document_id}: the file is {_describe(head)}, which cannot be read. "
            "Upload a PDF, PNG, JPEG, TIFF, WebP, BMP, GIF, HEIC or AVIF."
        )
    return media_type


def _recognise(head: bytes) -> MediaType | None:
    for prefix, media_type in _PREFIXES:
        if head.startswith(prefix):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    # Plain text may also begin with "BM"; bytes 6 to 9 of a bitmap are reserved and zero.
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return MediaType.BMP
    if head[4:8] == b"ftyp":
        return _recognise_photo(head)
    if b"%PDF-" in head:
        return MediaType.PDF
    return None


def _recognise_photo(head: bytes) -> MediaType | None:
    """Read the brands in the box `ftyp`: size, name, major brand, version, compatible brands."""
    box = head[8 : int.from_bytes(head[:4])]
    brands = {box[start : start + 4] for start in range(0, len(box), 4) if start != 4}
    if brands & _AVIF_BRANDS:
        return MediaType.AVIF
    return MediaType.HEIC if brands & _HEIF_BRANDS else None


def _describe(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for prefix, name in _UNREADABLE:
        if start.startswith(prefix.lower()):
            return name
    if head[4:8] == b"ftyp":
        return "a video"
    if not any(byte < 9 for byte in head):
        return "plain text"
    return "of an unknown kind"
