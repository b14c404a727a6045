"""A paper of the household, and how its dates and amounts are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "gl": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


@dataclass(frozen=True, slots=True)
class HouseholdPaper:
    """`fields` is what an extraction would find, by the names of `docs/fields.md`; it is empty where nothing is sure."""

    name: str
    file_name: str
    kind: str
    text: str
    language: str = "es"
    fields: Mapping[str, str] = field(default_factory=dict)


def month(day: date, language: str = "es") -> str:
    return _MONTHS[language].split()[day.month - 1]


def written(day: date, language: str = "es") -> str:
    """The day in words, as in a letter."""
    name = month(day, language)
    if language == "ca":
        return f"{day.day} {'d’' if name[0] in 'ao' else 'de '}{name} de {day.year}"
    if language == "en":
        return f"{day.day} {name} {day.year}"
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {name} {day.year}"
    return f"{day.day} de {name} de {day.year}"


def dotted(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def euros(amount: str | int | Decimal) -> str:
    """1234.5 as 1.234,50."""
    return f"{Decimal(amount):,.2f}".translate(str.maketrans(",.", ".,"))


def shift(day: date, months: int, to_day: int | None = None) -> date:
    """The day so many months later."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, to_day or day.day)
