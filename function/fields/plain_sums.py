"""Totals of types that say no tax: net pay, closing balances, premiums, rents, fines."""

from collections.abc import Sequence
from itertools import product

from function.document.fields import Field
from function.fields.claims import (
    MOST_TRIED,
    Claim,
    amount_field,
    claim_field,
    find_printed,
    of_role,
    unsigned,
)
from function.fields.paper import Paper

PROVEN = 0.995


def find_plain_sums(
    paper: Paper, claims: Sequence[Claim], totals: Sequence[Claim], kind: str
) -> dict[str, Field]:
    """Return the best of the totals, and a payslip's withholding."""
    fields: dict[str, Field] = {}
    best = _best_plain(totals, kind)
    if kind == "payslip" and (net := _net_pay(paper, claims)):
        fields["total"] = net
    elif best is not None:
        others = {claim.value for claim in totals if claim.hit.roles == best.hit.roles and claim.order == 0}
        confidence = best.confidence - (0.15 if len(others) > 1 else 0.0)
        fields["total"] = claim_field(paper, best, confidence=confidence)
    if kind == "payslip":
        withheld = of_role(claims, "withholding")
        if withheld:
            fields["withholding_amount"] = unsigned(claim_field(paper, withheld[0]))
    return fields


def _net_pay(paper: Paper, claims: Sequence[Claim]) -> Field | None:
    """What is earned less what is deducted, where it is printed."""
    earned, deducted = (
        [claim for claim in claims if role in claim.hit.roles] for role in ("gross", "deductions")
    )
    for gross, less in product(earned[:MOST_TRIED], deducted[:MOST_TRIED]):
        net = gross.value - abs(less.value)
        printed = find_printed(paper, net) if less.value and net > 0 else None
        if printed is not None:
            reason = "What is earned less what is deducted."
            return amount_field(paper, *printed, confidence=PROVEN, reason=reason, source="arithmetic")
    return None


def _best_plain(totals: Sequence[Claim], kind: str) -> Claim | None:
    if not totals:
        return None
    if kind == "bank_statement":
        # The last balance is the closing one if several have the label.
        first = totals[0].hit.roles
        same = [
            claim
            for claim in totals
            if claim.hit.roles == first and claim.hit.size == max(c.hit.size for c in totals)
        ]
        return same[-1] if same else totals[0]
    if kind == "traffic_fine":
        return max(totals, key=lambda claim: claim.value)
    return totals[0]
