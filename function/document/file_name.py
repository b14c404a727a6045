"""The name under which a document is shown."""

from urllib.parse import unquote, urlsplit


def choose_file_name(file_name: str | None, file_url: str | None) -> str | None:
    """Return the row's own name, else the last step of its `file_url`, without the token that a URL may carry."""
    if file_name or not file_url:
        return file_name
    try:
        parts = urlsplit(file_url.strip())
    except ValueError:
        return None
    path = unquote(parts.path) if parts.scheme in ("http", "https", "storage") else file_url.strip()
    return path.rpartition("/")[2] or None
