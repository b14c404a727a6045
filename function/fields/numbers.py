"""Numbers that only a label makes known: of invoices, files, policies, contracts; and number plates."""

import re
from collections.abc import Iterator

from function.document.fields import Field
from function.fields.columns import read_head
from function.fields.dates import find_dates
from function.fields.identifiers import find_cadastral, find_cups, find_ibans, find_tax_ids
from function.fields.kinds import Heading
from function.fields.labels import Hit, find_labels, skipped_words
from function.fields.paper import MOST, Paper, make_field, quote
from function.fields.places import WHERE, Region, Way, is_label, value_places, whole
from function.fields.sheet import Piece, Sheet
from function.fields.words import plain

_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9/._\-–]*", re.IGNORECASE)
_SERIES = re.compile(r"^[A-Z]{1,5}[-/]?$")
_NUMBER_SIGN = re.compile(
    r"^(?:n\.?[º°ªo⁰]\.?|núm(?:ero)?\.?|no\.?|nr\.?|#|zk\.?|n\.)\s*[:.]?\s*", re.IGNORECASE
)
_PLATE = re.compile(r"(?<![A-Z0-9])(\d[\dOIB]{3})[ -]?([BCDFGHJKLMNPRSTVWXYZ]{3})(?![A-Z0-9])")
_OLD_PLATE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})[ -]?(\d{4})[ -]?([A-Z]{1,2})(?![A-Z0-9])")
# The country and the check digits of an IBAN, or the beginning of a CUPS.
_BEGINS_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z5] ?[0-9OQILSBZG]{2}")
_CADASTRAL = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{20}(?![A-Z0-9])", re.IGNORECASE)
_WITH_PLATE = frozenset(("insurance_policy", "traffic_fine", "vehicle_inspection"))
_INVOICES = frozenset(("invoice", "credit_note", "receipt", "utility_bill"))
_WITHOUT_REFERENCE = frozenset(
    ("receipt", "payslip", "identity_card", "bank_statement", "meeting_minutes", "school_letter")
)
# What comes before the reference in the order of what an issuer files a document under.
_REFERENCES = {
    "property_tax": ("recibo", "rebut", "ordainagiri"),
    "traffic_fine": ("expediente", "expedient", "espediente", "exp"),
    "delivery_note": ("albaran", "albara", "delivery"),
    "vehicle_inspection": ("informe", "txosten", "report"),
    "transfer_receipt": ("operacion", "referencia", "transferencia"),
    "census_certificate": ("certificado", "expediente", "registro"),
    "tax_letter": ("referencia", "expediente", "exp", "liquidacion"),
    "invoice": ("pedido", "order", "comanda", "po", "encomenda", "commande", "referencia"),
}
_DELIVERY = ("albaran", "albara", "delivery", "bl", "guia", "bon de livraison")


def find_numbers(paper: Paper, kind: str, heading: Heading | None = None) -> dict[str, Field]:
    """Return the numbers that documents of this type have."""
    fields: dict[str, Field] = {}
    if kind in _INVOICES:
        fields |= (
            _first(paper, "invoice_number", "invoice_number")
            or _first(paper, "plain_number", "invoice_number")
            or _beside_heading(heading)
        )
    if kind not in _WITHOUT_REFERENCE:
        fields |= _reference(paper, kind)
    if kind == "insurance_policy":
        fields |= _first(paper, "policy_number", "policy_number")
    if kind == "utility_bill":
        fields |= _first(paper, "contract_number", "contract_number")
    fields |= _cups(paper) | _iban(paper)
    return fields | _plate(paper, is_about_vehicle=kind in _WITH_PLATE)


def _first(paper: Paper, role: str, name: str) -> dict[str, Field]:
    best: Field | None = None
    for sheet, hit in paper.hits("numbers"):
        in_sentence = role == "policy_number" and hit.size >= 2
        if role not in hit.roles or not (hit.opens or in_sentence) or "customer" in hit.roles:
            continue
        # `Kto-Nr.` is no number of the document.
        if _names_party(hit) or (role == "plain_number" and not hit.leads):
            continue
        found = _read_labelled(sheet, hit)
        if found is not None and (best is None or found.confidence > best.confidence + 0.02):
            best = found
    return {name: best} if best is not None else {}


def _beside_heading(heading: Heading | None) -> dict[str, Field]:
    """The only word right of the heading, if it is a number: `FACTURA   AB-26-00912`."""
    if heading is None:
        return {}
    right = heading.sheet.right_of(heading.piece)
    text = right[0].text.strip() if len(right) == 1 else ""
    span = _number_in(text)
    if span != (0, len(text)) or sum(map(str.isdigit, text)) < 3:
        return {}
    reason = "The number beside the heading."
    box = right[0].box
    return {"invoice_number": make_field(heading.sheet, box, text, confidence=0.85, reason=reason)}


def _names_party(hit: Hit) -> bool:
    """Whether a label is the one of a customer: `Facturé à` has the letters of `Facture`."""
    return plain(hit.text.split()[-1]) in skipped_words() and any(
        other.start == hit.start and other.size >= hit.size and "recipient" in other.roles
        for other in find_labels(hit.piece, "parties")
    )


def _reference(paper: Paper, kind: str) -> dict[str, Field]:
    if kind == "rental_contract":
        return _cadastral(paper)
    ranked: list[tuple[int, Field]] = []
    wanted = _REFERENCES.get(kind, ())
    for sheet, hit in paper.hits("numbers"):
        if "reference" not in hit.roles or not hit.opens or read_head(sheet.row_of(hit.piece)):
            continue
        # `Operación` of a till or a card is nobody's reference.
        if "customer" in hit.roles and kind != "transfer_receipt":
            continue
        lowered = hit.text.lower().translate(str.maketrans("áéíóúàèò", "aeiouaeo"))
        if kind != "delivery_note" and kind in _INVOICES and any(word in lowered for word in _DELIVERY):
            continue
        found = _read_labelled(sheet, hit)
        if found is not None:
            rank = next((index for index, word in enumerate(wanted) if word in lowered), len(wanted))
            ranked.append((rank + ("cadastral" in hit.roles), found))
    if not ranked and kind == "delivery_note":
        return _first(paper, "plain_number", "reference_number")
    return {"reference_number": min(ranked, key=lambda item: item[0])[1]} if ranked else {}


def _read_labelled(sheet: Sheet, hit: Hit) -> Field | None:
    for way, region in value_places(sheet, hit, "numbers"):
        if way != "after" and not hit.leads:
            continue
        span = _number_in(region.first)
        if span is not None:
            return _field(sheet, hit, way, region, span)
        if way == "after" and len(region.first) > 2 and not is_label(region.piece):
            return None
    return None


def _field(sheet: Sheet, hit: Hit, way: Way, region: Region, span: tuple[int, int]) -> Field:
    value = region.text[span[0] : span[1]].strip(".-/_–")
    confidence = MOST if way == "after" and hit.leads else MOST - 0.01
    if sum(character.isdigit() for character in value) < 2:
        confidence -= 0.1
    if region.piece.confidence < 0.9:
        confidence -= 0.05
    return make_field(
        sheet,
        region.box(*span),
        value,
        confidence=confidence,
        reason=f"The number {WHERE[way]} {quote(hit.text)}.",
    )


def _number_in(text: str) -> tuple[int, int] | None:
    """The first word with a digit, if hardly anything is before it; a series in letters belongs to it."""
    sign = _NUMBER_SIGN.match(text)
    start = sign.end() if sign else 0
    tokens = list(_TOKEN.finditer(text, start))
    for index, token in enumerate(tokens[:2]):
        if any(character.isdigit() for character in token[0]):
            if _is_something_else(text, token):
                return None
            first = tokens[index - 1] if index else token
            if index and not _SERIES.match(first[0]):
                return None
            # `Order ID: 4471`: what is before a colon belongs to the label.
            if ":" in text[first.end() : token.start()]:
                first = token
            return first.start(), _end(text, token)
    return None


def _end(text: str, token: re.Match[str]) -> int:
    """Where a number ends: groups of digits parted by a space or ` / ` belong to it."""
    end = token.end()
    for more in re.finditer(
        r"\s?[/-]\s?(?=[A-Z0-9])[A-Z0-9/._-]+|\s(?=\d{3,4}(?:\s|$))\d+", text[end:], re.IGNORECASE
    ):
        if more.start() != 0 and text[end : end + more.start()].strip():
            break
        if more.start() + token.end() != end:
            break
        end = token.end() + more.end()
    return end


def _is_something_else(text: str, token: re.Match[str]) -> bool:
    """Whether the word is a date, an amount or a time."""
    if any(date.start <= token.start() < date.end for date in find_dates(text)):
        return True
    after = text[token.end() : token.end() + 4].strip()
    if re.match(r"[.,]\d\d(?!\d)", text[token.end() :]):
        return True
    return bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3})*[.,]\d\d|\d{1,2}:\d\d", token[0])) or after.startswith(
        ("€", "EUR", "%")
    )


def _cadastral(paper: Paper) -> dict[str, Field]:
    """The cadastral reference of a contract: behind its label, or proven by its check letters."""
    for sheet, hit in paper.hits("numbers"):
        match = _CADASTRAL.search(hit.piece.text, hit.end) if "cadastral" in hit.roles else None
        if match is not None and match.start() - hit.end < 6:
            reason = f"Behind {quote(hit.text)}."
            return {"reference_number": _cadastral_field(sheet, hit.piece, match.span(), match[0], reason)}
    for sheet, piece in paper.pieces():
        for found in find_cadastral(piece.text):
            reason = "A cadastral reference with the right check letters."
            return {
                "reference_number": _cadastral_field(
                    sheet, piece, (found.start, found.end), found.value, reason
                )
            }
    return {}


def _cadastral_field(sheet: Sheet, piece: Piece, span: tuple[int, int], value: str, reason: str) -> Field:
    return make_field(sheet, piece.part(*span), value, confidence=0.96, reason=reason)


def _cups(paper: Paper) -> dict[str, Field]:
    for sheet, piece in paper.pieces():
        for region in _with_next(sheet, piece):
            for found in find_cups(region.text):
                reason = "Its check letters are right."
                if found.misread:
                    reason = f"Read as {found.misread}; with digits for letters its check letters are right."
                span = found.start, found.end
                return {
                    "cups": make_field(sheet, region.box(*span), found.value, confidence=0.99, reason=reason)
                }
    return {}


def _iban(paper: Paper) -> dict[str, Field]:
    found: list[tuple[Sheet, Region, tuple[int, int], str, str | None]] = []
    for sheet, piece in paper.pieces():
        for region in _with_next(sheet, piece):
            ibans = find_ibans(region.text)
            found += [(sheet, region, (iban.start, iban.end), iban.value, iban.misread) for iban in ibans]
            if ibans:
                break
    if not found:
        return {}
    sheet, region, span, value, misread = found[0]
    reason = (
        f"Read as {misread}; with digits for letters its check digits are right."
        if misread
        else "Its check digits are right."
    )
    confidence = 0.99 if len({item[3] for item in found}) == 1 else 0.93
    return {"iban": make_field(sheet, region.box(*span), value, confidence=confidence, reason=reason)}


def _with_next(sheet: Sheet, piece: Piece) -> Iterator[Region]:
    """A piece, and the piece with what it goes on in, right of it or in the next line."""
    if _BEGINS_CODE.search(piece.text) is None:
        return
    yield whole(piece)
    for following in (sheet.beside(piece), sheet.continues(piece)):
        if following is not None and any(character.isdigit() for character in following.text):
            yield Region(piece, 0, len(piece.text), (following,))


def _plate(paper: Paper, *, is_about_vehicle: bool) -> dict[str, Field]:
    """The plate behind its label, or in a paper about a vehicle the only one that looks like a plate of today."""
    for sheet, hit in paper.hits("numbers"):
        if "plate" not in hit.roles:
            continue
        for way, region in value_places(sheet, hit, "numbers"):
            if way != "after" and not hit.leads:
                continue
            match = _PLATE.search(region.first.upper()) or _OLD_PLATE.search(region.first.upper())
            if match is not None and match.start() < 25:
                reason = f"The plate by {quote(hit.text)}."
                return {"plate": _plate_field(sheet, region, match, 0.97, reason)}
    seen = {}
    for sheet, piece in paper.pieces() if is_about_vehicle else ():
        if find_tax_ids(piece.text) or any(hit.roles & {"customer"} for hit in find_labels(piece, "numbers")):
            continue
        for match in _PLATE.finditer(piece.text):
            seen[match[1] + match[2]] = _plate_field(
                sheet, whole(piece), match, 0.9, "The only number plate."
            )
    return {"plate": next(iter(seen.values()))} if len(seen) == 1 else {}


def _plate_field(sheet: Sheet, region: Region, match: re.Match[str], confidence: float, reason: str) -> Field:
    digits = match[1].translate(str.maketrans("OIB", "018")) if match[1][0].isdigit() else match[1]
    value = "".join((digits, *match.groups()[1:]))
    return make_field(sheet, region.box(*match.span()), value, confidence=confidence, reason=reason)
