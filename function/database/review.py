"""Documents that a person should look at, with what is in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from function.database.documents import page_from_row, read_line_corrections
from function.database.listing import Key
from function.database.pool import Database
from function.document.corrections import correct_in_place, find_doubtful
from function.document.file_name import choose_file_name
from function.document.pages import Box

# Below it, a value is wrong often enough to be looked at; `metadata` has those above.
CERTAIN = 0.95
# Of a document: more is a job for whoever scans it again.
MAX_DOUBTFUL = 200


@dataclass(frozen=True, slots=True)
class DoubtfulLine:
    page: int
    block: int
    line: int
    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A document that needs a look; `fields` are those that are not certain and that nobody has settled."""

    document_id: UUID
    file_name: str | None
    reasons: tuple[str, ...]
    doubtful: tuple[DoubtfulLine, ...]
    fields: tuple[str, ...]


def list_doubtful(database: Database, *, after: Key | None, limit: int) -> tuple[list[Doubtful], Key | None]:
    """Return the documents that follow `after`, the latest first, and the key that continues the list."""
    parameters = {
        "after_id": after and after.document_id,
        "after_value": after and after.value,
        "match_count": limit + 1,
    }
    rows = database.fetch_all("read_review", parameters)
    shown = rows[:limit]
    following = Key(shown[-1]["sort_value"], shown[-1]["document_id"]) if len(rows) > limit else None
    found = [
        Doubtful(
            row["document_id"],
            choose_file_name(row["file_name"], row["file_url"]),
            tuple(row["reasons"] or ()),
            _find_lines(database, row["document_id"]),
            _uncertain_fields(row["metadata"]),
        )
        for row in shown
    ]
    return found, following


def _find_lines(database: Database, document_id: UUID) -> tuple[DoubtfulLine, ...]:
    corrections = read_line_corrections(database, document_id)
    found: list[DoubtfulLine] = []
    for row in database.fetch_all("read_doubtful_pages", {"document_id": document_id}):
        page = correct_in_place(page_from_row(row), corrections)
        for block, number in find_doubtful(page):
            line = page.blocks[block].lines[number]
            found.append(DoubtfulLine(page.number, block, number, line.text, line.confidence, line.box))
            if len(found) == MAX_DOUBTFUL:
                return tuple(found)
    return tuple(found)


def _uncertain_fields(metadata: Any) -> tuple[str, ...]:
    fields = metadata.get("fields") if isinstance(metadata, dict) else None
    if not isinstance(fields, dict):
        return ()
    return tuple(
        name
        for name, field in fields.items()
        if isinstance(field, Mapping) and field.get("source") != "person" and _confidence(field) < CERTAIN
    )


def _confidence(field: Mapping[str, Any]) -> float:
    confidence = field.get("confidence")
    return float(confidence) if isinstance(confidence, int | float) else 1.0
