"""Dates in the forms in which people write them, day first."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from function.fields.words import plain

_MONTHS = Path(__file__).parent / "labels" / "months.toml"
# Documents outside are not dated like this; years of two digits belong to this century up to its limit.
FIRST_YEAR, LAST_YEAR = 1900, 2099
TURN_OF_CENTURY = 70


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at `start` to `end` of a text."""

    value: date
    start: int
    end: int

    @property
    def written(self) -> str:
        return self.value.isoformat()


def find_dates(text: str) -> list[DateMatch]:
    """Return every date in a text that exists in the calendar, in order."""
    found: list[DateMatch] = []
    for match in _pattern().finditer(plain_same_length(text)):
        value = _read(match)
        if value is not None:
            found.append(DateMatch(value, match.start(), match.end()))
    return found


def find_ranges(text: str) -> list[tuple[DateMatch, DateMatch]]:
    """Return pairs of dates that are joined as from and to, with no more than a few words between them."""
    dates = find_dates(text)
    pairs = list(_joined(text, dates))
    return pairs or list(_short_ranges(text))


def plain_same_length(text: str) -> str:
    """Lower case without accents, with every character at its place."""
    return "".join((plain(character) or " ")[0] for character in text)


def follows_weekday(text: str, date: DateMatch) -> bool:
    """Whether the name of a weekday is right before a date."""
    before = plain_same_length(text)[: date.start].rstrip(" ,")
    return before.endswith(tuple(_names()["weekdays"]))


@cache
def _names() -> dict[str, list[Any]]:
    return tomllib.loads(_MONTHS.read_text("utf-8"))


@cache
def _months() -> dict[str, int]:
    return {name: number for number, forms in enumerate(_names()["months"], 1) for name in forms}


@cache
def _spelled() -> dict[str, int]:
    return {form: number for number, forms in enumerate(_names()["numbers"], 1) for form in forms}


def _year_in_words(written: str) -> str:
    """The year of `dos mil veintiséis`; digits as they are."""
    if written.isdigit():
        return written
    rest = next(written[len(form) :] for form in _names()["thousands"] if written.startswith(form))
    return str(2000 + _spelled().get(rest.removeprefix(" e").strip(), 0))


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    spelled = "|".join(sorted(_spelled(), key=len, reverse=True))
    thousand = "|".join(_names()["thousands"])
    link = r"\s*(?:,|\.|-|/|del?|d['’]|of\b|do\b|ko\b)?\s*"
    link = rf"(?:{link}){{1,2}}"
    # `1 mar - 31 mar 2026` is no day of the year 31.
    year = rf"(?P<{{0}}>(?:19|20)\d\d|['’]?\d\d)(?!\d|[.,]\d|\s*(?:de\s|d['’])?\s*(?:{month})\b)"
    return re.compile(
        "|".join(
            (
                # 2026-03-12, 2026/03/12; a till can print the time without a space
                r"(?<![\d.,/-])(?P<y1>(?:19|20)\d\d)\s?[-/.]\s?(?P<m1>[01]?\d)\s?[-/.]\s?"
                r"(?P<d1>[0-3]\d(?=\d\d:\d\d)|[0-3]?\d(?![\d/]))",
                # 12/03/2026, 12-03-26, 12.03.2026, 12 03 2026
                r"(?<![\d.,/-])(?P<d2>[0-3]?\d)\s?(?P<s2>[-/.–])\s?(?P<m2>[0-3]?\d)\s?(?P=s2)\s?"
                r"(?P<y2>(?:19|20)\d\d(?=\d\d:\d\d)|(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.,-]\d|\s?%))",
                # 25032018 13:11
                r"(?<!\d)(?P<d9>[0-3]\d)(?P<m9>[01]\d)(?P<y9>20\d\d)(?=\s\d\d:\d\d)",
                r"(?<![\d.,/-])(?P<d3>[0-3]\d) (?P<m3>[01]\d) (?P<y3>(?:19|20)\d\d)(?![\d.,/-])",
                # 12 de marzo de 2026, 12-mar-26, 1º de abril de 2026, 12th March 2026
                rf"(?<![\d.,/])(?P<d4>[0-3]?\d)(?:[ºªo°]|st|nd|rd|th|er)?{link}(?P<m4>{month})(?:\b|(?=del?[\s\d]))\.?{link}"
                + year.format("y4"),
                # March 12, 2026; 2026ko martxoaren 12a
                rf"\b(?P<m5>{month})\b\.?\s*(?P<d5>[0-3]?\d)(?:st|nd|rd|th)?\s*,?\s+(?P<y5>(?:19|20)\d\d)(?!\d)",
                # uno de enero de dos mil veintiséis
                rf"\b(?P<d7>{spelled})\s(?:dias?\s)?(?:del?\s|d['’])?(?:mes\s(?:de\s|d['’]))?(?P<m7>{month})\s(?:del?\s)?(?:a[nñ][oy]?\s)?"
                rf"(?P<y7>(?:{thousand})(?:\s(?:e\s)?(?:{spelled}))?|(?:19|20)\d\d)\b",
                rf"\b(?P<y6>(?:19|20)\d\d)\s?-?(?:ko|eko|\s|de|of|\.)*\s*(?P<m6>{month})\w*\s+(?P<d6>[0-3]?\d)(?:a|an|ean)?\b",
            )
        )
    )


def _read(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    if groups["y7"] is not None:
        return _make(_spelled()[groups["d7"]], _months()[groups["m7"]], _year_in_words(groups["y7"]))
    for kind in "1234569":
        if groups[f"y{kind}"] is None:
            continue
        month = groups[f"m{kind}"]
        number = int(month) if month.isdigit() else _months()[month]
        return _make(int(groups[f"d{kind}"]), number, groups[f"y{kind}"].strip("'’"))
    return None


def _make(day: int, month: int, written_year: str) -> date | None:
    year = int(written_year)
    if len(written_year) == 2:
        year += 2000 if year < TURN_OF_CENTURY else 1900
    # Month first only where day first is impossible.
    if month > 12 >= day:
        day, month = month, day
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


_LINK = re.compile(
    r"\s*(?:\(?incl\w*\)?|de?|del|,|\s|a las \d\d[:.]\d\d ?h?|\d\d[:.]\d\d(?: ?h(?:oras)?)?|0?0 ?h)*"
    r"(?:a|al|hasta|hasta el|y|e|to|until|till|through|through to|fins|fins al|fins a|ata|ate|ate ao|ao|au|jusqu'?au|"
    r"-|–|—|/|->|→|>|arte|eta)"
    r"\s*(?:el|al|del|las \d\d[:.]\d\d ?h?|dia|\s|,)*\s*"
)


def _joined(text: str, dates: list[DateMatch]) -> Iterator[tuple[DateMatch, DateMatch]]:
    lowered = plain_same_length(text)
    for first, second in pairwise(dates):
        between = lowered[first.end : second.start]
        if first.value <= second.value and len(between) < 40 and _LINK.fullmatch(between):
            yield first, second


def _short_ranges(text: str) -> Iterator[tuple[DateMatch, DateMatch]]:
    """Ranges whose first date leaves out the year or the month: `del 1 al 31 de marzo de 2026`."""
    for last in find_dates(text):
        before = plain_same_length(text)[: last.start]
        opening = re.search(
            rf"(?<![\d.,/])(\d{{1,2}})(?:[/ .-](\d{{1,2}})|(?: de| d')? ?({'|'.join(_months())})\.?)?"
            r"\s*(?:al?|hasta el|-|–|to|a|ao|au|fins al)\s*$",
            before,
        )
        if opening is None:
            continue
        month = int(opening[2]) if opening[2] else _months().get(opening[3] or "", last.value.month)
        year = last.value.year - (month > last.value.month)
        first = _make(int(opening[1]), month, str(year))
        if first is not None and first <= last.value:
            yield DateMatch(first, opening.start(), last.end), last
