"""Addresses and other blocks of short lines that stand side by side and are read one after the other.

They look like columns of a table. But lines at other heights than those beside them are no cells, and neither is
an address: it has one street and one town, where a column of a table has one in each row.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from function.reading.layout.bonds import are_bound, cut_sentences, shared_baselines
from function.reading.layout.rows import Row, is_label_print
from function.reading.layout.values import is_label, is_value, is_waiting

# Blocks side by side: the white space between them, how close together the lines of the right one begin, and the
# share of lines that do; lengths in line heights.
MIN_GUTTER = 0.7
SAME_START = 0.6
MIN_ALIGNED = 0.5
# Share of plain lines in a block, and of lines that look like cells by chance.
MIN_PLAIN = 0.8
MAX_CELLS = 0.2
# A row with more pieces is the head of a table.
MAX_PIECES = 4
# Lines set at different heights on the two sides: their number, and the share of others.
MIN_APART = 2
MAX_SHARED_BASELINES = 0.55
# With more lines it is a list of addresses.
MAX_ROWS = 14
MAX_STREETS = 0.5
# With more labels it is a form.
MAX_LABELLED = 0.5

_WAYS = (
    r"C/|C\.\s|Calle|Avda?|Av|Avenida|Avinguda|Plaza|Pza|Plaça|Pl\.|Paseo|Pº|Passeig|Rúa|Rua|Carrer|Carretera|Ctra|Camino"
    r"|Camiño|Camí|Ronda|Travesía|Urb|Urbanización|Pol|Polígono|Polígon|Apartado|Apdo|Kalea|Praza|Praça"
)
_STREET = re.compile(rf"(?i:(?:[^\W\d_]+:\s*)?(?:{_WAYS})(?![^\W\d_]))")
# A postal code before or after a town; a year is none.
_CODE = r"\(?(?:[A-Z]{1,2}-?\s?)?\d{4,6}(?:-\d{3,4})?\)?"
_TOWN = re.compile(
    rf"(?<![\w/.,:-])(?<!\bde\s){_CODE}(?!\d)[\s,–-]+[^\W\d_]{{3}}|[^\W\d_]{{2}}[\s,–-]+(?<!\bde\s){_CODE}$"
)
# What a sender gives of himself, in one line each.
_PARTICULARS = re.compile(
    r"(?i:tel|tlf|teléfono|telf|phone|fax|móvil|e-?mail|www\.|iban|bic|swift|c\.?i\.?f|n\.?i\.?f|d\.?n\.?i|cuit|vat|rut|rfc)"
    r"(?![^\W\d_])(?=.*[\d@])|[^\s@]+@[^\s@]+\.\w+$"
)


def stand_apart(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether both sides are blocks of lines that have nothing to do with each other."""
    size = min(row.size for row in (*left, *right))
    gutter = min(row.x0 for row in right) - max(row.x1 for row in left)
    if gutter < MIN_GUTTER * size or not _is_aligned(right, SAME_START * size):
        return False
    if not (_is_block(left) or _is_block(right)) or are_bound(left, right, MAX_CELLS):
        return False
    if any(map(_is_table_row, (*left, *right))) or _is_form(left) or _is_form(right):
        return False
    fewer = min(len(left), len(right))
    shared = shared_baselines(left, right)
    if shared < MAX_SHARED_BASELINES and (1 - shared) * fewer >= MIN_APART:
        return True
    return _is_address(left) or _is_address(right) or cut_sentences(left, right)


def _is_aligned(rows: Sequence[Row], reach: float) -> bool:
    """Whether most lines begin together or are centred. What is set flush right belongs to the lines beside it."""
    starts = [row.x0 for row in rows]
    ends = [row.x1 for row in rows]
    centres = [(row.x0 + row.x1) / 2 for row in rows]
    begun, ended, centred = (
        sum(abs(place - at) < reach for place in places)
        for places, at in ((starts, min(starts)), (ends, max(ends)), (centres, median(centres)))
    )
    return begun > MIN_ALIGNED * len(rows) or (centred > MIN_ALIGNED * len(rows) and ended < centred)


def _is_block(rows: Sequence[Row]) -> bool:
    """Whether nearly all lines are single texts, or labels with their value."""
    plain = sum(
        len(row.pieces) == 1 or (len(row.pieces) == 2 and is_waiting(row.pieces[0].text)) for row in rows
    )
    return plain >= MIN_PLAIN * len(rows)


def _is_table_row(row: Row) -> bool:
    if len(row.pieces) > MAX_PIECES:
        return True
    values = sum(is_value(piece.text) for piece in row.pieces)
    return values > 1 and not any(is_label(piece.text) for piece in row.pieces)


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether most lines are small labels with larger values below them."""
    pairs = sum(is_label_print(label, value) for label, value in pairwise(rows))
    return pairs > 1 and 2 * pairs >= len(rows)


def _is_address(rows: Sequence[Row]) -> bool:
    """Whether lines from top to bottom are an address, with a name or without."""
    if not 2 <= len(rows) <= MAX_ROWS:
        return False
    texts = [row.pieces[0].text for row in rows]
    if sum(map(is_label, texts)) > MAX_LABELLED * len(rows):
        return False
    hits = [
        sum(cue(text) is not None for text in texts)
        for cue in (_STREET.match, _TOWN.search, _PARTICULARS.match)
    ]
    return sum(hits) > 0 and max(hits[:2]) <= MAX_STREETS * len(rows)
