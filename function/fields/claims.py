"""Amounts and the labels that claim them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from function.document.fields import Field, FieldSource
from function.fields.amounts import AmountMatch, find_amounts
from function.fields.columns import read_head
from function.fields.labels import Hit, content_words, find_labels, role_words
from function.fields.paper import MOST, Paper, make_field, quote
from function.fields.places import WHERE, Way, value_above
from function.fields.sheet import Piece, Sheet

Place = tuple[int, int, int]
# Of a label, how many words it may have that are not known in it.
MOST_UNKNOWN_WORDS = 1
# Claims of a kind that are tried with each other.
MOST_TRIED = 6
# Prices under each other are this many line heights apart, at most.
NEXT_PRICE = 3.2


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount and a label that claims it. `order` counts the amounts on the label's level from the last one;
    `strange` the words between them that belong to neither."""

    amount: AmountMatch
    sheet: Sheet
    piece: Piece
    hit: Hit
    way: Way
    order: int
    strange: int

    @property
    def place(self) -> Place:
        return self.piece.page, self.piece.index, self.amount.start

    @property
    def value(self) -> Decimal:
        return self.amount.value

    @property
    def confidence(self) -> float:
        way = {"after": 0.0, "right": 0.0, "below": 0.03, "above": 0.06}[self.way]
        return MOST - way - 0.04 * self.order - 0.1 * self.strange

    @property
    def reason(self) -> str:
        return f"The amount {WHERE[self.way]} {quote(self.hit.text)}."


def find_claims(paper: Paper) -> list[Claim]:
    """Return every amount that a label claims, in the order of the document."""
    claims = [
        claim for sheet, hit in paper.hits("amounts") if _is_label(hit) for claim in _claim(paper, sheet, hit)
    ]
    return _settle(claims)


def amounts_in(paper: Paper, piece: Piece) -> list[AmountMatch]:
    """The amounts of money in a piece."""
    return [amount for amount in find_amounts(piece.text, paper.point) if amount.is_money]


def find_printed(paper: Paper, value: Decimal) -> tuple[Sheet, Piece, AmountMatch] | None:
    """Where an amount is printed first."""
    for sheet, piece in paper.pieces():
        for amount in amounts_in(paper, piece):
            if amount.value == value:
                return sheet, piece, amount
    return None


def claim_field(
    paper: Paper,
    claim: Claim,
    *,
    confidence: float | None = None,
    reason: str = "",
    source: FieldSource = "rule",
) -> Field:
    return amount_field(
        paper,
        claim.sheet,
        claim.piece,
        claim.amount,
        confidence=claim.confidence if confidence is None else confidence,
        reason=reason or claim.reason,
        source=source,
    )


def amount_field(
    paper: Paper,
    sheet: Sheet,
    piece: Piece,
    amount: AmountMatch,
    *,
    confidence: float,
    reason: str,
    source: FieldSource,
) -> Field:
    return make_field(
        sheet,
        piece.part(amount.start, amount.end),
        amount.written,
        confidence=confidence,
        reason=reason,
        source=source,
        currency=amount.currency or paper.currency,
    )


def of_role(claims: Iterable[Claim], role: str) -> list[Claim]:
    """The claims of a role; the rightmost amount of each label first."""
    return sorted(
        (claim for claim in claims if role in claim.hit.roles), key=lambda claim: (claim.order, claim.strange)
    )


def unsigned(withheld: Field) -> Field:
    """A withholding, which is printed with a sign or without."""
    return replace(withheld, value=str(withheld.value).lstrip("-"))


def _is_label(hit: Hit) -> bool:
    """Whether it opens its line, or follows a separator, or is a sentence's `la renta será de`."""
    return (hit.opens or hit.size >= 2) and not _is_qualified(hit)


def _is_qualified(hit: Hit) -> bool:
    """Whether a tax is only named as a part of a total: `Total incl. of GST`, `(IVA incluido)`."""
    if "tax_amount" not in hit.roles or hit.leads:
        return False
    words = content_words(hit.piece)
    before = [word.plain for word in words if word.end <= hit.start and not word.plain.isdigit()][-1:]
    after = [word.plain for word in words if word.start >= hit.end][:1]
    return bool({*before, *after} & role_words("tax_words", "qualifier"))


def _claim(paper: Paper, sheet: Sheet, hit: Hit) -> Iterator[Claim]:
    following = _next_label(hit)
    after = [
        amount
        for amount in amounts_in(paper, hit.piece)
        if amount.start >= hit.end and (following is None or amount.start < following.start)
    ]
    if after and _is_base(hit.piece.text[hit.end : after[0].start]) and not _next_label(hit):
        # `Tax 15 % on 112.90`, and the tax right of it.
        beside = list(_beside_or_below(paper, sheet, hit, 0))
        if any(claim.way == "right" for claim in beside):
            yield from beside
            return
    if after:
        after = _until_words(hit.piece, after)
        if not hit.opens:
            after = [amount for amount in after[:1] if amount.start - hit.end <= 6]
        for order, amount in enumerate(reversed(after)):
            strange = _strange_words(hit.piece, hit.end, after[0].start)
            if strange <= MOST_UNKNOWN_WORDS or hit.size >= 3:
                yield Claim(amount, sheet, hit.piece, hit, "after", order, strange)
        return
    if following is not None or not hit.opens:
        return
    strange = _strange_words(hit.piece, hit.end, len(hit.piece.text))
    if strange > MOST_UNKNOWN_WORDS:
        return
    yield from _beside_or_below(paper, sheet, hit, strange)


def _is_base(between: str) -> bool:
    """Whether the words before an amount say that it is what a tax is taken of."""
    return re.search(r"(?:\b(?:on|of|sobre|sur|base)|s/)\W*$", between, re.IGNORECASE) is not None


def _until_words(piece: Piece, amounts: list[AmountMatch]) -> list[AmountMatch]:
    """The amounts of a row of figures; in a sentence, what follows the words behind the first is something else."""
    for index, (first, second) in enumerate(pairwise(amounts), 1):
        if re.search(r"[^\W\d_]{3,}", piece.text[first.end : second.start]):
            return amounts[:index]
    return amounts


def _beside_or_below(paper: Paper, sheet: Sheet, hit: Hit, strange: int) -> Iterator[Claim]:
    beside: list[tuple[Piece, AmountMatch]] = []
    for piece in sheet.right_of(hit.piece):
        if any(other.leads for other in find_labels(piece, "amounts")):
            break
        beside += [(piece, amount) for amount in amounts_in(paper, piece)]
    if beside:
        for order, (piece, amount) in enumerate(reversed(beside)):
            yield Claim(amount, sheet, piece, hit, "right", order, strange)
        return
    over = value_above(sheet, hit)
    if over is not None:
        yield from (
            Claim(amount, sheet, over, hit, "above", 0, strange) for amount in amounts_in(paper, over)[:1]
        )
        return
    below = sheet.below(hit.piece)
    if (
        below is None
        or read_head(sheet.row_of(hit.piece))
        or any(other.leads for other in find_labels(below, "amounts"))
    ):
        return
    if hit.roles & {"total", "total_to_pay", "net_pay"} and _is_column(paper, sheet, below):
        return
    amounts = amounts_in(paper, below)
    if len(amounts) == 1 and not re.search(r"[^\W\d_]{4,}", below.text[: amounts[0].start]):
        yield Claim(amounts[0], sheet, below, hit, "below", 0, strange)


def _is_column(paper: Paper, sheet: Sheet, piece: Piece) -> bool:
    """Whether more amounts stand under an amount, as prices do under `Total`."""
    following = sheet.below(piece, within=NEXT_PRICE)
    return (
        following is not None
        and not re.search(r"[^\W\d_]{4,}", following.text)
        and bool(amounts_in(paper, following))
    )


def _next_label(hit: Hit) -> Hit | None:
    return next(
        (
            other
            for other in find_labels(hit.piece, "amounts")
            if other.start >= hit.end and other.opens and not _is_qualified(other)
        ),
        None,
    )


def _strange_words(piece: Piece, start: int, end: int) -> int:
    filler = (
        role_words("tax_words", "filler")
        | role_words("tax_words", "spelled")
        | role_words("amounts", "total")
        | role_words("tax_words", "tax")
    )
    return sum(
        word.plain not in filler and not word.plain.isdigit() and len(word.plain) > 1
        for word in content_words(piece)
        if start <= word.start < end
    )


def _settle(claims: list[Claim]) -> list[Claim]:
    """Of several labels right of, below or behind which an amount is, keep the nearest."""
    best: dict[Place, Claim] = {}
    for claim in claims:
        other = best.get(claim.place)
        if other is None or _nearness(claim) > _nearness(other):
            best[claim.place] = claim
    return sorted(best.values(), key=lambda claim: (claim.piece.page, claim.piece.level, claim.piece.box[0]))


def _nearness(claim: Claim) -> tuple[int, float, int]:
    rank = {"after": 2, "right": 1, "below": 0, "above": 0}[claim.way]
    if claim.way == "after":
        return rank, float(claim.hit.end), claim.hit.size
    return rank, -abs(claim.piece.level - claim.hit.piece.level), claim.hit.size
