"""Amounts of money in Spanish and in English notation."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")
MAX_AMOUNT = Decimal(10) ** 10

_SIGNS = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "us$": "USD", "usd": "USD",
    "$": "USD", "chf": "CHF", "rm": "MYR", "myr": "MYR", "mxn": "MXN", "brl": "BRL", "r$": "BRL", "s$": "SGD", "sgd": "SGD",
}  # fmt: skip
_SIGN = r"(?:€|£|US\$|R\$|S\$|\$|\b(?:EUR|EUROS?|GBP|USD|CHF|RM|MYR|MXN|BRL|SGD)\b)"
_MINUS = r"(?:[-−–]\s?)"
_NUMBER = (
    # A space between thousands is believed only before a currency: it can part a quantity from a price.
    rf"\d{{1,3}}(?: \d{{3}})+(?:[.,]\d\d)?(?=\s?{_SIGN})|"
    r"\d{1,3}(?:(?P<group>[.,'’\u00a0\u202f])\d{3})(?:(?P=group)\d{3})*(?:[.,]\s?\d{1,4})?|\d+(?:[.,]\s?\d{1,4})?"
)
_AMOUNT = re.compile(
    rf"(?:(?<![\w.,/])|(?<=\bs/))(?P<open>\()?(?P<minus1>{_MINUS})?(?P<before>{_SIGN}|RM)?\s?(?P<minus2>{_MINUS})?"
    rf"(?P<number>{_NUMBER})(?![\d])(?P<minus3>-(?!\d))?\s?(?P<after>{_SIGN})?(?(open)\)?)",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"\s*{_MINUS}?\d{{1,3}}(?: \d{{3}})+[.,]\d\d\s?-?\s*(?:{_SIGN})?\s*", re.IGNORECASE)
# What follows a number that is not money.
_UNIT = re.compile(
    r"\s?(?:%|kwh?\b|m3|m²|m2|mb\b|gb\b|km\b|kg\b|g\b|ml\b|mg\b|cl\b|l\b|h\b|horas?\b|dias?\b|days?\b|uds?\b|nights?\b|"
    r"[º°ª]|[a-z]{2,}\d)",
    re.IGNORECASE,
)
# A number that goes on is something else; a capital or two are the tax code of a till.
_GOES_ON = re.compile(r"(?![A-Z]{1,2}\b)[/\w]|[.,:-]\d")


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """A number that can be money, at `start` to `end` of a text.

    `is_money` says that it has two decimals or a currency.
    """

    value: Decimal
    currency: str | None
    is_money: bool
    start: int
    end: int

    @property
    def written(self) -> str:
        return write_amount(self.value)


def write_amount(value: Decimal) -> str:
    return f"{value.quantize(CENT):f}"


def find_amounts(text: str, point: str = ",") -> list[AmountMatch]:
    """Return the numbers of a text that can be money; `point` is the document's decimal sign."""
    found = []
    if _SPACED.fullmatch(text):
        # Alone in its piece, `6 666,67` is no quantity beside a price.
        text = re.sub(r"(?<=\d) (?=\d)", "\u00a0", text)
    for match in _AMOUNT.finditer(text):
        number = match["number"]
        currency = _SIGNS.get((match["before"] or match["after"] or "").casefold())
        if currency is None and _UNIT.match(text, match.end("number")):
            continue
        if currency is None and _GOES_ON.match(text, match.end("number")):
            continue
        value, decimals = read_number(number, point)
        if value is None or value > MAX_AMOUNT:
            continue
        if match["minus1"] or match["minus2"] or match["minus3"]:
            value = -value
        is_money = decimals == 2 or (currency is not None and decimals in (0, 1))
        found.append(
            AmountMatch(value, currency, is_money, match.start("number") - _sign_length(match), match.end())
        )
    return found


def read_number(written: str, point: str = ",") -> tuple[Decimal | None, int]:
    """Return a number and how many decimals it was written with.

    One or two digits behind the last sign are decimals whatever the sign; three are only behind the document's
    decimal sign, and not when the number has a sign before it.
    """
    number = re.sub(r"[\s'’]", "", written)
    signs = [(index, sign) for index, sign in enumerate(number) if sign in ".,"]
    if not signs:
        return Decimal(number), 0
    last, sign = signs[-1]
    decimals = len(number) - last - 1
    is_group = decimals == 3 and (sign != point or any(other == sign for _, other in signs[:-1]))
    if decimals == 3 and sign != point and len(signs) == 1 and number[:last] in ("", "0"):
        is_group = False
    if is_group:
        return Decimal(re.sub(r"[.,]", "", number)), 0
    whole = re.sub(r"[.,]", "", number[:last])
    return Decimal(f"{whole or '0'}.{number[last + 1 :]}"), decimals


def decimal_sign(texts: Iterable[str]) -> str:
    """Return the sign that most amounts with two decimals have before them; a comma if none decides."""
    votes = Counter(sign for text in texts for sign in re.findall(r"\d([.,])\d\d(?![\d.,/]|\s?%)", text))
    return "." if votes["."] > votes[","] else ","


def main_currency(texts: Iterable[str]) -> str | None:
    """Return the currency that is named most often."""
    votes = Counter(
        _SIGNS[sign.casefold()]
        for text in texts
        for sign in re.findall(
            rf"{_SIGN}(?=\s?[\d-])|(?<=\d){_SIGN}|(?<=\d\s){_SIGN}|(?<=\(){_SIGN}|\bRM(?=\d)",
            text,
            re.IGNORECASE,
        )
        if sign.casefold() in _SIGNS
    )
    return votes.most_common(1)[0][0] if votes else None


def _sign_length(match: re.Match[str]) -> int:
    return match.start("number") - min(
        start for group in ("minus1", "before", "minus2", "number") if (start := match.start(group)) >= 0
    )
