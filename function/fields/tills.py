"""What a purchase at a till comes to, by what was given, by what was rounded, else by its labels."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations, product

from function.document.fields import Field
from function.fields.amounts import write_amount
from function.fields.claims import Claim, amount_field, amounts_in, claim_field, find_printed
from function.fields.columns import read_head
from function.fields.paper import Paper
from function.fields.tax_lines import RATES, fits

PROVEN, ROUNDED, PAID, PAID_SUM, COMPUTED = 0.995, 0.99, 0.98, 0.93, 0.9
# One value behind all labels of totals, several, none but a sum before tax, none at all.
AGREED, DISPUTED, BEFORE_TAX, ONLY_PAID = 0.96, 0.85, 0.85, 0.85
# Cash is rounded to five cents.
MOST_ROUNDED = Decimal("0.05")
_TOTALS = frozenset(("total_to_pay", "total"))


@dataclass(frozen=True, slots=True)
class TillTotal:
    """The total as a field; `strong` says that more than its label speaks for it."""

    field: Field
    strong: bool


def find_till_total(paper: Paper, claims: Sequence[Claim]) -> TillTotal | None:
    """Return what was to pay, or None if nothing says it."""
    totals = [claim for claim in claims if _is_total(claim) and not _is_of_taxes(claim, claims)]
    printed = {amount.value for _, piece in paper.pieces() for amount in amounts_in(paper, piece)}
    for value, confidence, reason in _strong(claims, totals, printed):
        return TillTotal(_printed(paper, claims, value, confidence, reason), strong=True)
    found = _labelled(paper, claims, totals)
    return TillTotal(found, strong=False) if found is not None else None


def _is_total(claim: Claim) -> bool:
    """Whether a claim is a total, and not a price under the `Total` of a table's head."""
    if not claim.hit.roles & _TOTALS or claim.value <= 0:
        return False
    return claim.way != "below" or not read_head(claim.sheet.row_of(claim.hit.piece))


def _is_of_taxes(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether an amount is in the last row of a table of taxes: `TOTAL 105.57 6.33`."""
    row = [other.value for other in claims if other.hit == claim.hit]
    return any(fits(base, rate, tax) for base, tax in permutations(row, 2) for rate in RATES if tax)


def _strong(
    claims: Sequence[Claim], totals: Sequence[Claim], printed: Collection[Decimal]
) -> Iterator[tuple[Decimal, float, str]]:
    """Values that arithmetic speaks for, the most certain first."""
    given = [abs(claim.value) for claim in claims if "given" in claim.hit.roles and claim.value]
    changes = [abs(claim.value) for claim in claims if "change" in claim.hit.roles and claim.value]
    named = {claim.value for claim in totals}
    exchanged = [paid - change for paid, change in product(given, changes) if paid > change]
    yield from ((value, PROVEN, "What was given less the change.") for value in exchanged if value in printed)
    rounding = [claim.value for claim in claims if "rounding" in claim.hit.roles and claim.value]
    for value, rounded in product(named, rounding):
        if abs(rounded) <= MOST_ROUNDED and value + rounded in printed:
            yield value + rounded, ROUNDED, "The total after rounding."
    yield from ((paid, PAID, "The total, which was paid.") for paid in given if paid in named)
    before = {claim.value for claim in claims if _is_before_tax(claim)} if not named else set()
    yield from ((paid, PAID_SUM, "The sum, which was paid.") for paid in given if paid in before)
    yield from ((value, COMPUTED, "Computed: what was given less the change.") for value in exchanged)


def _is_before_tax(claim: Claim) -> bool:
    return "tax_base" in claim.hit.roles and claim.order == 0 and claim.value > 0


def _printed(paper: Paper, claims: Sequence[Claim], value: Decimal, confidence: float, reason: str) -> Field:
    """A field of a value at a place where it is printed, best behind a total's label; without place if it is nowhere."""
    same = [claim for claim in claims if claim.value == value]
    if same:
        best = max(same, key=lambda claim: bool(claim.hit.roles & _TOTALS))
        return claim_field(paper, best, confidence=confidence, reason=reason, source="arithmetic")
    printed = find_printed(paper, value)
    if printed is not None:
        return amount_field(paper, *printed, confidence=confidence, reason=reason, source="arithmetic")
    return Field(write_amount(value), confidence, "arithmetic", reason, currency=paper.currency)


def _labelled(paper: Paper, claims: Sequence[Claim], totals: Sequence[Claim]) -> Field | None:
    """What labels alone say: the total that is printed most often, the last of those; else what stands before tax."""
    # `Total 0 % supplies` is a total of something.
    totals = [claim for claim in totals if not claim.strange] or totals
    if totals:
        votes = Counter(claim.value for claim in totals)
        most = max(votes.values())
        best = [claim for claim in totals if votes[claim.value] == most][-1]
        # What was paid would have proven it.
        is_paid = any("given" in claim.hit.roles and claim.value for claim in claims)
        confidence = AGREED if len(votes) == 1 and not is_paid else DISPUTED
        return claim_field(paper, best, confidence=min(confidence, best.confidence))
    added = any(claim.value for claim in claims if claim.hit.roles & {"tax_amount", "service"})
    before = [
        claim for claim in claims if "tax_base" in claim.hit.roles and claim.order == 0 and claim.value > 0
    ]
    if before and not added:
        return claim_field(paper, before[-1], confidence=min(BEFORE_TAX, before[-1].confidence))
    paid = [claim for claim in claims if "given" in claim.hit.roles and claim.value > 0]
    if len({claim.value for claim in paid}) == 1 and not before:
        return claim_field(paper, paid[0], confidence=ONLY_PAID, reason="What was paid.")
    return None
