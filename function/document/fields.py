"""What a document says about itself: its type, and fields with the place each value was read from.

Frozen data only. Boxes are shares of the upright page's width and height, `(x0, y0, x1, y1)`, origin top left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

FieldSource = Literal["rule", "arithmetic", "memory", "model", "person"]
ShareBox = tuple[float, float, float, float]

MONEY = frozenset(("total", "tax_base", "tax_amount", "withholding_amount"))
DATES = frozenset(("document_date", "period_start", "period_end", "due_date", "event_date", "expiry_date"))


@dataclass(frozen=True, slots=True)
class LineItem:
    """A line of goods or services; numbers are decimal, with a point. `amount` is the whole line's."""

    description: str
    quantity: str | None = None
    unit_price: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class TaxLine:
    """What one rate, in percent, adds up to."""

    rate: str
    base: str
    amount: str


@dataclass(frozen=True, slots=True)
class Field:
    """One value and where it is from.

    Dates are `YYYY-MM-DD`, amounts decimal with two places; `currency` is ISO 4217 and only of amounts. `page`
    counts from 1; it and `box` are None for what is not printed. `reason` is a sentence for a person.
    """

    value: str | tuple[LineItem, ...] | tuple[TaxLine, ...]
    confidence: float
    source: FieldSource
    reason: str
    page: int | None = None
    box: ShareBox | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One of the types of `docs/fields.md`; `other` if it is none or nothing decides."""

    value: str
    confidence: float
    reason: str
    source: FieldSource = "rule"


@dataclass(frozen=True, slots=True)
class Fields:
    """Everything found in a document. `notes` are sentences about what does not fit together.

    `version` changes with the rules, so that old results can be recognised.
    """

    type: DocumentType
    fields: Mapping[str, Field]
    notes: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class KnownIssuer:
    """An issuer that the owner has confirmed, by its tax id; `type` is that of its documents, if confirmed as well."""

    tax_id: str
    name: str
    type: str | None = None


def fields_to_json(fields: Fields) -> dict[str, Any]:
    """Return the JSON form that is stored: `{type, fields, notes, version}`, without keys that hold nothing."""
    return {
        "type": _write_type(fields.type),
        "fields": {name: _write_field(field) for name, field in fields.fields.items()},
        "notes": list(fields.notes),
        "version": fields.version,
    }


def _write_type(kind: DocumentType) -> dict[str, Any]:
    # The rules' types are stored without their source.
    source = {} if kind.source == "rule" else {"source": kind.source}
    return {"value": kind.value, "confidence": round(kind.confidence, 3), **source, "reason": kind.reason}


def _write_field(field: Field) -> dict[str, Any]:
    written: dict[str, Any] = {"value": _write_value(field.value)}
    if field.currency is not None:
        written["currency"] = field.currency
    if field.page is not None and field.box is not None:
        written |= {"page": field.page, "box": [round(share, 4) for share in field.box]}
    return written | {
        "confidence": round(field.confidence, 3),
        "source": field.source,
        "reason": field.reason,
    }


def _write_value(value: str | tuple[LineItem, ...] | tuple[TaxLine, ...]) -> Any:
    if isinstance(value, str):
        return value
    return [
        {
            key: cell
            for key in ("description", "rate", "base", "quantity", "unit_price", "amount")
            if (cell := getattr(line, key, None)) is not None
        }
        for line in value
    ]
