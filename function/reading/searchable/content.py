"""Adds to a PDF page's content streams and resources."""

from typing import Any


def add_content(page: Any, content: bytes, *, first: bool) -> None:
    """Add a content stream to the PyMuPDF page, before or after all others."""
    pdf = page.parent
    added = pdf.get_new_xref()
    pdf.update_object(added, "<<>>")
    pdf.update_stream(added, content)
    streams = [added, *page.get_contents()] if first else [*page.get_contents(), added]
    pdf.xref_set_key(page.xref, "Contents", f"[{' '.join(f'{stream} 0 R' for stream in streams)}]")


def use_fonts(page: Any, names: dict[str, int]) -> None:
    """Add fonts (name and object number) to the page's resources.

    These may be inherited or shared with other pages, which then get the fonts as well.
    """
    pdf = page.parent
    owner, path = _follow(pdf, _resources_owner(pdf, page.xref), "Resources")
    owner, path = _follow(pdf, owner, f"{path}Font")
    for name, xref in names.items():
        pdf.xref_set_key(owner, f"{path}{name}", f"{xref} 0 R")


def _resources_owner(pdf: Any, page_xref: int) -> int:
    """Return the page, or the node above it from which it inherits its resources."""
    node, passed = page_xref, set()
    while pdf.xref_get_key(node, "Resources")[0] == "null" and node not in passed:
        passed.add(node)
        kind, parent = pdf.xref_get_key(node, "Parent")
        if kind != "xref":
            return page_xref
        node = _number(parent)
    return node if node not in passed else page_xref


def _follow(pdf: Any, owner: int, path: str) -> tuple[int, str]:
    """Return where to set a dictionary's entries: its own object, or a path in the object that contains
    it."""
    kind, value = pdf.xref_get_key(owner, path)
    return (_number(value), "") if kind == "xref" else (owner, f"{path}/")


def _number(reference: str) -> int:
    return int(reference.split(maxsplit=1)[0])
