"""Everybody sees their own documents: every operation, asked by its owner, by others, and by those it is not for."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.routing import Route

from function.app import create_app
from function.http.operations import Operation
from function.operations import list_operations
from tests.support.people import People, make_people
from tests.support.running import Running
from tests.support.settings import settings
from tests.support.small_documents import short_pdf

pytestmark = pytest.mark.e2e

SECRET = "The keys are under the third flowerpot."
NAME = "the keys of Ana.txt"
OPERATIONS = {operation.name: operation for operation in list_operations()}


@dataclass(frozen=True)
class Case:
    """How an operation is asked, and what its owner, another person and a server get. `shows` is whether an answer about
    many documents has those of whoever asks, and of nobody else."""

    own: int
    other: int
    server: int
    path: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    shows: bool = False
    streams: bool = False
    fresh: bool = False


def about_one(status: int = 200, **others: Any) -> Case:
    """Another person's document is answered as one that is not there."""
    return Case(status, 404, status, **others)


def about_all(**others: Any) -> Case:
    return Case(200, 200, 200, shows=True, **others)


def for_servers(status: int = 200, **others: Any) -> Case:
    return Case(403, 403, status, **others)


FOR_ALL = Case(200, 200, 200)
FILE = {"file": ("otra.txt", b"Otra carta, para todos.")}
LINE = {"page": 1, "block": 0, "line": 0, "accepted": True}
CASES = {
    # All send the same bytes: each of them has not sent them before.
    "uploadDocument": Case(201, 201, 201, path="/api/documents?duplicates=refuse", options={"files": FILE}),
    "listDocuments": about_all(path="/api/documents?sort=-created_at&limit=100"),
    "listIssuers": about_all(),
    "showDocument": about_one(),
    "deleteDocument": about_one(204, fresh=True),
    "listSimilar": about_one(),
    "showPage": about_one(),
    "correctField": about_one(options={"json": {"field": "title", "value": "x"}}),
    "correctLine": about_one(options={"json": LINE}, fresh=True),
    "listReview": about_all(),
    "downloadFile": about_one(),
    # A text has none; that there is none is told to those who may see the document, in other words.
    "downloadSearchable": Case(404, 404, 404),
    "showPicture": about_one(),
    "followDocument": about_one(streams=True),
    "followDocuments": about_all(streams=True),
    "processDocument": about_one(options={"json": {"document_id": "{document_id}"}}),
    "resubmitDocument": about_one(202),
    "givePassword": about_one(202, options={"json": {"password": "12345678Z"}}),
    "showJob": about_one(),
    "showQueue": for_servers(),
    "deliverCallbacks": for_servers(202),
    "search": about_all(options={"json": {"query": "flowerpot"}}),
    "embed": for_servers(options={"json": {"texts": ["x"]}}),
    "showConfiguration": FOR_ALL,
    "describeApi": FOR_ALL,
    "showHealth": FOR_ALL,
    "showLive": FOR_ALL,
    "showReady": FOR_ALL,
    "showMetrics": FOR_ALL,
}


@pytest.fixture(scope="module")
def people(running: Running) -> Iterator[People]:
    people = make_people(running)
    yield people
    people.close()


@pytest.fixture(scope="module")
def document(people: People) -> UUID:
    """Ana's."""
    return people.upload(NAME, SECRET.encode())


@pytest.fixture(scope="module")
def described(running: Running) -> dict[str, Any]:
    found: dict[str, Any] = running.api.get("/openapi.json").raise_for_status().json()
    return found


def ask(client: httpx.Client, operation: Operation, document: UUID) -> tuple[int, httpx.Headers, str]:
    """Returns status, headers and body; of a stream, what has come until its first event, or its first ping."""
    case = CASES[operation.name]
    path = (case.path or operation.path).replace("{document_id}", str(document)).replace("{number}", "1")
    options = {**case.options}
    if "json" in options:
        options["json"] = {
            name: value.replace("{document_id}", str(document)) if isinstance(value, str) else value
            for name, value in options["json"].items()
        }
    if not case.streams:
        answer = client.request(operation.method, path, **options)
        return answer.status_code, answer.headers, answer.text
    with client.stream(operation.method, path, timeout=30) as answer:
        text = ""
        for line in answer.iter_lines():
            text += line + "\n"
            if line.startswith((":", "data:")):
                break
        return answer.status_code, answer.headers, text


def check_description(
    described: dict[str, Any], operation: Operation, answer: tuple[int, httpx.Headers, str]
) -> None:
    """The answer is one that the OpenAPI document has."""
    status, headers, text = answer
    responses = described["paths"][operation.path][operation.method.lower()]["responses"]
    assert str(status) in responses, (operation.name, status, text)
    contents = responses[str(status)].get("content", {})
    media_type = headers.get("content-type", "").partition(";")[0]
    assert media_type in contents or not contents or "application/octet-stream" in contents, media_type
    if media_type.endswith("json"):
        schema = {**contents[media_type]["schema"], "components": described["components"]}
        Draft202012Validator(schema).validate(httpx.Response(200, text=text).json())


def test_every_route_is_in_the_matrix() -> None:
    assert set(CASES) == set(OPERATIONS)
    app: Any = create_app(settings())
    while not isinstance(app, Starlette):
        app = app._app
    routes = {route.path for route in app.routes if isinstance(route, Route)}
    # The page's files are everybody's.
    others = {"/mcp", "/", "/web/{version}/{path:path}"}
    assert len(app.routes) == len(OPERATIONS) + len(others)
    assert routes == {operation.path for operation in OPERATIONS.values()} | others


@pytest.mark.parametrize("name", CASES)
def test_people_see_their_own_documents_and_nothing_else(
    people: People, document: UUID, described: dict[str, Any], name: str
) -> None:
    operation, case = OPERATIONS[name], CASES[name]
    wanted = people.upload(NAME, SECRET.encode()) if case.fresh else document
    asked: list[tuple[httpx.Client, int]] = [(people.luis, case.other), (people.ana, case.own)]
    for client, status in asked:
        answer = ask(client, operation, wanted)
        assert answer[0] == status, answer[2]
        check_description(described, operation, answer)
        if client is people.luis and operation.callers == "people":
            assert "flowerpot" not in answer[2]
            assert NAME not in answer[2]
            if case.shows:
                assert str(document) not in answer[2]
    if name in ("listDocuments", "search"):
        assert str(document) in answer[2]


@pytest.mark.parametrize("name", CASES)
def test_servers_may_ask_everything(
    people: People, document: UUID, described: dict[str, Any], name: str
) -> None:
    case = CASES[name]
    wanted = people.upload(NAME, SECRET.encode()) if case.fresh else document
    answer = ask(people.server, OPERATIONS[name], wanted)
    assert answer[0] == case.server, answer[2]
    check_description(described, OPERATIONS[name], answer)
    if name == "listDocuments":
        assert str(document) in answer[2]


@pytest.mark.parametrize("name", CASES)
def test_whoever_is_not_signed_in_is_told_nothing(
    people: People, document: UUID, described: dict[str, Any], name: str, subtests: pytest.Subtests
) -> None:
    operation = OPERATIONS[name]
    for wrong, client in people.wrong.items():
        with subtests.test(wrong):
            answer = ask(client, operation, document)
            assert answer[0] == (200 if operation.callers == "open" else 401), answer[2]
            check_description(described, operation, answer)
            assert str(document) not in answer[2]


def test_a_document_of_another_person_is_answered_like_one_that_is_not_there(
    people: People, document: UUID
) -> None:
    nothing = uuid4()
    for name, case in CASES.items():
        if case.other == 404:
            told, expected = (ask(people.luis, OPERATIONS[name], found) for found in (document, nothing))
            assert told[2].replace(str(document), str(nothing)) == expected[2], name


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/documents?owner={other}", None),
        ("POST", "/api/search", {"query": "flowerpot", "owner": "{other}"}),
        ("POST", "/api/process-document", {"document_id": "{own}", "priority": 10}),
    ],
)
def test_what_is_for_servers_is_refused_to_people(
    people: People, document: UUID, method: str, path: str, body: dict[str, Any] | None
) -> None:
    def fill(value: Any) -> Any:
        text = value if isinstance(value, str) else None
        return text.format(other=uuid4(), own=document) if text else value

    filled = {name: fill(value) for name, value in body.items()} if body else None
    answer = people.ana.request(method, fill(path), json=filled)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def call_tool(client: httpx.Client, name: str, arguments: dict[str, Any]) -> httpx.Response:
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": name, "arguments": arguments},
    }
    return client.post("/mcp", json=call, headers={"Accept": "application/json, text/event-stream"})


@pytest.mark.parametrize("tool", ["search", "read_document", "list_documents"])
def test_an_assistant_sees_what_the_person_sees_who_sent_it(
    people: People, document: UUID, tool: str, subtests: pytest.Subtests
) -> None:
    arguments: dict[str, dict[str, Any]] = {
        "search": {"query": "flowerpot"},
        "read_document": {"document_id": str(document)},
        "list_documents": {"sort": "-created_at", "limit": 50},
    }
    shown = "flowerpot" if tool == "read_document" else str(document)
    for client in (people.ana, people.server):
        assert shown in call_tool(client, tool, arguments[tool]).raise_for_status().text
    his = call_tool(people.luis, tool, arguments[tool]).raise_for_status().text
    assert "flowerpot" not in his
    assert tool == "read_document" or str(document) not in his
    for wrong, client in people.wrong.items():
        with subtests.test(wrong):
            assert call_tool(client, tool, arguments[tool]).status_code == 401


def test_nobody_uploads_in_another_persons_name(people: People) -> None:
    answer = people.ana.post(f"/api/documents?owner={uuid4()}", files=FILE)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_everybody_chooses_among_the_issuers_of_their_own_documents(people: People) -> None:
    for client, issuers in (
        (people.ana, ["Gas del Norte", "GAS DEL NORTE", "Aguas de Ana"]),
        (people.luis, ["Luz Sur"]),
    ):
        for issuer in issuers:
            document = people.upload("de alguien.txt", b"Un papel de alguien.", client)
            said = {"field": "issuer", "value": issuer}
            client.post(f"/api/documents/{document}/fields", json=said).raise_for_status()
    hers, his = (
        client.get("/api/issuers").raise_for_status().json()["issuers"]
        for client in (people.ana, people.luis)
    )
    assert hers[0] == "Aguas de Ana"
    assert sum(issuer.casefold() == "gas del norte" for issuer in hers) == 1
    assert his == ["Luz Sur"]


def test_a_session_that_is_over_is_told_apart_from_a_guess(people: People) -> None:
    """However often a page with an old session asks, its address is not made to wait."""
    for _ in range(15):
        answer = people.wrong["expired"].get("/api/documents")
        assert (answer.status_code, answer.json()["code"]) == (401, "session_expired")


def test_the_same_file_is_said_to_be_the_same(people: People) -> None:
    content = short_pdf()
    first = people.upload("uno.pdf", content)
    second = people.ana.post("/api/documents?name=dos.pdf", content=content).raise_for_status().json()
    (told,) = second["duplicates_of"]
    assert (told["document_id"], told["file_name"], told["same"]) == (str(first), "uno.pdf", "file")
    assert people.ana.get(f"/api/documents/{second['document_id']}").json()["duplicates_of"] == [told]
    by_another = people.luis.post("/api/documents?name=tres.pdf", content=content).json()
    assert by_another["duplicates_of"] == []
    assert by_another["sha256"] == second["sha256"]


def test_whoever_has_the_hash_of_a_file_learns_whether_they_have_it_and_nothing_else(people: People) -> None:
    content = b"Una carta que solo tiene Ana."
    document = people.upload("de ana.txt", content)
    digest = hashlib.sha256(content).hexdigest()
    # Some programs write it in capitals.
    for client, written in ((people.ana, digest), (people.ana, digest.upper()), (people.server, digest)):
        found = client.get(f"/api/documents?sha256={written}").raise_for_status().json()["documents"]
        assert [(one["document_id"], one["file_name"]) for one in found] == [(str(document), "de ana.txt")]
    assert (
        people.luis.get(f"/api/documents?sha256={digest}").json()
        == people.luis.get(f"/api/documents?sha256={'0' * 64}").json()
    )


def test_a_duplicate_is_refused_if_asked_and_leaves_nothing(
    people: People, running: Running, described: dict[str, Any]
) -> None:
    content = b"Una carta que viene tres veces."
    first = people.upload("uno.txt", content)

    def count_kept() -> list[dict[str, Any]]:
        return running.rows(
            "select (select count(*) from storage.objects) as files, (select count(*) from documents) as rows"
        )

    before = count_kept()
    for query in ("duplicates=refuse", "duplicates=refuse&wait=true"):
        refused = people.ana.post(f"/api/documents?{query}", files={"file": ("dos.txt", content)})
        told = refused.json()
        assert (refused.status_code, told["code"]) == (409, "duplicate_file")
        assert [one["document_id"] for one in told["duplicates_of"]] == [str(first)]
        check_description(described, OPERATIONS["uploadDocument"], (409, refused.headers, refused.text))
    assert count_kept() == before
    by_another = people.luis.post("/api/documents?duplicates=refuse", files={"file": ("tres.txt", content)})
    assert (by_another.status_code, by_another.json()["duplicates_of"]) == (201, [])
    assert people.ana.post("/api/documents", files={"file": ("dos.txt", content)}).status_code == 201


def test_a_deleted_document_takes_its_file_along(people: People, running: Running) -> None:
    document = people.upload("se borra.txt", b"Esto se borra.")
    file_url = running.rows("select file_url from documents where id = %s", document)[0]["file_url"]
    assert file_url.split("/")[2] == str(document)
    assert people.ana.delete(f"/api/documents/{document}").status_code == 204
    _, _, name = file_url.partition("/")
    assert running.rows("select name from storage.objects where name = %s", name) == []


def test_a_file_larger_than_the_limit_leaves_nothing(people: People, running: Running) -> None:
    before = running.rows("select count(*) as n from storage.objects")
    answer = people.ana.post("/api/documents?name=grande.pdf", content=b"%PDF-1.7" + bytes(2 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert running.rows("select count(*) as n from storage.objects") == before


@pytest.mark.parametrize(
    ("name", "stored"),
    [("año – nº 3.txt", "ano_no_3.txt"), ("договор.txt", "document.txt"), ("..", "document")],
)
def test_a_file_keeps_its_name_whatever_storage_makes_of_it(
    people: People, running: Running, name: str, stored: str
) -> None:
    answer = people.ana.post("/api/documents", files={"file": (name, b"Hola a todos.")})
    told = answer.raise_for_status().json()
    assert told["file_name"] == name
    row = running.rows("select file_url from documents where id = %s", told["document_id"])[0]
    assert row["file_url"].rpartition("/")[2] == stored
