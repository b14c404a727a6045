"""The head of a table of goods, and which column a text below it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from function.document.pages import Box
from function.fields.labels import content_words, find_labels
from function.fields.sheet import Piece, Sheet

# The meanings of columns, the more telling first where a label has several.
_MEANINGS = (
    "description",
    "quantity",
    "unit_price",
    "discount",
    "amount",
    "rate",
    "tax",
    "base",
    "code",
    "other",
)
_NUMBERS = re.compile(r"[-−–]?\(?\d[\d.,]*\)?\s?(?:%|€|EUR\b|ud[s.]?\b|h\b|kg\b|u\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it means and where its head is."""

    meaning: str
    box: Box


@dataclass(frozen=True, slots=True)
class Token:
    """A text in a row with its box; a number, or words."""

    text: str
    box: Box
    piece: Piece

    @property
    def is_number(self) -> bool:
        return not re.search(r"[^\W\d_]{3,}", self.text) and any(
            character.isdigit() for character in self.text
        )


def read_head(row: Sequence[Piece]) -> tuple[Column, ...]:
    """Return the columns that a row names if it is the head of a table of goods, else none."""
    columns: list[Column] = []
    words = 0
    named = 0
    for piece in row:
        words += len(content_words(piece))
        for hit in find_labels(piece, "columns"):
            named += hit.size
            columns.append(Column(_mean(hit.roles, columns), piece.part(hit.start, hit.end)))
    meanings = [column.meaning for column in columns]
    if "description" not in meanings or words - named > 2:
        return ()
    if not {"amount", "quantity", "unit_price"} & set(meanings):
        return ()
    return _last_amount(columns)


def _mean(roles: frozenset[str], columns: Sequence[Column]) -> str:
    taken = {column.meaning for column in columns}
    fitting = [meaning for meaning in _MEANINGS if meaning in roles]
    return next((meaning for meaning in fitting if meaning not in taken), fitting[0])


def _last_amount(columns: list[Column]) -> tuple[Column, ...]:
    """Of several columns of amounts the last counts; those before it are prices if there is none, else nothing."""
    amounts = [index for index, column in enumerate(columns) if column.meaning == "amount"]
    for index in amounts[:-1]:
        has_price = any(column.meaning == "unit_price" for column in columns)
        columns[index] = Column("other" if has_price else "unit_price", columns[index].box)
    return tuple(columns)


def split_row(row: Sequence[Piece]) -> list[Token]:
    """The texts of a row: pieces with words whole, others number by number."""
    tokens: list[Token] = []
    for piece in row:
        if re.search(r"[^\W\d_]{3,}", piece.text):
            tokens.append(Token(piece.text.strip(), piece.box, piece))
            continue
        numbers = list(_NUMBERS.finditer(piece.text))
        if len(numbers) > 1:
            tokens += [
                Token(match[0].strip(), piece.part(match.start(), match.end()), piece) for match in numbers
            ]
        else:
            tokens.append(Token(piece.text.strip(), piece.box, piece))
    return tokens


def assign(tokens: Sequence[Token], columns: Sequence[Column], sheet: Sheet) -> dict[str, Token]:
    """Return the token of each column, by meaning; words belong to the description."""
    cells: dict[str, Token] = {}
    described = next(column for column in columns if column.meaning == "description")
    for token in tokens:
        column = min(columns, key=lambda column: _distance(token.box, column.box))
        is_misplaced = not token.is_number and column.meaning not in ("description", "code", "tax", "base")
        if is_misplaced and (
            token.box[0] < column.box[0] - 2 * sheet.print_size or _overlaps(token.box, described.box)
        ):
            column = described
        if column.meaning == "description" and "description" in cells:
            first = cells["description"]
            box = (
                min(first.box[0], token.box[0]),
                first.box[1],
                max(first.box[2], token.box[2]),
                first.box[3],
            )
            cells["description"] = Token(f"{first.text} {token.text}", box, first.piece)
        else:
            cells.setdefault(column.meaning, token)
    return cells


def _distance(box: Box, head: Box) -> float:
    """How far a text is from being aligned with a head at its left, its right or its middle."""
    left, right = abs(box[0] - head[0]), abs(box[2] - head[2])
    centre = abs(box[0] + box[2] - head[0] - head[2]) / 2
    gap = max(0.0, box[0] - head[2], head[0] - box[2])
    return min(left, right, centre) + 2 * gap


def _overlaps(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) > max(first[0], second[0])
