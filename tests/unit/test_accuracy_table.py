"""How `make benchmark-accuracy` turns its figures into a report."""

from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.accuracy_table import Score, pooled_cer, write_report
from benchmarks.peers import Peer, PeerMissingError, RunningPeer
from tests.support.scoring import Counts


def score(page: str, edits: int, characters: int = 1000, engine: str = "Kairo OCR") -> Score:
    return Score(engine, page, page.split("_", maxsplit=1)[0], Counts(edits, characters), 0.9, 1.0)


@pytest.fixture(autouse=True)
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Redirects the report to a temporary directory."""
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    monkeypatch.setattr("sys.argv", ["benchmark"])
    return tmp_path / "accuracy.md"


def test_a_long_page_counts_for_more_than_a_short_one() -> None:
    assert pooled_cer([score("carta_a", 10, 1000), score("carta_b", 90, 9000)]) == pytest.approx(1.0)


def test_engines_stand_side_by_side_and_a_missing_one_says_so(result: Path) -> None:
    scores = [score("carta_a", 10), score("carta_a", 55, engine="Tesseract spa")]
    written = write_report({"Kairo OCR": "1", "RapidOCR": "skipped, not installed"}, scores)
    assert "| carta | 1 | 1.00 / 90.0 | 5.50 / 90.0 |" in written
    assert "- RapidOCR: skipped, not installed" in written
    assert result.read_text() == written


def test_targets_are_judged_by_this_project_alone() -> None:
    written = write_report({}, [score("articulo_fax", 9), score("articulo_fax", 99, engine="RapidOCR")])
    assert "- holds: two-column article 0.90 (at most 1.00)" in written
    assert "- **FAILS**: all pages 0.90 (at most 0.40)" in written


def test_turned_pages_are_measured_against_their_kinds_upright() -> None:
    pages = [score("carta_r90", 5), score("carta_clean_300", 4), score("acta_clean_300", 1)]
    assert "turned pages, more than the same kinds upright 0.10" in write_report({}, pages)


def test_a_peer_that_is_not_installed_is_missing_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(PeerMissingError, match="make benchmark-peers"):
        RunningPeer(Peer("Nobody", "rapid", tmp_path / "python"))
