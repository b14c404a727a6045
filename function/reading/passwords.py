"""Opens encrypted files with the passwords that their owners gave."""

from collections.abc import Callable, Sequence
from typing import Any

from function.errors import EncryptedFileError

# Called only when a file turns out to be encrypted.
Passwords = Callable[[], Sequence[str]]


def no_passwords() -> Sequence[str]:
    return ()


def unlock(pdf: Any, passwords: Sequence[str], document_id: str) -> None:
    """Unlock the pymupdf document `pdf` with the first password that fits. Raises EncryptedFileError if none does."""
    if not pdf.is_encrypted or any(pdf.authenticate(password) for password in passwords):
        return
    tried = ", and none of the given ones opens it" if passwords else ""
    raise EncryptedFileError(
        f"Document {document_id}: the PDF opens only with a password{tried}. Save it without one and upload it again, "
        "or give the password with set_document_password(document_id, password)."
    )
