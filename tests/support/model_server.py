"""Stands in for a language model: a real HTTP server with OpenAI's API, whose answers are files."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.serving import QuietHandler, serving

ANSWERS = Path(__file__).with_name("model_answers")
# Answers that are no file. `trickles` sends a space at a time and never ends, `hangs` nothing.
TRICKLES, HANGS, REDIRECTS, ENDLESS, COMPRESSED, BREAKS_OFF = (
    "trickles", "hangs", "redirects", "endless", "compressed", "breaks off",
)  # fmt: skip


@dataclass
class ModelServer:
    """`answers` are the next ones, the last one repeated: names of files, `error_…` with that status, or one of the above.

    `said` instead is the content of every answer. `requests` are those received, with their headers under `headers`.
    """

    url: str = ""
    answers: list[str] = field(default_factory=lambda: ["good"])
    said: dict[str, Any] | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    # Set at the end, so that no thread stays behind.
    over: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    @property
    def questions(self) -> list[str]:
        return [request["messages"][-1]["content"] for request in self.requests]

    def next_answer(self) -> str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def body(self, answer: str) -> bytes:
        if self.said is None:
            return (ANSWERS / f"{answer}.json").read_bytes()
        made = json.loads((ANSWERS / "good.json").read_text("utf-8"))
        made["choices"][0]["message"]["content"] = json.dumps(self.said)
        return json.dumps(made).encode()


@contextmanager
def serve_model() -> Iterator[ModelServer]:
    server = ModelServer()

    class Handler(QuietHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.requests.append({**request, "path": self.path, "headers": headers})
            server.asked.set()
            self._answer(server.next_answer())

        def do_GET(self) -> None:
            server.elsewhere.append(self.path)
            self._send(200, server.body("good"))

        def _answer(self, answer: str) -> None:
            if answer == HANGS:
                server.over.wait()
            elif answer in (TRICKLES, ENDLESS):
                self._send_on(b" " if answer == TRICKLES else b" " * 65536, 0.02 if answer == TRICKLES else 0)
            elif answer == REDIRECTS:
                self._send(307, b"", Location=f"{server.url}/elsewhere")
            elif answer == COMPRESSED:
                self._send(200, gzip.compress(server.body("good")), **{"Content-Encoding": "gzip"})
            elif answer == BREAKS_OFF:
                self._send(200, server.body("good")[:100], **{"Content-Length": "1000"})
            elif answer.startswith("error_"):
                self._send(int(answer.removeprefix("error_")), server.body(answer))
            else:
                self._send(200, server.body(answer))

        def _send(self, status: int, content: bytes, **headers: str) -> None:
            self.send_response(status)
            sent = {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}
            for name, value in sent.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def _send_on(self, piece: bytes, pause: float) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            try:
                while not server.over.wait(pause):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:
                self.close_connection = True

    with serving(Handler) as url:
        server.url = url
        try:
            yield server
        finally:
            server.over.set()
