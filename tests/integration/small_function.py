"""The function as the database and the doctor see it, without its models: a real HTTP server with its few answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from function import __version__


@dataclass
class SmallFunction:
    """`paths` overrules answers: a status and a body for each path."""

    token: str
    url: str = ""
    paths: dict[str, tuple[int, object]] = field(default_factory=dict)

    def answer(self, path: str, authorization: str | None) -> tuple[int, object]:
        if path in self.paths:
            return self.paths[path]
        if path.startswith("/api"):
            return (200, {"queued": 0}) if authorization == f"Bearer {self.token}" else (401, {})
        return 200, {"status": "ok", "versions": {"kairo-ocr": __version__}}


@contextmanager
def serve_function(token: str) -> Iterator[SmallFunction]:
    function = SmallFunction(token)

    class Handler(BaseHTTPRequestHandler):
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

        def log_message(self, *_: object) -> None:
            """Quiet: the test looks at what the doctor says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    function.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield function
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
