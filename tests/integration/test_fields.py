"""What documents say about themselves: as it was read, and as people corrected it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue
from psycopg.types.json import Jsonb

from function.database.completion import FileFacts, Reading
from function.database.job import Failure
from function.database.pool import Database as Pool
from function.database.queue import Queue
from function.document.fields import KnownIssuer
from function.document.pages import WholeDocument
from function.document.reviewed_fields import ReviewedFields, reviewed_fields_to_json
from function.errors import FenceLostError
from function.fields.kinds import FOLDER, OTHER
from tests.support.fields import make_fields
from tests.support.jobs import Jobs, make_queue
from tests.support.services import Database
from tests.support.users import logged_in

pytestmark = pytest.mark.integration

READ: dict[str, Any] = {"issuer": "Fontaneria Gomez", "document_date": "2026-03-12", "total": "107.30"}
WHOLE = WholeDocument((), "hola", (0,), "hola", "es", 1.0, ())


@dataclass(frozen=True)
class Project:
    """A migrated database, as its server and its function use it."""

    connection: psycopg.Connection
    queue: Queue

    @property
    def jobs(self) -> Jobs:
        return Jobs(self.connection)

    def insert(self, owner: UUID | None = None) -> UUID:
        document = self.jobs.insert()
        self.connection.execute("update documents set owner_id = %s where id = %s", [owner, document])
        return document

    def read(self, document: UUID, fields: ReviewedFields) -> None:
        """Read the document, again if necessary."""
        self.queue.read_again(document)
        self.finish(document, fields)

    def finish(self, document: UUID, fields: ReviewedFields) -> None:
        attempt = self.queue.claim(document)
        assert attempt is not None
        chunks = None if attempt.extract_only else ()
        facts = FileFacts("application/pdf", (), None)
        self.queue.complete(attempt, Reading(WHOLE, facts, fields, chunks, "m", 0.0))

    def store(self, owner: UUID | None = None, **values: Any) -> UUID:
        document = self.insert(owner)
        self.read(document, make_fields(**values))
        return document

    def correct(self, document: UUID, field: str, value: str | None) -> Any:
        return self.jobs.value("select correct_field(%s, %s, %s)", document, field, value)

    def field(self, document: UUID, name: str) -> Any:
        found = self.jobs.document(document, "ai_metadata")["fields"].get(name)
        return found and found["value"]


@pytest.fixture
def project(database: Database, connection: psycopg.Connection) -> Iterator[Project]:
    pool = Pool(database.dsn)
    pool.open()
    yield Project(connection, make_queue(pool))
    pool.close()


def columns(project: Project, document: UUID) -> tuple[Any, ...]:
    row = project.connection.execute(
        "select document_type, issuer, document_date, due_date, total_amount::text, currency"
        " from documents where id = %s",
        [document],
    ).fetchone()
    assert row is not None
    return row


def test_fields_are_saved_with_the_text_and_become_columns(project: Project) -> None:
    document = project.store(**READ, due_date="2026-04-12")
    assert columns(project, document) == (
        *("invoice", "Fontaneria Gomez", date(2026, 3, 12), date(2026, 4, 12), "107.30", "EUR"),
    )
    metadata = project.jobs.document(document, "ai_metadata")
    assert metadata["fields"]["total"] == {
        "value": "107.30",
        "currency": "EUR",
        "page": 1,
        "box": [0.1, 0.2, 0.3, 0.25],
        "confidence": 0.97,
        "source": "rule",
        "reason": "The label before it.",
    }
    assert metadata == project.jobs.document(document, "read_metadata")


@pytest.mark.parametrize(
    "value", ["2026-02-31", "2026-13-01", "12/03/2026", "", "0000-01-01", "x" * 10_000, [], {}, 5]
)
def test_a_value_that_a_column_cannot_hold_leaves_it_empty(project: Project, value: Any) -> None:
    document = project.insert()
    read = {
        "type": {"value": value},
        "fields": {name: {"value": value} for name in ("document_date", "due_date", "total")},
    }
    project.connection.execute("update documents set ai_metadata = %s where id = %s", [Jsonb(read), document])
    assert columns(project, document)[2:4] == (None, None)
    assert value == 5 or columns(project, document)[4] is None


def test_metadata_that_a_project_had_before_does_not_get_in_the_way(project: Project) -> None:
    document = project.insert()
    project.connection.execute(
        "update documents set ai_metadata = '{\"fields\": [1]}' where id = %s", [document]
    )
    attempt = project.queue.claim(document)
    assert attempt is not None
    project.connection.execute("update ocr_queue set wants_callback = true")
    project.queue.fail(attempt, Failure("file_corrupt", "why", seconds=0, retryable=False))
    assert project.jobs.value("select payload #> '{data,fields}' from ocr.callbacks") == []


def test_a_correction_survives_a_forced_reading(project: Project) -> None:
    document = project.store(**READ)
    project.correct(document, "total", "170.30")
    project.read(document, make_fields(**READ | {"issuer": "Fontaneria Gomes"}))
    assert project.field(document, "total") == "170.30"
    assert project.field(document, "issuer") == "Fontaneria Gomes"
    assert columns(project, document)[4] == "170.30"
    assert project.jobs.document(document, "read_metadata")["fields"]["total"]["value"] == "107.30"


def test_a_correction_survives_an_extraction(project: Project) -> None:
    document = project.store(**READ)
    project.correct(document, "issuer", "Fontanería Gómez")
    reextract(project, document)
    project.finish(document, make_fields(**READ | {"total": "99.00"}))
    assert project.field(document, "issuer") == "Fontanería Gómez"
    assert project.field(document, "total") == "99.00"


def test_a_correction_made_before_the_document_is_read_applies(project: Project) -> None:
    document = project.insert()
    project.correct(document, "total", "12.00 EUR")
    assert columns(project, document)[4:] == ("12.00", "EUR")
    project.read(document, make_fields(**READ))
    assert project.field(document, "total") == "12.00"
    assert project.field(document, "issuer") == "Fontaneria Gomez"


def test_what_is_taken_back_is_as_it_was_read(project: Project) -> None:
    document = project.store(**READ)
    before = project.jobs.document(document, "ai_metadata")
    for value in ("2026-03-13", "2026-03-14", ""):
        project.correct(document, "document_date", value)
    assert project.field(document, "document_date") is None
    assert project.correct(document, "document_date", None) == before
    assert columns(project, document)[2] == date(2026, 3, 12)
    rows = project.connection.execute(
        "select value, taken_back_at is not null from document_corrections order by id"
    ).fetchall()
    assert rows == [("2026-03-13", True), ("2026-03-14", True), ("", True)]


def test_a_correction_says_who_made_it_and_when(project: Project) -> None:
    ana = uuid4()
    document = project.store(ana, **READ)
    with logged_in(project.connection, "authenticated", ana):
        field = project.correct(document, "issuer", "  Fontanería\n Gómez ")["fields"]["issuer"]
        assert (field["value"], field["source"], field["confidence"]) == ("Fontanería Gómez", "person", 1)
        assert field["by"] == str(ana)
        assert "box" not in field
        row = project.connection.execute(
            "select corrected_by, corrected_at::date from document_corrections"
        ).fetchone()
        assert row == (ana, project.jobs.value("select current_date"))


def test_a_confirmed_value_keeps_its_place(project: Project) -> None:
    document = project.store(**READ)
    field = project.correct(document, "total", "107.3")["fields"]["total"]
    assert (field["source"], field["page"], field["box"], field["currency"]) == (
        "person",
        1,
        [0.1, 0.2, 0.3, 0.25],
        "EUR",
    )


def test_another_owner_can_neither_write_nor_read_a_correction(project: Project) -> None:
    ana, luis = uuid4(), uuid4()
    document = project.store(ana, **READ)
    with logged_in(project.connection, "authenticated", ana):
        project.correct(document, "total", "1.00")
        for value in ("2.00", None):
            project.connection.execute(
                "select set_config('request.jwt.claims', %s, true)", [f'{{"sub": "{luis}"}}']
            )
            with (
                pytest.raises(InsufficientPrivilege, match="You have no document"),
                project.connection.transaction(),
            ):
                project.correct(document, "total", value)
        assert project.jobs.value("select count(*) from document_corrections") == 0
        assert project.jobs.value("select count(*) from due_soon(3660)") == 0
        project.connection.execute(
            "select set_config('request.jwt.claims', %s, true)", [f'{{"sub": "{ana}"}}']
        )
        assert project.field(document, "total") == "1.00"
        assert project.jobs.value("select count(*) from document_corrections") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update document_corrections set corrected_by = null",
        "update document_corrections set taken_back_at = null",
        "delete from document_corrections",
        "insert into document_corrections (document_id, field, value, corrected_by)"
        " select id, 'title', 'x', gen_random_uuid() from documents",
        "insert into document_corrections (document_id, field, value, corrected_at)"
        " select id, 'title', 'x', now() from documents",
        "update documents set ai_metadata = '{}'",
    ],
)
def test_nobody_changes_what_was_said_or_signs_for_another(project: Project, statement: str) -> None:
    ana = uuid4()
    document = project.store(ana, **READ)
    project.correct(document, "total", "1.00")
    with logged_in(project.connection, "authenticated", ana), pytest.raises(InsufficientPrivilege):
        project.connection.execute(statement.encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("line_items", "Zubizarreta"),
            ("nothing", "Zubizarreta"),
            ("title", "x" * 501),
            ("type", "facturas"),
            ("type", ""),
        ),
        *(("document_date", "12/03/2026"), ("document_date", "2026-02-30"), ("due_date", "tomorrow")),
        *(("total", "107,30"), ("total", "1e9"), ("total", "9999999999999"), ("total", "1.00 euros")),
    ],
)
def test_what_cannot_be_a_value_is_refused_without_repeating_it(
    project: Project, field: str, value: str
) -> None:
    document = project.store(**READ)
    with pytest.raises(InvalidParameterValue) as refused:
        project.correct(document, field, value)
    assert not value or value not in str(refused.value)


def test_corrections_of_a_document_have_an_end(project: Project) -> None:
    document = project.store(**READ)
    project.connection.execute(
        "insert into document_corrections (document_id, field, value)"
        " select %s, 'title', i::text from generate_series(1, 1000) i",
        [document],
    )
    with pytest.raises(InvalidParameterValue, match="at most 1,000"):
        project.correct(document, "title", "one more")
    assert "title" not in project.correct(document, "title", None)["fields"]


def test_the_types_that_people_may_choose_are_those_that_are_read(project: Project) -> None:
    document = project.store(**READ)
    for kind in (*tomllib.loads((FOLDER / "kinds.toml").read_text("utf-8")), OTHER):
        assert project.correct(document, "type", kind)["type"]["value"] == kind
    assert columns(project, document)[0] == OTHER


def test_fields_in_doubt_ask_for_a_review_until_somebody_settles_them(project: Project) -> None:
    document = project.insert()
    review: Any = {"fields_disagree": ("total", "tax_base"), "fields_uncertain": ("issuer", "due_date")}
    project.read(document, make_fields(review=review, **READ))
    reasons = ["fields_disagree", "fields_uncertain"]
    assert project.jobs.document(document, "review_reasons") == reasons
    assert project.jobs.document(document, "needs_review") is True
    project.correct(document, "issuer", "Gómez")
    project.correct(document, "tax_base", "88.68")
    assert project.jobs.document(document, "ai_metadata")["review"] == {"fields_uncertain": ["due_date"]}
    project.correct(document, "due_date", "")
    assert project.jobs.document(document, "review_reasons") == []
    assert project.jobs.document(document, "needs_review") is False
    project.correct(document, "due_date", None)
    assert project.jobs.document(document, "review_reasons") == ["fields_uncertain"]
    assert project.jobs.document(document, "needs_review") is True


def test_a_callback_names_the_fields_and_not_their_values(project: Project) -> None:
    document = project.insert()
    project.connection.execute("update ocr_queue set wants_callback = true")
    attempt = project.queue.claim(document)
    assert attempt is not None
    project.connection.execute("update ocr_queue set wants_callback = true")
    facts = FileFacts("application/pdf", (), None)
    project.queue.complete(attempt, Reading(WHOLE, facts, make_fields(**READ), (), "m", 0.0))
    payload = project.jobs.value("select payload::text from ocr.callbacks")
    assert project.jobs.value("select payload #> '{data,fields}' from ocr.callbacks") == sorted(READ)
    assert not [value for value in READ.values() if value in payload]


def reextract(project: Project, document: UUID | None = None, **options: Any) -> int:
    """Queue the extraction of one document or all; those without a page get one."""
    project.connection.execute(
        "insert into document_pages (document_id, page_number, text, blocks, width, height, rotation, source, language,"
        " seconds, attempt) select id, 1, 'hola', '[]', 595, 842, 0, 'ocr', 'es', 1, 1 from documents"
        " where ocr_status = 'completed' on conflict do nothing"
    )
    return int(
        project.jobs.value(
            "select ocr.reextract(document_id => %s, before_version => %s, max_count => %s)",
            document,
            options.get("before_version"),
            options.get("max_count"),
        )
    )


def test_an_extraction_changes_fields_alone(project: Project) -> None:
    document = project.store(**READ)
    project.connection.execute(
        "insert into document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset,"
        " end_offset, pages, language, content_hash, model, embedding) values (%s, 0, 'hola', 4, 1, 0, 4, '{1}', 'es', 'x',"
        " 'm', array_fill(0.1::real, array[384])::extensions.vector)",
        [document],
    )
    completed = project.jobs.document(document, "ocr_completed_at")
    assert reextract(project, document) == 1
    assert project.jobs.document(document, "ocr_status") == "queued"
    attempt = project.queue.claim(document)
    assert attempt is not None
    assert (attempt.embed_only, attempt.extract_only) == (True, True)
    new = make_fields(**READ | {"total": "1.00"})
    project.queue.complete(attempt, Reading(WHOLE, None, new, None, "m", 0.0))
    assert project.field(document, "total") == "1.00"
    assert project.jobs.value("select count(*) from document_embeddings") == 1
    assert project.jobs.document(document, "ocr_text") == "hola"
    assert project.jobs.document(document, "ocr_status") == "completed"
    assert project.jobs.document(document, "ocr_completed_at") == completed
    assert project.jobs.job(document, "status") == "completed"


def test_an_extraction_is_fenced(project: Project) -> None:
    document = project.store(**READ)
    reextract(project, document)
    late = project.queue.claim(document)
    assert late is not None
    project.connection.execute("select ocr.submit(%s, start_over => true)", [document])
    with pytest.raises(FenceLostError):
        project.queue.complete(late, Reading(WHOLE, None, make_fields(total="6.66"), None, "m", 0.0))
    assert project.field(document, "total") == "107.30"
    attempt = project.queue.claim(document)
    assert attempt is not None
    assert not attempt.extract_only
    assert not attempt.embed_only


def test_only_documents_of_older_rules_are_extracted_again(project: Project) -> None:
    old, waiting = project.store(**READ), project.store(**READ)
    project.insert()
    project.queue.read_again(waiting)
    assert reextract(project, before_version=1) == 0
    assert reextract(project, before_version=2, max_count=5) == 1
    assert project.jobs.job(old, "extract_only") is True
    assert project.jobs.job(waiting, "extract_only") is False
    assert reextract(project) == 0


PAPER: dict[str, Any] = {"issuer": "GOMEZ S L", "issuer_tax_id": "B12345674", "total": "10.00"}


def test_an_issuer_that_was_named_once_is_known_in_the_owners_next_document(project: Project) -> None:
    ana, luis = uuid4(), uuid4()
    teacher = project.store(ana, **PAPER)
    with logged_in(project.connection, "authenticated", ana):
        project.correct(teacher, "issuer", "Fontanería Gómez, S.L.")
    project.correct(teacher, "issuer", "Fontanería Gómez, S.L.")
    known = [KnownIssuer("B12345674", "Fontanería Gómez, S.L.")]
    assert project.queue.read_known_issuers(project.insert(ana)) == known
    assert project.queue.read_known_issuers(project.insert(luis)) == []
    project.correct(teacher, "type", "utility_bill")
    second = project.insert(ana)
    assert project.queue.read_known_issuers(second)[0].type == "utility_bill"
    project.correct(teacher, "issuer", None)
    assert project.queue.read_known_issuers(second) == []


def test_the_latest_word_about_an_issuer_counts_and_goes_with_its_document(project: Project) -> None:
    ana = uuid4()
    first, second, next_one = project.store(ana, **PAPER), project.store(ana, **PAPER), project.insert(ana)
    project.correct(first, "issuer", "Gómez")
    project.correct(second, "issuer", "Fontanería Gómez")
    project.read(first, make_fields(**PAPER))
    assert [issuer.name for issuer in project.queue.read_known_issuers(next_one)] == ["Fontanería Gómez"]
    project.connection.execute("delete from documents where id = %s", [second])
    assert [issuer.name for issuer in project.queue.read_known_issuers(next_one)] == ["Gómez"]


def test_documents_without_an_owner_teach_nothing(project: Project) -> None:
    project.correct(project.store(None, **PAPER), "issuer", "Gómez")
    assert project.queue.read_known_issuers(project.insert(None)) == []


def test_what_is_due_soon_is_the_callers(project: Project) -> None:
    ana = uuid4()
    today: date = project.jobs.value("select current_date")
    due = [project.store(ana, due_date=str(today + timedelta(days=days))) for days in (10, 0, 31, -1)]
    project.store(uuid4(), due_date=str(today))
    with logged_in(project.connection, "authenticated", ana):
        found = project.connection.execute("select document_id, days_left from due_soon(30)").fetchall()
    assert found == [(due[1], 0), (due[0], 10)]
    assert project.jobs.value("select count(*) from due_soon(30)") == 3


def test_the_stored_form_is_what_the_function_writes(project: Project) -> None:
    fields = make_fields(**READ, review={"fields_uncertain": ("total",)})
    document = project.insert()
    project.read(document, fields)
    assert project.jobs.document(document, "ai_metadata") == reviewed_fields_to_json(fields)
