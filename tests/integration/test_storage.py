"""Files are uploaded unchanged and streamed, and a refusal says what to do."""

import os
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from function.errors import KairoError, StorageUnavailableError, UploadRefusedError
from function.intake.file_url import StoredFile
from function.intake.storage import Storage
from tests.support.services import StorageServer

pytestmark = pytest.mark.integration

PLACE = StoredFile("docs", "2026/contrato (1).pdf.searchable.pdf")
PDF = "application/pdf"
MEGABYTE = 1024 * 1024


@pytest.fixture
def http(storage: StorageServer) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {storage.service_key}"}
    with httpx.Client(base_url=f"{storage.url}/storage/v1", headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def intake(storage: StorageServer) -> Iterator[Storage]:
    opened = Storage(storage.url, storage.service_key, max_bytes=50 * MEGABYTE)
    yield opened
    opened.close()


def make_bucket(http: httpx.Client, **limits: Any) -> None:
    http.post("/bucket", json={"id": PLACE.bucket, **limits}).raise_for_status()


def write_copy(folder: Path, size: int = 500_000) -> Path:
    path = folder / "copia.pdf"
    path.write_bytes(os.urandom(size))
    return path


def test_what_was_put_beside_the_original_can_be_fetched(
    http: httpx.Client, intake: Storage, tmp_path: Path
) -> None:
    make_bucket(http)
    source = write_copy(tmp_path)
    intake.upload(PLACE, source, PDF, "doc-1")
    intake.download(f"{PLACE.bucket}/{PLACE.path}", tmp_path / "de-vuelta", "doc-1")
    assert (tmp_path / "de-vuelta").read_bytes() == source.read_bytes()
    assert http.head(f"/object/{PLACE.bucket}/{PLACE.path}").headers["content-type"] == PDF


def test_signs_that_mean_something_in_an_address_are_part_of_a_name(
    http: httpx.Client, intake: Storage, tmp_path: Path
) -> None:
    make_bucket(http)
    place = StoredFile(PLACE.bucket, "2026?/a+b&c=d;e@f?.pdf")
    for size in (2000, 1000):
        intake.upload(place, write_copy(tmp_path, size), PDF, "doc-1")
    assert intake.download(f"{place.bucket}/{place.path}", tmp_path / "de-vuelta", "doc-1").size == 1000


def test_a_later_copy_takes_the_place_of_the_earlier_one(
    http: httpx.Client, intake: Storage, tmp_path: Path
) -> None:
    make_bucket(http)
    for size in (2_000_000, 1_000_000):
        intake.upload(PLACE, write_copy(tmp_path, size), PDF, "doc-1")
    assert len(http.get(f"/object/{PLACE.bucket}/{PLACE.path}").content) == 1_000_000


def test_nobody_elses_file_is_overwritten(http: httpx.Client, intake: Storage, tmp_path: Path) -> None:
    """A user who may read `x` makes the function write `x.searchable.pdf` with the service key."""
    make_bucket(http)
    url = f"/object/{PLACE.bucket}/{PLACE.path}"
    http.post(url, content=b"an original", headers={"Content-Type": PDF}).raise_for_status()
    with pytest.raises(UploadRefusedError, match="another file has the name") as refused:
        intake.upload(PLACE, write_copy(tmp_path), PDF, "doc-1")
    assert not refused.value.retryable
    assert http.get(url).content == b"an original"


def test_the_copy_of_another_document_is_not_overwritten(
    http: httpx.Client, intake: Storage, tmp_path: Path
) -> None:
    make_bucket(http)
    intake.upload(PLACE, write_copy(tmp_path, 2000), PDF, "doc-1")
    with pytest.raises(UploadRefusedError, match="another file has the name"):
        intake.upload(PLACE, write_copy(tmp_path, 1000), PDF, "doc-2")
    assert len(http.get(f"/object/{PLACE.bucket}/{PLACE.path}").content) == 2000


def test_a_large_file_does_not_pass_through_memory(
    http: httpx.Client, intake: Storage, tmp_path: Path
) -> None:
    make_bucket(http)
    source = write_copy(tmp_path, 30 * MEGABYTE)
    tracemalloc.start()
    try:
        intake.upload(PLACE, source, PDF, "doc-1")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Includes the test server, which runs in the same process.
    assert peak < 5 * MEGABYTE


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"file_size_limit": "10KB"}, "EntityTooLarge"),
        ({"allowed_mime_types": ["image/*"]}, "InvalidMimeType"),
    ],
)
def test_a_bucket_that_takes_no_such_file_is_named_and_not_asked_again(
    http: httpx.Client, intake: Storage, tmp_path: Path, limits: dict[str, Any], code: str
) -> None:
    make_bucket(http, **limits)
    with pytest.raises(UploadRefusedError, match=f"Document doc-1: .*{code}.*SEARCHABLE_PDF") as refused:
        intake.upload(PLACE, write_copy(tmp_path), PDF, "doc-1")
    assert not refused.value.retryable


@pytest.mark.parametrize("path", ["2026/señal.pdf", "50%20.pdf", "a" * 1030])
def test_a_name_that_storage_does_not_take_is_refused_for_good(
    http: httpx.Client, intake: Storage, tmp_path: Path, path: str
) -> None:
    make_bucket(http)
    with pytest.raises(UploadRefusedError, match="InvalidKey"):
        intake.upload(StoredFile(PLACE.bucket, path), write_copy(tmp_path), PDF, "doc-1")


def test_a_missing_bucket_is_refused_for_good_but_a_wrong_key_may_be_mended(
    storage: StorageServer, intake: Storage, tmp_path: Path
) -> None:
    source = write_copy(tmp_path)
    with pytest.raises(UploadRefusedError, match="NoSuchBucket"):
        intake.upload(PLACE, source, PDF, "doc-1")
    stranger = Storage(storage.url, "a-wrong-key", max_bytes=MEGABYTE)
    with pytest.raises(StorageUnavailableError, match="SUPABASE_SERVICE_ROLE_KEY"):
        stranger.upload(PLACE, source, PDF, "doc-1")
    stranger.close()


def test_a_storage_that_is_down_may_come_back(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        absent = Storage(f"http://127.0.0.1:{taken.getsockname()[1]}", "key", max_bytes=MEGABYTE)
        with pytest.raises(KairoError, match="did not accept the searchable copy") as failed:
            absent.upload(PLACE, write_copy(tmp_path), PDF, "doc-1")
        absent.close()
    assert isinstance(failed.value, StorageUnavailableError)
    assert failed.value.retryable
