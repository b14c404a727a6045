"""Totals, bases, taxes and withholdings, and whether they add up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from function.document.fields import Field
from function.fields.amounts import write_amount
from function.fields.claims import MOST_TRIED, Claim, claim_field, find_claims, of_role, unsigned
from function.fields.kinds import roles_of
from function.fields.paper import MOST, Paper, make_field
from function.fields.plain_sums import find_plain_sums
from function.fields.tax_lines import Taxed, find_implied, find_tax_lines
from function.fields.tills import find_till_total

# What is proven by arithmetic, and what contradicts it.
PROVEN = 0.995
CONTRADICTED = 0.55
TOLERANCE = Decimal("0.02")
# Types that say their base and tax.
_TAXED = frozenset(("invoice", "credit_note", "utility_bill", "receipt"))


@dataclass
class Sums:
    """What was found: fields by name, the tax lines, and notes on what does not add up."""

    fields: dict[str, Field] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    tax_lines: tuple[Taxed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """Claims that add up; `total` is what is to pay."""

    total: Claim
    base: Claim | None
    tax: Claim | None
    withholding: Claim | None


def find_sums(paper: Paper, kind: str) -> Sums:
    claims = find_claims(paper)
    totals = _choose_totals(claims, kind)
    if kind not in _TAXED:
        return Sums(find_plain_sums(paper, claims, totals, kind))
    return _taxed_sums(paper, claims, totals, kind)


def _choose_totals(claims: Sequence[Claim], kind: str) -> list[Claim]:
    """The claims of labels that can mean the total in this type, the best first."""
    ranked = []
    for rank, role in enumerate(roles_of(kind, "total")):
        for claim in claims:
            if (
                role in claim.hit.roles
                and claim.amount.value != 0
                and "not_total" not in claim.hit.roles - {role}
            ):
                if role in ("total", "total_weak") and not claim.hit.opens:
                    continue
                if (
                    role == "total_weak"
                    and claim.way == "below"
                    and len(claim.sheet.row_of(claim.hit.piece)) > 1
                ):
                    continue
                ranked.append((rank, claim.order, claim.strange, claim))
    ranked.sort(key=lambda item: item[:3])
    return list({claim.place: claim for *_, claim in reversed(ranked)}.values())[::-1]


def _taxed_sums(paper: Paper, claims: Sequence[Claim], totals: Sequence[Claim], kind: str) -> Sums:
    lines = find_tax_lines(paper)
    sums = Sums(tax_lines=tuple(lines))
    bases = of_role(claims, "tax_base")
    taxes = of_role(claims, "tax_amount")
    withheld = of_role(claims, "withholding")
    surcharges = of_role(claims, "surcharge")
    parts = _add_up(totals, bases, taxes, withheld, surcharges)
    by_lines = _add_lines(totals, lines, withheld, surcharges)
    if by_lines is None and parts is None and (implied := _imply(paper, totals, withheld)):
        by_lines, lines = implied[0], [implied[1]]
        sums.tax_lines = (implied[1],)
    till = find_till_total(paper, claims) if kind == "receipt" else None
    if by_lines is not None:
        _say_lines(paper, sums, by_lines, lines, withheld, bases, taxes)
    elif parts is not None:
        _say_parts(paper, sums, parts)
    else:
        _say_unproven(paper, sums, totals, bases, taxes, withheld, kind)
    if till is not None and (till.strong or (parts is None and by_lines is None)):
        sums.fields["total"] = till.field
    return sums


def _add_up(
    totals: Sequence[Claim],
    bases: Sequence[Claim],
    taxes: Sequence[Claim],
    withheld: Sequence[Claim],
    surcharges: Sequence[Claim],
) -> _Parts | None:
    """Claims with base + tax + surcharge - withholding = total; with all that is withheld before without."""
    for reduction, total in product([*withheld[:2], None], totals[:MOST_TRIED]):
        for base, tax in product(bases[:MOST_TRIED], taxes[:MOST_TRIED]):
            if len({claim.place for claim in (base, tax, total)}) < 3 or tax.value == 0:
                continue
            less = abs(reduction.value) if reduction is not None else Decimal(0)
            for extra in [Decimal(0), *(claim.value for claim in surcharges[:2])]:
                if _is_equal(base.value + tax.value + extra - less, total.value):
                    return _Parts(total, base, tax, reduction)
    return None


def _add_lines(
    totals: Sequence[Claim], lines: Sequence[Taxed], withheld: Sequence[Claim], surcharges: Sequence[Claim]
) -> Claim | None:
    """The total that the tax lines add up to."""
    if not lines:
        return None
    whole_sum = sum((line.base + line.amount for line in lines), Decimal(0))
    for reduction, total in product([*withheld[:2], None], totals):
        less = abs(reduction.value) if reduction is not None else Decimal(0)
        for extra in [Decimal(0), *(claim.value for claim in surcharges[:2])]:
            if _is_equal(whole_sum + extra - less, total.value):
                return total
    return None


def _imply(paper: Paper, totals: Sequence[Claim], withheld: Sequence[Claim]) -> tuple[Claim, Taxed] | None:
    """The total, and the line of tax that it implies where base and tax are not in one row."""
    for reduction, total in product([*withheld[:2], None], totals[:MOST_TRIED]):
        more = abs(reduction.value) if reduction is not None else Decimal(0)
        line = find_implied(paper, total.value + more)
        if line is not None:
            return total, line
    return None


def _say_lines(
    paper: Paper,
    sums: Sums,
    total: Claim,
    lines: Sequence[Taxed],
    withheld: Sequence[Claim],
    bases: Sequence[Claim],
    taxes: Sequence[Claim],
) -> None:
    reason = "The bases and taxes by rate add up to the total."
    sums.fields["total"] = claim_field(paper, total, confidence=PROVEN, reason=reason, source="arithmetic")
    base = sum((line.base for line in lines), Decimal(0))
    tax = sum((line.amount for line in lines), Decimal(0))
    sums.fields["tax_base"] = _sum_field(paper, bases, lines, base, "base")
    sums.fields["tax_amount"] = _sum_field(paper, taxes, lines, tax, "amount")
    _say_withholding(paper, sums, withheld, PROVEN)


def _sum_field(
    paper: Paper, claims: Sequence[Claim], lines: Sequence[Taxed], value: Decimal, which: str
) -> Field:
    """A sum over the tax lines, at the place where it is printed; of several lines it need not be printed."""
    printed = next((claim for claim in claims if _is_equal(claim.value, value)), None)
    if printed is not None:
        return claim_field(
            paper, printed, confidence=PROVEN, reason="The sum of the lines by rate.", source="arithmetic"
        )
    line = lines[0]
    piece, match = (
        (line.base_piece, line.base_match) if which == "base" else (line.amount_piece, line.amount_match)
    )
    made = make_field(
        line.sheet,
        piece.part(match.start, match.end),
        write_amount(value),
        confidence=PROVEN,
        reason="Base x rate is the tax." if len(lines) == 1 else "Computed: the sum of the lines by rate.",
        source="arithmetic",
        currency=match.currency or paper.currency,
    )
    return made if len(lines) == 1 else replace(made, page=None, box=None)


def _say_parts(paper: Paper, sums: Sums, parts: _Parts) -> None:
    reason = "Base, tax and total add up."
    for name, claim in (("total", parts.total), ("tax_base", parts.base), ("tax_amount", parts.tax)):
        if claim is not None:
            sums.fields[name] = claim_field(
                paper, claim, confidence=PROVEN, reason=reason, source="arithmetic"
            )
    _say_withholding(paper, sums, [parts.withholding] if parts.withholding else [], PROVEN)


def _say_withholding(paper: Paper, sums: Sums, withheld: Sequence[Claim], confidence: float) -> None:
    if withheld:
        sums.fields["withholding_amount"] = unsigned(claim_field(paper, withheld[0], confidence=confidence))


def _say_unproven(
    paper: Paper,
    sums: Sums,
    totals: Sequence[Claim],
    bases: Sequence[Claim],
    taxes: Sequence[Claim],
    withheld: Sequence[Claim],
    kind: str,
) -> None:
    """Say what the labels say, with less confidence where base and tax contradict the total."""
    if not totals:
        return
    total = totals[0]
    base = bases[0] if bases else None
    tax = next((claim for claim in taxes if claim.value != 0), None)
    is_contradicted = base is not None and tax is not None and kind != "receipt"
    confidence = CONTRADICTED if is_contradicted else total.confidence
    sums.fields["total"] = claim_field(paper, total, confidence=confidence)
    if is_contradicted and base is not None and tax is not None:
        sums.notes.append(
            f"Base {write_amount(base.value)} and tax {write_amount(tax.value)} do not add up to the total "
            f"{write_amount(total.value)}."
        )
    if base is not None and tax is None and _is_equal(base.value, total.value):
        sums.fields["tax_base"] = claim_field(paper, base, confidence=MOST)
    elif base is not None and kind != "receipt":
        sums.fields["tax_base"] = claim_field(paper, base, confidence=min(confidence, base.confidence))
    if tax is not None and kind != "receipt":
        sums.fields["tax_amount"] = claim_field(paper, tax, confidence=min(confidence, tax.confidence))
    _say_withholding(paper, sums, withheld, min(confidence, 0.9))


def _is_equal(first: Decimal, second: Decimal) -> bool:
    return abs(first - second) <= TOLERANCE
