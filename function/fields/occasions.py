"""Which date of a document means what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from function.document.fields import Field
from function.fields.datelines import TIME, Place, find_event, find_unlabelled
from function.fields.dates import DateMatch, find_dates, find_ranges
from function.fields.kinds import roles_of
from function.fields.labels import Hit, find_labels
from function.fields.paper import MOST, Paper, make_field, quote
from function.fields.places import WHERE, Region, Way, value_places
from function.fields.sheet import Sheet

# What can be before a date in the place of a value: a weekday, a town, from.
MOST_BEFORE = 16
MOST_SENTENCE = 60
_WAYS: dict[Way, float] = {"after": MOST, "right": MOST - 0.01, "below": MOST - 0.02, "above": MOST - 0.05}
_UNTIL = re.compile(r"^(?:hasta|fins|ata|até|until|jusqu)", re.IGNORECASE)
# Types in which a range of dates without a label can only be the period.
_PERIODIC = frozenset(("utility_bill", "bank_statement", "payslip", "insurance_policy", "rental_contract"))

# Types that tell of a day in a sentence.
_WITH_EVENT = frozenset(("school_letter", "medical_appointment", "traffic_fine"))

Part = Literal["date", "start", "end"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A date and a label that claims it. `part` says which end of a range it is."""

    date: DateMatch
    part: Part
    sheet: Sheet
    region: Region
    hit: Hit
    way: Way
    confidence: float

    @property
    def place(self) -> Place:
        piece, offset = self.region.locate(self.date.start)
        return piece.page, piece.index, offset


def find_occasions(paper: Paper, kind: str) -> dict[str, Field]:
    """Return the dates of a document by field."""
    hits = [(sheet, hit) for sheet, hit in paper.hits("dates") if not _belongs_to_label(hit)]
    claims = _settle(claim for sheet, hit in hits for claim in _claim(sheet, hit))
    fields: dict[str, Field] = {}
    for name in ("document_date", "due_date", "event_date", "expiry_date"):
        claim = _choose(claims, roles_of(kind, name))
        if claim is not None:
            fields[name] = _field(claim)
    fields |= _periods(paper, claims, kind)
    if "due_date" not in fields and (claim := _choose(claims, roles_of(kind, "payment_period"), "end")):
        fields["due_date"] = _field(claim)
    claimed = {claim.place for claim in claims if claim.hit.opens or "plain" not in claim.hit.roles}
    if "document_date" not in fields and (undated := find_unlabelled(paper, claimed, kind)):
        fields["document_date"] = undated
    if kind in _WITH_EVENT and "event_date" not in fields:
        fields |= find_event(paper, timed=kind == "traffic_fine")
    return _derive(fields, kind)


def _belongs_to_label(hit: Hit) -> bool:
    """Whether it is the `desde` or `hasta` between a label and its date."""
    if not hit.roles <= {"period_start", "period_end", "plain"}:
        return False
    before = [other for other in find_labels(hit.piece, "dates") if other.end <= hit.start and other.opens]
    return bool(before) and not re.search(r"\w{3,}", hit.piece.text[before[-1].end : hit.start])


def _claim(sheet: Sheet, hit: Hit) -> Iterator[Claim]:
    for way, region in value_places(sheet, hit, "dates"):
        if way != "after" and not hit.leads:
            continue
        found = list(_read(region, hit))
        if not found:
            if way == "after" and hit.leads and len(region.first) > 3 and not region.first[0].islower():
                return
            continue
        if way == "below" and _is_column(sheet, region):
            continue
        if way != "after" and _has_words_between(hit):
            continue
        if "plain" in hit.roles and _goes_on_from_above(hit):
            continue
        confidence = _WAYS[way] if hit.opens else _WAYS[way] - 0.03
        for date, part in found:
            yield Claim(date, part, sheet, region, hit, way, _believe(confidence, region))
        return


def _read(region: Region, hit: Hit) -> Iterator[tuple[DateMatch, Part]]:
    """The dates at the beginning of a region: both ends of a range, or one."""
    text = region.text
    ranges = [pair for pair in find_ranges(text) if pair[0].start <= 2 * MOST_BEFORE]
    if ranges and hit.roles & {"period", "validity", "payment_period", "due", "period_start", "plain"}:
        yield ranges[0][0], "start"
        yield ranges[0][1], "end"
        return
    most = MOST_BEFORE if hit.opens else 4
    # `Se cargará en su cuenta ES21 0049 **** el 12/05/2026`.
    in_sentence = "due" in hit.roles and hit.size >= 3
    most = MOST_SENTENCE if in_sentence else most
    date = next((date for date in find_dates(text) if date.start <= most), None)
    if date is not None and (in_sentence or not re.search(r"\d", TIME.sub("", text[: date.start]))):
        until = hit.roles & {"payment_period", "due"} and _UNTIL.match(text)
        yield date, "end" if until else "date"


def _goes_on_from_above(hit: Hit) -> bool:
    """Whether a label is the middle of a sentence that began in the line before."""
    return hit.leads and hit.piece.text.lstrip()[:1].islower() and not hit.rest.lstrip().startswith(":")


def _is_column(sheet: Sheet, region: Region) -> bool:
    """Whether dates stand in a column, one a row, as in a list of movements."""
    following = sheet.below(region.piece, within=2.4)
    return (
        following is not None
        and any(date.start <= 2 for date in find_dates(following.text))
        and not region.more
    )


def _has_words_between(hit: Hit) -> bool:
    """Whether a label goes on with words that it is not known with, so that it means something else."""
    return len(re.findall(r"[^\W\d_]{3,}", hit.rest)) > 2


def _believe(confidence: float, region: Region) -> float:
    return confidence if region.piece.confidence > 0.9 else confidence - 0.15 * (1 - region.piece.confidence)


def _settle(claims: Iterable[Claim]) -> list[Claim]:
    """Of several labels that claim a date, keep the one that is nearest."""
    best: dict[Place, Claim] = {}
    for claim in claims:
        other = best.get(claim.place)
        if other is None or _nearness(claim) > _nearness(other):
            best[claim.place] = claim
    return list(best.values())


def _nearness(claim: Claim) -> tuple[float, float, int]:
    if claim.way == "after":
        return 2.0, claim.hit.end, claim.hit.size
    gap = abs(claim.region.piece.level - claim.hit.piece.level) + abs(
        claim.region.piece.box[0] - claim.hit.piece.box[0]
    ) / (4 if claim.way == "right" else 1)
    return 1.0, -gap, claim.hit.size


def _choose(claims: list[Claim], roles: tuple[str, ...], part: Part | None = None) -> Claim | None:
    for role in roles:
        fitting = [
            claim for claim in claims if role in claim.hit.roles and (part is None or claim.part == part)
        ]
        if role in ("due", "payment_period"):
            fitting = [claim for claim in fitting if claim.part != "start"]
        if role == "plain":
            fitting = [claim for claim in fitting if claim.hit.opens and claim.part == "date"]
        if fitting:
            first = min(
                fitting, key=lambda claim: (not claim.hit.opens, claim.sheet.number, claim.region.piece.level)
            )
            values = {claim.date.value for claim in fitting if claim.hit.opens}
            doubt = 0.12 * (len(values) - 1) if len(values) > 1 else 0.0
            return replace(first, confidence=max(0.6, first.confidence - doubt))
    return None


def _periods(paper: Paper, claims: list[Claim], kind: str) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name in ("period", "validity"):
        roles = roles_of(kind, name)
        start, end = _choose(claims, roles, "start"), _choose(claims, roles, "end")
        if start is not None and end is not None and "period_start" not in fields:
            fields |= {"period_start": _field(start), "period_end": _field(end)}
            if name == "validity":
                fields["expiry_date"] = fields["period_end"]
    if not fields and kind in _PERIODIC:
        fields = _labelled_ends(claims, kind) or _only_range(paper)
    return fields


def _labelled_ends(claims: list[Claim], kind: str) -> dict[str, Field]:
    start = _choose(claims, ("period_start", "validity_start"))
    end = _choose(claims, ("period_end", "expiry", "due") if kind == "insurance_policy" else ("period_end",))
    if start is None or end is None or start.date.value > end.date.value:
        return {}
    return {"period_start": _field(start), "period_end": _field(end)}


def _only_range(paper: Paper) -> dict[str, Field]:
    found: dict[tuple[str, str], dict[str, Field]] = {}
    for sheet, piece in paper.pieces():
        following = sheet.continues(piece)
        region = Region(piece, 0, len(piece.text), (following,) if following else ())
        for first, last in find_ranges(region.text):
            if first.start >= len(piece.text):
                continue
            reason = "The only range of dates in the document."
            found.setdefault(
                (first.written, last.written),
                {
                    name: make_field(
                        sheet, region.box(date.start, date.end), date.written, confidence=0.9, reason=reason
                    )
                    for name, date in (("period_start", first), ("period_end", last))
                },
            )
    return next(iter(found.values())) if len(found) == 1 else {}


def _derive(fields: dict[str, Field], kind: str) -> dict[str, Field]:
    if kind == "meeting_minutes" and "document_date" in fields:
        fields.setdefault("event_date", fields["document_date"])
    if kind == "rental_contract" and "period_end" in fields:
        fields.setdefault("expiry_date", fields["period_end"])
    if kind == "insurance_policy" and "period_end" in fields:
        fields["expiry_date"] = fields["period_end"]
        # `Vencimiento` of a policy is the end of its cover, not the day to pay.
        if "due_date" in fields and fields["due_date"].value == fields["period_end"].value:
            del fields["due_date"]
    return fields


def _field(claim: Claim) -> Field:
    date = claim.date
    return make_field(
        claim.sheet,
        claim.region.box(date.start, date.end),
        date.written,
        confidence=claim.confidence,
        reason=f"The date {WHERE[claim.way]} {quote(claim.hit.text)}.",
    )
