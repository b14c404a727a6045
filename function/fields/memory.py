"""What an owner has confirmed about an issuer comes before what is read."""

from collections.abc import Mapping, Sequence

from function.document.fields import DocumentType, Field, KnownIssuer
from function.fields.words import compact

CERTAIN = 0.98
# A type that was read with less confidence than this gives way to that of the issuer's other documents.
UNSURE = 0.8
USUAL = 0.9


def find_known(fields: Mapping[str, Field], memory: Sequence[KnownIssuer]) -> KnownIssuer | None:
    """Return the confirmed issuer with the issuer's tax number that is printed."""
    tax_id = fields.get("issuer_tax_id")
    if tax_id is None:
        return None
    return next((known for known in memory if compact(known.tax_id) == compact(str(tax_id.value))), None)


def name_issuer(fields: Mapping[str, Field], known: KnownIssuer) -> Field:
    """Return the issuer under its confirmed name, at the place of the name or else of the tax number."""
    place = fields.get("issuer") or fields["issuer_tax_id"]
    reason = f"Confirmed before for the tax number {known.tax_id}."
    return Field(known.name, CERTAIN, "memory", reason, page=place.page, box=place.box)


def choose_type(kind: DocumentType, known: KnownIssuer) -> DocumentType:
    """Return the type, or that of the issuer's other documents where the paper leaves doubt."""
    if known.type is None or kind.confidence >= UNSURE:
        return kind
    return DocumentType(known.type, USUAL, "Confirmed before for a document of the same issuer.")
