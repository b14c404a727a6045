"""What a language model said of a document before: it stays where the model is not asked again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from function.document.fields import DocumentType, Field, Fields
from function.metadata.questions import find_open


def keep_earlier(read: Fields, metadata: Any) -> Fields:
    """Add what the model said to what the rules leave open. `metadata` is the document's stored JSON, whoever wrote it."""
    if not isinstance(metadata, Mapping):
        return read
    fields = metadata.get("fields")
    found = {}
    for name in find_open(read).fields:
        written = fields.get(name) if isinstance(fields, Mapping) else None
        if (field := _read_field(written)) is not None:
            found[name] = field
    if "type" in find_open(read).fields:
        read = replace(read, type=_read_type(metadata.get("type")) or read.type)
    return replace(read, fields={**read.fields, **found})


def _is_the_models(written: Any) -> bool:
    return isinstance(written, Mapping) and written.get("source") == "model"


def _read_field(written: Any) -> Field | None:
    if not _is_the_models(written):
        return None
    try:
        x0, y0, x1, y1 = (float(share) for share in written["box"])
        return Field(
            str(written["value"]),
            float(written["confidence"]),
            "model",
            str(written["reason"]),
            page=int(written["page"]),
            box=(x0, y0, x1, y1),
            currency=written.get("currency"),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _read_type(written: Any) -> DocumentType | None:
    if not _is_the_models(written):
        return None
    try:
        return DocumentType(
            str(written["value"]), float(written["confidence"]), str(written["reason"]), "model"
        )
    except (KeyError, TypeError, ValueError):
        return None
