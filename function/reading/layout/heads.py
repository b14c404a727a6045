"""Heads of tables: names of columns in one or more rows, with names above that stand for several columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from function.reading.layout.cells import CellColumns
from function.reading.layout.fragments import Fragment, enclose
from function.reading.layout.grids import Place
from function.reading.layout.rows import Row, group_rows
from function.reading.layout.ruling import Ruling
from function.reading.layout.tables import FoundCell

# In line heights: rules closer than this are at one level, and how far a column may reach beyond its rule.
SAME_LEVEL = 0.5
OVER_RULE = 0.5
# In line heights: how far the name of several columns may be from the middle of them.
OFF_CENTRE = 1.5


@dataclass(slots=True)
class _Slot:
    """A cell of the head while its text is collected: its first and last band and column."""

    top: int
    bottom: int
    first: int
    last: int
    pieces: list[Fragment] = field(default_factory=list)


def build_head(rows: Sequence[Row], columns: CellColumns, rules: Sequence[Ruling]) -> list[FoundCell]:
    """Return the cells of the head, covering all of its places from row 0.

    `rules` are the lines drawn in it, below names of several columns; without any, the names' positions
    decide. c columns times the number of rules steps, at most.
    """
    size = max(row.size for row in rows)
    slots = _slots_by_rules(rows, columns, rules, size) if rules else _slots_by_text(rows, columns, size)
    return list(_make_cells(slots, columns, rows))


def _make_cells(slots: Sequence[_Slot], columns: CellColumns, rows: Sequence[Row]) -> Iterator[FoundCell]:
    box = enclose((row.x0, row.y0, row.x1, row.y1) for row in rows)
    bands = max(slot.bottom for slot in slots) + 1
    height = (box[3] - box[1]) / bands
    for slot in sorted(slots, key=lambda slot: (slot.top, slot.first)):
        place = Place(slot.top, slot.first, slot.bottom - slot.top + 1, slot.last - slot.first + 1)
        left, right = columns.edges[slot.first][0], columns.edges[slot.last][1]
        own = box[1] + slot.top * height, box[1] + (slot.bottom + 1) * height
        lines = tuple(group_rows(slot.pieces))
        yield FoundCell(place, lines, (left, own[0], right, own[1]), header=True)


def _slots_by_rules(
    rows: Sequence[Row], columns: CellColumns, rules: Sequence[Ruling], size: float
) -> list[_Slot]:
    """Each rule is below a name for the columns above it; a column's own name is below all of its rules."""
    levels = _find_levels(rules, size)
    slots: list[_Slot] = []
    begun = [0] * len(columns.edges)
    for band, level in enumerate(levels):
        for rule in level:
            covered = [column for column in _covered(rule, columns, size) if begun[column] <= band]
            if covered:
                top = max(begun[column] for column in covered)
                names = _names_above(rule, rows, levels, band)
                slots += _share(covered, names, columns, top, band)
                for column in covered:
                    slots += _leftover(begun[column], top, column)
                    begun[column] = band + 1
    slots += [_Slot(top, len(levels), column, column) for column, top in enumerate(begun)]
    owners = {
        (band, column): slot
        for slot in slots
        for band in range(slot.top, slot.bottom + 1)
        for column in range(slot.first, slot.last + 1)
    }
    heights = [sum(rule.middle for rule in level) / len(level) for level in levels]
    for row in rows:
        for piece in row.pieces:
            band = sum(height < piece.middle for height in heights)
            owners[band, _nearest(piece, columns)].pieces.append(piece)
    return slots


def _find_levels(rules: Sequence[Ruling], size: float) -> list[list[Ruling]]:
    levels: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda rule: rule.middle):
        if levels and rule.middle - levels[-1][0].middle < SAME_LEVEL * size:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _covered(rule: Ruling, columns: CellColumns, size: float) -> list[int]:
    return [
        column
        for column, (left, right) in enumerate(columns.edges)
        if rule.start - OVER_RULE * size <= (left + right) / 2 <= rule.end + OVER_RULE * size
    ]


def _leftover(begun: int, top: int, column: int) -> list[_Slot]:
    """Return the place above a column that its neighbours below the same rule do not have."""
    return [_Slot(begun, top - 1, column, column)] if begun < top else []


def _names_above(
    rule: Ruling, rows: Sequence[Row], levels: Sequence[Sequence[Ruling]], band: int
) -> list[Fragment]:
    top = levels[band - 1][0].middle if band else float("-inf")
    for row in reversed(rows):
        if top < row.middle < rule.middle:
            names = [piece for piece in row.pieces if rule.start <= piece.centre <= rule.end]
            if names:
                return names
    return []


def _share(
    covered: Sequence[int], names: Sequence[Fragment], columns: CellColumns, top: int, bottom: int
) -> list[_Slot]:
    """Return a slot for each name above a rule; each column belongs to the nearest name."""
    slots: list[_Slot] = []
    last_name: Fragment | None = None
    for column in covered:
        centre = sum(columns.edges[column]) / 2
        name = min(names, key=lambda name: abs(name.centre - centre), default=None)
        if slots and name is last_name:
            slots[-1].last = column
        else:
            slots.append(_Slot(top, bottom, column, column))
        last_name = name
    return slots


def _nearest(piece: Fragment, columns: CellColumns) -> int:
    return min(columns.find(piece), key=lambda column: abs(sum(columns.edges[column]) / 2 - piece.centre))


def _slots_by_text(rows: Sequence[Row], columns: CellColumns, size: float) -> list[_Slot]:
    """Rows with names of several columns are rows of the head; what is below them is one more."""
    spanning = [
        index
        for index, row in enumerate(rows[:-1])
        if any(len(columns.find(piece)) > 1 for piece in row.pieces)
    ]
    names = spanning[-1] + 1 if spanning else 0
    slots: list[_Slot] = []
    for band, row in enumerate(rows[:names]):
        slots += _spread(row, columns, band, size)
    leaves = [_Slot(names, names, column, column) for column in range(len(columns.edges))]
    for row in rows[names:]:
        for piece in row.pieces:
            leaves[_nearest(piece, columns)].pieces.append(piece)
    return slots + leaves


def _spread(row: Row, columns: CellColumns, band: int, size: float) -> Iterator[_Slot]:
    """Yield the slots of a row: each name takes the columns around its middle that no other is nearer to."""
    free = 0
    for number, piece in enumerate(row.pieces):
        within = columns.find(piece)
        limit = (
            columns.find(row.pieces[number + 1])[0] if number + 1 < len(row.pieces) else len(columns.edges)
        )
        first, last = max(within[0], free), max(within[-1], free)
        if free >= len(columns.edges):
            return
        first, last = _centre(piece, columns, (first, last), (free, max(limit, last + 1)), size)
        yield from (_Slot(band, band, column, column) for column in range(free, first))
        yield _Slot(band, band, first, last, [piece])
        free = last + 1
    yield from (_Slot(band, band, column, column) for column in range(free, len(columns.edges)))


def _centre(
    piece: Fragment, columns: CellColumns, within: tuple[int, int], room: tuple[int, int], size: float
) -> tuple[int, int]:
    """Return the columns around the name's middle: those it is above, and more on the side that lacks some."""
    first, last = within
    while last > first or len(columns.find(piece)) > 1:
        middle = (columns.edges[first][0] + columns.edges[last][1]) / 2
        if piece.centre < middle - OFF_CENTRE * size and first > max(room[0], 1):
            first -= 1
        elif piece.centre > middle + OFF_CENTRE * size and last + 1 < room[1]:
            last += 1
        else:
            break
    return first, last
