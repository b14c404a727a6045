import pytest

from function.document.file_name import choose_file_name


@pytest.mark.parametrize(
    ("file_url", "shown"),
    [
        ("documents/2026/factura.pdf", "factura.pdf"),
        ("/documents/¿qué?.pdf", "¿qué?.pdf"),
        ("documents/100%25.pdf", "100%25.pdf"),
        ("storage://documents/factura%20de%20luz.pdf", "factura de luz.pdf"),
        ("https://x.supabase.co/storage/v1/object/public/documents/raz%C3%B3n.pdf", "razón.pdf"),
        ("https://x.supabase.co/storage/v1/object/sign/documents/a.pdf?token=secret/b#c", "a.pdf"),
        ("https://[x/a.pdf", None),
        ("documents/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_row_without_a_name_is_shown_under_that_of_its_file(
    file_url: str | None, shown: str | None
) -> None:
    assert choose_file_name(None, file_url) == shown
    assert choose_file_name("Contrato", file_url) == "Contrato"
