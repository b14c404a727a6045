"""The search set as an archive: documents chunked, embedded and stored as in production."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import numpy as np

from function.database.completion import FileFacts, Reading
from function.database.pool import Database
from function.database.queue import Attempt
from function.database.search import read_concepts, save_concepts, save_query_center
from function.document.chunks import EmbeddedChunk, Vectors
from function.document.pages import WholeDocument
from function.document.reviewed_fields import ReviewedFields
from function.embedding.centering import find_query_center
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.jobs.passages import join_vectors, plan_steps
from function.settings import Settings
from tests.support.fields import NO_FIELDS
from tests.support.jobs import make_queue
from tests.support.search_set import Passage

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to store: its text, and where each passage begins and ends in it."""

    text: str
    places: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is, in characters of `documents.ocr_text`."""

    document_id: UUID
    start: int
    end: int

    def is_in(self, document_id: UUID, start: int, end: int) -> bool:
        """Whether the chunk from `start` to `end` contains most of the passage."""
        shared = min(end, self.end) - max(start, self.start)
        return document_id == self.document_id and 2 * shared > self.end - self.start


def bind(passages: Sequence[Passage]) -> Paper:
    """Joins the passages into one document, in order."""
    text, places = "", {}
    for passage in passages:
        text += _BETWEEN if text else ""
        places[passage.name] = (len(text), len(text) + len(passage.text))
        text += passage.text
    return Paper(text, places)


class Scribe:
    """Chunks and embeds texts according to the settings, each text only once."""

    def __init__(self, encoder: Encoder, settings: Settings) -> None:
        self.model = encoder.model_id
        self.query_center = find_query_center(encoder)
        self._encoder = encoder
        self._settings = settings
        self.embed = cache(self._embed)
        self.embed_concept = cache(lambda terms: encoder.encode_texts([terms], "passage")[0])

    def _embed(self, text: str) -> tuple[EmbeddedChunk, ...]:
        size, overlap = self._settings.embeddings_chunk_size, self._settings.embeddings_chunk_overlap
        chunks = chunk_document(text, (0,), self._encoder, size, overlap, passage_size=self._encoder.window)
        made: dict[str, Vectors] = {}
        for texts in plan_steps(chunks, made):
            made.update(zip(texts, self._encoder.encode_passages(texts), strict=True))
        return tuple(join_vectors(chunk, made) for chunk in chunks)


class Archive:
    """Stores documents in a migrated database as production does once their pages are read."""

    def __init__(self, database: Database, scribe: Scribe) -> None:
        self.database = database
        self._scribe = scribe
        self._queue = make_queue(database, "archive")
        save_query_center(database, scribe.model, scribe.query_center)

    def relate_by_meaning(self) -> None:
        """Makes the vectors of all related terms, as the function does when it starts."""
        while concepts := read_concepts(self.database, self._scribe.model):
            vectors = np.stack([self._scribe.embed_concept(terms) for terms in concepts.values()])
            save_concepts(self.database, self._scribe.model, concepts, vectors)

    def store(
        self,
        paper: Paper,
        *,
        name: str = "papel.pdf",
        owner: UUID | None = None,
        fields: ReviewedFields = NO_FIELDS,
        language: str = "es",
    ) -> dict[str, Place]:
        """Stores the paper; returns where each passage is."""
        document_id = self.insert(name, owner)
        self.complete(document_id, paper.text, fields, language)
        return {name: Place(document_id, *place) for name, place in paper.places.items()}

    def complete(
        self, document_id: UUID, text: str, fields: ReviewedFields = NO_FIELDS, language: str = "es"
    ) -> None:
        """Completes the document, again if necessary, with `text` as its only page."""
        self.complete_whole(document_id, WholeDocument((), text, (0,), text, language, 1.0, ()), fields)

    def store_whole(self, whole: WholeDocument, *, name: str, owner: UUID | None = None) -> UUID:
        """Stores a document with its pages' blocks."""
        document_id = self.insert(name, owner)
        self.complete_whole(document_id, whole)
        return document_id

    def complete_whole(
        self,
        document_id: UUID,
        whole: WholeDocument,
        fields: ReviewedFields = NO_FIELDS,
        fingerprint: str | None = None,
    ) -> None:
        """Completes the document, again if necessary; `fingerprint` is that of its file."""
        attempt = self.begin(document_id, fingerprint=fingerprint)
        facts = FileFacts("application/pdf", (), None)
        self._queue.complete(
            attempt, Reading(whole, facts, fields, self._scribe.embed(whole.text), self._scribe.model, 0.0)
        )

    def begin(self, document_id: UUID, *, fingerprint: str | None = None) -> Attempt:
        """Claims the document, again if necessary, and begins to read its file if the file's hash is given."""
        self._queue.read_again(document_id)
        attempt = self._queue.claim(document_id)
        assert attempt is not None
        if fingerprint is not None:
            self._queue.begin_reading(attempt, fingerprint=fingerprint, pages_total=1)
        return attempt

    def insert(self, name: str, owner: UUID | None) -> UUID:
        """Inserts a row whose file has not been read."""
        with self.database.transaction() as connection:
            row = connection.execute(
                "insert into public.documents (file_url, file_name, owner_id) values ('documents/papel.pdf', %s, %s)"
                " returning id",
                [name, owner],
            ).fetchone()
        assert row is not None
        found = row["id"]
        assert isinstance(found, UUID)
        return found
