"""Dates without a label: of a dateline, of a till, of a sentence."""

import re
from collections.abc import Collection

from function.document.fields import Field
from function.fields.dates import DateMatch, find_dates, follows_weekday
from function.fields.labels import find_labels
from function.fields.organisations import is_registration
from function.fields.paper import Paper, make_field
from function.fields.sheet import Piece

TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:h|hrs?|am|pm|horas)?\b", re.IGNORECASE)
# A line with only a town and a date has no more than this besides the date.
MOST_BESIDE = 34
# `el 2 de julio de 2026 a las 18:12`.
MOST_BEFORE_TIME = 16
# What is between the number of a document and its date.
_DATED = re.compile(
    r"(?:\b(?:du|de|del|de data|de fecha|con fecha|of|dated|from|do|vom)|[,·–-])$", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:[^\W\d_]+\s)?(?:[Ee]n|A|In|À|Em)\s+[^\W\d_].*\s(?:a|el|on|o)$")
# Types whose date can be in a sentence.
_TELLING = frozenset(
    "meeting_minutes rental_contract census_certificate other school_letter rent_update tax_letter".split()  # noqa: SIM905
)
# Page, piece and character.
Place = tuple[int, int, int]


def find_event(paper: Paper, *, timed: bool = False) -> dict[str, Field]:
    """The day of an excursion or a visit, which a sentence names with its weekday or, if `timed`, with its time."""
    for sheet, piece in paper.pieces():
        for date in find_dates(piece.text):
            if _has_time(piece.text, date) if timed else follows_weekday(piece.text, date):
                span = date.start, date.end
                reason = f"The first day that the text names with its {'time' if timed else 'weekday'}."
                found = make_field(sheet, piece.part(*span), date.written, confidence=0.88, reason=reason)
                return {"event_date": found}
    return {}


def _has_time(text: str, date: DateMatch) -> bool:
    time = TIME.search(text, date.end)
    return time is not None and time.start() - date.end <= MOST_BEFORE_TIME


def find_unlabelled(paper: Paper, claimed: Collection[Place], kind: str) -> Field | None:
    """The date of a dateline, of a till, or of the first sentence that names one; not one that a label has
    `claimed`."""
    best: tuple[float, Field] | None = None
    for sheet in paper.sheets[:1] + paper.sheets[-1:] if len(paper.sheets) > 1 else paper.sheets:
        for piece in sheet.pieces:
            if is_registration(piece):
                continue
            for date in find_dates(piece.text):
                if (piece.page, piece.index, date.start) in claimed:
                    continue
                confidence, reason = _weigh(piece, date, kind)
                if confidence and (best is None or confidence > best[0]):
                    span = date.start, date.end
                    found = make_field(
                        sheet, piece.part(*span), date.written, confidence=confidence, reason=reason
                    )
                    best = confidence, found
    return best[1] if best else None


def _weigh(piece: Piece, date: DateMatch, kind: str) -> tuple[float, str]:
    """How much a date is to be believed by what stands beside it in its line, and why."""
    before = piece.text[: date.start].rstrip()
    rest = (before + piece.text[date.end :]).strip(" ,.:-")
    timeless = TIME.sub("", rest).strip(" ,.:-")
    letters = sum(character.isalpha() for character in timeless)
    digits = sum(character.isdigit() for character in timeless)
    if _SIGNED.match(before) and len(before) < MOST_BESIDE:
        return 0.95, "Place and date of signature."
    if before[:1].isupper() and before.endswith((",", ", a")) and not digits and letters <= MOST_BESIDE:
        return 0.95, "Place and date in a line of their own."
    if _DATED.search(before) and _names_document(piece):
        return 0.93, "The date behind the document's number."
    if kind == "receipt" and (timeless != rest or letters <= 8):
        return 0.93, "The date of the till, with its time."
    if not digits and letters == 0:
        return 0.85, "A date in a line of its own."
    if kind in _TELLING:
        return 0.82, "The first date that the text names."
    return (0.7, "A date beside other text.") if kind == "receipt" else (0.0, "")


def _names_document(piece: Piece) -> bool:
    """Whether a line begins with the number of the document itself, not of one that it corrects."""
    hits = find_labels(piece, "numbers")
    return (
        bool(hits)
        and hits[0].leads
        and "invoice_number" in hits[0].roles
        and "corrected" not in hits[0].roles
    )
