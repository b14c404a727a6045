"""Text set in columns from top to bottom, as in Chinese and Japanese books."""

from collections.abc import Iterator, Sequence
from typing import Any

# Columns further apart than this, in widths of the print, do not continue each other.
MAX_GAP = 1.5


def is_vertical(line: dict[str, Any]) -> bool:
    """Whether a line of MuPDF is set from top to bottom; turned Latin text is not."""
    return bool(line["wmode"] == 1)


def gather_columns(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield vertical text as one line of MuPDF for each group of columns, read from right to left.

    MuPDF returns every character of it as a line, in the order of the file.
    """
    columns: list[dict[str, Any]] = []
    for line in lines:
        if columns and _continues(columns[-1], line):
            columns[-1] = _join(columns[-1], line)
        else:
            columns.append(line)
    group: dict[str, Any] | None = None
    for column in sorted(columns, key=lambda column: -float(column["bbox"][2])):
        if group is not None and _is_next(group, column):
            group = _join(group, column)
        else:
            if group is not None:
                yield group
            group = column
    if group is not None:
        yield group


def _continues(above: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether the line goes on below, in the same column."""
    x0, _, x1, y1 = above["bbox"]
    left, top, right, _ = line["bbox"]
    size = right - left
    return bool(abs((x0 + x1) - (left + right)) < size and abs(top - y1) < MAX_GAP * size)


def _is_next(group: dict[str, Any], column: dict[str, Any]) -> bool:
    """Whether the column stands close to the left of the group, on the same level."""
    x0, y0, _, y1 = group["bbox"]
    _, top, right, bottom = column["bbox"]
    return bool(0 <= x0 - right + 1 < MAX_GAP * _size(column) and top < y1 and y0 < bottom)


def _size(line: dict[str, Any]) -> float:
    return float(line["spans"][0]["size"])


def _join(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    boxes = first["bbox"], second["bbox"]
    (a0, b0, a1, b1), (c0, d0, c1, d1) = boxes
    box = min(a0, c0), min(b0, d0), max(a1, c1), max(b1, d1)
    span = {**first["spans"][0], "bbox": box}
    span["text"] = "".join(part["text"] for line in (first, second) for part in line["spans"])
    return {**first, "bbox": box, "spans": [span]}
