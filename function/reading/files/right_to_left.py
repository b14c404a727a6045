"""Puts lines of Arabic, Hebrew and the like into the order in which they are read.

A PDF draws letters where they stand. MuPDF turns runs of them round, but leaves a stop at the wrong end of its sentence
and turns the letters of a ligature, too; so lines are read again by the places of their letters. This inverts the main
rules of the Unicode Bidirectional Algorithm (UAX 9): numbers and Latin words keep their order inside a line from right
to left.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from function.reading.scripts import has_right_to_left

# A gap wider than this, in heights of the print, is a space; wider than the second, the line has ended.
SPACE = 0.2
MAX_GAP = 1.5

_BRACKETS = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
# Runs from left to right inside a line from right to left, and the reverse, by the classes of their letters.
_LEFT_TO_RIGHT = re.compile(r"L(?:[LN s]*[LN])?|N(?:s?N)*")
_RIGHT_TO_LEFT = re.compile(r"R(?:[RN s]*R)?")


@dataclass(slots=True)
class _Glyph:
    """A letter with what is drawn on it, and its edges from left to right."""

    text: str
    x0: float
    x1: float


def read_in_order(
    lines: Sequence[dict[str, Any]], detailed: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield MuPDF's lines with those from right to left in logical order; `detailed` are the same lines with letters."""
    pending: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for line, letters in zip(lines, detailed, strict=True):
        if pending and not _continues(pending[-1][0], line):
            yield from _read(pending)
            pending = []
        pending.append((line, letters))
    yield from _read(pending)


def _continues(before: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether both are parts of one level line, which MuPDF has divided."""
    a, b = before["bbox"], line["bbox"]
    height = min(a[3] - a[1], b[3] - b[1])
    gap = max(a[0], b[0]) - min(a[2], b[2])
    level = before["dir"] == line["dir"] == (1.0, 0.0) and abs(a[3] - b[3]) < 0.3 * height
    return bool(level and gap < MAX_GAP * height)


def _read(parts: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    spans = [span for line, _ in parts for span in line["spans"]]
    if not has_right_to_left("".join(span["text"] for span in spans)) or parts[0][0]["dir"] != (1.0, 0.0):
        yield from (line for line, _ in parts)
        return
    boxes = [line["bbox"] for line, _ in parts]
    box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    letters = [letter for _, line in parts for span in line["spans"] for letter in span["chars"]]
    widest = max(spans, key=lambda span: len(span["text"]))
    text = order_letters(
        [(letter["c"], letter["bbox"][0], letter["bbox"][2]) for letter in letters], float(widest["size"])
    )
    yield {**parts[0][0], "bbox": box, "spans": [{**widest, "text": text, "bbox": box}]}


def order_letters(letters: Sequence[tuple[str, float, float]], size: float) -> str:
    """Return the text of letters, each with its left and right edge, in logical order; `size` is the print's height."""
    glyphs = _space_out(_gather_glyphs(letters), size)
    texts = [glyph.text for glyph in glyphs]
    classes = "".join(_classify(text) for text in texts)
    if classes.count("R") >= classes.count("L"):
        return "".join(_read_from_right(texts, classes))
    parts, read = [], 0
    for run in _RIGHT_TO_LEFT.finditer(classes):
        parts += texts[read : run.start()]
        parts += _read_from_right(texts[run.start() : run.end()], run[0])
        read = run.end()
    return "".join([*parts, *texts[read:]])


def _gather_glyphs(letters: Sequence[tuple[str, float, float]]) -> list[_Glyph]:
    """Return the letters from left to right, with marks and the rest of ligatures beside their letter.

    MuPDF gives all letters of a ligature but one no width, and those before it in a turned run follow it.
    """
    placed = [
        (place, _Glyph(text, x0, x1))
        for place, (text, x0, x1) in enumerate(letters)
        if x1 - x0 > 0.01 and not unicodedata.combining(text)
    ]
    placed.sort(key=lambda item: item[1].x0)
    edges = [glyph.x0 for _, glyph in placed]
    if not placed:
        return [_Glyph(text, x0, x1) for text, x0, x1 in letters]
    loose: list[tuple[int, int, str]] = []
    for place, (text, x0, x1) in enumerate(letters):
        if x1 - x0 <= 0.01 or unicodedata.combining(text):
            middle = (x0 + x1) / 2 - 0.05
            host = max(bisect_right(edges, middle) - 1, 0)
            distance = placed[host][0] - place
            loose.append((host, distance if distance > 0 else -distance, text))
    for host, _, text in sorted(loose, key=lambda item: item[:2]):
        placed[host][1].text += text
    return [glyph for _, glyph in placed]


def _space_out(glyphs: Sequence[_Glyph], size: float) -> list[_Glyph]:
    """Return the glyphs with a space wherever white space divides them, and only there."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    blanks = [(glyph.x0 + glyph.x1) / 2 for glyph in glyphs if glyph.text.isspace()]
    spaced: list[_Glyph] = []
    for glyph in inked:
        if spaced:
            left, right = spaced[-1].x1, glyph.x0
            between = bisect_right(blanks, right) > bisect_right(blanks, left)
            if between or right - left > SPACE * size:
                spaced.append(_Glyph(" ", left, right))
        spaced.append(glyph)
    return spaced


def _read_from_right(texts: Sequence[str], classes: str) -> list[str]:
    """Return texts that stand from left to right in the order of a line from right to left."""
    runs, read = [], 0
    for run in _LEFT_TO_RIGHT.finditer(classes):
        runs += [[text] for text in texts[read : run.start()]]
        runs.append(["".join(texts[run.start() : run.end()])])
        read = run.end()
    runs += [[text] for text in texts[read:]]
    ordered = [text for run in reversed(runs) for text in run]
    return (
        [text.translate(_BRACKETS) if len(text) == 1 else text for text in ordered]
        if _are_turned(ordered)
        else ordered
    )


def _are_turned(texts: Sequence[str]) -> bool:
    """Whether the first bracket closes: the font's table has brackets as they look."""
    first = next((text for text in texts if text in _OPENING or text in _CLOSING), None)
    return first in _CLOSING


def _classify(text: str) -> str:
    """Return R, L or N for letters and numbers, s for a separator in a number, a blank for everything else."""
    if has_right_to_left(text) and text[0].isalpha():
        return "R"
    if text[0].isdigit():
        return "N"
    if text[0].isalpha():
        return "L"
    return "s" if text in ".,:/-%+" else " "
