"""How `make benchmark-real` finds its pages and turns its figures into a report."""

import io
import json
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from benchmarks.peers import Answer, serve
from benchmarks.peers.mupdf4llm import MARKS
from benchmarks.real_pages import collect_real_pages, split_wear
from benchmarks.real_score import Score
from benchmarks.real_table import write_report
from benchmarks.reliability import judge_flags, show_reliability
from tests.support.scoring import Counts, Kept


def score(
    page: str = "carta",
    *,
    engine: str = "Kairo OCR",
    wear: str = "",
    layer: bool = False,
    lost: int = 0,
    kept: Kept = Kept(0, 0),  # noqa: B008 -- frozen
    confidence: float | None = None,
    flagged: bool = False,
) -> Score:
    edits, gone = Counts(100, 1000), Counts(lost, 1000)
    return Score(engine, page, wear, layer, edits, gone, 0.9, kept, 1.5, confidence, flagged)


def report(*scores: Score) -> str:
    return "\n".join(write_report({"Kairo OCR": "1", "RapidOCR": "skipped, not installed"}, scores))


def test_a_page_has_its_orders_and_the_units_that_somebody_marked(tmp_path: Path) -> None:
    pages, marked = tmp_path / "pages", tmp_path / "marked"
    for folder in (pages, marked):
        folder.mkdir()
    for name in ("carta_p1", "fax_carta_p1"):
        Image.new("RGB", (40, 40), "white").save(pages / f"{name}.png")
        (pages / f"{name}.txt").write_text("uno  dos")
        (pages / f"{name}.o1.txt").write_text("dos uno")
    (marked / "carta_p1.blocks.txt").write_text("uno\n\ndos tres\n")
    with collect_real_pages([pages], [marked]) as found:
        assert [page.sample.name for page in found] == ["carta_p1", "fax_carta_p1"]
        for page, wear in zip(found, ("", "fax"), strict=True):
            assert page.wear == wear
            assert page.orders == ("uno dos", "dos uno")
            assert [unit.split() for unit in page.units] == [["uno"], ["dos", "tres"]]
            assert not page.has_text_layer


def test_a_pdf_without_text_is_a_picture(tmp_path: Path) -> None:
    for name, text in (("printed", "uno"), ("scanned", "")):
        with pymupdf.open() as pdf:
            pdf.new_page().insert_text((72, 72), text)
            pdf.save(tmp_path / f"{name}.pdf")
        (tmp_path / f"{name}.txt").write_text("uno")
    with collect_real_pages([tmp_path], []) as pages:
        assert [page.has_text_layer for page in pages] == [True, False]
        assert all(page.sample.images for page in pages)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("whatsapp_carta_p1", ("whatsapp", "carta_p1")),
        ("carta_p1", ("", "carta_p1")),
        ("phone", ("", "phone")),
    ],
)
def test_the_wear_is_the_first_part_of_a_worn_copy_s_name(name: str, parts: tuple[str, str]) -> None:
    assert split_wear(name) == parts


def test_programs_are_compared_page_by_page_and_in_total_and_a_missing_one_says_so() -> None:
    written = report(
        score("carta", layer=True, kept=Kept(99, 100)),
        score("nota", layer=True, lost=4),
        score("carta", layer=True, engine="pdftotext", lost=10, kept=Kept(90, 100)),
    )
    assert "| Kairo OCR | 2 | 10.00 | 0.20 | 90.0 | 99.0 | 1.50 |" in written
    assert "| pdftotext | 1 | 10.00 | 1.00 | 90.0 | 90.0 | 1.50 |" in written
    assert "| carta | 10.00 / 0.00 / 90.0 / 99.0 | 10.00 / 1.00 / 90.0 / 90.0 |" in written
    assert "| nota | 10.00 / 0.40 / 90.0 / – |  |" in written
    assert "- RapidOCR: skipped, not installed" in written
    assert "As pictures" not in written
    assert "Flags" not in written


def test_worn_pages_have_a_row_and_a_target_per_wear() -> None:
    written = report(
        score("fax_a", wear="fax", lost=10), score("fax_b", wear="fax", lost=20), score("q40_a", wear="q40")
    )
    assert "| fax | 10.00 / 1.50 / 90.0 / – |" in written
    assert "| q40 | 10.00 / 0.00 / 90.0 / – |" in written
    assert "- holds: lost, fax 1.50 % (at most 2.00 %)" in written
    assert "fax_a" not in written


def test_the_worst_page_is_judged_and_other_programs_are_not() -> None:
    written = report(
        score("carta", kept=Kept(1000, 1000)),
        score("nota", kept=Kept(9, 10)),
        score("nota", engine="RapidOCR", kept=Kept(0, 10)),
    )
    assert "- holds: kept together 99.90 % (at least 96.50 %)" in written
    assert "- **FAILS**: the page least kept together 90.00 % (at least 93.00 %)" in written


def test_flags_are_counted_among_pages_read_badly_and_pages_read_well() -> None:
    bad = [score(lost=60, flagged=True), score(lost=900)]
    lines = list(judge_flags([*bad, score(lost=9), score(lost=30, flagged=True)]))
    assert lines == [
        "- **FAILS**: flagged, of 2 pages that lost more than 5 % 50.00 % (at least 90.00 %)",
        "- holds: flagged, of 1 pages that lost less than 1 % 0.00 % (at most 5.00 %)",
    ]


def test_confidences_stand_beside_what_was_really_right() -> None:
    scores = [score(lost=10 * place, confidence=0.9 - place / 100) for place in range(10)]
    rows = list(show_reliability([*scores, score(lost=999)]))[2:]
    assert len(rows) == 5
    assert rows[0] == "| 0.810 to 0.820 | 2 | 81.5 | 91.5 |"
    assert rows[-1] == "| 0.890 to 0.900 | 2 | 89.5 | 99.5 |"


def test_fewer_pages_than_bins_are_a_bin_each() -> None:
    assert len(list(show_reliability([score(confidence=0.5), score(confidence=0.7)]))) == 4


def test_a_peer_may_say_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO('{"path": "a.png"}\n{"path": "b.png"}\n'))
    monkeypatch.setattr("sys.stdout", answers)
    serve("1", lambda path: Answer("uno", 0.9, flagged=True) if path.stem == "a" else "dos")
    greeting, sure, silent = map(json.loads, answers.getvalue().splitlines())
    assert greeting == {"version": "1"}
    assert (sure["text"], sure["confidence"], sure["flagged"]) == ("uno", 0.9, True)
    assert (silent["text"], silent["confidence"], silent["flagged"]) == ("dos", None, False)


def test_markdown_s_marks_are_no_words() -> None:
    markdown = "## **Total**\n|Día|Base_imponible|\n|---|:-:|\n|1<br>2|_21_|\n<!-- Start of picture -->"
    assert MARKS.sub(" ", markdown).split() == ["Total", "Día", "Base_imponible", "1", "2", "21"]
