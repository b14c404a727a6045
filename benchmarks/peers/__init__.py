"""This project and its peers, each in its own process, so that memory and imports do not mix.

A peer is a module here that calls `serve`. Other programs run under a Python of their own (`make benchmark-peers`):
`.local/peers`, or `.local/paddleocr`, which needs another OpenCV. One JSON object per line: a peer says `{"version": …}`
or `{"missing": …}`, then answers each `{"path": …}` with `{"text": …, "seconds": …, "confidence": …,
"flagged": …}`.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from local.process import die_with_parent

ROOT = Path(__file__).parents[2]
# Longer than a page takes.
ENDING_SECONDS = 30.0
OWN_PYTHON = Path(sys.executable)
PEERS_PYTHON = ROOT / ".local" / "peers" / "bin" / "python"
PADDLE_PYTHON = ROOT / ".local" / "paddleocr" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Peer:
    """`title` is its name in the tables; `module` is the file here that answers, run by `python` with `options`."""

    title: str
    module: str
    python: Path
    options: tuple[str, ...] = ()
    reads_pdf: bool = False


PEERS: dict[str, Peer] = {
    "kairo": Peer("Kairo OCR", "kairo", OWN_PYTHON, reads_pdf=True),
    "step": Peer("Kairo OCR, OCR step alone", "kairo", OWN_PYTHON, ("step",)),
    "paddleocr": Peer("stock PaddleOCR", "paddle", PADDLE_PYTHON, ("stock",)),
    "tuned": Peer("tuned PaddleOCR", "paddle", PADDLE_PYTHON, ("tuned",)),
    "rapidocr": Peer("RapidOCR", "rapid", PEERS_PYTHON),
    "faster": Peer("faster-paddle", "faster", PEERS_PYTHON),
    "tesseract": Peer("Tesseract spa", "tesseract", OWN_PYTHON),
}
# Those that read only the text layer of a PDF.
LAYER_PEERS: dict[str, Peer] = {
    "pdftotext": Peer("pdftotext", "poppler", OWN_PYTHON, reads_pdf=True),
    "layout": Peer("pdftotext -layout", "poppler", OWN_PYTHON, ("layout",), reads_pdf=True),
    "pymupdf4llm": Peer("pymupdf4llm", "mupdf4llm", PEERS_PYTHON, reads_pdf=True),
    "pdfplumber": Peer("pdfplumber", "plumber", PEERS_PYTHON, reads_pdf=True),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of a file. `confidence` is 0..1, and `flagged` asks a person to check it; most peers give neither."""

    text: str
    confidence: float | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text in the peer's own order, the seconds it took, and how sure the peer is of its pages."""

    text: str
    seconds: float
    confidence: float | None = None
    flagged: bool = False


class PeerMissingError(Exception):
    """The peer is not installed; the message says what to do."""


class RunningPeer:
    """A started peer; a context manager. Raises PeerMissingError when it cannot be started."""

    def __init__(self, peer: Peer) -> None:
        if not peer.python.exists():
            raise PeerMissingError("not installed: make benchmark-peers")
        self._process = subprocess.Popen(
            [peer.python, "-m", f"benchmarks.peers.{peer.module}", *peer.options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Ctrl-C reaches only the benchmark, which ends its peers; they also end when it dies.
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        greeting = self._hear()
        if "missing" in greeting:
            self.close()
            raise PeerMissingError(str(greeting["missing"]))
        self.version = str(greeting["version"])

    @property
    def pid(self) -> int:
        return self._process.pid

    def read(self, images: Sequence[Path]) -> Reading:
        """The text of a document given as one file per page."""
        answers = [self._ask(path) for path in images]
        return Reading(
            text="\n\n".join(answer["text"] for answer in answers),
            seconds=sum(answer["seconds"] for answer in answers),
            confidence=min(
                (answer["confidence"] for answer in answers if answer["confidence"] is not None), default=None
            ),
            flagged=any(answer["flagged"] for answer in answers),
        )

    def close(self) -> None:
        """Close the peer's standard input, which ends it; kill it if it does not end."""
        try:
            self._process.communicate(timeout=ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def __enter__(self) -> "RunningPeer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, path: Path) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"path": str(path.absolute())}) + "\n")
        self._process.stdin.flush()
        return self._hear()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise PeerMissingError(f"ended with exit code {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def serve(version: str, read: Callable[[Path], str | Answer]) -> None:
    """Answer requests until standard input ends; output that `read` prints goes to standard error."""
    answers, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps({"version": version}), file=answers, flush=True)
    for path in _requests():
        started = time.perf_counter()
        result = read(path)
        seconds = time.perf_counter() - started
        answer = result if isinstance(result, Answer) else Answer(result)
        print(json.dumps({**asdict(answer), "seconds": seconds}), file=answers, flush=True)


def decline(reason: str) -> None:
    """Say why this peer does not take part."""
    print(json.dumps({"missing": reason}), flush=True)


def _requests() -> Iterator[Path]:
    for line in sys.stdin:
        yield Path(json.loads(line)["path"])
