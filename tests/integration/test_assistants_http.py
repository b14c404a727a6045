"""The door for assistants on real sockets, against gunicorn with the function's worker and no service behind it."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from function.assistants.tools import DATA
from function.http.requests import MAX_BODY_BYTES
from tests.integration.gunicorn_process import TOKEN, Gunicorn, running_gunicorn
from tests.support.assistant import assistant

pytestmark = pytest.mark.integration

ACCEPTS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    with running_gunicorn(tmp_path_factory.mktemp("http")) as running:
        yield running


@pytest.fixture
def api(function: Gunicorn) -> Iterator[httpx.Client]:
    headers = {**ACCEPTS, "Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{function.port}", headers=headers, timeout=60) as client:
        yield client


def post(api: httpx.Client, content: bytes | str, **headers: str) -> httpx.Response:
    return api.post("/mcp", content=content, headers=headers)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_an_assistant_of_either_protocol_is_told_that_documents_are_data(
    function: Gunicorn, mode: str
) -> None:
    async def ask() -> tuple[str | None, list[Any]]:
        async with assistant(f"http://127.0.0.1:{function.port}/mcp", TOKEN, mode) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = asyncio.run(ask())
    assert instructions is not None
    assert DATA in instructions
    assert [tool.name for tool in tools] == ["search", "read_document", "list_documents"]
    for tool in tools:
        assert DATA in tool.description
        assert tool.annotations.read_only_hint
        assert tool.input_schema["type"] == "object"


def test_without_the_token_nobody_is_told_anything(function: Gunicorn, api: httpx.Client) -> None:
    answer = httpx.post(f"http://127.0.0.1:{function.port}/mcp", json=LIST, headers=ACCEPTS)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    # Nor does a token open it that the database signs for a document.
    signed = f"Bearer kairo1.1.deliver-callbacks.{'0' * 64}"
    assert post(api, json.dumps(LIST), Authorization=signed).status_code == 401


def test_no_connection_is_held_open(api: httpx.Client) -> None:
    for method in ("GET", "DELETE"):
        answer = api.request(method, "/mcp")
        assert (answer.status_code, answer.json()["code"]) == (405, "http_error")
    answer = post(api, json.dumps(LIST))
    assert answer.headers["content-type"] == "application/json"
    assert "mcp-session-id" not in answer.headers
    assert len(answer.json()["result"]["tools"]) == 3


def test_any_host_name_is_served(api: httpx.Client) -> None:
    answer = post(api, json.dumps(LIST), Host="papeles.example.com", Origin="https://papeles.example.com")
    assert answer.status_code == 200


def test_a_body_that_is_too_large_is_refused_with_a_sentence(api: httpx.Client) -> None:
    answer = post(api, json.dumps({**LIST, "params": {"cursor": "x" * MAX_BODY_BYTES}}))
    assert (answer.status_code, answer.json()["detail"]) == (413, "The body is larger than 64 KB.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"a":' * 10_000,
        b"null",
        b"[]",
        json.dumps([LIST] * 100).encode(),
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "no/such"}',
        b'{"jsonrpc": "2.0", "id": {}, "method": "tools/list"}',
        b'{"jsonrpc": "2.0", "id": 1, "result": {}}',
        b'{"jsonrpc": "2.0", "id": 1' + b"0" * 5000 + b', "method": "tools/list"}',
    ],
)
@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28", "no version"])
def test_whatever_is_sent_is_answered_and_breaks_nothing(
    function: Gunicorn, api: httpx.Client, body: bytes, version: str
) -> None:
    answer = post(api, body, **{"MCP-Protocol-Version": version})
    assert answer.status_code < 500
    assert post(api, json.dumps(LIST)).status_code == 200
    assert not [line for line in function.log_lines() if line["level"] in ("error", "critical")]


def test_a_request_is_answered_under_its_id(api: httpx.Client) -> None:
    assert post(api, json.dumps(LIST), **{"X-Request-ID": "asked-by-an-assistant"}).headers[
        "x-request-id"
    ] == ("asked-by-an-assistant")


def test_many_assistants_at_once_get_their_own_answers(function: Gunicorn) -> None:
    async def ask() -> list[int]:
        headers = {**ACCEPTS, "Authorization": f"Bearer {TOKEN}"}
        url = f"http://127.0.0.1:{function.port}/mcp"
        async with httpx.AsyncClient(headers=headers, timeout=60) as client:
            answers = await asyncio.gather(
                *(client.post(url, json={**LIST, "id": number}) for number in range(100))
            )
        return [answer.json()["id"] for answer in answers]

    assert asyncio.run(ask()) == list(range(100))


def test_the_package_is_not_imported_before_the_first_request(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys\nfrom function.app import create_app\nfrom tests.support.settings import settings\n"
        "create_app(settings())\nassert not {'mcp', 'mcp_types', 'jsonschema'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
