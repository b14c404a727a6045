"""Serves the page for people: the files of `function/web`, read once, with a strict Content-Security-Policy."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

WEB = Path(__file__).parent.parent / "web"
START = "index.html"
# Of these the browser is told nothing by its name alone, on a machine without a table of types.
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
# Letters and icons are compressed already, or small.
COMPRESSED = (".html", ".js", ".css", ".svg", ".txt")


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file of the page; `packed` is its gzip form, or None where that gains nothing."""

    content: bytes
    packed: bytes | None
    media_type: str
    etag: str


def page_routes(supabase_url: str) -> Sequence[BaseRoute]:
    """Return the routes of the page: `/` and the files that it asks for below `/web`.

    It speaks to this server and, to sign people in, to `supabase_url`. The files are kept by browsers for good, under a
    path that names their version; `/` is asked for each time, and leads to the latest.
    """
    files = read_files()
    version = name_version(files)
    start = _pack(START, files[START].content.replace(b'"/web/', f'"/web/{version}/'.encode()))
    policy = content_security_policy(supabase_url)

    def show_page(request: Request) -> Response:
        return _answer(request, start, policy, "no-cache")

    def show_file(request: Request) -> Response:
        found = files.get(request.path_params["path"])
        # A worker that has just been replaced by another version must not give its files under the new one's path.
        if found is None or request.path_params["version"] != version:
            raise HTTPException(404)
        return _answer(request, found, policy, "public, max-age=31536000, immutable")

    return [Route("/", show_page), Route("/web/{version}/{path:path}", show_file)]


def content_security_policy(supabase_url: str) -> str:
    """Return the policy: nothing inline, nothing evaluated, nothing from other hosts, in nobody's frame."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            # Pictures of pages need the bearer token, so they are fetched and shown from memory.
            "img-src 'self' blob:",
            f"connect-src 'self' {supabase_url}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def read_files(folder: Path = WEB) -> dict[str, WebFile]:
    """Return the page's files by their paths below `folder`; only these can be asked for."""
    return {
        path.relative_to(folder).as_posix(): _pack(path.name, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def name_version(files: Mapping[str, WebFile]) -> str:
    """Return 16 hexadecimal digits that change with the name or content of any file."""
    listed = "\n".join(f"{path} {file.etag}" for path, file in sorted(files.items()))
    return hashlib.sha256(listed.encode()).hexdigest()[:16]


def _pack(name: str, content: bytes) -> WebFile:
    suffix = Path(name).suffix
    media_type = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    # Without a time in it, so that every instance sends the same bytes.
    packed = gzip.compress(content, mtime=0) if suffix in COMPRESSED else None
    return WebFile(content, packed, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def _answer(request: Request, file: WebFile, policy: str, caching: str) -> Response:
    headers = {
        "ETag": file.etag,
        "Cache-Control": caching,
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Vary": "Accept-Encoding",
    }
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            file.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=file.media_type
        )
    return Response(file.content, headers=headers, media_type=file.media_type)
