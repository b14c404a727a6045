"""An assistant with the official client: searches, reads and lists what the running stack has read."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from function.assistants.tools import READ_CHARACTERS
from tests.support.assistant import assistant
from tests.support.running import Running

pytestmark = pytest.mark.e2e

Call = Callable[..., dict[str, Any]]


@pytest.fixture(params=["legacy", "auto"])
def call(request: pytest.FixtureRequest, running: Running, sample_documents: dict[str, UUID]) -> Call:
    """Calls a tool and returns its answer, with `failed` if it is an error."""

    async def ask(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        url = f"{running.stack.functions['vps-1'].url}/mcp"
        async with assistant(url, running.stack.secrets.function_token, request.param) as client:
            answer = await client.call_tool(name, arguments)
            # Those that do not know structured answers get the same as text.
            assert json.loads(answer.content[0].text) == answer.structured_content
            return {**answer.structured_content, "failed": answer.is_error}

    return lambda name, **arguments: asyncio.run(ask(name, arguments))


def test_an_assistant_finds_the_page_that_answers(call: Call, sample_documents: dict[str, UUID]) -> None:
    answer = call("search", query="¿quién paga la reparación de la caldera?", limit=3)
    assert not answer["failed"]
    first = answer["results"][0]
    assert first["document_id"] == str(sample_documents["contrato"])
    assert first["file_name"] == "contrato.pdf"
    assert first["pages"]
    assert "caldera" in first["snippet"]
    assert len(answer["results"]) <= 3


def test_an_assistant_limits_a_search_by_fields(call: Call, sample_documents: dict[str, UUID]) -> None:
    answer = call("search", query="total", types=["invoice"])
    assert {hit["document_id"] for hit in answer["results"]} == {str(sample_documents["factura"])}


def test_an_assistant_reads_a_page(call: Call, sample_documents: dict[str, UUID]) -> None:
    document = str(sample_documents["contrato"])
    whole = call("read_document", document_id=document)
    assert (whole["file_name"], whole["status"], whole["next_offset"]) == ("contrato.pdf", "completed", None)
    assert whole["characters"] == len(whole["markdown"])
    pages = [
        call("read_document", document_id=document, page=page + 1)["markdown"]
        for page in range(whole["page_count"])
    ]
    assert all(pages)
    assert len("".join(pages)) == pytest.approx(len(whole["markdown"]), rel=0.05)


def test_an_assistant_reads_a_long_document_piece_by_piece(
    call: Call, running: Running, sample_documents: dict[str, UUID]
) -> None:
    document = str(sample_documents["memoria"])
    long = "Párrafo con eñes 😀. " * 3000
    (kept,) = running.rows("select ocr_markdown from documents where id = %s", document)
    running.rows("update documents set ocr_markdown = %s where id = %s", long, document)
    try:
        pieces: list[str] = []
        offset: int | None = 0
        while offset is not None:
            piece = call("read_document", document_id=document, offset=offset)
            pieces.append(piece["markdown"])
            offset = piece["next_offset"]
        assert {len(piece) for piece in pieces[:-1]} == {READ_CHARACTERS}
        assert "".join(pieces) == long
        beyond = call("read_document", document_id=document, offset=10**9)
        assert (beyond["markdown"], beyond["next_offset"]) == ("", None)
    finally:
        running.rows("update documents set ocr_markdown = %s where id = %s", kept["ocr_markdown"], document)


def test_an_assistant_lists_documents_page_by_page(call: Call, sample_documents: dict[str, UUID]) -> None:
    everything = call("list_documents", sort="created_at", limit=50)["documents"]
    assert {str(document) for document in sample_documents.values()} <= {
        listed["document_id"] for listed in everything
    }
    listed: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    for _ in everything:
        answer = call("list_documents", sort="created_at", limit=1, **after)
        listed += answer["documents"]
        after = {"after": answer["next"]}
    assert listed == everything
    assert after == {"after": None}
    (invoice,) = call("list_documents", types=["invoice"], total_from="1")["documents"]
    assert invoice["document_id"] == str(sample_documents["factura"])
    assert call("list_documents", date_from="2999-01-01")["documents"] == []


@pytest.mark.parametrize(
    ("tool", "arguments", "code", "told"),
    [
        ("read_document", {"document_id": str(uuid4())}, "document_not_found", "There is no document"),
        ("read_document", {"document_id": "1"}, "invalid_request", "The call is invalid: document_id"),
        (
            "search",
            {"query": "x", "limit": 21},
            "invalid_request",
            "limit: Input should be less than or equal",
        ),
        ("search", {"query": "\x00"}, "invalid_request", "must not contain NUL"),
        ("search", {"query": "x", "owner": str(uuid4())}, "invalid_request", "owner: Extra inputs"),
        ("list_documents", {"after": "nonsense"}, "invalid_request", "after is no place in this order"),
        ("list_documents", {"sort": "text"}, "invalid_request", "sort: Input should be"),
    ],
)
def test_a_mistake_is_told_to_the_assistant_in_a_sentence(
    call: Call, tool: str, arguments: dict[str, Any], code: str, told: str
) -> None:
    answer = call(tool, **arguments)
    assert answer["failed"]
    assert (answer["code"], answer["retryable"]) == (code, False)
    assert told in answer["detail"]


def test_a_page_that_is_not_there_and_a_document_without_text_are_said(
    call: Call, running: Running, sample_documents: dict[str, UUID]
) -> None:
    answer = call("read_document", document_id=str(sample_documents["letter"]), page=99)
    assert (answer["failed"], answer["code"]) == (True, "invalid_request")
    assert "has no page 99" in answer["detail"]
    document = running.insert("documents/never-uploaded.pdf")
    running.wait_for(document, "failed")
    answer = call("read_document", document_id=str(document))
    assert (answer["failed"], answer["code"]) == (True, "file_missing")
    running.rows("delete from documents where id = %s", document)


def test_what_assistants_ask_is_counted_and_leaves_no_text_in_the_log(call: Call, running: Running) -> None:
    call("search", query="una pregunta inconfundible")
    assert "inconfundible" not in (running.stack.root / "logs" / "vps-1.jsonl").read_text("utf-8")
    metrics = running.api.get("/metrics").text
    (searches,) = (line for line in metrics.splitlines() if line.startswith("kairo_search_seconds_count"))
    assert float(searches.split()[1]) >= 1
