"""Passwords of encrypted files: people set their own, and only the function can read them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, InvalidParameterValue

from tests.support.jobs import Jobs
from tests.support.services import Database, close_vault
from tests.support.users import logged_in

pytestmark = pytest.mark.integration

ANA, LUIS = uuid4(), uuid4()
NIF = "12345678Z"
SET_ONE, SET_MINE = "select set_document_password(%s, %s)", "select set_my_passwords(%s)"
SET_OWNERS = "select set_owner_passwords(%s, %s)"


@pytest.fixture(params=["with Vault", "without Vault", "with a closed Vault"])
def jobs(connection: psycopg.Connection, database: Database, request: pytest.FixtureRequest) -> Jobs:
    if request.param == "without Vault":
        with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
            admin.execute("drop extension supabase_vault cascade")
    if request.param == "with a closed Vault":
        close_vault(database)
    jobs = Jobs(connection)
    jobs.configure()
    return jobs


def insert(jobs: Jobs, owner: UUID | None) -> UUID:
    document = jobs.insert()
    jobs.connection.execute("update documents set owner_id = %s where id = %s", [owner, document])
    return document


def known(jobs: Jobs, document: UUID) -> list[str]:
    """The passwords that the function would try, in order."""
    return [row[0] for row in jobs.connection.execute("select ocr.passwords_for(%s)", [document])]


def secrets(jobs: Jobs) -> int:
    if jobs.value("select ocr.vault_state()") in ("missing", "closed"):
        return int(jobs.value("select count(*) from ocr.passwords"))
    return int(jobs.value("select count(*) from vault.secrets where name like 'kairo_ocr_password_%%'"))


@contextmanager
def acting(jobs: Jobs, user: UUID | None, role: str = "authenticated") -> Iterator[psycopg.Connection]:
    """Act as that person; the changes are committed."""
    connection = jobs.connection
    with connection.transaction():
        claims = f'{{"sub": "{user}"}}' if user else "{}"
        connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])
        connection.execute(psycopg.sql.SQL("set local role {}").format(psycopg.sql.Identifier(role)))
        yield connection


def fail_encrypted(jobs: Jobs, document: UUID) -> None:
    jobs.fail(jobs.claim(document), retryable=False, code="file_encrypted")


def test_the_function_tries_a_documents_own_password_and_then_its_owners(jobs: Jobs) -> None:
    document, other, foreign = insert(jobs, ANA), insert(jobs, ANA), insert(jobs, LUIS)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [[NIF, "X1234567L", "contraseña"]])
        ana.execute(SET_ONE, [document, "de la nómina"])
    assert known(jobs, document) == ["de la nómina", NIF, "X1234567L", "contraseña"]
    assert known(jobs, other) == [NIF, "X1234567L", "contraseña"]
    assert known(jobs, foreign) == []
    assert known(jobs, insert(jobs, None)) == []


def test_a_new_password_takes_the_place_of_the_old_and_null_forgets_it(jobs: Jobs) -> None:
    document = insert(jobs, ANA)
    with acting(jobs, ANA) as ana:
        for password in ("first", "second"):
            ana.execute(SET_ONE, [document, password])
        for passwords in (["a", "b"], ["c"]):
            ana.execute(SET_MINE, [passwords])
    assert (known(jobs, document), secrets(jobs)) == (["second", "c"], 2)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_ONE, [document, None])
        ana.execute(SET_MINE, [[]])
    assert (known(jobs, document), secrets(jobs)) == ([], 0)


def test_a_document_that_goes_takes_its_password_with_it(jobs: Jobs) -> None:
    document, other = insert(jobs, ANA), insert(jobs, ANA)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_ONE, [document, NIF])
        ana.execute(SET_ONE, [other, "otra"])
        assert ana.execute("delete from documents where id = %s", [document]).rowcount == 1
    assert (secrets(jobs), known(jobs, other)) == (1, ["otra"])


def test_a_truncated_table_takes_its_passwords_with_it_overnight(jobs: Jobs) -> None:
    jobs.connection.execute(SET_ONE, [insert(jobs, ANA), NIF])
    jobs.connection.execute("truncate documents cascade")
    kept = insert(jobs, ANA)
    jobs.connection.execute(SET_ONE, [kept, "otra"])
    jobs.value("select ocr.clean()")
    assert (secrets(jobs), known(jobs, kept)) == (1, ["otra"])


def test_nobody_sets_the_password_of_a_strangers_document(jobs: Jobs) -> None:
    foreign, nobodys = insert(jobs, LUIS), insert(jobs, None)
    messages = set()
    for document in (foreign, nobodys, uuid4()):
        with pytest.raises(InsufficientPrivilege) as refused, acting(jobs, ANA) as ana:
            ana.execute(SET_ONE, [document, NIF])
        messages.add(str(refused.value).replace(str(document), "…").splitlines()[0])
    # The message does not reveal whether somebody else has such a document.
    assert messages == {"You have no document …."}
    assert secrets(jobs) == 0


def test_the_projects_server_sets_passwords_for_whom_it_likes(jobs: Jobs) -> None:
    document = insert(jobs, LUIS)
    with acting(jobs, None, "service_role") as server:
        server.execute(SET_ONE, [document, NIF])
        server.execute(SET_OWNERS, [LUIS, ["otra"]])
    assert known(jobs, document) == [NIF, "otra"]
    jobs.connection.execute(SET_ONE, [document, "de psql"])
    assert known(jobs, document) == ["de psql", "otra"]


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (SET_OWNERS, [LUIS, ["x"]]),
        ("select ocr.passwords_for(%s)", [uuid4()]),
        ("select ocr.keep_password(null, %s, 'x')", [LUIS]),
        ("select ocr.read_unlocked(null, %s)", [LUIS]),
        ("select * from ocr.passwords", []),
        ("delete from ocr.passwords", []),
        ("select decrypted_secret from vault.decrypted_secrets", []),
    ],
)
def test_people_call_and_read_nothing_else(
    connection: psycopg.Connection, statement: str, parameters: list[object]
) -> None:
    for role in ("authenticated", "anon"):
        with logged_in(connection, role, ANA), pytest.raises(InsufficientPrivilege):
            connection.execute(statement, parameters)


def test_somebody_who_is_not_logged_in_sets_nothing(jobs: Jobs) -> None:
    document = insert(jobs, None)
    for role in ("anon", "authenticated"):
        for statement, parameters in ((SET_ONE, [document, "x"]), (SET_MINE, [["x"]])):
            with pytest.raises(InsufficientPrivilege), acting(jobs, None, role) as stranger:
                stranger.execute(statement, parameters)


def test_the_servers_role_reads_the_table_through_the_function_alone(
    connection: psycopg.Connection,
) -> None:
    with logged_in(connection, "service_role"):
        connection.execute("select ocr.passwords_for(%s)", [uuid4()])
        with pytest.raises(InsufficientPrivilege):
            connection.execute("select * from ocr.passwords")


@pytest.mark.parametrize("passwords", [["x"] * 21, ["x" * 129], [""], [None]])
def test_a_list_has_bounds_and_a_refusal_does_not_repeat_it(jobs: Jobs, passwords: list[str | None]) -> None:
    with acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [["a"]])
    with pytest.raises(InvalidParameterValue) as refused, acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [passwords])
    assert "xx" not in str(refused.value)
    assert known(jobs, insert(jobs, ANA)) == ["a"]


def test_a_document_that_failed_for_want_of_its_password_is_queued_again(jobs: Jobs) -> None:
    encrypted, broken, foreign = insert(jobs, ANA), insert(jobs, ANA), insert(jobs, LUIS)
    for document in (encrypted, foreign):
        fail_encrypted(jobs, document)
    jobs.fail(jobs.claim(broken), retryable=False, code="file_corrupt")
    with acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [[NIF]])
    assert [jobs.job(each, "status") for each in (encrypted, broken, foreign)] == [
        "queued",
        "failed",
        "failed",
    ]
    assert jobs.document(encrypted, "ocr_status") == "queued"
    fail_encrypted(jobs, encrypted)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_ONE, [encrypted, "otra"])
        ana.execute(SET_ONE, [broken, "otra"])
    assert [jobs.job(each, "status") for each in (encrypted, broken)] == ["queued", "failed"]


def test_a_password_that_comes_while_the_file_is_being_opened_is_not_too_late(jobs: Jobs) -> None:
    """The password is set right after the insert, and the attempt may have asked for it just before."""
    document = insert(jobs, ANA)
    claim = jobs.claim(document)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_ONE, [document, NIF])
    assert not jobs.fail(claim, retryable=False, code="file_encrypted")
    assert jobs.job(document, "status") == "queued"
    opened = jobs.claim(document)
    jobs.begin(opened)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [["otra"]])
    assert jobs.job(document, "status") == "processing"


def test_a_secret_that_cannot_be_decrypted_is_a_password_not_given(
    connection: psycopg.Connection, database: Database
) -> None:
    """As in a backup restored into another project."""
    jobs = Jobs(connection)
    jobs.configure()
    document = insert(jobs, ANA)
    with acting(jobs, ANA) as ana:
        ana.execute(SET_MINE, [["a", "b"]])
    with psycopg.connect(database.admin_dsn, autocommit=True) as admin:
        admin.execute(
            "update vault.secrets set secret = '?' where id = (select secret_id from ocr.passwords where place = 1)"
        )
    assert known(jobs, document) == ["b"]


def test_a_vault_that_is_closed_later_stops_nobody(
    database: Database, connection: psycopg.Connection
) -> None:
    jobs = Jobs(connection)
    jobs.configure()
    document, other = insert(jobs, ANA), insert(jobs, ANA)
    for each in (document, other):
        connection.execute(SET_ONE, [each, NIF])
    close_vault(database)
    assert known(jobs, document) == []
    assert jobs.value("select count(*) from ocr.lost_passwords()") == 2
    with acting(jobs, ANA) as ana:
        ana.execute(SET_ONE, [document, "otra"])
        assert ana.execute("delete from documents where id = %s", [other]).rowcount == 1
    assert known(jobs, document) == ["otra"]
    assert jobs.value("select count(*) from ocr.lost_passwords()") == 0
