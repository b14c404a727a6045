"""The bodies of answers, for those who read them: the OpenAPI document is made from these."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from function.database.listing import Status
from function.database.search import Found
from function.database.similar import Duplicate, Similar
from function.document.pages import BlockKind, PageSource

# Points of the upright page: left, top, right, bottom.
Box = Annotated[list[float], Field(min_length=4, max_length=4)]


class Configuration(TypedDict):
    """What the page needs before anybody has signed in. Without `anon_key` there is no sign-in."""

    supabase_url: str
    anon_key: str | None
    max_file_size_mb: int
    version: str


class Figures(TypedDict):
    job_id: UUID | None
    document_id: UUID
    status: Literal["completed"]
    attempt: int | None
    page_count: int | None
    language: str | None
    chunk_count: int | None
    confidence: float | None
    seconds: float | None


class Ignored(TypedDict):
    status: Literal["ignored"]


class Accepted(TypedDict):
    job_id: UUID | None
    status: Status | None


class LineAnswer(TypedDict):
    """`index` counts in the block. Who corrected it is null for a server."""

    index: int
    text: str
    raw_text: str
    box: Box
    confidence: float
    corrected_by: NotRequired[UUID | None]
    corrected_at: NotRequired[datetime]


class CellAnswer(TypedDict):
    row: int
    column: int
    text: str
    box: Box
    row_span: int
    column_span: int
    header: bool
    corrected_by: NotRequired[UUID | None]
    corrected_at: NotRequired[datetime]


class TableAnswer(TypedDict):
    rows: int
    columns: int
    cells: list[CellAnswer]
    markdown: str
    html: str
    continues: NotRequired[bool]
    repeated_rows: NotRequired[int]


class CodeAnswer(TypedDict):
    content: str
    format: str
    box: Box


class BlockAnswer(TypedDict):
    """`index` counts on the page."""

    index: int
    kind: BlockKind
    text: str
    box: Box
    lines: list[LineAnswer]
    level: NotRequired[int]
    table: NotRequired[TableAnswer]
    code: NotRequired[CodeAnswer]


class PageAnswer(TypedDict):
    page_number: int
    text: str
    blocks: list[BlockAnswer]
    width: float
    height: float
    rotation: Literal[0, 90, 180, 270]
    source: PageSource
    language: str
    confidence: float | None
    review_reasons: list[str]
    error_code: str | None
    error: str | None
    note: str | None
    seconds: float


class OutlineAnswer(TypedDict):
    document_id: UUID
    file_name: str | None
    file_url: str | None
    status: str | None
    error_code: str | None
    error: str | None
    media_type: str | None
    page_count: int | None
    language: str | None
    confidence: float | None
    needs_review: bool | None
    review_reasons: list[str] | None
    notes: list[str] | None
    searchable_file_url: str | None
    completed_at: datetime | None
    metadata: dict[str, Any] | None
    duplicates_of: list[Duplicate]


class DocumentAnswer(OutlineAnswer):
    """Without `text`, `markdown` and `pages` if asked with `pages=false`."""

    text: NotRequired[str | None]
    markdown: NotRequired[str | None]
    pages: NotRequired[list[PageAnswer]]


class SimilarAnswer(TypedDict):
    document_id: UUID
    documents: list[Similar]


class ListedAnswer(TypedDict):
    document_id: UUID
    file_name: str | None
    status: str | None
    document_type: str | None
    issuer: str | None
    document_date: date | None
    due_date: date | None
    total_amount: Annotated[str | None, Field(description="With a point, as 107.30.")]
    currency: str | None
    needs_review: bool | None
    created_at: str | None
    page_count: int | None
    pages_done: int | None
    error_code: str | None
    error: str | None
    confidence: float | None
    media_type: str | None
    priority: int | None


class ListAnswer(TypedDict):
    documents: list[ListedAnswer]
    next: Annotated[str | None, Field(description="`after` of the next page; null on the last one.")]


class Links(TypedDict):
    self: str
    job: str
    file: str
    events: str


class UploadAnswer(TypedDict):
    """`duplicates_of` are the owner's documents with the same bytes, the oldest first."""

    document_id: UUID
    file_name: str
    status: str | None
    sha256: str
    duplicates_of: list[Duplicate]
    links: Links


class CorrectedAnswer(TypedDict):
    document_id: UUID
    metadata: dict[str, Any] | None


class DoubtfulLine(TypedDict):
    page: int
    block: int
    line: int
    text: str
    confidence: float
    box: Box


class IssuersAnswer(TypedDict):
    issuers: list[str]


class ReviewItem(TypedDict):
    """`fields` are those that are not certain and that nobody has settled."""

    document_id: UUID
    file_name: str | None
    reasons: list[str]
    doubtful: list[DoubtfulLine]
    fields: list[str]


class ReviewAnswer(TypedDict):
    documents: list[ReviewItem]
    next: str | None


class SearchAnswer(TypedDict):
    model: str
    missing_documents: int
    understood: dict[str, Any]
    results: list[Found]


class EmbedAnswer(TypedDict):
    model: str
    dimensions: int
    vectors: list[list[float]]


class StatusAnswer(TypedDict):
    status: str
