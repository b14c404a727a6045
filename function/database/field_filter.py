"""Limits documents by their fields, in a search and in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """None means no limit; both ends of a range are included. An issuer is compared without regard to case."""

    types: Sequence[str] | None = None
    issuer: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    total_from: Decimal | None = None
    total_to: Decimal | None = None
