"""OCR_ENGINE=paddle, with paddlepaddle from the registry and the default models in Paddle's own format."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paddle_engine import ENVIRONMENT, prepare
from tests.support.pages.edition import make_page
from tests.support.reading import read_file
from tests.support.running import OFFLINE, Running, run_quick_stack
from tests.support.scoring import character_error_rate
from tests.support.small_documents import scan_with_pages
from tests.support.waiting import wait_until

# The first run fetches 190 MB.
pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(900)]

JOB = "select status, attempt, pages_done from ocr_queue where document_id = %s"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    prepare()
    path = os.pathsep.join((str(OFFLINE), ENVIRONMENT["PYTHONPATH"]))
    engine, models = ENVIRONMENT["OCR_ENGINE"], ENVIRONMENT["MODELS_DIR"]
    with run_quick_stack("vps-1", OCR_ENGINE=engine, MODELS_DIR=models, PYTHONPATH=path) as running:
        yield running


@pytest.mark.parametrize("name", ["poliza_clean150", "factura_scan150"])
def test_paddle_reads_what_openvino_reads(running: Running, tmp_path: Path, name: str) -> None:
    made = make_page(name)
    file = tmp_path / f"{name}.{made.suffix}"
    file.write_bytes(made.content)
    document = running.insert(running.upload(file.name, made.content))
    running.wait_for(document, "completed")
    text = running.api.get(f"/api/documents/{document}?format=text").raise_for_status().text
    (page,) = read_file(file)
    assert character_error_rate(page.text, text) < 0.002


def test_a_worker_that_is_told_to_end_finishes_its_document(running: Running) -> None:
    """Paddle's own handlers of signals would end it at once."""
    document = running.insert(running.upload("paddle.pdf", scan_with_pages(3)))
    wait_until(lambda: running.rows(JOB, document)[0]["pages_done"] >= 1)
    os.kill(running.worker_pid(), signal.SIGTERM)
    wait_until(lambda: running.rows(JOB, document)[0]["status"] == "completed", 180)
    assert running.rows(JOB, document)[0]["attempt"] == 1
