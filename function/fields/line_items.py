"""Goods and services line by line: under the head of a table, or between date and total of a till."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from function.document.carried import is_carried
from function.document.fields import Field, LineItem
from function.document.pages import Box
from function.fields.amounts import CENT, read_number, write_amount
from function.fields.claims import amounts_in
from function.fields.columns import Column, Token, assign, read_head, split_row
from function.fields.labels import content_words, find_labels, role_words
from function.fields.paper import Paper
from function.fields.sheet import Piece, Sheet, surround

WITH_ITEMS = frozenset(("invoice", "credit_note", "receipt", "delivery_note"))
MOST_ITEMS = 1000
PROVEN, LIKELY, DOUBTED = 0.97, 0.88, 0.7
# A gap of this many lines ends a table.
WIDE_GAP = 4.5
# Pieces of one row differ by this much in level, in lines.
SAME_ROW = 0.5
TOLERANCE = Decimal("0.02")
_NUMBER = re.compile(r"[-−–]?\s?\(?\d[\d.,' ]*")
_UNIT = re.compile(
    r"\s*\((?:uds?|unid(?:ades)?|h|hrs?|horas?|kg|g|l|m2?|m²|ml|days?|día?s?|hours?|units?|pcs|mes(?:es)?)\.?\)$",
    re.IGNORECASE,
)
_LEADING_COUNT = re.compile(r"^(?P<count>\d{1,3})(?:\s?[xX*]|\s?uds?\.?)?\s+(?=\D*[^\W\d_]{2})")
_TIMES = re.compile(
    r"(?P<count>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:kg|uds?\.?)?\s?[xX*@]\s?(?:€|RM)?\s?(?P<price>\d+[.,]\d\d)"
)
_ENDING = frozenset(
    ("total", "total_to_pay", "tax_base", "tax_amount", "withholding", "surcharge", "pending")
)


@dataclass(frozen=True, slots=True)
class _Row:
    item: LineItem
    box: Box
    sheet: Sheet
    proven: bool


def find_line_items(paper: Paper, kind: str, sums: Sequence[str | None]) -> tuple[Field | None, str | None]:
    """Return the lines, and a note if they add up to none of `sums` (net and total)."""
    if kind not in WITH_ITEMS:
        return None, None
    rows = list(_table_rows(paper))[:MOST_ITEMS]
    if not rows and kind == "receipt":
        rows = list(_till_rows(paper))[:MOST_ITEMS]
    if not rows:
        return None, None
    added = sum((Decimal(row.item.amount) for row in rows if row.item.amount is not None), Decimal(0))
    known = [Decimal(value) for value in sums if value is not None]
    adds_up = any(abs(abs(added) - abs(value)) <= TOLERANCE * len(rows) for value in known)
    note = None
    if known and added and not adds_up and kind != "receipt":
        note = f"The lines add up to {write_amount(added)}, the document says {write_amount(known[-1])}."
    first = rows[0].sheet
    box = surround(row.box for row in rows if row.sheet is first)
    items = tuple(row.item for row in rows)
    return Field(
        items,
        _believe(rows, adds_up=adds_up, known=bool(known)),
        "rule",
        _reason(adds_up),
        first.number,
        first.share(box),
    ), note


def _believe(rows: Sequence[_Row], *, adds_up: bool, known: bool) -> float:
    if adds_up:
        return PROVEN
    if all(row.proven for row in rows):
        return LIKELY + 0.04
    return DOUBTED if known else LIKELY


def _reason(adds_up: bool) -> str:
    return "The lines of the table, which add up." if adds_up else "The lines of the table."


def _table_rows(paper: Paper) -> Iterator[_Row]:
    """The rows under each head of a table of goods, and where it goes on on the next page."""
    named: tuple[Column, ...] = ()
    for sheet in paper.sheets:
        columns = named = named if sheet.goes_on is not None else ()
        last = sheet.goes_on or 0.0
        pending: _Row | None = None
        for row in sheet.rows:
            head = read_head(row)
            if head:
                if pending:
                    yield pending
                columns = named = head
                pending, last = None, row[0].level
                continue
            if not columns or row[0].level < last - SAME_ROW * sheet.print_size or _is_carried(row):
                continue
            if _is_indented(row, columns, sheet) or row[0].level - last > WIDE_GAP * sheet.print_size:
                columns = ()
                continue
            if _ends(row):
                columns = named = ()
                continue
            read = _read_row(paper, sheet, row, columns)
            if read is not None:
                if pending:
                    yield pending
                pending, last = read, row[0].level
            elif pending is not None and _is_continued(row, columns, pending, sheet):
                pending, last = _lengthen(pending, row), row[0].level
        if pending:
            yield pending


def _is_carried(row: Sequence[Piece]) -> bool:
    return is_carried(" ".join(piece.text for piece in row))


def _read_row(paper: Paper, sheet: Sheet, row: Sequence[Piece], columns: Sequence[Column]) -> _Row | None:
    cells = assign(split_row(row), columns, sheet)
    description = cells.get("description")
    if description is None or sum(character.isalpha() for character in description.text) < 2:
        return None
    quantity = _number(cells.get("quantity"), paper.point)
    price = _number(cells.get("unit_price"), paper.point)
    amount = _number(cells.get("amount"), paper.point)
    meanings = {column.meaning for column in columns}
    if amount is None and ("amount" in meanings or quantity is None):
        return None
    text, count = _tidy(description.text, has_quantity="quantity" in meanings)
    quantity = quantity if quantity is not None else count
    discount = _number(cells.get("discount"), paper.point) or Decimal(0)
    item = LineItem(text, _plain(quantity), _money(price), _money(amount))
    return _Row(
        item, surround(piece.box for piece in row), sheet, _multiplies(quantity, price, discount, amount)
    )


def _tidy(text: str, *, has_quantity: bool) -> tuple[str, Decimal | None]:
    """A description without its unit, and the count before it where there is no column for it."""
    text = _UNIT.sub("", text.strip())
    match = None if has_quantity else _LEADING_COUNT.match(text)
    if match is None:
        return text, None
    return text[match.end() :].strip(), Decimal(match["count"])


def _number(token: Token | None, point: str) -> Decimal | None:
    match = _NUMBER.search(token.text) if token is not None else None
    if match is None:
        return None
    value, _ = read_number(re.sub(r"[^\d.,]", "", match[0]).strip(".,"), point)
    return -value if value is not None and match[0].lstrip()[0] in "-−–" else value


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _money(value: Decimal | None) -> str | None:
    return None if value is None else write_amount(value)


def _multiplies(
    quantity: Decimal | None, price: Decimal | None, discount: Decimal, amount: Decimal | None
) -> bool:
    if quantity is None or price is None or amount is None:
        return False
    return abs((quantity * price * (100 - discount) / 100).quantize(CENT) - amount) <= TOLERANCE


def _is_indented(row: Sequence[Piece], columns: Sequence[Column], sheet: Sheet) -> bool:
    """Whether the first words of a row begin far right of the table's beginning, as sums under it do."""
    words = [piece for piece in row if re.search(r"[^\W\d_]{3,}", piece.text)]
    described = next(column for column in columns if column.meaning == "description")
    return bool(words) and words[0].box[0] > max(described.box[2], described.box[0] + 0.2 * sheet.width)


def _ends(row: Sequence[Piece]) -> bool:
    """Whether a row begins the sums under a table, or another table."""
    named = [hit for piece in row for hit in find_labels(piece, "columns")]
    words = sum(len(content_words(piece)) for piece in row)
    if len(named) >= 2 and sum(hit.size for hit in named) >= words:
        return True
    for piece in row:
        if not re.search(r"[^\W\d_]{2,}", piece.text):
            continue
        for hit in find_labels(piece, "amounts"):
            if hit.leads and hit.roles & _ENDING and _is_all(hit.piece, hit.end):
                return True
    return False


def _is_all(piece: Piece, end: int) -> bool:
    """Whether nothing but figures and fillers follows a label."""
    filler = (
        role_words("tax_words", "filler")
        | role_words("tax_words", "tax")
        | role_words("tax_words", "withholding")
    )
    return all(
        word.plain in filler or any(c.isdigit() for c in word.plain)
        for word in content_words(piece)
        if word.start >= end
    )


def _is_continued(row: Sequence[Piece], columns: Sequence[Column], pending: _Row, sheet: Sheet) -> bool:
    """Whether a row is the second line of a description: words only, under its beginning, close by."""
    if len(row) != 1 or amounts_like(row[0].text):
        return False
    piece = row[0]
    is_close = piece.box[1] - pending.box[3] < 0.6 * sheet.print_size
    described = next(column for column in columns if column.meaning == "description")
    return (
        is_close
        and abs(piece.box[0] - pending.box[0]) < 1.5 * sheet.print_size
        and piece.box[0] < described.box[2]
    )


def amounts_like(text: str) -> bool:
    return re.search(r"\d[.,]\d\d(?!\d)", text) is not None


def _lengthen(row: _Row, more: Sequence[Piece]) -> _Row:
    item = row.item
    longer = LineItem(
        f"{item.description} {more[0].text.strip()}", item.quantity, item.unit_price, item.amount
    )
    return _Row(longer, surround((row.box, more[0].box)), row.sheet, row.proven)


def _till_rows(paper: Paper) -> Iterator[_Row]:
    """The rows of a till that have words and an amount, up to the first sum."""
    for sheet in paper.sheets[:2]:
        described: str | None = None
        for row in sheet.rows:
            text = " ".join(piece.text for piece in row)
            labels = [hit for piece in row for hit in find_labels(piece, "amounts") if hit.leads]
            if any(hit.roles & _ENDING and _is_all(hit.piece, hit.end) for hit in labels):
                return
            amounts = amounts_in(paper, row[-1])
            if not amounts or row[-1].text[amounts[-1].end :].strip(" ABCDEZST*€"):
                described = text if _is_description(text) else None
                continue
            if any(not hit.roles & {"total_weak"} for hit in labels) and not described:
                continue
            before = " ".join(
                [*(piece.text for piece in row[:-1]), row[-1].text[: amounts[-1].start]]
            ).strip()
            read = _read_till(before, described, amounts[-1].value)
            described = None
            if read is not None:
                yield _Row(read, surround(piece.box for piece in row), sheet, proven=False)


def _read_till(before: str, described: str | None, amount: Decimal) -> LineItem | None:
    times = _TIMES.search(before)
    count = Decimal(times["count"].replace(",", ".")) if times else None
    text = (before[: times.start()] if times else before).strip(" .-")
    leading = _LEADING_COUNT.match(text)
    if leading is not None:
        count = count or Decimal(leading["count"])
        text = text[leading.end() :]
    if not _is_description(text):
        if described is None:
            return None
        text = described
    text = re.sub(r"\s+\d+[.,]\d\d$", "", text.strip()).strip(" .")
    price = times["price"].replace(",", ".") if times else None
    return LineItem(text, _plain(count), price, write_amount(amount))


def _is_description(text: str) -> bool:
    return sum(character.isalpha() for character in text) >= 3
