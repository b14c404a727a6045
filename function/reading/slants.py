"""Tells papers apart whose edges are not seen, such as receipts on a white table, by the slant of their lines."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from function.reading.recognition.engine import Polygon, Recognised, RecognisedLine

Numbers = NDArray[np.float64]

# A line this many times longer than high shows how the paper lies.
LONG = 5.0
# Each paper has so many of these, and this share of them slants as it does.
FEWEST, LIKE = 4, 0.9
# Papers differ by so much slant, in radians: the columns of one bent page differ by less.
APART = 0.1


def part_papers(recognised: Recognised) -> list[Recognised]:
    """Return what was read on each of two papers side by side, the left one first; or all of it, if it is one paper."""
    long = [line for line in recognised.lines if not line.aside and _aspect(line) >= LONG]
    border = _find_border(long)
    if border is None:
        return [recognised]

    def keep(left: bool) -> Recognised:
        return replace(
            recognised,
            lines=tuple(line for line in recognised.lines if _is_left(line.polygon, border) == left),
            rejected=tuple(line for line in recognised.rejected if _is_left(line.polygon, border) == left),
            unread=tuple(polygon for polygon in recognised.unread if _is_left(polygon, border) == left),
        )

    return [keep(left=True), keep(left=False)]


def _find_border(lines: Sequence[RecognisedLine]) -> tuple[float, float] | None:
    """Return the border between two papers as its x at y = 0 and its change per unit of y; None if there is none."""
    ordered = sorted(lines, key=lambda line: _middle(line.polygon)[0])
    slants = np.array([_slant(line) for line in ordered])
    for cut in range(FEWEST, len(ordered) - FEWEST + 1):
        left, right = float(np.median(slants[:cut])), float(np.median(slants[cut:]))
        like_left = np.abs(slants - left) < np.abs(slants - right)
        if abs(left - right) < APART or like_left[:cut].mean() < LIKE or like_left[cut:].mean() > 1 - LIKE:
            continue
        # Upright on the mean slant of both, midway between the nearest ends.
        lean = -(left + right) / 2
        ends = max(x - lean * y for line in ordered[:cut] for x, y in line.polygon)
        begins = min(x - lean * y for line in ordered[cut:] for x, y in line.polygon)
        if ends < begins:
            return (ends + begins) / 2, lean
    return None


def _is_left(polygon: Polygon, border: tuple[float, float]) -> bool:
    x, y = _middle(polygon)
    return bool(x < border[0] + border[1] * y)


def _slant(line: RecognisedLine) -> float:
    (left, top), (right, bottom) = line.polygon[:2]
    return float(np.arctan2(bottom - top, right - left))


def _aspect(line: RecognisedLine) -> float:
    corners = np.array(line.polygon)
    return float(np.linalg.norm(corners[1] - corners[0])) / max(
        float(np.linalg.norm(corners[3] - corners[0])), 1.0
    )


def _middle(polygon: Polygon) -> Numbers:
    return np.asarray(np.mean(polygon, axis=0), np.float64)
