"""What the database says of a file that a person brings, and of one that goes."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from uuid import uuid4

import psycopg
import pytest

from function.database.pool import Database as Pool
from function.database.queries import QUERIES
from function.database.similar import Duplicate
from function.database.uploads import Upload, check_upload, delete_document, insert_upload
from function.document.person import Person
from function.errors import DocumentNotFoundError, DuplicateFileError, ForbiddenError
from tests.support.users import put_object
from tests.support.waiting import wait_until

pytestmark = pytest.mark.integration

ANA_ID, LUIS_ID = uuid4(), uuid4()
ANA, LUIS = (
    Person(user, 4e9, json.dumps({"sub": str(user), "role": "authenticated"}), "token")
    for user in (ANA_ID, LUIS_ID)
)


def make_upload(owner: Person | None, file_url: str) -> Upload:
    return Upload(
        uuid4(), owner.id if owner else None, file_url, "carta.txt", "text/plain", "abc", 7, force_ocr=False
    )


def test_people_upload_into_their_own_folder_once_they_may(
    connection: psycopg.Connection, pool: Pool
) -> None:
    own = f"{ANA_ID}/x/carta.txt"
    with pytest.raises(ForbiddenError, match=r"ocr.allow_uploads\('documents'\)"):
        check_upload(pool.seen_by(ANA), "documents", own)
    connection.execute("select ocr.allow_uploads()")
    check_upload(pool.seen_by(ANA), "documents", own)
    for person, bucket in ((LUIS, "documents"), (ANA, "no-such-bucket")):
        with pytest.raises(ForbiddenError):
            check_upload(pool.seen_by(person), bucket, own)
    # Nothing of that is left.
    assert connection.execute("select from storage.objects").rowcount == 0


def test_a_file_of_two_documents_stays_until_both_are_gone(
    connection: psycopg.Connection, pool: Pool
) -> None:
    connection.execute("select ocr.allow_uploads()")
    file_url = put_object(connection, f"documents/{ANA_ID}/carta.txt")
    database = pool.seen_by(ANA)
    first, second = make_upload(ANA, file_url), make_upload(ANA, file_url)
    assert insert_upload(database, first) == ("queued", [])
    status, (duplicate,) = insert_upload(database, second)
    assert (status, duplicate.document_id, duplicate.same) == ("queued", first.document_id, "file")
    shared = []
    for upload in (first, second):
        with database.transaction() as opened:
            shared.append(delete_document(opened, upload.document_id).is_shared)
    assert shared == [True, False]


def test_a_file_that_is_there_is_refused_to_its_owner_alone(
    connection: psycopg.Connection, pool: Pool
) -> None:
    connection.execute("select ocr.allow_uploads()")
    hers, his = (put_object(connection, f"documents/{owner}/carta.txt") for owner in (ANA_ID, LUIS_ID))
    first = make_upload(ANA, hers)
    insert_upload(pool.seen_by(ANA), first, refuse_duplicates=True)
    for owner, file_url in ((LUIS, his), (None, "documents/server/carta.txt")):
        upload = make_upload(owner, file_url)
        assert insert_upload(pool.seen_by(owner), upload, refuse_duplicates=True) == ("queued", [])
    again = make_upload(ANA, hers)
    for database in (pool.seen_by(ANA), pool):
        with pytest.raises(DuplicateFileError, match=str(first.document_id)) as caught:
            insert_upload(database, again, refuse_duplicates=True)
        (duplicate,) = caught.value.duplicates
        assert isinstance(duplicate, Duplicate)
        assert (duplicate.document_id, duplicate.file_name) == (first.document_id, "carta.txt")
    # Neither a row nor a job was ever there for anybody to read.
    assert connection.execute("select from documents where id = %s", [again.document_id]).rowcount == 0
    assert (
        connection.execute("select from ocr_queue where document_id = %s", [again.document_id]).rowcount == 0
    )


def test_of_two_uploads_of_a_file_at_once_one_is_refused(connection: psycopg.Connection, pool: Pool) -> None:
    uploads = [make_upload(None, "documents/server/carta.txt") for _ in range(2)]
    with ThreadPoolExecutor(1) as second, pool.transaction() as first:
        first.execute(QUERIES["lock_file"], asdict(uploads[0]))
        first.execute(QUERIES["insert_upload"], asdict(uploads[0]))
        other = second.submit(insert_upload, pool, uploads[1], refuse_duplicates=True)
        waits = "select from pg_locks where locktype = 'advisory' and not granted"
        wait_until(lambda: other.done() or connection.execute(waits).rowcount == 1)
        first.commit()
        with pytest.raises(DuplicateFileError, match=str(uploads[0].document_id)):
            other.result()


def test_nobody_adds_or_deletes_documents_of_others(connection: psycopg.Connection, pool: Pool) -> None:
    connection.execute("select ocr.allow_uploads()")
    file_url = put_object(connection, f"documents/{ANA_ID}/carta.txt")
    upload = make_upload(ANA, file_url)
    for wrong in (make_upload(ANA, file_url), make_upload(LUIS, file_url)):
        with pytest.raises(ForbiddenError):
            insert_upload(pool.seen_by(LUIS), wrong)
    insert_upload(pool.seen_by(ANA), upload)
    with pool.seen_by(LUIS).transaction() as opened, pytest.raises(DocumentNotFoundError):
        delete_document(opened, upload.document_id)


def test_what_a_person_asked_leaves_no_trace_on_the_connection(pool: Pool) -> None:
    """The pool's connections serve everybody in turn."""
    asked = "select current_user::text as role, current_setting('request.jwt.claims', true) as claims"
    for _ in range(10):
        with pool.seen_by(ANA).transaction() as opened:
            row = opened.execute(asked).fetchone()
            assert row is not None
            assert (row["role"], json.loads(row["claims"])["sub"]) == ("authenticated", str(ANA_ID))
        with pool.transaction() as opened:
            row = opened.execute(asked).fetchone()
            assert row is not None
            assert (row["role"], row["claims"] or None) == ("postgres", None)
