"""Addresses and other blocks of short lines that stand side by side and are read one after the other.

They look like columns of a table. But lines at other heights than those beside them are no cells, and neither is
an address: it has one street and one town, where a column of a table has one in each row.
"""

import re
from collections.abc import Sequence
from statistics import median

from function.reading.layout.bonds import are_bound, shared_baselines
from function.reading.layout.rows import Row
from function.reading.layout.values import is_label, is_value, is_waiting

# Blocks side by side: the white space between them, how close together the lines of the right one begin, and the
# share of lines that do; lengths in line heights.
MIN_GUTTER = 1.0
SAME_START = 0.6
MIN_ALIGNED = 0.5
# Share of plain lines in a block, and of lines that look like cells by chance.
MIN_PLAIN = 0.8
MAX_CELLS = 0.2
# Lines set at different heights on the two sides: their number, and the share of others.
MIN_APART = 2
MAX_SHARED_BASELINES = 0.55
# With more lines it is a list of addresses.
MAX_ROWS = 14
MAX_STREETS = 0.5

_WAYS = (
    r"C/|C\.\s|Calle|Avda?|Av|Avenida|Avinguda|Plaza|Pza|Plaça|Pl\.|Paseo|Pº|Passeig|Rúa|Rua|Carrer|Carretera|Ctra|Camino"
    r"|Camiño|Camí|Ronda|Travesía|Urb|Urbanización|Pol|Polígono|Polígon|Apartado|Apdo|Kalea|Praza|Praça"
)
_STREET = re.compile(rf"(?i:(?:[^\W\d_]+:\s*)?(?:{_WAYS})(?![^\W\d_]))")
# A postal code before or after a town.
_CODE = r"\(?(?:[A-Z]{1,2}-?\s?)?\d{4,6}(?:-\d{3,4})?\)?"
_TOWN = re.compile(rf"(?<![^\W_]){_CODE}(?!\d)[\s,–-]+[^\W\d_]{{3}}|[^\W\d_]{{2}}[\s,–-]+{_CODE}$")
# What a sender gives of himself, in one line each.
_PARTICULARS = re.compile(
    r"(?i:tel|tlf|teléfono|telf|phone|fax|móvil|e-?mail|www\.|iban|bic|swift|c\.?i\.?f|n\.?i\.?f|d\.?n\.?i|cuit|vat|rut|rfc)"
    r"(?![^\W\d_])|\S+@\S+\.\w+$"
)


def are_addresses(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether both sides are blocks of lines that have nothing to do with each other."""
    size = min(row.size for row in (*left, *right))
    gutter = min(row.x0 for row in right) - max(row.x1 for row in left)
    if gutter < MIN_GUTTER * size or not _is_aligned(right, SAME_START * size):
        return False
    if not (_is_block(left) or _is_block(right)) or are_bound(left, right, MAX_CELLS):
        return False
    if any(_is_table_row(row) for row in (*left, *right)):
        return False
    fewer = min(len(left), len(right))
    shared = shared_baselines(left, right)
    if shared < MAX_SHARED_BASELINES and (1 - shared) * fewer >= MIN_APART:
        return True
    return _is_address(left) or _is_address(right)


def _is_aligned(rows: Sequence[Row], reach: float) -> bool:
    """Whether most lines begin together or are centred."""
    starts = [row.x0 for row in rows]
    centres = [(row.x0 + row.x1) / 2 for row in rows]
    return any(
        sum(abs(place - at) < reach for place in places) > MIN_ALIGNED * len(rows)
        for places, at in ((starts, min(starts)), (centres, median(centres)))
    )


def _is_block(rows: Sequence[Row]) -> bool:
    """Whether nearly all lines are single texts, or labels with their value."""
    plain = sum(
        len(row.pieces) == 1 or (len(row.pieces) == 2 and is_waiting(row.pieces[0].text)) for row in rows
    )
    return plain >= MIN_PLAIN * len(rows)


def _is_table_row(row: Row) -> bool:
    values = sum(is_value(piece.text) for piece in row.pieces)
    return values > 1 and not any(is_label(piece.text) for piece in row.pieces)


def _is_address(rows: Sequence[Row]) -> bool:
    """Whether lines from top to bottom are an address, with a name or without."""
    if not 2 <= len(rows) <= MAX_ROWS:
        return False
    texts = [row.pieces[0].text for row in rows]
    hits = [
        sum(cue(text) is not None for text in texts)
        for cue in (_STREET.match, _TOWN.search, _PARTICULARS.match)
    ]
    return sum(hits) > 0 and max(hits[:2]) <= MAX_STREETS * len(rows)
