"""The Auth stand-in answers as Auth does, and Storage's policies know whom it let in."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import uvicorn

from local.auth.app import Auth, person_id
from local.auth.sessions import Sessions, make_signing_key
from local.ports import find_free_port
from local.secrets import make_key
from local.storage.app import make_app
from tests.support.services import Database
from tests.support.waiting import wait_until

pytestmark = pytest.mark.integration

KEY = make_key("anon", "the-secret-of-the-project-of-the-test")
PEOPLE = {"ana@example.com": "ana-password", "luis@example.com": "luis-password"}
ANA = person_id("ana@example.com")


@pytest.fixture
def project(database: Database, connection: psycopg.Connection, tmp_path: Path) -> Iterator[str]:
    """The URL of a project whose people may keep files in folders of their own."""
    connection.execute("select ocr.allow_uploads()")
    port = find_free_port()
    url = f"http://127.0.0.1:{port}"
    auth = Auth(Sessions(make_signing_key(), url), KEY, PEOPLE)
    app = make_app(database.admin_dsn, tmp_path / "storage", "service-key", auth=auth)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        yield url
    finally:
        server.should_exit = True
        thread.join()


def ask(url: str, path: str, body: dict[str, Any] | None = None, token: str = KEY) -> httpx.Response:
    headers = {"apikey": KEY, "Authorization": f"Bearer {token}"}
    if body is None:
        return httpx.get(f"{url}/auth/v1{path}", headers=headers, trust_env=False)
    return httpx.post(f"{url}/auth/v1{path}", json=body, headers=headers, trust_env=False)


def sign_in(url: str, email: str = "ana@example.com") -> dict[str, Any]:
    body = {"email": email, "password": PEOPLE[email]}
    session: dict[str, Any] = ask(url, "/token?grant_type=password", body).raise_for_status().json()
    return session


def test_a_person_signs_in_and_stays_signed_in(project: str) -> None:
    session = sign_in(project)
    assert session["user"]["id"] == str(ANA)
    assert (session["token_type"], session["expires_in"]) == ("bearer", 3600)
    assert ask(project, "/user", token=session["access_token"]).json()["email"] == "ana@example.com"
    refresh = {"refresh_token": session["refresh_token"]}
    again = ask(project, "/token?grant_type=refresh_token", refresh).raise_for_status().json()
    assert again["user"]["id"] == str(ANA)
    used = ask(project, "/token?grant_type=refresh_token", refresh)
    assert (used.status_code, used.json()["error_code"]) == (400, "refresh_token_not_found")


def test_whoever_signs_out_cannot_refresh(project: str) -> None:
    session = sign_in(project)
    assert ask(project, "/logout", {}, session["access_token"]).status_code == 204
    refresh = {"refresh_token": session["refresh_token"]}
    assert ask(project, "/token?grant_type=refresh_token", refresh).status_code == 400


@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_a_wrong_password_is_told_as_auth_tells_it(project: str, email: str) -> None:
    answer = ask(project, "/token?grant_type=password", {"email": email, "password": "luis-password"})
    assert answer.status_code == 400
    assert answer.json() == {
        "code": 400,
        "error_code": "invalid_credentials",
        "msg": "Invalid login credentials",
    }


def test_people_keep_files_in_their_own_folder_and_see_no_other(project: str) -> None:
    ana, luis = (sign_in(project, email)["access_token"] for email in PEOPLE)

    def storage(method: str, token: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}", "apikey": KEY, "Content-Type": "text/plain"}
        url = f"{project}/storage/v1/object/{path}"
        return httpx.request(method, url, headers=headers, trust_env=False, **options)

    own = f"documents/{ANA}/carta.txt"
    assert storage("POST", ana, own, content=b"hola").status_code == 200
    assert storage("GET", ana, f"authenticated/{own}").content == b"hola"
    for refused in (
        storage("GET", luis, f"authenticated/{own}"),
        storage("DELETE", luis, own),
        storage("POST", luis, f"documents/{ANA}/otra.txt", content=b"x"),
        storage("GET", "no.session.at-all", f"authenticated/{own}"),
    ):
        assert refused.status_code == 400
        assert refused.json()["statusCode"] in ("403", "404")
    assert storage("DELETE", ana, own).status_code == 200
