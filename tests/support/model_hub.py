"""Stands in for the Hugging Face hub: real HTTP servers with the parts of its API that a download asks for.

As there, a small file comes from the hub itself, after a redirect to its cache, with git's hash as its ETag. A large one is
sent by another host, with its SHA-256 as `X-Linked-ETag`; that host answers ranges.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.support.serving import QuietHandler, serving

COMMIT = "86741b4e3f5cb7765a600d3a3d55a0f6a6cb443d"
# What .gitattributes of such repositories keeps in large file storage.
LARGE = (".safetensors", ".bin", ".h5", ".onnx", ".model", "tokenizer.json", "unigram.json")


@dataclass
class Asked:
    method: str
    path: str
    range: str | None


@dataclass
class Hub:
    """`repositories` are directories by name. The next answer for a large file in `cut` breaks off after so many bytes; one
    in `spoiled` has a wrong byte."""

    repositories: Mapping[str, Path]
    url: str = ""
    files_url: str = ""
    cut: dict[str, int] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)

    def asked_for(self, name: str) -> list[Asked]:
        """The requests for the content of a file."""
        return [asked for asked in self.asked if asked.method == "GET" and asked.path.endswith(f"/{name}")]

    def describe(self, repository: str) -> dict[str, Any]:
        return {
            "_id": "0" * 24,
            "id": repository,
            "modelId": repository,
            "sha": COMMIT,
            "private": False,
            "gated": False,
            "tags": [],
            "siblings": [{"rfilename": name} for name in self.files(repository)],
        }

    def tree(self, repository: str) -> list[dict[str, Any]]:
        return [_entry(name, path.read_bytes()) for name, path in self.files(repository).items()]

    def files(self, repository: str) -> dict[str, Path]:
        root = self.repositories[repository]
        return {str(path.relative_to(root)): path for path in sorted(root.rglob("*")) if path.is_file()}


@contextmanager
def serve_hub(repositories: Mapping[str, Path]) -> Iterator[Hub]:
    hub = Hub(repositories)

    class Files(_Handler):
        """The host of large files, /<repository>/<name>."""

        def do_GET(self) -> None:
            hub.asked.append(Asked(self.command, self.path, self.headers["range"]))
            repository, name = _split(unquote(self.path))
            content = hub.files(repository)[name].read_bytes()
            if name in hub.spoiled:
                content = content[:-1] + bytes([content[-1] ^ 1])
            first = int((self.headers["range"] or "bytes=0-").removeprefix("bytes=").partition("-")[0])
            part = content[first:]
            self.send_response(206 if self.headers["range"] else 200)
            self.send_header("Content-Length", str(len(part)))
            self.send_header("Accept-Ranges", "bytes")
            if self.headers["range"]:
                self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
            self.end_headers()
            broken_after = hub.cut.pop(name, None)
            self.wfile.write(part[:broken_after])
            self.close_connection = broken_after is not None

    class Api(_Handler):
        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            hub.asked.append(Asked(self.command, self.path, self.headers["range"]))
            path = unquote(urlsplit(self.path).path)
            if path.startswith("/api/models/"):
                self._describe(path.removeprefix("/api/models/"))
            elif path.startswith("/api/resolve-cache/models/"):
                repository, rest = _split(path.removeprefix("/api/resolve-cache/models"))
                self._send_small(repository, rest.partition("/")[2])
            else:
                repository, rest = _split(path)
                self._resolve(repository, rest.split("/", 2)[2])

        def _describe(self, path: str) -> None:
            repository, rest = _split(f"/{path}")
            if repository not in hub.repositories:
                # The hub does not tell strangers what exists.
                self.send(
                    401, b'{"error": "Invalid username or password."}', **{"X-Error-Code": "RepoNotFound"}
                )
                return
            listed = rest.startswith("tree/")
            answer = hub.tree(repository) if listed else hub.describe(repository)
            self.send(200, json.dumps(answer).encode(), **{"Content-Type": "application/json"})

        def _resolve(self, repository: str, name: str) -> None:
            path = hub.files(repository).get(name)
            if path is None:
                self.send(404, b"", **{"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT})
                return
            content = path.read_bytes()
            if name.endswith(LARGE):
                self.send(
                    302,
                    b"",
                    **{
                        "Location": f"{hub.files_url}/{repository}/{name}",
                        "X-Repo-Commit": COMMIT,
                        "X-Linked-Size": str(len(content)),
                        "X-Linked-ETag": f'"{_sha256(content)}"',
                    },
                )
            else:
                target = f"/api/resolve-cache/models/{repository}/{COMMIT}/{name}"
                self.send(307, b"", **{"Location": target, "X-Repo-Commit": COMMIT})

        def _send_small(self, repository: str, name: str) -> None:
            content = hub.files(repository)[name].read_bytes()
            self.send(200, content, **{"ETag": f'"{_git_sha1(content)}"', "X-Repo-Commit": COMMIT})

    with serving(Api) as hub.url, serving(Files) as hub.files_url:
        yield hub


class _Handler(QuietHandler):
    protocol_version = "HTTP/1.1"

    def send(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _split(path: str) -> tuple[str, str]:
    """Return the repository and what follows it in a path that begins with it."""
    _, owner, name, *rest = path.split("/", 3)
    return f"{owner}/{name}", rest[0] if rest else ""


def _entry(name: str, content: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "file",
        "oid": _git_sha1(content),
        "size": len(content),
        "path": name,
    }
    if name.endswith(LARGE):
        entry["lfs"] = {"oid": _sha256(content), "size": len(content), "pointerSize": 134}
    return entry


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _git_sha1(content: bytes) -> str:
    return hashlib.sha1(f"blob {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()
