"""The Storage stand-in answers the Supabase client and plain HTTP requests as Storage does."""

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from storage3 import SyncStorageClient
from storage3.exceptions import StorageApiError

from local.ports import find_free_port
from local.storage.app import make_app
from tests.support.services import Database, StorageServer
from tests.support.waiting import wait_until

pytestmark = pytest.mark.integration

NOT_FOUND = {"statusCode": "404", "error": "not_found", "message": "Object not found", "code": "NoSuchKey"}


@pytest.fixture
def http(storage: StorageServer) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {storage.service_key}"}
    with httpx.Client(base_url=f"{storage.url}/storage/v1", headers=headers, trust_env=False) as client:
        client.post("/bucket", json={"id": "docs", "name": "docs"}).raise_for_status()
        yield client


@pytest.fixture
def supabase(storage: StorageServer, http: httpx.Client) -> Iterator[SyncStorageClient]:
    headers = {"Authorization": f"Bearer {storage.service_key}", "apikey": storage.service_key}
    with SyncStorageClient(f"{storage.url}/storage/v1/", headers, http_client=httpx.Client()) as client:
        yield client


def code(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def blob_count(storage: StorageServer) -> int:
    return sum(path.is_file() for path in storage.root.rglob("*"))


def test_the_supabase_client_can_upload_and_download(supabase: SyncStorageClient, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    file = tmp_path / "scan.pdf"
    file.write_bytes(content)
    docs = supabase.from_("docs")
    docs.upload("ana/scan.pdf", file, {"content-type": "application/pdf", "metadata": {"pages": 3}})
    assert docs.download("ana/scan.pdf") == content
    info = docs.info("ana/scan.pdf")
    assert (info["size"], info["content_type"], info["metadata"]) == (
        len(content),
        "application/pdf",
        {"pages": 3},
    )
    assert docs.exists("ana/scan.pdf")
    assert not docs.exists("ana/other.pdf")


def test_the_supabase_client_can_keep_house(supabase: SyncStorageClient, storage: StorageServer) -> None:
    docs = supabase.from_("docs")
    for name in ("a/1.txt", "a/2.txt", "a/b/3.txt"):
        docs.upload(name, name.encode(), {"content-type": "text/plain"})
    assert [(item["name"], item["id"] is None) for item in docs.list("a")] == [
        ("1.txt", False),
        ("2.txt", False),
        ("b", True),
    ]
    assert [item["name"] for item in docs.list("a", {"search": "2", "limit": 1})] == ["2.txt"]
    docs.move("a/1.txt", "c/one.txt")
    docs.copy("c/one.txt", "c/two.txt")
    assert [item["name"] for item in docs.remove(["c/one.txt", "nothing"])] == ["c/one.txt"]
    assert docs.download("c/two.txt") == b"a/1.txt"
    with pytest.raises(StorageApiError, match="not empty"):
        supabase.delete_bucket("docs")
    supabase.empty_bucket("docs")
    supabase.delete_bucket("docs")
    assert "docs" not in [bucket.id for bucket in supabase.list_buckets()]
    assert blob_count(storage) == 0


def test_an_upload_replaces_nothing_unless_it_asks_to(
    supabase: SyncStorageClient, storage: StorageServer
) -> None:
    docs = supabase.from_("docs")
    docs.upload("a.txt", b"first")
    with pytest.raises(StorageApiError, match="already exists"):
        docs.upload("a.txt", b"second")
    assert docs.download("a.txt") == b"first"
    docs.upload("a.txt", b"second", {"upsert": "true"})
    docs.update("a.txt", b"third")
    assert docs.download("a.txt") == b"third"
    assert blob_count(storage) == 1


def test_a_refusal_comes_before_the_body_is_read_and_spoils_the_connection(http: httpx.Client) -> None:
    """As observed with Storage v1.44 and v1.70: a body of 20 KB does no harm, one of 500 KB does."""
    http.post("/object/docs/a.bin", content=b"first").raise_for_status()
    assert code(http.post("/object/docs/a.bin", content=os.urandom(20_000))) == (400, "KeyAlreadyExists")
    assert http.get("/object/docs/a.bin").content == b"first"
    taken = http.post("/object/docs/a.bin", content=os.urandom(500_000))
    assert code(taken) == (400, "KeyAlreadyExists")
    assert taken.headers.get("connection") != "close"
    with pytest.raises(httpx.ReadTimeout):
        http.get("/object/docs/a.bin", timeout=1)
    assert http.get("/object/docs/a.bin").content == b"first"


def test_a_raw_body_is_an_upload_too(http: httpx.Client) -> None:
    content = os.urandom(100_000)
    sent = http.post("/object/docs/raw%20file.bin", content=content, headers={"content-type": "image/png"})
    assert sent.json()["Key"] == "docs/raw file.bin"
    for path in ("/object/docs/raw file.bin", "/object/authenticated/docs/raw file.bin"):
        got = http.get(path)
        assert got.content == content
        assert got.headers["content-type"] == "image/png"
        assert got.headers["content-length"] == "100000"
        assert got.headers["accept-ranges"] == "bytes"
        assert got.headers["etag"] == f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
    assert http.get(path, headers={"if-none-match": got.headers["etag"]}).status_code == 304
    head = http.head(path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "100000")


def test_a_signed_url_honours_ranges_and_needs_no_key(http: httpx.Client, storage: StorageServer) -> None:
    http.post("/object/docs/a.txt", content=b"0123456789")
    url = http.post("/object/sign/docs/a.txt", json={"expiresIn": 60}).json()["signedURL"]
    assert url.startswith("/object/sign/docs/a.txt?token=")
    signed = f"{storage.url}/storage/v1{url}"
    assert httpx.get(signed).content == b"0123456789"
    part = httpx.get(signed, headers={"Range": "bytes=3-5"})
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, b"345", "bytes 3-5/10")
    assert httpx.get(signed, headers={"Range": "bytes=10-"}).status_code == 416
    assert "attachment" in httpx.get(signed + "&download=b.txt").headers["content-disposition"]
    assert code(httpx.get(signed[:-2])) == (400, "InvalidJWT")
    assert code(httpx.get(signed.replace("a.txt?", "b.txt?"))) == (400, "InvalidJWT")
    expired = http.post("/object/sign/docs/a.txt", json={"expiresIn": -1}).json()["signedURL"]
    assert code(httpx.get(f"{storage.url}/storage/v1{expired}")) == (400, "InvalidJWT")


def test_several_urls_are_signed_at_once(supabase: SyncStorageClient) -> None:
    supabase.from_("docs").upload("a.txt", b"here")
    here, gone = supabase.from_("docs").create_signed_urls(["a.txt", "gone.txt"], 60)
    assert httpx.get(str(here["signedURL"])).content == b"here"
    assert gone["signedURL"] is None
    assert gone["error"]


def test_a_signed_upload_needs_no_key(supabase: SyncStorageClient) -> None:
    docs = supabase.from_("docs")
    permission = docs.create_signed_upload_url("new.txt")
    docs.upload_to_signed_url("new.txt", permission["token"], b"sent by a browser")
    assert docs.download("new.txt") == b"sent by a browser"
    with pytest.raises(StorageApiError, match="another object"):
        docs.upload_to_signed_url("other.txt", permission["token"], b"not allowed")


def test_what_is_not_there_is_http_400_with_404_in_the_body(http: httpx.Client) -> None:
    missing = http.get("/object/docs/nothing.pdf")
    assert (missing.status_code, missing.json()) == (400, NOT_FOUND)
    assert http.post("/object/sign/docs/nothing.pdf", json={"expiresIn": 60}).json() == NOT_FOUND
    assert http.head("/object/docs/nothing.pdf").status_code == 400
    assert code(http.get("/object/nowhere/nothing.pdf")) == (400, "NoSuchBucket")
    assert http.post("/bucket", json={"id": "docs"}).json()["statusCode"] == "409"


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"apikey": "wrong"}])
def test_a_wrong_key_looks_like_a_missing_bucket(
    http: httpx.Client, storage: StorageServer, headers: Any
) -> None:
    http.post("/object/docs/a.txt", content=b"secret")
    for path in ("object/docs/a.txt", "object/info/docs/a.txt", "bucket/docs", "object/public/docs/a.txt"):
        answer = httpx.get(f"{storage.url}/storage/v1/{path}", headers=headers)
        assert code(answer) == (400, "NoSuchBucket")


def test_a_public_bucket_is_public(http: httpx.Client, storage: StorageServer) -> None:
    http.post("/bucket", json={"id": "open", "public": True})
    http.post("/object/open/a.txt", content=b"for all")
    assert httpx.get(f"{storage.url}/storage/v1/object/public/open/a.txt").content == b"for all"


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecrets.json", "a/%2e%2e/b", "a//b", "%2fetc/passwd", "a%5c..%5cb", "ñ"]
)
def test_no_name_leads_out_of_the_bucket(http: httpx.Client, storage: StorageServer, name: str) -> None:
    assert code(http.post(f"/object/docs/{name}", content=b"x")) == (400, "InvalidKey")
    assert code(http.get(f"/object/docs/{name}")) == (400, "InvalidKey")
    assert blob_count(storage) == 0


def test_a_buckets_limits_hold(http: httpx.Client, storage: StorageServer) -> None:
    limits = {"id": "small", "file_size_limit": "1KB", "allowed_mime_types": ["application/pdf", "image/*"]}
    http.post("/bucket", json=limits)
    pdf = {"content-type": "application/pdf"}
    assert http.post("/object/small/ok.pdf", content=b"x" * 1000, headers=pdf).is_success
    large = http.post("/object/small/large.pdf", content=os.urandom(5_000_000), headers=pdf)
    assert (code(large), large.json()["statusCode"]) == ((400, "EntityTooLarge"), "413")
    wrong = http.post("/object/small/a.zip", content=b"x", headers={"content-type": "application/zip"})
    assert (code(wrong), wrong.json()["statusCode"]) == ((400, "InvalidMimeType"), "415")
    assert blob_count(storage) == 1


def test_faults_can_be_asked_for(
    database: Database, tmp_path: Path, http: httpx.Client, storage: StorageServer
) -> None:
    http.post("/object/docs/a.txt", content=os.urandom(200_000))
    port = find_free_port()
    app = make_app(database.admin_dsn, storage.root, storage.service_key, fault_rate=1)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started)
    seen: set[int] = set()
    try:
        with httpx.Client(headers=http.headers, trust_env=False) as client:
            while len(seen) < 2:
                try:
                    seen.add(client.get(f"http://127.0.0.1:{port}/storage/v1/object/docs/a.txt").status_code)
                except httpx.RemoteProtocolError:
                    seen.add(0)
    finally:
        server.should_exit = True
        thread.join()
    assert seen == {0, 500}
