"""An encrypted file is read with the password its owner gave, and its copy needs the same password."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from function.errors import EncryptedFileError
from function.reading.files.messages import FileRequest
from tests.support.letter import LETTER, draw_image, draw_pdf, draw_scan
from tests.support.reading import make_reader

pytestmark = pytest.mark.integration

NIF, PDF = "12345678Z", "application/pdf"
CIPHERS = [pymupdf.PDF_ENCRYPT_AES_256, pymupdf.PDF_ENCRYPT_AES_128, pymupdf.PDF_ENCRYPT_RC4_128]


def encrypt(pdf: Any, path: Path, cipher: int = pymupdf.PDF_ENCRYPT_AES_256, password: str = NIF) -> Path:
    pdf.save(path, encryption=cipher, user_pw=password, owner_pw="dueño")
    return path


class Asked:
    """Gives passwords as the database does, and counts how often it is asked."""

    def __init__(self, *passwords: str) -> None:
        self.times = 0
        self._passwords = passwords

    def __call__(self) -> Sequence[str]:
        self.times += 1
        return self._passwords


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("password", [NIF, "contraseña"])
def test_a_file_is_read_with_the_password_that_fits(tmp_path: Path, cipher: int, password: str) -> None:
    path = encrypt(draw_pdf(), tmp_path / "nomina.pdf", cipher, password)
    asked = Asked("wrong", password, "never tried")
    with make_reader().open(path, PDF, "doc-1", passwords=asked) as document:
        assert "avería" in document.read_page(1).text
    assert asked.times == 1


def test_the_owners_password_of_the_pdf_does_as_well(tmp_path: Path) -> None:
    path = encrypt(draw_pdf(), tmp_path / "nomina.pdf")
    with make_reader().open(path, PDF, "doc-1", passwords=Asked("dueño")) as document:
        assert "avería" in document.read_page(1).text


def test_nobody_is_asked_about_a_file_that_opens(tmp_path: Path) -> None:
    asked = Asked(NIF)
    draw_pdf().save(tmp_path / "abierto.pdf")
    draw_pdf().save(tmp_path / "restringido.pdf", encryption=CIPHERS[0], owner_pw="dueño", permissions=0)
    for name in ("abierto.pdf", "restringido.pdf"):
        make_reader().open(tmp_path / name, PDF, "doc-1", passwords=asked).close()
    assert asked.times == 0


@pytest.mark.parametrize(
    ("passwords", "tried"), [((), "with a password. "), (("a1b2", "c3d4"), "none of the given ones")]
)
def test_a_file_that_stays_shut_says_how_to_give_a_password(
    tmp_path: Path, passwords: tuple[str, ...], tried: str
) -> None:
    path = encrypt(draw_pdf(), tmp_path / "nomina.pdf")
    with pytest.raises(EncryptedFileError) as refused:
        make_reader().open(path, PDF, "doc-1", passwords=Asked(*passwords))
    assert tried in str(refused.value)
    assert "set_document_password(document_id, password)" in str(refused.value)
    assert not any(password in str(refused.value) for password in passwords)


def test_a_file_stays_open_when_its_process_is_replaced(tmp_path: Path) -> None:
    pdf = draw_pdf()
    pdf.insert_pdf(draw_pdf())
    path = encrypt(pdf, tmp_path / "nomina.pdf")
    reader = make_reader()
    with reader.open(path, PDF, "doc-1", passwords=Asked(NIF)) as document:
        document.read_page(1)
        reader._process.close()
        assert "avería" in document.read_page(2).text


@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("damaged", [False, True])
def test_a_searchable_copy_asks_for_the_password_that_its_original_does(
    tmp_path: Path, cipher: int, damaged: bool
) -> None:
    path, target = encrypt(draw_scan(draw_image()), tmp_path / "nomina.pdf", cipher), tmp_path / "copia.pdf"
    if damaged:
        path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    reader, passwords = make_reader(), Asked("wrong", NIF)
    with reader.open(path, PDF, "doc-1", passwords=passwords) as document:
        page = document.read_page(1)
    assert reader.make_searchable(path, PDF, "doc-1", [page], target, passwords=passwords) == 1
    with pymupdf.open(target) as made:
        assert made.is_encrypted
        assert not made.authenticate("wrong")
        assert made.authenticate(NIF)
        assert made[0].get_text().splitlines()[1] == LETTER[1]
    with pytest.raises(EncryptedFileError):
        reader.make_searchable(path, PDF, "doc-1", [page], target, passwords=Asked("wrong"))


def test_what_is_printed_of_a_request_holds_no_password() -> None:
    assert NIF not in repr(FileRequest("nomina.pdf", PDF, "doc-1", 500, (NIF,)))
