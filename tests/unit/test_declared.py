import pytest

from function.intake.declared import note_declared_types


@pytest.mark.parametrize(
    ("mime_type", "file_url", "media_type"),
    [
        ("application/pdf", "documents/a.pdf", "application/pdf"),
        ("image/jpg", "documents/a.JPG", "image/jpeg"),
        ("application/pdf; charset=binary", "documents/a", "application/pdf"),
        ("application/octet-stream", "documents/a.tif", "image/tiff"),
        (None, "documents/sin-extension", "image/png"),
    ],
)
def test_what_is_said_right_needs_no_note(mime_type: str | None, file_url: str, media_type: str) -> None:
    assert note_declared_types(mime_type, file_url, media_type) == []


def test_a_wrong_mime_type_and_a_wrong_name_are_noted() -> None:
    notes = note_declared_types("image/png", "documents/factura.pdf", "image/jpeg")
    assert notes == [
        "The file is image/jpeg, although its mime_type says image/png; it was read as image/jpeg.",
        "The file is image/jpeg, although its name says application/pdf; it was read as image/jpeg.",
    ]
