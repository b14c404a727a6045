"""Reads the fields of a document from its pages."""

from collections.abc import Sequence

from function.document.fields import DocumentType, Field, Fields, KnownIssuer
from function.document.pages import Page
from function.fields.contacts import find_address, find_contacts
from function.fields.issuers import find_issuer
from function.fields.kinds import Heading, find_type
from function.fields.line_items import find_line_items
from function.fields.memory import choose_type, find_known, name_issuer
from function.fields.numbers import find_numbers
from function.fields.occasions import find_occasions
from function.fields.paper import Paper, make_paper
from function.fields.recipients import find_recipient
from function.fields.sums import find_sums
from function.fields.tax_lines import tax_lines_field
from function.fields.tax_numbers import find_tax_numbers
from function.fields.titles import find_title

# Raised with every change of the rules that changes results.
VERSION = 2


def extract_fields(pages: Sequence[Page], *, memory: Sequence[KnownIssuer] = ()) -> Fields:
    """Return the type of the document and every field that is certain enough to be said.

    `memory` are issuers that the document's owner has confirmed.
    """
    paper = make_paper(pages)
    kind, heading = find_type(paper)
    fields, notes = _find_fields(paper, kind, heading)
    known = find_known(fields, memory)
    if known is not None:
        usual = choose_type(kind, known)
        if usual != kind:
            kind, (fields, notes) = usual, _find_fields(paper, usual, heading)
        fields["issuer"] = name_issuer(fields, known)
    return Fields(kind, fields, notes, VERSION)


def _find_fields(
    paper: Paper, kind: DocumentType, heading: Heading | None
) -> tuple[dict[str, Field], tuple[str, ...]]:
    fields = find_occasions(paper, kind.value)
    sums = find_sums(paper, kind.value)
    fields |= sums.fields
    recipient = find_recipient(paper, kind.value)
    issuer = find_issuer(paper, kind.value, recipient, heading)
    for name, party in (("issuer", issuer), ("recipient", recipient)):
        if party is not None:
            fields[name] = party.field()
    fields |= find_tax_numbers(paper, kind.value, issuer, recipient)
    fields |= find_numbers(paper, kind.value, heading)
    fields |= find_contacts(paper, issuer, recipient)
    fields |= find_address(issuer)
    fields |= find_title(paper, kind.value, heading, issuer)
    if sums.tax_lines:
        fields["tax_lines"] = tax_lines_field(sums.tax_lines)
    known = [str(fields[name].value) for name in ("tax_base", "total") if name in fields]
    items, note = find_line_items(paper, kind.value, known)
    if items is not None:
        fields["line_items"] = items
    notes = [*sums.notes, *([note] if note else [])]
    return fields, tuple(notes)
