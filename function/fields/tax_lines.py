"""Lines that say what a rate of tax comes to, found by their arithmetic: base x rate = amount."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from function.document.fields import Field, TaxLine
from function.document.pages import Box
from function.fields.amounts import CENT, AmountMatch, write_amount
from function.fields.claims import amounts_in, find_printed
from function.fields.paper import Paper
from function.fields.sheet import Piece, Sheet, surround

# Rates of IVA, IGIC, IPSI and of the VAT of Portugal, France, the United Kingdom and Malaysia.
RATES = frozenset(map(Decimal, "21 10 4 5 7.5 2 3 7 9.5 13.5 15 20 5.5 2.1 23 13 6 19 0.5 1 8 22 25".split()))  # noqa: SIM905
# Rounding of a base by lines can move its tax by this much.
PROVEN = 0.97
TOLERANCE = Decimal("0.02")
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_BARE_RATE = re.compile(r"(?<![\d.,/-])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d.,/-])")


@dataclass(frozen=True, slots=True)
class Taxed:
    """A tax line on a page, and where its base and amount are printed."""

    rate: Decimal
    base: Decimal
    amount: Decimal
    sheet: Sheet
    box: Box
    base_piece: Piece
    base_match: AmountMatch
    amount_piece: Piece
    amount_match: AmountMatch

    def line(self) -> TaxLine:
        return TaxLine(_plain_rate(self.rate), write_amount(self.base), write_amount(self.amount))


def find_tax_lines(paper: Paper) -> list[Taxed]:
    """Return the tax lines of a document, each once; lines of a rate of nothing only beside others."""
    found: list[Taxed] = []
    for sheet in paper.sheets:
        for row in sheet.rows:
            line = _read_row(paper, sheet, row)
            if line is not None and not any(_equal(line, other) for other in found):
                found.append(line)
    if any(line.rate for line in found):
        found += list(_exempt(paper, found))
    return found


def find_implied(paper: Paper, total: Decimal) -> Taxed | None:
    """The line whose rate and tax leave, of a total, a base that is printed in another row."""
    for sheet in paper.sheets:
        for row in sheet.rows:
            amounts = [(piece, amount) for piece in row for amount in amounts_in(paper, piece)]
            if not 1 <= len(amounts) <= 2:
                continue
            for rate, (piece, amount) in product(_rates(row), amounts):
                base = total - amount.value
                if not amount.value or not fits(base, rate, amount.value):
                    continue
                if (printed := find_printed(paper, base)) is not None:
                    box = row[0].box[0], row[0].box[1], row[-1].box[2], row[-1].box[3]
                    return Taxed(rate, base, amount.value, sheet, box, *printed[1:], piece, amount)
    return None


def tax_lines_field(lines: Sequence[Taxed]) -> Field:
    first = lines[0].sheet
    box = surround(line.box for line in lines if line.sheet is first)
    reason = "Of each line, base x rate is the tax."
    return Field(
        tuple(line.line() for line in lines), PROVEN, "arithmetic", reason, first.number, first.share(box)
    )


def _read_row(paper: Paper, sheet: Sheet, row: Sequence[Piece]) -> Taxed | None:
    amounts = [(piece, amount) for piece in row for amount in amounts_in(paper, piece)]
    if not 2 <= len(amounts) <= 5:
        return None
    for rate in _rates(row):
        for base_at, (base_piece, base) in enumerate(amounts):
            for amount_at, (piece, amount) in enumerate(amounts):
                if base_at == amount_at or not fits(base.value, rate, amount.value):
                    continue
                box = row[0].box[0], row[0].box[1], row[-1].box[2], row[-1].box[3]
                return Taxed(rate, base.value, amount.value, sheet, box, base_piece, base, piece, amount)
    return None


def fits(base: Decimal, rate: Decimal, amount: Decimal) -> bool:
    """Whether `amount` is the tax on `base`; too small amounts fit anything and prove nothing."""
    if abs(amount) < Decimal("0.05") and abs(base) < 1:
        return False
    return abs((base * rate / 100).quantize(CENT, ROUND_HALF_UP) - amount) <= TOLERANCE / 2


def _rates(row: Sequence[Piece]) -> list[Decimal]:
    found = [
        Decimal(match[1].replace(",", "."))
        for pattern in (_RATE, _BARE_RATE)
        for piece in row
        for match in pattern.finditer(piece.text)
    ]
    return [rate for rate in dict.fromkeys(found) if rate in RATES]


def _exempt(paper: Paper, found: Sequence[Taxed]) -> Iterator[Taxed]:
    """Lines of a rate of 0 between the others: two amounts, of which one is nothing."""
    sheet = found[0].sheet
    columns = [(line.base_piece.box, line.amount_piece.box) for line in found]
    for row in sheet.rows:
        amounts = [(piece, amount) for piece in row for amount in amounts_in(paper, piece)]
        if len(amounts) != 2 or amounts[1][1].value != 0 or amounts[0][1].value == 0:
            continue
        (base_piece, base), (piece, amount) = amounts
        if not any(_overlap(base_piece.box, left) and _overlap(piece.box, right) for left, right in columns):
            continue
        box = row[0].box[0], row[0].box[1], row[-1].box[2], row[-1].box[3]
        yield Taxed(Decimal(0), base.value, amount.value, sheet, box, base_piece, base, piece, amount)


def _overlap(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) - max(first[0], second[0]) > 0


def _equal(first: Taxed, second: Taxed) -> bool:
    return (first.rate, first.base, first.amount) == (second.rate, second.base, second.amount)


def _plain_rate(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
