"""Detects the type of a downloaded file by its content: names and declared types are often wrong."""

from pathlib import Path

from function.document.media_type import MediaType, describe, recognise
from function.errors import EmptyFileError, UnsupportedTypeError


def sniff(path: Path, document_id: str) -> MediaType:
    """Detect the type of the file at `path`.

    Raises EmptyFileError, or UnsupportedTypeError, whose message says what the file seems to be.
    """
    if path.stat().st_size == 0:
        raise EmptyFileError(f"Document {document_id}: the file is empty (0 bytes). Upload it again.")
    media_type = recognise(path)
    if media_type is None:
        raise UnsupportedTypeError(
            f"Document {document_id}: the file is {describe(path)}, which cannot be read. "
            "Upload a PDF, a picture (PNG, JPEG, TIFF, WebP, BMP, GIF, HEIC, AVIF), an office file (DOCX, XLSX, "
            "PPTX, ODT, ODS, ODP), an e-mail (EML), a web page or a text."
        )
    return media_type
