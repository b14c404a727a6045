"""Pages more crowded than any that people print: small as files, but costly to put in order."""

import random
from collections.abc import Iterable

from tests.support.zoo.raw_pdf import deflated, one_page

WIDTH, HEIGHT = 595, 842


def _page(content: Iterable[str]) -> bytes:
    return one_page(deflated("\n".join(content).encode("cp1252")))


def _typed(words: Iterable[tuple[float, float, str]], size: float) -> list[str]:
    """Words at (x, y), measured from the bottom left corner."""
    shown = (f"1 0 0 1 {x:.2f} {y:.2f} Tm ({word}) Tj" for x, y, word in words)
    return [f"BT /F1 {size} Tf", *shown, "ET"]


def _grid(rows: int, columns: int) -> list[tuple[float, float]]:
    across, down = (WIDTH - 20) / columns, (HEIGHT - 20) / rows
    return [
        (10 + across * column, HEIGHT - 10 - down * row) for row in range(rows) for column in range(columns)
    ]


def table_of_numbers(rows: int = 300, columns: int = 50) -> bytes:
    chance = random.Random(1)
    return _page(_typed(((x, y, str(chance.randrange(1000))) for x, y in _grid(rows, columns)), 2))


def table_of_words(rows: int = 300, columns: int = 50) -> bytes:
    chance = random.Random(2)
    return _page(_typed(((x, y, chance.choice(("pan", "sal", "luz"))) for x, y in _grid(rows, columns)), 2))


def scattered_words(count: int = 1000) -> bytes:
    chance = random.Random(3)
    places = ((chance.uniform(10, 560), chance.uniform(10, 830), f"palabra{n}") for n in range(count))
    return _page(_typed(places, 4))


def stairs(count: int = 1000) -> bytes:
    """Each word is a little lower than the last."""
    return _page(_typed(((10 + n * 37 % 540, 832 - n * 0.8, f"peldaño{n}") for n in range(count)), 4))


def nested_boxes(count: int = 400) -> bytes:
    """Nested boxes, with words in the innermost one and between all of them."""
    boxes = [
        f"{10 + n * 0.6:.1f} {10 + n * 0.9:.1f} {570 - n * 1.2:.1f} {820 - n * 1.8:.1f} re S"
        for n in range(count)
    ]
    words = [(260.0, 460.0 - 8 * n, f"dentro{n}") for n in range(9)]
    return _page([*boxes, *_typed([*words, *((x, y, "borde") for x, y in _grid(60, 12))], 5)])


def boxes_side_by_side(rows: int = 40, columns: int = 25) -> bytes:
    """A thousand frames with three lines of text each."""
    boxes = [f"{x:.1f} {y - 16:.1f} 20 16 re S" for x, y in _grid(rows, columns)]
    words = ((x + 1, y - 4 - 4 * line, "a b") for x, y in _grid(rows, columns) for line in range(3))
    return _page([*boxes, *_typed(words, 3)])


def thousands_of_rules(count: int = 4900) -> bytes:
    """Short and long lines, horizontal and vertical, as in a floor plan, with words among them."""
    chance = random.Random(4)
    lines = []
    for n in range(count):
        x, y, length = chance.uniform(0, 500), chance.uniform(0, 780), chance.uniform(5, 400)
        lines.append(f"{x:.1f} {y:.1f} m {x + length * (n % 2):.1f} {y + length * (1 - n % 2):.1f} l S")
    return _page(["0.1 w", *lines, *_typed(((x, y, "sala") for x, y in _grid(70, 12)), 5)])


def squared_paper(count: int = 900) -> bytes:
    """As many lines across as down, from edge to edge, with words all over."""
    across = [f"0 {n * HEIGHT / count:.2f} m {WIDTH} {n * HEIGHT / count:.2f} l S" for n in range(count)]
    down = [f"{n * WIDTH / count:.2f} 0 m {n * WIDTH / count:.2f} {HEIGHT} l S" for n in range(count)]
    return _page(["0.1 w", *across, *down, *_typed(((x, y, "raya") for x, y in _grid(70, 12)), 5)])


def thousands_of_curves(count: int = 4900) -> bytes:
    """Small curves all over the page, as if from many charts."""
    chance = random.Random(5)
    places = ((chance.uniform(0, 590), chance.uniform(0, 840)) for _ in range(count))
    curves = (
        f"{x:.1f} {y:.1f} m {x:.1f} {y + 2:.1f} {x + 2:.1f} {y + 2:.1f} {x + 2:.1f} {y:.1f} c S"
        for x, y in places
    )
    return _page(["0.1 w", *curves, *_typed(((x, y, "punto") for x, y in _grid(70, 12)), 5)])


def words_over_words(count: int = 6000) -> bytes:
    """Overlapping words, each shifted by a fraction of a point."""
    return _page(_typed(((100 + n * 0.05, 400 + n % 40 * 0.5, f"lado{n}") for n in range(count)), 6))


def book_on_a_page(words: int = 30_000) -> bytes:
    """More pieces of text than the layout analyses."""
    return _page(_typed(((x, y, "si") for x, y in _grid(words // 60, 60)), 1.2))


CROWDED = (
    table_of_numbers,
    table_of_words,
    scattered_words,
    stairs,
    nested_boxes,
    boxes_side_by_side,
    thousands_of_rules,
    squared_paper,
    thousands_of_curves,
    words_over_words,
    book_on_a_page,
)
