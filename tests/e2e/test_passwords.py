"""An encrypted document waits for its password and is read with it; the password never leaks."""

from pathlib import Path

import pymupdf
import pytest

from tests.support.letter import draw_image, draw_scan
from tests.support.running import Running
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e

NIF = "98765432M"


def encrypted_scan() -> bytes:
    cipher = pymupdf.PDF_ENCRYPT_AES_256
    return bytes(draw_scan(draw_image()).tobytes(encryption=cipher, user_pw=NIF, owner_pw="dueño"))


def command_lines() -> bytes:
    """The command lines of all processes, as `ps` shows them."""
    return b"".join(path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline"))


def test_a_document_that_failed_encrypted_is_read_once_its_password_is_there(running: Running) -> None:
    document = running.insert(running.upload("nomina.pdf", encrypted_scan()))
    failed = running.wait_for(document, "failed")
    assert failed["error_code"] == "file_encrypted"
    assert "set_document_password" in failed["error_message"]
    running.rows("select set_document_password(%s, %s)", document, "wrong")
    wait_until(lambda: "none of the given ones" in (running.job(document)["error_message"] or ""))
    answer = running.api.post(f"/api/documents/{document}/password", json={"password": NIF})
    assert answer.status_code == 202
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").json()
    assert "avería" in told["text"]
    copy = running.download(told["searchable_file_url"])
    with pymupdf.open(stream=copy) as pdf:
        assert pdf.is_encrypted
        assert pdf.authenticate(NIF)
        assert "avería" in pdf[0].get_text()
    assert NIF.encode() not in command_lines()
    assert NIF not in running.api.get("/metrics").text
    row = running.rows("select d::text, q::text from documents d, ocr_queue q where q.document_id = d.id")
    assert NIF not in str(row)
    logs = [path.read_bytes() for path in (running.stack.root / "logs").iterdir()]
    assert logs
    assert not any(NIF.encode() in log for log in logs)
