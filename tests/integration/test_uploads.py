"""What the database says of a file that a person brings, and of one that goes."""

import json
from uuid import uuid4

import psycopg
import pytest

from function.database.pool import Database as Pool
from function.database.uploads import Upload, check_upload, delete_document, insert_upload
from function.document.person import Person
from function.errors import DocumentNotFoundError, ForbiddenError
from tests.support.users import put_object

pytestmark = pytest.mark.integration

ANA_ID, LUIS_ID = uuid4(), uuid4()
ANA, LUIS = (
    Person(user, 4e9, json.dumps({"sub": str(user), "role": "authenticated"}), "token")
    for user in (ANA_ID, LUIS_ID)
)


def make_upload(owner: Person, file_url: str) -> Upload:
    return Upload(uuid4(), owner.id, file_url, "carta.txt", "text/plain", "abc", 7, force_ocr=False)


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
    assert insert_upload(database, second) == ("queued", [first.document_id])
    shared = []
    for upload in (first, second):
        with database.transaction() as opened:
            shared.append(delete_document(opened, upload.document_id).is_shared)
    assert shared == [True, False]


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
