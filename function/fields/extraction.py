"""Reads the fields of a document from its pages."""

from collections.abc import Sequence

from function.document.fields import Fields, KnownIssuer
from function.document.pages import Page
from function.fields.kinds import find_type
from function.fields.occasions import find_occasions
from function.fields.paper import make_paper

# Raised with every change of the rules that changes results.
VERSION = 1


def extract_fields(pages: Sequence[Page], *, memory: Sequence[KnownIssuer] = ()) -> Fields:  # noqa: ARG001
    """Return the type of the document and every field that is certain enough to be said.

    `memory` are issuers that the document's owner has confirmed.
    """
    paper = make_paper(pages)
    kind, _ = find_type(paper)
    fields = find_occasions(paper, kind.value)
    return Fields(kind, fields, (), VERSION)
