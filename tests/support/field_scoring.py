"""Compares extracted fields with the truth, as the README of a field extraction set defines it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

from function.document.fields import DATES, MONEY

NAMES = frozenset(("issuer", "recipient", "address"))
LISTS = ("line_items", "tax_lines")
# Fields beyond the required ones, which have no part in the sum.
EXTRA = ("event_date", "expiry_date", "tax_lines", "address")
_LEGAL = re.compile(
    r"\b(?:s l u|s a u|s l p|s l|s a|s c|c b|s coop|slu|sau|slp|sl|sa|sc|cb|scoop|sociedad limitada|sociedad anonima|"
    r"unipersonal|gmbh|sarl|sas|b v|bv|inc|lda|ltd|sdn bhd)\b"
)


@dataclass
class Tally:
    """What became of a field: `wanted` by the truth, `invented` where the truth has none."""

    wanted: int = 0
    right: int = 0
    wrong: int = 0
    invented: int = 0
    boxes: int = 0
    boxes_right: int = 0

    @property
    def precision(self) -> float | None:
        given = self.right + self.wrong + self.invented
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        return self.right / self.wanted if self.wanted else None

    def add(self, other: "Tally") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Judged:
    """A single value that was given, with its confidence and whether it is right."""

    confidence: float
    right: bool


class FieldScore:
    """Tallies by field, of one kind of rendering."""

    def __init__(self) -> None:
        self.documents = 0
        self.types_right = 0
        self.seconds = 0.0
        self.fields: dict[str, Tally] = defaultdict(Tally)
        self.judged: list[Judged] = []
        self.errors: list[str] = []

    def add(
        self, name: str, given: Mapping[str, Any], truth: Mapping[str, Any], *, boxes: bool, seconds: float
    ) -> None:
        """Count a document; `given` is its JSON form."""
        self.documents += 1
        self.seconds += seconds
        if given["type"]["value"] == truth["type"]:
            self.types_right += 1
        else:
            self.errors.append(f"{name}: {given['type']['value']} instead of {truth['type']}")
        for field, wanted in truth["fields"].items():
            found = given["fields"].get(field)
            if field in LISTS:
                self._add_list(field, found["value"] if found else [], wanted["value"])
            else:
                self._add_value(name, field, found, wanted, boxes=boxes)
        for field in truth["absent"]:
            if (found := given["fields"].get(field)) is not None:
                self.fields[field].invented += 1
                self.judged.append(Judged(found["confidence"], False))
                self.errors.append(f"{name} {field}: {found['value']!r}, but the document has none")

    def total(self) -> Tally:
        """All required single fields together."""
        total = Tally()
        for field, tally in self.fields.items():
            if field not in LISTS and field not in EXTRA:
                total.add(tally)
        return total

    def _add_value(
        self,
        name: str,
        field: str,
        found: Mapping[str, Any] | None,
        wanted: Mapping[str, Any],
        *,
        boxes: bool,
    ) -> None:
        tally = self.fields[field]
        tally.wanted += 1
        if found is None:
            return
        right = any(
            is_same(field, found["value"], value) for value in [wanted["value"], *wanted.get("accept", [])]
        )
        if field in MONEY and "currency" in found:
            right = right and found["currency"] == wanted.get("currency", found["currency"])
        tally.right += right
        tally.wrong += not right
        self.judged.append(Judged(found["confidence"], right))
        if not right:
            self.errors.append(f"{name} {field}: {found['value']!r} instead of {wanted['value']!r}")
        if right and boxes and "box" in found and wanted.get("at"):
            tally.boxes += 1
            tally.boxes_right += _is_placed(found, wanted["at"])

    def _add_list(
        self, field: str, given: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]
    ) -> None:
        tally, left = self.fields[field], list(given)
        for line in wanted:
            tally.wanted += 1
            hit = next((entry for entry in left if is_same_line(entry, line)), None)
            if hit is not None:
                left.remove(hit)
                tally.right += 1
        tally.wrong += len(left)


def is_same(field: str, given: Any, wanted: Any) -> bool:
    """Whether two values are equal for a person."""
    if field in MONEY:
        return _money(given) is not None and _money(given) == _money(wanted)
    if field in DATES:
        return bool(given == wanted)
    if field in NAMES:
        return _ratio(_name(given), _name(wanted)) >= 0.9
    if field == "title":
        a, b = _words(given), _words(wanted)
        return _ratio(a, b) >= 0.8 or (f" {b} " in f" {a} " and len(a) <= 2.5 * len(b) + 10)
    if field == "email":
        return str(given).strip().casefold() == str(wanted).casefold()
    if field == "phone":
        return re.sub(r"\D", "", str(given))[-9:] == re.sub(r"\D", "", str(wanted))[-9:]
    a, b = _code(given), _code(wanted)
    if field == "cups":
        return a[:20] == b[:20] and len(a) in (20, len(b))
    if field.endswith("tax_id"):
        return re.sub(r"^ES(?=.{9}$)", "", a) == re.sub(r"^ES(?=.{9}$)", "", b)
    return a == b


def is_same_line(given: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    if "rate" in wanted:
        return all(_money(given.get(key)) == _money(wanted[key]) for key in ("rate", "base", "amount"))
    if "amount" in wanted and _money(given.get("amount")) != _money(wanted["amount"]):
        return False
    quantities = given.get("quantity"), wanted.get("quantity")
    if None not in quantities and _money(quantities[0]) != _money(quantities[1]):
        return False
    return _ratio(_words(given.get("description", "")), _words(wanted["description"])) >= 0.8


def _is_placed(found: Mapping[str, Any], places: Iterable[Mapping[str, Any]]) -> bool:
    x0, y0, x1, y1 = found["box"]
    for place in places:
        a0, b0, a1, b1 = place["box"]
        shared = max(0, min(x1, a1) - max(x0, a0)) * max(0, min(y1, b1) - max(y0, b0))
        if place["page"] == found["page"] and shared > 0.3 * (a1 - a0) * (b1 - b0):
            return True
    return False


def _words(text: Any) -> str:
    ascii_only = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_only).split())


def _name(text: Any) -> str:
    words = _words(text)
    return " ".join(_LEGAL.sub(" ", words).split()) or words


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _money(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        return None


def _code(value: Any) -> str:
    return re.sub(r"[^A-Z0-9]", "", str(value).upper())
