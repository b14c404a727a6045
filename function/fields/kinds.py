"""What type a document is, by its heading and its words, with `other` where they do not decide."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from function.document.fields import DocumentType
from function.fields.amounts import find_amounts
from function.fields.labels import content_words, phrase_key
from function.fields.paper import Paper
from function.fields.phrases import PhraseTree
from function.fields.sheet import Piece, Sheet

FOLDER = Path(__file__).parent
OTHER = "other"
# A type needs this much, and this much more than the next one.
LEAST = 6.0
LEAST_LEAD = 0.8
HEADING = 8.0
# Words of a type do not count for more than this.
MOST_WORDS = 16.0
# Of a heading, the most words that do not belong to the name of a type.
MOST_EXTRA_WORDS = 5
_TAXED = ("invoice", "credit_note", "receipt", "utility_bill")
_NUMBERED = ("invoice", "credit_note")
NARROW_PAGE = 0.62
BONUS_NARROW = 5.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names a type: `kind`, and how strongly; `lines` are those that it goes on in."""

    kind: str
    piece: Piece
    sheet: Sheet
    strength: float
    lines: tuple[Piece, ...] = ()


def find_type(paper: Paper) -> tuple[DocumentType, Heading | None]:
    """Return the type and the heading that names it, if one does."""
    headings = find_headings(paper)
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, Heading] = {}
    for heading in headings:
        if heading.kind not in best or heading.strength > best[heading.kind].strength:
            best[heading.kind] = heading
    for kind, heading in best.items():
        scores[kind] += heading.strength
    for kind, weight in _weigh_words(paper).items():
        scores[kind] += min(weight, MOST_WORDS)
    if _is_slip(paper) and scores["receipt"] > 0:
        scores["receipt"] += BONUS_NARROW
    if not any(find_amounts(piece.text, paper.point) for _, piece in paper.pieces()):
        # Conditions of sale have the words of a receipt, but no price.
        scores = {
            kind: 0.0 if kind in _TAXED and kind not in best else score for kind, score in scores.items()
        }
        scores = defaultdict(float, scores)
    taxed = max(_TAXED, key=lambda kind: scores[kind])
    if scores[taxed] > 0:
        scores[taxed] += _weigh_structure(paper)
    return _decide(scores, best)


def _decide(scores: dict[str, float], headings: dict[str, Heading]) -> tuple[DocumentType, Heading | None]:
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < LEAST:
        return DocumentType(OTHER, 0.6, "No heading and too few words of any type."), None
    (kind, most), next_most = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if most - next_most < LEAST_LEAD:
        return DocumentType(OTHER, 0.3, f"Its words speak for {kind} and {ranked[1][0]} alike."), None
    lead = (most - next_most) / most
    confidence = min(0.99, 0.75 + 0.3 * lead + 0.008 * min(most, 20))
    # A bill of electricity can be headed by no more than `Factura`.
    strong = [heading for heading in headings.values() if heading.strength >= HEADING]
    heading = headings.get(kind) or max(strong, key=lambda heading: heading.strength, default=None)
    reason = f"The heading ‘{heading.piece.text.strip()}’ and its words." if heading else "Its words."
    return DocumentType(kind, confidence, reason), heading


def names_type(piece: Piece) -> bool:
    """Whether a line is the name of a type and nothing else."""
    words = content_words(piece)
    return bool(words) and _titles().longest(words, 0)[0] == len(words)


def find_headings(paper: Paper) -> list[Heading]:
    """Lines of the first pages that are, or begin with, the name of a type."""
    found = []
    for sheet in paper.sheets[:2]:
        for piece in sheet.pieces:
            for lines in _joined(sheet, piece):
                words = tuple(word for line in (piece, *lines) for word in content_words(line))
                length, kinds = _titles().longest(words, 0)
                # A line that is joined must be needed.
                if (
                    not length
                    or len(words) - length > MOST_EXTRA_WORDS
                    or (lines and length <= _count(piece, *lines[:-1]))
                ):
                    continue
                extra = len(words) - length
                # `Factura nº 118` is a heading with its number; an `Albarán nº 118` can be what an invoice is for.
                numbers = sum(
                    word.plain == "num" or any(map(str.isdigit, word.plain)) for word in words[length:]
                )
                for kind in kinds:
                    beside = extra - numbers if kind in _NUMBERED and _stands_alone(sheet, piece) else extra
                    found.append(Heading(kind, piece, sheet, _strength(sheet, piece, length, beside), lines))
    return found


def _stands_alone(sheet: Sheet, piece: Piece) -> bool:
    """Whether a line is not the value of a label left of it, as in `Concepto: Factura 118`."""
    left = [other for other in sheet.row_of(piece) if other.box[2] <= piece.box[0]]
    return not left or not left[-1].text.rstrip().endswith(":")


def _joined(sheet: Sheet, piece: Piece) -> Iterator[tuple[Piece, ...]]:
    """No line, and the one or two lines in which a large heading goes on."""
    yield ()
    lines: tuple[Piece, ...] = ()
    last = piece
    is_large = piece.height >= 1.1 * sheet.print_size
    if not is_large and (piece.box[1] > 0.3 * sheet.height or len(piece.text.split()) > 4):
        return
    while len(lines) < 2:
        following = sheet.continues(last)
        if following is None or not 0.85 < following.height / piece.height < 1.18:
            return
        lines, last = (*lines, following), following
        yield lines


def _count(*pieces: Piece) -> int:
    return sum(len(content_words(piece)) for piece in pieces)


def _strength(sheet: Sheet, piece: Piece, length: int, extra: int) -> float:
    top = piece.box[1] / sheet.height
    strength = HEADING + 0.8 * min(length - 1, 5)
    if extra:
        strength *= 0.75 if extra <= 2 else 0.5
    if sheet is not None and sheet.number > 1:
        strength *= 0.5
    if piece.height >= 1.2 * sheet.print_size or piece.text.isupper():
        strength *= 1.15
    if top > 0.45:
        strength *= 0.5
    # "Factura: 123" is a label, not a heading.
    if extra and ":" in piece.text:
        strength *= 0.5
    return strength


def _weigh_words(paper: Paper) -> dict[str, float]:
    seen: dict[tuple[str, int], float] = {}
    for _, piece in paper.pieces():
        words = content_words(piece)
        for index in range(len(words)):
            for _, phrase in _words().walk(words, index):
                seen |= {(kind, id(phrase)): weight for kind, weight in phrase.meanings.items()}
    weights: dict[str, float] = defaultdict(float)
    for (kind, _), weight in seen.items():
        weights[kind] += weight
    return weights


def _weigh_structure(paper: Paper) -> float:
    """What speaks for something with a price in any language: its number, base, tax and total."""
    numbers = any("invoice_number" in hit.roles and hit.opens for _, hit in paper.hits("numbers"))
    roles = {role for _, hit in paper.hits("amounts") if hit.leads for role in hit.roles}
    return 1.5 * numbers + 1.0 * len(roles & {"tax_base", "tax_amount", "total_to_pay"})


def _is_slip(paper: Paper) -> bool:
    """Whether the first page is as narrow as a till's paper."""
    first = paper.sheets[0] if paper.sheets else None
    return first is not None and (first.width < 300 or first.width / first.height < NARROW_PAGE)


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / "kinds.toml").read_text("utf-8"))


@cache
def roles_of(kind: str, name: str) -> tuple[str, ...]:
    """The labels that hold a field in documents of a type, the best first."""
    roles = _roles()
    return tuple(roles.get(kind, {}).get(name, roles["default"].get(name, ())))


@cache
def _roles() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / "roles.toml").read_text("utf-8"))


@cache
def _titles() -> PhraseTree:
    root = PhraseTree()
    for kind, described in _kinds().items():
        for title in described["titles"]:
            root.add(phrase_key(title), kind)
    return root


@cache
def _words() -> PhraseTree:
    root = PhraseTree()
    for kind, described in _kinds().items():
        for phrase, weight in described["words"].items():
            root.add(phrase_key(phrase), kind, float(weight))
    return root
