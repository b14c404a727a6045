"""Recognises the type of a file by its content: names and declared types are often wrong."""

import re
from enum import StrEnum
from pathlib import Path

# PDF readers accept a header anywhere in the first 1024 bytes (PDF 1.7, annex H.3.4.1).
PDF_HEADER_WITHIN = 1024
# How much is read of a text, and of the directory at the end of a ZIP file.
HEAD = 64 * 1024
MAX_DIRECTORY = 256 * 1024
# A ZIP file ends with the position of its directory, and a comment of up to 64 KB.
END_OF_ZIP = 22 + 65_535

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class MediaType(StrEnum):
    """The types of files that can be read, by their MIME type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"
    GIF = "image/gif"
    HEIC = "image/heic"
    AVIF = "image/avif"
    DOCX = _OFFICE + "wordprocessingml.document"
    XLSX = _OFFICE + "spreadsheetml.sheet"
    PPTX = _OFFICE + "presentationml.presentation"
    ODT = _OPEN_DOCUMENT + "text"
    ODS = _OPEN_DOCUMENT + "spreadsheet"
    ODP = _OPEN_DOCUMENT + "presentation"
    EML = "message/rfc822"
    HTML = "text/html"
    TXT = "text/plain"

    @property
    def is_image(self) -> bool:
        return self.startswith("image/")


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

# Known types that cannot be read, as people call them.
UNREADABLE = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a locked Word, Excel or Outlook file"),
    (b"{\\rtf", "an RTF text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"8BPS", "a Photoshop file"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 image"),
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an XML file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
# Brands of HEIF (ISO 23008-12) and AVIF, listed in the file's first box.
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
# Folders in Office Open XML files.
_OFFICE_FOLDERS = ((b"word/", MediaType.DOCX), (b"xl/", MediaType.XLSX), (b"ppt/", MediaType.PPTX))
_OPEN_DOCUMENTS = (MediaType.ODT, MediaType.ODS, MediaType.ODP)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<meta", b"<style")
_MAIL_HEADERS = frozenset(
    (b"to", b"date", b"subject", b"message-id", b"received", b"mime-version", b"return-path", b"cc")
)
_HEADER = re.compile(rb"([!-9;-~]+):")
MAX_HEADERS = 400
# Control characters that text never contains: all but 9 to 13, and the escape of terminals.
_CONTROLS = bytes(code for code in (*range(9), *range(14, 27), *range(28, 32)))
# Minimum share of ASCII in a single-byte text.
MIN_ASCII = 0.7


def recognise(path: Path) -> MediaType | None:
    """Return the type of the file at `path`, or None if it cannot be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return _by_signature(head) or _by_directory(path, head) or _by_text(head)


def describe(path: Path) -> str:
    """Describe a file that cannot be read, in everyday words."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    start = _without_blank(head)
    for prefix, name in UNREADABLE:
        if start.startswith(prefix.lower()):
            return name
    return "a video" if head[4:8] == b"ftyp" else "of an unknown kind"


def _by_signature(head: bytes) -> MediaType | None:
    for prefix, media_type in _PREFIXES:
        if head.startswith(prefix):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    # Ordinary text may begin with "BM", too; bytes 6 to 9 of a bitmap are reserved and zero.
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return MediaType.BMP
    if head[4:8] == b"ftyp":
        return _recognise_photo(head)
    # A mail may contain a PDF that close to its beginning.
    if b"%PDF-" in head[: PDF_HEADER_WITHIN + 8]:
        return MediaType.EML if _is_mail(head) else MediaType.PDF
    return None


def _recognise_photo(head: bytes) -> MediaType | None:
    """Read the box `ftyp`: its size, its name, the major brand, a version, compatible brands."""
    box = head[8 : min(int.from_bytes(head[:4]), PDF_HEADER_WITHIN)]
    brands = {box[start : start + 4] for start in range(0, len(box), 4) if start != 4}
    if brands & _AVIF_BRANDS:
        return MediaType.AVIF
    return MediaType.HEIC if brands & _HEIF_BRANDS else None


def _by_directory(path: Path, head: bytes) -> MediaType | None:
    """Recognise a ZIP file by the names in it. An OpenDocument's type comes first, uncompressed."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    if head[30:38] == b"mimetype":
        stated = head[38:200]
        return next((kind for kind in _OPEN_DOCUMENTS if stated.startswith(kind.encode())), None)
    directory = _read_directory(path)
    if (directory and b"[Content_Types].xml" not in directory) or b"xl/workbook.bin" in directory:
        return None
    # When a truncated file has no directory, its beginning has names as well.
    names = directory or head
    return next((kind for folder, kind in _OFFICE_FOLDERS if folder in names), None)


def _read_directory(path: Path) -> bytes:
    """Return the beginning of a ZIP file's directory; empty without one."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - END_OF_ZIP, 0))
        tail = file.read()
        end = tail.rfind(b"PK\x05\x06")
        if end < 0 or len(tail) < end + 20:
            return b""
        file.seek(min(int.from_bytes(tail[end + 16 : end + 20], "little"), size))
        return file.read(MAX_DIRECTORY)


def _by_text(head: bytes) -> MediaType | None:
    start = _without_blank(head)
    if start.startswith(_HTML_STARTS) or (start.startswith((b"<?xml", b"<!--")) and b"<html" in start[:4096]):
        return MediaType.HTML
    if not head or any(start.startswith(prefix.lower()) for prefix, _ in UNREADABLE) or not _is_text(head):
        return None
    return MediaType.EML if _is_mail(head) else MediaType.TXT


def _without_blank(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _is_mail(head: bytes) -> bool:
    """Whether it begins with header fields (RFC 5322): From, and two others that mails usually have."""
    names = set()
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()[:MAX_HEADERS]
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header:
            names.add(header[1].lower())
        elif not line.strip():
            break
        elif not line.startswith((b" ", b"\t")) and not (number == 0 and line.startswith(b"From ")):
            return False
    return b"from" in names and len(names & _MAIL_HEADERS) >= 2


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(head[: len(head) // 2 * 2], "utf-16")
    if head.translate(None, _CONTROLS) != head:
        return False
    ascii_letters = sum(byte < 127 for byte in head)
    # The last character may be cut.
    return ascii_letters >= MIN_ASCII * len(head) or any(
        _decodes(head[: len(head) - cut], "utf-8") for cut in range(4)
    )


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        return "\0" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False
