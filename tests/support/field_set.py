"""Invented papers with the truth about their fields, drawn from the descriptions in `field_papers`.

In a description two spaces or more part the texts of a line, `# ` and `## ` before a text make it larger; figures end
where they end in the description, everything else begins where it begins.
"""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

PAPERS = Path(__file__).parent / "field_papers"
A4 = (595.0, 842.0)
MARGIN, TOP = 40.0, 48.0
SIZES = {"": 9.0, "##": 12.0, "#": 17.0}
FONT = pymupdf.Font("helv")
_PART = re.compile(r"(?:(?P<mark>##?) )?(?P<text>\S+(?: \S+)*)")
_FIGURE = re.compile(r"[-£€]?\d[\d.,]*(?: \d{3},\d\d)?(?: ?(?:€|EUR|%))?")


@dataclass(frozen=True)
class FieldPaper:
    """A description: `truth` in the form of the field extraction sets, without places."""

    name: str
    text: str
    width: float
    truth: dict[str, Any]


def load_papers() -> list[FieldPaper]:
    return [_load(path) for path in sorted(PAPERS.glob("*.toml"))]


def draw_paper(paper: FieldPaper, folder: Path) -> Path:
    """Draw one page with a text layer."""
    lines = paper.text.strip("\n").splitlines()
    with pymupdf.open() as document:
        height = A4[1] if paper.width == A4[0] else 2 * TOP + 14 * len(lines)
        page = document.new_page(width=paper.width, height=height)
        margin, step = (MARGIN, 5.2) if paper.width == A4[0] else (12.0, 5.0)
        y = TOP
        writer = pymupdf.TextWriter(page.rect)
        for line in lines:
            y += max((_draw(writer, part, margin, step, y) for part in _PART.finditer(line)), default=9.0)
        writer.write_text(page)
        path = folder / f"{paper.name}.pdf"
        document.save(path)
    return path


def write_set(folder: Path) -> None:
    """Write the papers as `files/` and `truth/`."""
    for name in ("files", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for paper in load_papers():
        draw_paper(paper, folder / "files")
        (folder / "truth" / f"{paper.name}.json").write_text(
            json.dumps(paper.truth, ensure_ascii=False, indent=1)
        )


def _draw(writer: pymupdf.TextWriter, part: re.Match[str], margin: float, step: float, y: float) -> float:
    """Draw a text and return how far down the next line is."""
    text, size = part["text"], SIZES[part["mark"] or ""]
    x = margin + step * part.start()
    if _FIGURE.fullmatch(text):
        x = margin + step * part.end() - FONT.text_length(text, size)
    writer.append((x, y), text, FONT, size)
    return size * 1.45


def _load(path: Path) -> FieldPaper:
    described = tomllib.loads(path.read_text("utf-8"))
    currency = described["page"].get("currency", "EUR")
    fields: dict[str, Any] = {}
    for name, value in described["fields"].items():
        fields[name] = {"value": value}
        if name in ("total", "tax_base", "tax_amount", "withholding_amount"):
            fields[name]["currency"] = currency
    truth = {
        "id": path.stem,
        "type": described["type"],
        "fields": fields,
        "absent": described["absent"],
        "template": path.stem,
        "pages": 1,
        "files": [{"file": f"{path.stem}.pdf", "kind": "pdf"}],
    }
    return FieldPaper(path.stem, described["page"]["text"], described.get("width", A4[0]), truth)
