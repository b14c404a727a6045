"""The operations of the API: who may ask, what is understood and answered."""

from typing import Any

from function.database.job import Job
from function.endpoints.documents import (
    correct_document,
    correct_line_of,
    show_document,
    show_documents,
    show_issuers,
    show_page,
    show_review,
    show_similar,
)
from function.endpoints.events import follow_document, follow_documents
from function.endpoints.files import show_file, show_picture, show_searchable
from function.endpoints.health import (
    show_configuration,
    show_health,
    show_live,
    show_metrics,
    show_openapi,
    show_ready,
)
from function.endpoints.jobs import (
    deliver_callbacks,
    give_password,
    process_document,
    resubmit,
    show_job,
    show_stats,
)
from function.endpoints.search import embed, search
from function.endpoints.uploads import remove_document, upload_document
from function.errors import (
    DocumentNotFoundError,
    DuplicateFileError,
    FileMissingError,
    FileTooLargeError,
    ForbiddenError,
    InputError,
    MachineError,
    NoFileError,
    PageNotFoundError,
    StorageUnavailableError,
    StoredFailureError,
    TextPendingError,
    UploadRefusedError,
)
from function.http import answers
from function.http.operations import NOTHING, Content, Operation, json_of
from function.http.queries import (
    DocumentQuery,
    FileQuery,
    ListRequest,
    PictureQuery,
    ResubmitQuery,
    ReviewQuery,
    SimilarQuery,
    UploadQuery,
)
from function.http.requests import (
    CorrectionRequest,
    EmbedRequest,
    LineRequest,
    PasswordRequest,
    ProcessRequest,
    SearchRequest,
)

DOCUMENT = "/api/documents/{document_id}"
PROCESS_ANSWERS = {
    200: json_of(answers.Figures | answers.Ignored),
    202: json_of(answers.Accepted),
}
PROCESS_ERRORS = (
    *(DocumentNotFoundError, StoredFailureError, InputError, StorageUnavailableError, MachineError),
    ForbiddenError,
)
FILE_ANSWER = {200: (Content("application/octet-stream"),)}
FILE_ERRORS = (
    DocumentNotFoundError,
    NoFileError,
    FileMissingError,
    FileTooLargeError,
    StorageUnavailableError,
)
EVENT_STREAM = {200: (Content("text/event-stream"),)}
STATUS = {200: json_of(answers.StatusAnswer)}
REPORT = json_of(dict[str, Any])


def list_operations() -> list[Operation]:
    """Return every operation of the API, in the order of the documentation."""
    return [*_documents(), *_contents(), *_files(), *_work(), *_search(), *_open()]


def _documents() -> list[Operation]:
    not_found = (DocumentNotFoundError,)
    return [
        Operation(
            *("uploadDocument", "POST", "/api/documents", "From a file to its text.", upload_document),
            {200: json_of(answers.DocumentAnswer), 201: json_of(answers.UploadAnswer)},
            query=UploadQuery,
            body=(Content("multipart/form-data"), Content("application/octet-stream")),
            errors=(*PROCESS_ERRORS, FileTooLargeError, UploadRefusedError, DuplicateFileError),
        ),
        Operation(
            *(
                "listDocuments",
                "GET",
                "/api/documents",
                "Documents by type, issuer, dates, amount and state.",
            ),
            *(show_documents, {200: json_of(answers.ListAnswer)}),
            query=ListRequest,
            errors=(ForbiddenError,),
        ),
        Operation(
            *("listIssuers", "GET", "/api/issuers", "Who made the documents.", show_issuers),
            {200: json_of(answers.IssuersAnswer)},
        ),
        Operation(
            *("showDocument", "GET", DOCUMENT, "What was read of a document.", show_document),
            {
                200: (
                    *json_of(answers.DocumentAnswer),
                    *(Content("text/plain"), Content("text/markdown")),
                )
            },
            query=DocumentQuery,
            errors=(DocumentNotFoundError, TextPendingError),
        ),
        Operation(
            *("deleteDocument", "DELETE", DOCUMENT, "Deletes a document and its files.", remove_document),
            {204: NOTHING},
            errors=(DocumentNotFoundError, StorageUnavailableError),
        ),
        Operation(
            *("listSimilar", "GET", f"{DOCUMENT}/similar", "Documents that mean nearly the same."),
            *(show_similar, {200: json_of(answers.SimilarAnswer)}),
            query=SimilarQuery,
            errors=not_found,
        ),
    ]


def _contents() -> list[Operation]:
    """What stands in documents, and what people say about it."""
    not_found = (DocumentNotFoundError,)
    return [
        Operation(
            *("showPage", "GET", f"{DOCUMENT}/pages/{{number}}", "What was read of a page.", show_page),
            {200: json_of(answers.PageAnswer)},
            errors=(DocumentNotFoundError, PageNotFoundError),
        ),
        Operation(
            *("correctField", "POST", f"{DOCUMENT}/fields", "A person's word about a field."),
            *(correct_document, {200: json_of(answers.CorrectedAnswer)}),
            body=json_of(CorrectionRequest),
            errors=not_found,
        ),
        Operation(
            *(
                "correctLine",
                "POST",
                f"{DOCUMENT}/lines",
                "A person's word about a line or cell.",
                correct_line_of,
            ),
            {200: json_of(answers.PageAnswer)},
            body=json_of(LineRequest),
            errors=(DocumentNotFoundError, PageNotFoundError),
        ),
        Operation(
            *("listReview", "GET", "/api/review", "Documents that need a look, and what is in doubt."),
            *(show_review, {200: json_of(answers.ReviewAnswer)}),
            query=ReviewQuery,
        ),
    ]


def _files() -> list[Operation]:
    return [
        Operation(
            *("downloadFile", "GET", f"{DOCUMENT}/file", "The original.", show_file, FILE_ANSWER),
            query=FileQuery,
            errors=FILE_ERRORS,
        ),
        Operation(
            *("downloadSearchable", "GET", f"{DOCUMENT}/searchable", "The searchable copy."),
            *(show_searchable, {200: (Content("application/pdf"),)}),
            query=FileQuery,
            errors=FILE_ERRORS,
        ),
        Operation(
            *("showPicture", "GET", f"{DOCUMENT}/pages/{{number}}/image", "A picture of a page, upright."),
            *(show_picture, {200: (Content("image/webp"),), 304: NOTHING}),
            query=PictureQuery,
            errors=(*FILE_ERRORS, PageNotFoundError, InputError),
        ),
        Operation(
            *("followDocument", "GET", f"{DOCUMENT}/events", "Events of a document.", follow_document),
            EVENT_STREAM,
            errors=(DocumentNotFoundError,),
        ),
        Operation(
            *("followDocuments", "GET", "/api/events", "Events of all documents.", follow_documents),
            EVENT_STREAM,
        ),
    ]


def _work() -> list[Operation]:
    return [
        Operation(
            *("processDocument", "POST", "/api/process-document", "Reads a document that has a row."),
            *(process_document, PROCESS_ANSWERS),
            body=json_of(ProcessRequest),
            errors=PROCESS_ERRORS,
        ),
        Operation(
            *("resubmitDocument", "POST", f"{DOCUMENT}/resubmit", "Queues a document again.", resubmit),
            {202: json_of(answers.Accepted)},
            query=ResubmitQuery,
            errors=(DocumentNotFoundError,),
        ),
        Operation(
            *("givePassword", "POST", f"{DOCUMENT}/password", "What an encrypted file opens with."),
            *(give_password, {202: json_of(answers.Accepted)}),
            body=json_of(PasswordRequest),
            errors=(DocumentNotFoundError,),
        ),
        Operation(
            *("showJob", "GET", "/api/jobs/{document_id}", "How far a document is.", show_job),
            {200: json_of(Job)},
            errors=(DocumentNotFoundError,),
        ),
        Operation(
            *("showQueue", "GET", "/api/queue/stats", "The queue in numbers.", show_stats, {200: REPORT}),
            callers="servers",
        ),
        Operation(
            *("deliverCallbacks", "POST", "/api/callbacks/deliver", "Delivers the callbacks that are due."),
            *(deliver_callbacks, {202: json_of(answers.StatusAnswer)}),
            callers="servers",
        ),
    ]


def _search() -> list[Operation]:
    return [
        Operation(
            *("search", "POST", "/api/search", "The chunks that answer a question.", search),
            {200: json_of(answers.SearchAnswer)},
            body=json_of(SearchRequest),
            errors=(ForbiddenError,),
        ),
        Operation(
            *("embed", "POST", "/api/embed", "Vectors of your own texts.", embed),
            {200: json_of(answers.EmbedAnswer)},
            callers="servers",
            body=json_of(EmbedRequest),
        ),
    ]


def _open() -> list[Operation]:
    return [
        Operation(
            *("showConfiguration", "GET", "/api/config", "What a page needs to sign people in."),
            *(show_configuration, {200: json_of(answers.Configuration)}),
            callers="open",
        ),
        Operation(
            *("describeApi", "GET", "/openapi.json", "This document.", show_openapi, {200: REPORT}),
            callers="open",
        ),
        Operation(
            *("showHealth", "GET", "/health", "How the function is.", show_health),
            {200: REPORT, 503: REPORT},
            callers="open",
        ),
        Operation(
            *("showLive", "GET", "/health/live", "Whether it answers.", show_live, STATUS), callers="open"
        ),
        Operation(
            *("showReady", "GET", "/health/ready", "Whether it can work.", show_ready),
            {200: json_of(answers.StatusAnswer), 503: json_of(answers.StatusAnswer)},
            callers="open",
        ),
        Operation(
            *("showMetrics", "GET", "/metrics", "Figures for Prometheus.", show_metrics),
            {200: (Content("text/plain"),)},
            callers="open",
        ),
    ]
