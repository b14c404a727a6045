"""A real HTTP server that looks like the function to the database and the doctor, without its models."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from function import __version__
from function.http.signed import SignedTokens
from tests.support.serving import QuietHandler, serving


@dataclass
class SmallFunction:
    """`paths` overrides answers, with a status and a body for each path."""

    token: str
    url: str = ""
    paths: dict[str, tuple[int, object]] = field(default_factory=dict)

    def answer(self, path: str, authorization: str | None) -> tuple[int, object]:
        if path in self.paths:
            return self.paths[path]
        if path.startswith("/api"):
            signed = SignedTokens((self.token,))
            scope = {"method": "GET", "path": path}
            return (200, {"queued": 0}) if signed.admits((authorization or "").encode(), scope) else (401, {})
        return 200, {"status": "ok", "versions": {"kairo-ocr": __version__}}


@contextmanager
def serve_function(token: str) -> Iterator[SmallFunction]:
    function = SmallFunction(token)

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            status, body = function.answer(self.path, self.headers["authorization"])
            content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_HEAD(self) -> None:
            self.send_response(function.answer(self.path, None)[0])
            self.send_header("Location", "/elsewhere")
            self.end_headers()

    with serving(Handler) as function.url:
        yield function
