"""Passages that were embedded before their document was read to its end have the vectors of their texts."""

import numpy as np
import pytest

from tests.support.running import Running
from tests.support.small_documents import long_text

pytestmark = pytest.mark.e2e

PASSAGES = """
    select substr(d.ocr_text, p.start_offset + 1, p.end_offset - p.start_offset) as text, p.embedding::text as vector
    from document_passages p join documents d on d.id = p.document_id
    where d.id = %s order by p.start_offset
"""


def test_each_passage_of_a_long_document_has_the_vector_of_its_text(running: Running) -> None:
    document = running.insert(running.upload("ahead.pdf", long_text(16)))
    running.wait_for(document, "completed", seconds=180)
    rows = running.rows(PASSAGES, document)
    assert len(rows) > 60
    for first in range(0, len(rows), 16):
        part = rows[first : first + 16]
        answer = running.api.post(
            "/api/embed", json={"texts": [row["text"] for row in part], "kind": "passage"}
        ).raise_for_status()
        ours = np.array([np.fromstring(row["vector"].strip("[]"), sep=",") for row in part])
        # In other batches a vector may round differently; those of different texts are further apart.
        assert ((ours * np.array(answer.json()["vectors"])).sum(axis=1) > 0.9995).all()
