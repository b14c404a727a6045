"""A `file_url` can only name a file in the project's own Storage, however it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from function.errors import FileMissingError, FileUrlError, StorageUnavailableError
from function.intake.file_url import StoredFile
from function.intake.storage import Storage
from tests.support.services import StorageServer
from tests.support.serving import QuietHandler, serving

pytestmark = pytest.mark.integration

METADATA = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
SECRET = b"%PDF what nobody may have"


@dataclass
class Trap:
    """A real HTTP server that gives every request the same answer and records it."""

    answer: tuple[int, dict[str, str]] = (200, {})
    seen: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def port(self) -> int:
        return httpx.URL(self.url).port or 0


@pytest.fixture
def traps() -> Iterator[list[Trap]]:
    """Two: the attacker's target, and one that can play the part of Storage."""
    made = [Trap(), Trap()]
    with serving(handler_of(made[0])) as made[0].url, serving(handler_of(made[1])) as made[1].url:
        yield made


@pytest.fixture
def trap(traps: list[Trap]) -> Trap:
    """Known to be reachable, so a request that it does not see was never sent."""
    assert httpx.get(f"{traps[0].url}/hello", trust_env=False).status_code == 200
    assert traps[0].seen == ["GET /hello"]
    traps[0].seen.clear()
    return traps[0]


def handler_of(trap: Trap) -> type[QuietHandler]:
    class Handler(QuietHandler):
        def do_GET(self) -> None:
            trap.seen.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers = trap.answer
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        do_POST = do_GET

    return Handler


@pytest.fixture
def intake(storage: StorageServer) -> Iterator[Storage]:
    """A client for a project with a second bucket, whose file must not be reachable."""
    headers = {"Authorization": f"Bearer {storage.service_key}"}
    with httpx.Client(base_url=f"{storage.url}/storage/v1", headers=headers, trust_env=False) as http:
        http.post("/bucket", json={"id": "secrets"}).raise_for_status()
        http.post("/object/secrets/key.pdf", content=SECRET).raise_for_status()
    opened = Storage(storage.url, storage.service_key, max_bytes=1024)
    yield opened
    opened.close()


# {trap} is the trap's host and port, {port} its port, {project} the project's URL.
ELSEWHERE = [
    "http://{trap}/storage/v1/object/documents/a.pdf",
    "HTTP://{trap}/storage/v1/object/documents/a.pdf",
    "https://{trap}/storage/v1/object/documents/a.pdf",
    "//{trap}/storage/v1/object/documents/a.pdf",
    "///{trap}/storage/v1/object/documents/a.pdf",
    "\\\\{trap}\\documents\\a.pdf",
    "http:/{trap}/documents/a.pdf",
    "http:\\\\{trap}\\documents\\a.pdf",
    "http://localhost:{port}/storage/v1/object/documents/a.pdf",
    "http://[::1]:{port}/storage/v1/object/documents/a.pdf",
    "http://[::ffff:127.0.0.1]:{port}/storage/v1/object/documents/a.pdf",
    "http://2130706433:{port}/storage/v1/object/documents/a.pdf",
    "http://0177.0.0.1:{port}/storage/v1/object/documents/a.pdf",
    "http://0x7f000001:{port}/storage/v1/object/documents/a.pdf",
    "http://127.1:{port}/storage/v1/object/documents/a.pdf",
    "http://①②⑦.0.0.1:{port}/storage/v1/object/documents/a.pdf",
    "http://ex℀mple.com/storage/v1/object/documents/a.pdf",
    "http://[{trap}/storage/v1/object/documents/a.pdf",
    "{project}@{trap}/storage/v1/object/documents/a.pdf",
    "{project}.evil.example.com/storage/v1/object/documents/a.pdf",
    "{project}:80@{trap}/storage/v1/object/documents/a.pdf",
    "{project}\\@{trap}/storage/v1/object/documents/a.pdf",
    "{project}%2f@{trap}/storage/v1/object/documents/a.pdf",
    "http://{trap}#{project}/storage/v1/object/documents/a.pdf",
    "http://{trap}?{project}/storage/v1/object/documents/a.pdf",
    "{project}/storage/v1/object/../../../rest/v1/documents",
    "{project}/rest/v1/documents?select=*",
    "{project}/storage/v1/bucket",
    "{project}/storage/v1/object/public/http://{trap}/a.pdf",
    "storage://{trap}/a.pdf",
    "storage://user@{trap}/documents/a.pdf",
    "storage://169.254.169.254/latest/meta-data",
    "storage:////{trap}/documents/a.pdf",
    "http://{trap}\r\nHost: {trap}\r\n\r\n/documents/a.pdf",
    "documents/a.pdf HTTP/1.1\r\nHost: {trap}\r\n\r\n",
    "documents@{trap}/a.pdf",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "http://0251.0376.0251.0376/latest/meta-data/",
    "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "file:///etc/passwd",
    "file://{trap}/etc/passwd",
    "gopher://{trap}/_GET%20/",
    "ftp://{trap}/a.pdf",
    "data:application/pdf;base64,JVBERi0=",
    "jar:http://{trap}!/a.pdf",
    "/etc/passwd",
]

TRAVERSALS = [
    "documents/../secrets/key.pdf",
    "documents/./../secrets/key.pdf",
    "documents/a/../../secrets/key.pdf",
    "../secrets/key.pdf",
    "/../secrets/key.pdf",
    "documents/%2e%2e/secrets/key.pdf",
    "documents/..%2fsecrets%2fkey.pdf",
    "documents/%252e%252e/secrets/key.pdf",
    "documents/%c0%ae%c0%ae/secrets/key.pdf",
    "documents/..;/secrets/key.pdf",
    "documents/....//secrets/key.pdf",
    "documents\\..\\secrets\\key.pdf",
    "documents/..\\secrets/key.pdf",
    "documents/．．/secrets/key.pdf",
    "documents/\u2025/secrets/key.pdf",
    "documents/..\u0000/secrets/key.pdf",
    "documents/\t../secrets/key.pdf",
    "..%2fsecrets/key.pdf",
    "%2e%2e/secrets/key.pdf",
    "storage://documents/../secrets/key.pdf",
    "storage://documents/%2e%2e/secrets/key.pdf",
    "storage://documents/..%2fsecrets%2fkey.pdf",
    "storage://documents/%252e%252e%252fsecrets/key.pdf",
    "storage://../secrets/key.pdf",
    "{project}/storage/v1/object/documents/../secrets/key.pdf",
    "{project}/storage/v1/object/documents/%2e%2e/secrets/key.pdf",
    "{project}/storage/v1/object/public/documents/..%2f..%2fsecrets/key.pdf",
    "{project}/storage/v1/object/sign/documents/%252e%252e/secrets/key.pdf",
    "{project}/storage/v1/object/authenticated/../secrets/key.pdf",
    "documents/key.pdf?bucket=secrets",
    "documents/key.pdf#/../../secrets/key.pdf",
    "documents/' or bucket_id = 'secrets",
    "documents/key.pdf'; select name from storage.objects --",
]


def test_no_address_leads_to_another_server(
    storage: StorageServer, intake: Storage, trap: Trap, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for form in ELSEWHERE:
        file_url = form.format(trap=f"127.0.0.1:{trap.port}", port=trap.port, project=storage.url)
        with subtests.test(form), pytest.raises((FileUrlError, FileMissingError)):
            intake.download(file_url, tmp_path / "file", "doc-1")
    assert trap.seen == []
    assert not (tmp_path / "file").exists()


def test_no_name_leads_into_another_bucket(
    storage: StorageServer, intake: Storage, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for form in TRAVERSALS:
        with subtests.test(form), pytest.raises((FileUrlError, FileMissingError)):
            intake.download(form.format(project=storage.url), tmp_path / "file", "doc-1")
    assert not (tmp_path / "file").exists()
    # The file does exist: its plain name finds it.
    assert intake.download("secrets/key.pdf", tmp_path / "file", "doc-1").size == len(SECRET)


def test_all_that_is_asked_is_one_path_below_storage(
    traps: list[Trap], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """The function connects to SUPABASE_URL only and resolves no host from a `file_url`, so DNS rebinding is
    impossible. Dot segments are gone from the path, so no proxy on the way can be led out of Storage."""
    trap, project = traps
    project.answer = (404, {})
    storage = Storage(project.url, "key", max_bytes=1024)
    for form in [*ELSEWHERE, *TRAVERSALS]:
        file_url = form.format(trap=f"127.0.0.1:{trap.port}", port=trap.port, project=project.url)
        with subtests.test(form), pytest.raises((FileUrlError, StorageUnavailableError)):
            storage.download(file_url, tmp_path / "file", "doc-1")
    storage.close()
    assert trap.seen == []
    assert len(project.seen) > 10
    for line in project.seen:
        method, path = line.split(" ")
        assert (method, path.startswith("/storage/v1/object/authenticated/")) == ("GET", True)
        assert not {".", "..", ""} & set(path.split("/")[1:])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", [METADATA, "{trap}/metadata"])
def test_storage_that_redirects_is_not_followed(
    status: int, target: str, traps: list[Trap], tmp_path: Path
) -> None:
    trap, project = traps
    project.answer = (status, {"Location": target.format(trap=trap.url)})
    storage = Storage(project.url, "key", max_bytes=1024)
    (tmp_path / "copy").write_bytes(b"%PDF")
    with pytest.raises(StorageUnavailableError, match=str(status)):
        storage.download("documents/a.pdf", tmp_path / "file", "doc-1")
    with pytest.raises(StorageUnavailableError, match=str(status)):
        storage.upload(StoredFile("documents", "a.pdf"), tmp_path / "copy", "application/pdf", "doc-1")
    storage.close()
    assert trap.seen == []
    assert not (tmp_path / "file").exists()
    assert len(project.seen) == 2


def test_an_answer_that_is_not_storage_s_is_no_upload(traps: list[Trap], tmp_path: Path) -> None:
    storage = Storage(traps[1].url, "key", max_bytes=1024)
    (tmp_path / "copy").write_bytes(b"%PDF")
    with pytest.raises(StorageUnavailableError, match="did not accept"):
        storage.upload(StoredFile("documents", "a.pdf"), tmp_path / "copy", "application/pdf", "doc-1")
    storage.close()
