import pytest

from function.errors import FileUrlError
from function.intake.file_url import StoredFile, parse_file_url
from function.intake.storage import searchable_path

PROJECT = "https://project.example.com"


@pytest.mark.parametrize(
    "file_url",
    [
        "documents/2026/contrato señal.pdf",
        "/documents/2026/contrato señal.pdf",
        "storage://documents/2026/contrato señal.pdf",
        "storage://documents/2026/contrato%20se%C3%B1al.pdf",
        f"{PROJECT}/storage/v1/object/documents/2026/contrato%20se%C3%B1al.pdf",
        f"{PROJECT}/storage/v1/object/public/documents/2026/contrato%20se%C3%B1al.pdf",
        f"{PROJECT}/storage/v1/object/authenticated/documents/2026/contrato%20se%C3%B1al.pdf",
        f"{PROJECT}/storage/v1/object/sign/documents/2026/contrato%20se%C3%B1al.pdf?token=abc",
    ],
)
def test_every_way_of_naming_a_file_is_understood(file_url: str) -> None:
    assert parse_file_url(file_url, PROJECT, "1") == StoredFile("documents", "2026/contrato señal.pdf")


@pytest.mark.parametrize(
    "file_url",
    [
        "",
        "   ",
        "documents",
        "documents/",
        "documents//a.pdf",
        "documents/../secrets/a.pdf",
        "documents/./a.pdf",
        "storage://documents",
        "https://elsewhere.example.com/storage/v1/object/documents/a.pdf",
        f"{PROJECT}.evil.example.com/storage/v1/object/documents/a.pdf",
        f"{PROJECT}@evil.example.com/storage/v1/object/documents/a.pdf",
        f"{PROJECT}/rest/v1/documents",
        f"{PROJECT}/storage/v1/object/documents/%2e%2e/a.pdf",
        "http://169.254.169.254/latest/meta-data",
        "storage://documents/a%00.pdf",
    ],
)
def test_what_names_no_file_of_the_project_is_refused(file_url: str) -> None:
    with pytest.raises(FileUrlError, match="Document 1:"):
        parse_file_url(file_url, PROJECT, "1")


def test_the_searchable_copy_is_saved_beside_the_original() -> None:
    original = StoredFile("documents", "2026/contrato.pdf")
    assert searchable_path(original) == StoredFile("documents", "2026/contrato.pdf.searchable.pdf")
    assert searchable_path(StoredFile("documents", "README")).path == "README.searchable.pdf"


def test_no_two_files_share_a_searchable_copy() -> None:
    names = ["a", "a.pdf", "a.PDF", "a.jpg", "a.pdf.pdf", "a.jpg.pdf", "b/a.pdf", "a.searchable.pdf"]
    copies = [searchable_path(StoredFile("documents", name)).path for name in names]
    assert len(set(copies)) == len(names)


def test_a_copy_of_a_copy_is_a_third_file() -> None:
    first = searchable_path(StoredFile("documents", "a.pdf"))
    second = searchable_path(first)
    assert len({"a.pdf", first.path, second.path}) == 3
