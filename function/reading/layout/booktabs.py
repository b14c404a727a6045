"""Tables between rules of one width, without vertical lines: how books and reports set them (LaTeX's booktabs).

A rule above, one below the head and one at the end; shorter ones in the head are below names of several
columns. Rules of one width also enclose running text, so what is between them must look like a table.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from function.reading.layout.captions import opens_caption
from function.reading.layout.cells import CellColumns, find_cell_columns
from function.reading.layout.construction import count_names, holds_value, make_table
from function.reading.layout.criteria import alternates
from function.reading.layout.effort import Effort
from function.reading.layout.rows import Row, gap_between
from function.reading.layout.ruling import Ruling
from function.reading.layout.tables import FoundTable
from function.reading.layout.values import is_value

# A piece wider than this share of the table is a line of text, unless most rows have one beside another cell.
MAX_ALONE = 0.6
# In line heights: the shortest rule, and how far the ends of rules of one width may differ.
MIN_LENGTH = 8.0
SAME_END = 1.0
# Rules are compared with this many of the latest widths.
LATEST_WIDTHS = 16
# A table is tried to each of this many last rules of its width, and to as many of the next.
TRIES = 4
MAX_HEAD_ROWS = 6
# Only this many rules of one width may begin a table.
MAX_RULES = 30
# Checking whether a line meets another costs this fraction of a look.
CHEAP = 10
# In line heights: how near a row outside of the rules is that belongs to the table.
NEAR = 1.0
# Fewer names between rules below values are no head of another table.
MIN_NAMES = 3
# A row below names with this many values is no part of the head.
MIN_BODY_VALUES = 2
YEAR = re.compile(r"(19|20)\d\d")
# With more rules inside, rows are ruled and the first of these need not end the head.
MAX_INNER_RULES = 3


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows between two rules: from `first` to before `end`, those before `body` being the head (none if it is
    `first`). `rules` are the shorter ones in the head."""

    first: int
    body: int
    end: int
    rules: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules of one width, from top to bottom, and the index of the first row below each."""

    rules: Sequence[Ruling]
    at: Sequence[int]


def find_tables(
    rows: Sequence[Row], rulings: Sequence[Ruling], effort: Effort
) -> dict[int, tuple[FoundTable, int]]:
    """Return the tables between rules by their first row, each with the index of the row after it.

    r log r steps for r rulings, and a look at the rows of each table that is tried until `effort` is
    exhausted.
    """
    found: dict[int, tuple[FoundTable, int]] = {}
    if len(rows) < 2 or not effort.spend(len(rulings) // CHEAP + 1):
        return found
    end = 0
    for ruled in _find_rules(rows, rulings):
        if ruled.at[0] < end:
            continue
        for band in _try_bands(rows, ruled, rulings, effort):
            band = _with_neighbours(rows, band, end)
            inside = rows[band.first : band.end]
            head = band.body - band.first or count_names(inside)
            table = make_table(inside, rulings, head, band.rules)
            if table is not None:
                found[band.first] = table, band.end
                end = band.end
                break
    return found


def _find_rules(rows: Sequence[Row], rulings: Sequence[Ruling]) -> list[_Rules]:
    """Return each rule with those of its width below it, from the topmost on."""
    size = rows[0].size
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    near = [
        ruling
        for ruling in rulings
        if ruling.horizontal
        and rows[0].y0 - 2 * size <= ruling.middle <= rows[-1].y1 + 2 * size
        and min(ruling.end, right) > max(ruling.start, left)
    ]
    heights = [row.middle for row in rows]
    found = []
    for rules in group_widths(near, size):
        at = [bisect_left(heights, rule.middle) for rule in rules]
        found += [_Rules(rules[top:], at[top:]) for top in range(min(len(rules) - 1, MAX_RULES))]
    return sorted(found, key=lambda ruled: (ruled.at[0], ruled.rules[0].middle))


def _try_bands(
    rows: Sequence[Row], ruled: _Rules, rulings: Sequence[Ruling], effort: Effort
) -> Iterator[_Band]:
    """Yield the bands below the first rule that may be a table, the longest first."""
    size = rows[ruled.at[0]].size if ruled.at[0] < len(rows) else 1.0
    for bottom in _ends(len(ruled.rules)):
        at = ruled.at[: bottom + 1]
        inside = rows[at[0] : at[-1]]
        if len(inside) < 2:
            continue
        if not effort.spend(len(inside) // CHEAP + 1):
            return
        if not _lie_within(inside, ruled.rules[0], size):
            continue
        if not effort.spend(sum(len(row.pieces) for row in inside)):
            return
        if not _may_be_table(inside) or _holds_another(rows, at):
            continue
        if not effort.spend(len(rulings) // CHEAP):
            return
        band = _make_band(rows, _Rules(ruled.rules[: bottom + 1], at), rulings, size)
        if band.body > band.first or not _is_side(ruled.rules[0], rulings, size):
            yield band


def group_widths(rulings: Sequence[Ruling], size: float) -> Iterator[list[Ruling]]:
    """Yield the rules that start and end at the same x, from top to bottom."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: (ruling.start, ruling.middle)):
        if ruling.end - ruling.start < MIN_LENGTH * size:
            continue
        for group in reversed(groups[-LATEST_WIDTHS:]):
            if max(abs(ruling.start - group[0].start), abs(ruling.end - group[0].end)) <= SAME_END * size:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    for group in groups:
        if len(group) > 1:
            yield sorted(group, key=lambda ruling: ruling.middle)


def _is_side(rule: Ruling, rulings: Sequence[Ruling], size: float) -> bool:
    """Whether the rule is the side of a box."""
    return any(
        not other.horizontal
        and min(abs(other.middle - rule.start), abs(other.middle - rule.end)) <= SAME_END * size
        and other.start - size <= rule.middle <= other.end + size
        for other in rulings
    )


def _ends(count: int) -> list[int]:
    """Return which of the rules may be the end of the table that begins at the first, the last of them first."""
    following = range(1, count)
    return sorted({*following[:TRIES], *following[-TRIES:]}, reverse=True)


def _lie_within(rows: Sequence[Row], rule: Ruling, size: float) -> bool:
    return all(rule.start - size <= row.x0 and row.x1 <= rule.end + size for row in rows)


def _holds_another(rows: Sequence[Row], at: Sequence[int]) -> bool:
    """Whether a table ends and another begins between these rules: there is a head below values, or the last
    rows are no cells."""
    parts = [rows[above:below] for above, below in pairwise(at) if above < below]
    if len(parts) > 1 and any(all(len(row.pieces) == 1 for row in part) for part in (parts[0], parts[-1])):
        return True
    values = False
    for part in parts:
        holding = any(is_value(piece.text) for row in part for piece in row.pieces)
        if values and not holding and any(len(row.pieces) >= MIN_NAMES for row in part):
            return True
        # A head may be of years.
        values |= holding and not (part is parts[0] and len(part) == 1)
    return False


def _make_band(rows: Sequence[Row], ruled: _Rules, rulings: Sequence[Ruling], size: float) -> _Band:
    top, at = ruled.rules[0], ruled.at
    first, end = at[0], at[-1]
    inner = [index for above, index in pairwise(at) if above < index < end]
    body = inner[0] if inner and len(inner) <= MAX_INNER_RULES else first
    if not first < body <= min(first + MAX_HEAD_ROWS, (first + end) // 2 + 1):
        body = first
    body = _find_values(rows, first, body)
    upper, lower = rows[first].middle, rows[max(first, body - 1)].middle
    short = tuple(
        rule
        for rule in rulings
        if rule.horizontal
        and upper < rule.middle < lower
        and rule.start >= top.start - size
        and rule.end <= top.end + size
        and rule.end - rule.start < top.end - top.start - size
    )
    return _Band(first, body, end, short)


def _find_values(rows: Sequence[Row], first: int, body: int) -> int:
    """Return where the body begins: a head that is only shaded has no rule below it, but values, which are no years."""
    for index in range(first + 1, body):
        values = [
            piece for piece in rows[index].pieces if holds_value(piece) and not YEAR.fullmatch(piece.text)
        ]
        if len(values) >= MIN_BODY_VALUES and _names(rows[first:index]):
            return index
    return body


def _with_neighbours(rows: Sequence[Row], band: _Band, begin: int) -> _Band:
    """Add the rows just outside of the rules whose pieces are in the same columns: a head above the first
    rule, or a row that a bar of colour left out. No row before `begin` is added."""
    inside = rows[band.first : band.end]
    columns = find_cell_columns(inside)
    if columns is None:
        return band
    usual = max(gap_between(above, below) for above, below in pairwise(inside))
    first, end = band.first, band.end
    if not _names(rows[band.first : band.body]):
        while first > begin and _continues(rows[first - 1], rows[first], columns, usual):
            first -= 1
        if first == band.first > begin and _heads(rows[first - 1], rows[first], columns):
            first -= 1
    while end < len(rows) and _continues(rows[end], rows[end - 1], columns, usual):
        if _names(rows[end : end + 1]) and not _names(rows[end - 1 : end]):
            break
        end += 1
    return replace(band, first=first, body=band.first if first < band.first else band.body, end=end)


def _heads(row: Row, neighbour: Row, columns: CellColumns) -> bool:
    """Whether the row names all columns, and perhaps some that are empty below."""
    near = gap_between(row, neighbour) <= NEAR * row.size
    return near and _names([row]) and len(row.pieces) >= len(columns.edges)


def _names(rows: Sequence[Row]) -> bool:
    """Whether there are rows, and only names in them."""
    return bool(rows) and not any(holds_value(piece) for row in rows for piece in row.pieces)


def _continues(row: Row, neighbour: Row, columns: CellColumns, usual: float) -> bool:
    """Whether the row has at least two cells in columns of its neighbour's table."""
    gap = gap_between(*sorted((row, neighbour), key=lambda row: row.middle))
    places = [columns.find(piece) for piece in row.pieces]
    alone = len({place[0] for place in places}) == len(places) and all(len(place) == 1 for place in places)
    return (
        len(places) > 1
        and alone
        and gap <= max(usual, NEAR * row.size)
        and 2 * len(places) > len(columns.edges)
    )


def _may_be_table(rows: Sequence[Row]) -> bool:
    """Whether most rows have cells, and the others are neither running text nor captions; the last row is not
    the head of another table."""
    alone = [row for row in rows if len(row.pieces) == 1]
    if 2 * len(alone) > len(rows) or any(opens_caption(row.text) for row in rows):
        return False
    full = [row for row in rows if len(row.pieces) > 1]
    if alternates(full) or alternates(full[1:]):
        return False
    holding = [any(map(holds_value, row.pieces)) for row in rows]
    if 3 * sum(holding) >= len(rows) and len(rows[-1].pieces) > 1 and not holding[-1]:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    long = [row for row in rows if any(piece.width > MAX_ALONE * width for piece in row.pieces)]
    return not long or (2 * len(long) > len(rows) and not any(row in alone for row in long))
