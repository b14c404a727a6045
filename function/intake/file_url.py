"""Parses `documents.file_url` into bucket and path of a file in the project's own Storage.

The URL itself is never requested.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from function.errors import FileUrlError

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OBJECT_ACCESS = ("public", "authenticated", "sign")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in Storage: `path` inside `bucket`, not percent-encoded."""

    bucket: str
    path: str


def parse_file_url(file_url: str, supabase_url: str, document_id: str) -> StoredFile:
    """Parse `bucket/path`, `storage://bucket/path` or an object URL of this project's Storage.

    Raises FileUrlError for everything else, including URLs of other hosts.
    """
    steps = _split_steps(file_url.strip(), supabase_url)
    if steps is None or len(steps) < 2 or any(not _is_step(step) for step in steps):
        raise no_file(document_id)
    return StoredFile(steps[0], "/".join(steps[1:]))


def _is_step(step: str) -> bool:
    # Storage accepts no control characters, and stripping them or splitting at them would change the name.
    return step not in ("", ".", "..") and not _CONTROL.search(step)


def no_file(document_id: str) -> FileUrlError:
    return FileUrlError(
        f"Document {document_id}: its file_url names no file in this project's Storage. "
        "Use bucket/path, for example documents/2026/contract.pdf, then resubmit it."
    )


def _split_steps(file_url: str, supabase_url: str) -> list[str] | None:
    try:
        parts = urlsplit(file_url)
    except ValueError:
        # Brackets without an IP address, or characters that normalise to another host name.
        return None
    if parts.scheme in ("http", "https"):
        return _object_steps(file_url, supabase_url)
    if parts.scheme == "storage":
        return [parts.netloc, *unquote(parts.path).split("/")[1:]]
    # ocr.check_user_write must parse this form in the same way; a test compares the two.
    return file_url.lstrip("/").split("/")


def _object_steps(url: str, supabase_url: str) -> list[str] | None:
    prefix = f"{supabase_url}/storage/v1/object/"
    if not url.startswith(prefix):
        return None
    steps = unquote(urlsplit(url).path.removeprefix(urlsplit(prefix).path)).split("/")
    return steps[1:] if steps[0] in _OBJECT_ACCESS else steps
