import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest

from local.samples import FOLDER, SAMPLES, SEARCHES, Sample
from local.samples.edition import ANNUAL_REPORT, publish
from local.samples.transcript import transcribe
from tests.support.scoring import character_error_rate

MEGABYTE = 1_000_000
SIGNATURES = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n"}
UNLIGATURED = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@pytest.fixture(scope="module")
def new_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    publish(folder)
    return folder


@each_sample
def test_a_sample_is_of_the_type_and_length_it_declares(sample: Sample) -> None:
    assert sample.file.read_bytes().startswith(SIGNATURES[sample.media_type])
    assert len(pymupdf.open(sample.file)) == sample.pages


@each_sample
def test_a_scan_has_no_text_layer_and_a_born_digital_page_has(sample: Sample) -> None:
    for page in pymupdf.open(sample.file):
        assert (not page.get_text().strip()) == sample.scanned


@each_sample
def test_the_truth_is_plain_text_without_loose_white_space(sample: Sample) -> None:
    truth = sample.truth.read_text(encoding="utf-8")
    assert len(truth) > 500
    assert truth == unicodedata.normalize("NFC", truth)
    assert all(line == " ".join(line.split()) and line for line in truth.splitlines())


def test_the_samples_stay_small_enough_to_commit() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 4 * MEGABYTE


def test_the_truth_of_the_born_digital_sample_is_its_text_layer() -> None:
    memoria = next(sample for sample in SAMPLES if not sample.scanned)
    body = ANNUAL_REPORT.body
    frame = (0, body.y0, body.x1 + 1, body.y1)
    pages = pymupdf.open(memoria.file)
    printed = " ".join(page.get_text(clip=frame, flags=UNLIGATURED) for page in pages)
    assert character_error_rate(memoria.truth.read_text(encoding="utf-8"), printed) == 0


def test_the_spanish_samples_hold_the_characters_that_are_hard_to_read() -> None:
    scans = [sample for sample in SAMPLES if sample.scanned and sample.language == "es"]
    printed = "".join(sample.truth.read_text(encoding="utf-8") for sample in scans)
    assert set("áéíóúüñÁÍ¿?¡!ºª«»€²%") <= set(printed)


def test_no_search_can_be_answered_by_looking_for_its_words() -> None:
    passages = [line.split() for s in SAMPLES for line in s.truth.read_text(encoding="utf-8").splitlines()]
    for question in SEARCHES:
        telling = {word.strip("¿?,.") for word in question.split() if len(word) > 5}
        assert not any(telling <= set(passage) for passage in passages)


@each_sample
def test_the_script_makes_the_committed_sample_again(sample: Sample, new_edition: Path) -> None:
    again = new_edition / sample.file.name
    assert (new_edition / sample.truth.name).read_bytes() == sample.truth.read_bytes()
    for old, new in zip(pymupdf.open(sample.file), pymupdf.open(again), strict=True):
        assert np.abs(_picture(old) - _picture(new)).mean() < 1


def test_the_same_machine_makes_the_same_bytes(new_edition: Path, tmp_path: Path) -> None:
    publish(tmp_path)
    for sample in SAMPLES:
        assert (tmp_path / sample.file.name).read_bytes() == (new_edition / sample.file.name).read_bytes()


def test_a_transcript_has_a_line_for_each_paragraph_item_and_row() -> None:
    html = """<h1>Uno</h1><p>dos <b>tres</b>
      y &lt;cuatro&gt;</p><ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>
      <table><tr><th>Pan</th><th>Sal</th></tr><tr><td></td><td>1,00 €</td></tr></table>"""
    assert transcribe(html) == "Uno\ndos tres y <cuatro>\n1. a\n2. b\n• c\nPan Sal\n1,00 €\n"


def _picture(page: Any) -> Any:
    pixmap = page.get_pixmap(dpi=72, colorspace=pymupdf.csRGB)
    return np.frombuffer(pixmap.samples, np.uint8).astype(np.int16)
