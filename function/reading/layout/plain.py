"""Plain order, for pages on which too much stands: rows from top to bottom, each from left to right."""

from collections.abc import Sequence

from function.document.pages import Block
from function.reading.layout.fragments import Fragment, enclose
from function.reading.layout.rows import usual_size

# Pieces whose middles follow each other within this part of the usual height of a line are one row.
SAME_ROW = 0.5


def arrange_plainly(fragments: Sequence[Fragment]) -> tuple[Block, ...]:
    """One paragraph with a line for each row, not repaired; what stands aside comes last. n log n steps."""
    if not fragments:
        return ()
    rows = [
        *_rows([piece for piece in fragments if not piece.aside]),
        *([piece] for piece in fragments if piece.aside),
    ]
    return (
        Block(
            kind="paragraph",
            text="\n".join(" ".join(piece.text for piece in row) for row in rows),
            box=enclose(piece.line.box for piece in fragments),
            lines=tuple(piece.line for row in rows for piece in row),
        ),
    )


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    reach = SAME_ROW * usual_size(fragments)
    rows: list[list[Fragment]] = []
    for piece in sorted(fragments, key=lambda piece: piece.middle):
        if rows and piece.middle - rows[-1][0].middle <= reach:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]
