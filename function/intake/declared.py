"""Compares the declared type of a file with its content. The content wins; a difference is noted."""

import mimetypes
from urllib.parse import urlsplit

# Aliases of the same type.
_SAME = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/x-ms-bmp": "image/bmp",
    "image/x-bmp": "image/bmp",
    "image/tif": "image/tiff",
    "image/heif": "image/heic",
    "application/x-pdf": "application/pdf",
}
# What programs declare when they do not know.
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream")


def note_declared_types(mime_type: str | None, file_url: str, media_type: str) -> list[str]:
    """Return a sentence for each declaration, `mime_type` or extension, that the content contradicts."""
    by_name, _ = mimetypes.guess_type(urlsplit(file_url).path.rsplit("/", 1)[-1])
    declared = {"its mime_type": mime_type, "its name": by_name}
    return [
        f"The file is {media_type}, although {where} says {said}; it was read as {media_type}."
        for where, said in declared.items()
        if said and _plain(said) not in (*_UNKNOWN, _plain(media_type))
    ]


def _plain(media_type: str) -> str:
    name = media_type.split(";", maxsplit=1)[0].strip().lower()
    return _SAME.get(name, name)
