"""A Word file and an email, from the inserted row to the API's response."""

import pytest

from tests.support.running import Running
from tests.support.zoo import office

pytestmark = pytest.mark.e2e


def test_a_word_file_becomes_text_markdown_and_blocks(running: Running) -> None:
    document = running.insert(running.upload("contrato.docx", office.word()))
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").raise_for_status().json()
    assert told["media_type"].endswith("wordprocessingml.document")
    assert told["markdown"].startswith(f"# {office.TITLE}\n\n{office.PARAGRAPH}")
    assert [block["kind"] for block in told["pages"][0]["blocks"]] == [
        *("title", "paragraph", "title", "list", "table")
    ]
    assert told["notes"] == []


def test_what_of_a_mail_could_not_be_read_is_noted(running: Running) -> None:
    document = running.insert(running.upload("correo.eml", office.mail()))
    running.wait_for(document, "completed")
    told = running.api.get(f"/api/documents/{document}").raise_for_status().json()
    assert told["page_count"] == 6
    assert told["notes"] == ["The enclosed file 'smime.p7s' was not read."]
    assert "avería del ascensor" in told["text"]
