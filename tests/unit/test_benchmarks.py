"""How the speed, memory and throughput benchmarks judge their figures, and the pages they use."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, islice
from pathlib import Path
from uuid import uuid4

import psutil
import pymupdf
import pytest
from PIL import Image

from benchmarks import chaos_report, load_clients, load_report, report, speed_table, swarm, throughput_report
from benchmarks.chaos_report import Comparison, Outcome
from benchmarks.database import SELECTION
from benchmarks.embedding_floor import EmbeddingFloor
from benchmarks.gauge import MemoryGauge, cpu_seconds
from benchmarks.load_clients import Answer, Traffic
from benchmarks.load_report import Letter, Letters, Scans
from benchmarks.load_requests import NOT_ASKED, Archive, write_asks
from benchmarks.pages import A4_PIXELS, a4_kinds, collect_scans
from benchmarks.papers import bind_scans, write_letter
from benchmarks.speed_table import PIPELINE, STEP, STOCK, TESSERACT, TUNED, Speed
from benchmarks.throughput_report import BornDigital, Busy, Mix, Scan
from function.migrations.files import MIGRATIONS
from function.operations import list_operations
from local.samples import FOLDER
from tests.support.scoring import Counts


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Redirects reports to a temporary directory and turns plots off."""
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr("sys.argv", ["benchmark"])
    monkeypatch.setattr(speed_table, "PEERS_PYTHON", tmp_path / "python")
    return tmp_path


def speed(engine: str, seconds: float, edits: int = 10) -> Speed:
    """Two pages, three repeats each; one repeat of the first page was slowed by other load."""
    return Speed(
        engine,
        pages=2,
        seconds=((seconds, seconds, 9 * seconds), (3 * seconds, 3 * seconds, 3 * seconds)),
        cpu_seconds=((1.0,), (2.0,)),
        peak=800,
        edits=(Counts(edits, 1000), Counts(0, 1000)),
        f1=(1.0, 0.9),
    )


def test_a_smaller_run_does_not_replace_the_figures_of_a_whole_one(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report.write_result("queue.md", ["500 documents"])
    monkeypatch.setattr("sys.argv", ["benchmark", "--documents", "60"])
    assert report.write_result("queue.md", ["60 documents"]) == "60 documents\n"
    assert (results / "queue.md").read_text() == "500 documents\n"


def test_a_page_s_seconds_are_those_of_the_mean_page_by_the_median_of_its_repeats() -> None:
    assert speed("one", 1.0).page_seconds == pytest.approx(2.0)
    assert speed("one", 1.0).cer == pytest.approx(0.5)


def test_engines_are_compared_and_a_missing_one_says_so(results: Path) -> None:
    versions = {STEP: "1", STOCK: "2", "RapidOCR": "skipped, not installed"}
    written = speed_table.write_report(versions, [speed(STEP, 0.5), speed(STOCK, 2.0)], repeats=3)
    assert f"| {STEP} | 1.00 | 1.00 | 1.50 | 0.25 |  | 800 | 0.50 | 95.0 |" in written
    assert "| RapidOCR | skipped, not installed |" in written
    assert "- holds: OCR step's time over stock PaddleOCR's 0.25 (at most 0.25)" in written
    assert "No plot: make benchmark-peers." in written
    assert (results / "speed.md").read_text() == written


def test_each_target_of_speed_is_judged_when_its_engines_were_there() -> None:
    engines = (STEP, PIPELINE, STOCK, TUNED, TESSERACT)
    written = speed_table.write_report(
        dict.fromkeys(engines, "1"), [speed(name, 1) for name in engines], repeats=3
    )
    assert written.count("**FAILS**") == 4
    assert "**FAILS**: pipeline's errors over Tesseract's 1.00 (at most 0.25)" in written


def test_throughput_is_judged_and_what_is_not_counted_says_so() -> None:
    long = BornDigital(
        100, 250_000, 80_000, 200, 11.0, {"embed": 8.0, "the rest: saving pages and more": 3.0}
    )
    short = BornDigital(10, 25_000, 8_000, 20, 1.0, {"embed": 0.5, "the rest: saving pages and more": 0.5})
    scan = Scan(10, step_seconds=(10.0,), http_seconds=(11.0,))
    mix = Mix(digital=6, scans=4, pages=3, seconds=20.0)
    floor = EmbeddingFloor(operations=3e12, speed=1e11)
    for share, line in (
        (None, "- not counted by the function"),
        (0.9, "- **FAILS**: time in which"),
        (0.96, "- holds"),
    ):
        written = throughput_report.write_report(Busy(20, 3, 1.5, share), [[long], [short]], scan, mix, floor)
        assert f"\n{line}" in written
    assert "- **FAILS**: born-digital PDF of 100 pages 11.00 s (at most 10.00 s)" in written
    assert "- holds: born-digital PDF of 10 pages 1.00 s (at most 1.20 s)" in written
    assert "over the OCR step alone 1.10 (at most 1.10)" in written
    assert "30.0 s at the 100 GFLOP/s" in written
    assert "- 43,200 documents a day" in written


def test_a_process_is_measured_with_its_children() -> None:
    hog = "import sys; block = bytearray(200_000_000); print(len(block), flush=True); sys.stdin.read()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hog!r}])"
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        alone = sum(psutil.Process(process.pid).cpu_times()[:2])
        with MemoryGauge(process.pid) as gauge:
            assert cpu_seconds(process.pid) > alone
    assert gauge.peak > 190


def test_scans_have_the_pixels_of_a4_at_200_dpi_and_their_truth(tmp_path: Path) -> None:
    for name in ("factura.jpg", "factura.txt", "contrato.pdf", "contrato.txt"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    with collect_scans([tmp_path]) as samples:
        assert [(sample.name, len(sample.images)) for sample in samples] == [("contrato", 2), ("factura", 1)]
        for sample in samples:
            assert sample.truth
            for image in sample.images:
                with Image.open(image) as picture:
                    assert picture.width * picture.height == pytest.approx(A4_PIXELS, rel=0.03)


def test_most_sheets_are_a4() -> None:
    assert len(a4_kinds()) > 10
    assert "ticket" not in a4_kinds()


def test_papers_have_their_pages_and_no_two_letters_are_alike(tmp_path: Path) -> None:
    picture = tmp_path / "scan.png"
    Image.new("L", (1654, 2339), 255).save(picture)
    with pymupdf.open("pdf", bind_scans([picture] * 3)) as scan:
        assert [page.get_text() for page in scan] == [""] * 3
    with pymupdf.open("pdf", write_letter(2, 1)) as one, pymupdf.open("pdf", write_letter(2, 2)) as other:
        texts = [page.get_text() for letter in (one, other) for page in letter]
    assert len(set(texts)) == 4
    assert all(len(text) > 1500 for text in texts)


def test_the_query_that_is_explained_is_that_of_dispatch() -> None:
    (file,) = MIGRATIONS.glob("*_turns.sql")
    found = SELECTION.search(file.read_text("utf-8"))
    assert found is not None
    assert "ocr.waiting_jobs" in found[1]
    assert "limit max_count" in found[1]
    assert "for update skip locked" in found[1]


def test_swarms_report_compares_replicas_with_one_and_says_what_was_lost(results: Path) -> None:
    outcome = swarm.Outcome(60, 243.0, 1, 2, 3, {"vps-1": 40, "vps-2": 20})
    written = swarm.write_report(1, 0.5, {1: 12.0, 2: 24.0}, outcome)
    assert "| 2 | 24 | 2.00 |" in written
    assert "1 lost, 2 done twice, 3 picked up by another replica" in written
    assert "vps-1 40, vps-2 20" in written
    assert (results / "swarm.md").read_text() == written


def test_a_document_lost_under_faults_fails_the_benchmark_and_so_does_more_than_twice_the_time(
    results: Path,
) -> None:
    quiet = Outcome(100.0, {"lost": 0, "duplicates": 0, "failed": 0, "attempts": 60}, Counter())
    slow = Outcome(210.0, {**quiet.found, "attempts": 75}, Counter({"worker killed": 14}))
    lossy = Outcome(190.0, {**quiet.found, "lost": 1}, Counter({"Storage down": 1, "worker killed": 9}))
    written = chaos_report.write_report(
        60, 6, Comparison("one", quiet, slow), Comparison("two", quiet, lossy)
    )
    assert "| one, quiet | 100 |  | 60 |  |" in written
    assert "| two | 190 | 1.90 | 60 | Storage down 1, worker killed 9 |" in written
    assert "- **FAILS**: one: times the quiet run 2.10 (at most 2.00)" in written
    assert "- holds: one: lost 0.00 (at most 0.00)" in written
    assert "- **FAILS**: two: lost 1.00 (at most 0.00)" in written
    assert (results / "chaos.md").read_text() == written


def answers(endpoint: str, *milliseconds: float, error: str | None = None) -> tuple[Answer, ...]:
    return tuple(Answer(endpoint, value, error) for value in milliseconds)


def test_percentiles_lie_between_the_answers_and_one_answer_is_all_of_them() -> None:
    assert load_report.find_percentiles(range(1, 102)) == (51, 96, 100)
    assert load_report.find_percentiles([7.0]) == (7.0, 7.0, 7.0)


def test_each_endpoint_under_load_is_compared_with_itself_when_nothing_was_read(results: Path) -> None:
    idle = Traffic(10.0, 1.0, answers("GET /health", 10, 10, 10))
    slow = answers("GET /health", 30, 30) + answers("POST /api/search", 400)
    failed = answers("POST /api/search", 600, 800, error="503")
    alone = [Letter(1.0, 0.1), Letter(2.0, 0.1), Letter(1.0, 0.1)]
    letters = [Letters("scanned", alone, [Letter(3.0, 0.5), Letter(9.0, 2.0), Letter(4.0, 0.25)])]
    loaded = Traffic(60.0, 12.0, slow + failed)
    written = load_report.write_report(10, idle, loaded, Scans(2, 100, 45), letters)
    assert "| `GET /health` | 2 | 0 | 30.0 | 30.0 | 30.0 | 10.0 | 10.0 | 10.0 | 3.0 | 3.0 | 3.0 |" in written
    assert "| `POST /api/search` | 3 | 2 | 600.0 | 780.0 | 796.0 |  |  |  |  |  |  |" in written
    assert "| scanned | 3 | 4.00 | 9.00 | 0.50 | 2.00 | 1.00 | 4.0 |" in written
    assert (
        "took 20 % of a core, idle 10 %. 45 pages of the scans were read during the load, 45 per minute"
        in written
    )
    assert "- **FAILS**: errors 2.00 (at most 0.00)\n  - `POST /api/search`: 503, 2 times" in written
    assert (results / "load.md").read_text() == written


def test_clients_ask_every_endpoint_and_expect_no_text_of_a_scan_being_read() -> None:
    scan = uuid4()
    archive = Archive([f"question {number}" for number in range(9)], [uuid4()], reading=[scan])
    asks = list(islice(write_asks(archive, seed=1), 500))
    operations = {f"{operation.method} {operation.path}" for operation in list_operations()}
    assert {ask.endpoint for ask in asks} == {*(operations - NOT_ASKED), "POST with a wrong token"}
    texts = [ask for ask in asks if ask.path.startswith(f"/api/documents/{scan}") and "json" not in ask.path]
    assert texts
    assert {status for ask in texts for status in ask.expected} == {409}


def test_what_is_no_expected_answer_is_an_error() -> None:
    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503 if self.path == "/metrics" else 200)
            self.end_headers()

        def do_POST(self) -> None:
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    archive = Archive([f"question {number}" for number in range(9)], [uuid4()])
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server, ThreadPoolExecutor(1) as executor:
        executor.submit(server.serve_forever)
        looks = count()
        url = f"http://127.0.0.1:{server.server_port}"
        traffic = load_clients.run_clients(url, {}, 2, archive, lambda: next(looks) > 200)
        server.shutdown()
    errors = {answer.endpoint: answer.error for answer in traffic.answers}
    assert errors["GET /health"] is None
    assert errors["GET /metrics"] == "503"
    assert errors["POST /api/search"] == "RemoteProtocolError"
