"""The completing transaction of a long document, run by the function's own code; used by `benchmarks.database`."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Never
from uuid import UUID, uuid4

import numpy as np

from function.database.completion import FileFacts, Reading
from function.database.pool import Database
from function.database.queue import Attempt, Queue
from function.document.chunks import EmbeddedChunk, Vectors
from function.document.pages import Page
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.embedding.outline import find_outline
from function.reading.assembly import assemble
from function.reading.reader import Reader
from local.samples import SAMPLES
from tests.support.fields import NO_FIELDS
from tests.support.jobs import make_queue
from tests.support.reading import make_settings

MODEL = "benchmark"


@dataclass(frozen=True, slots=True)
class Completions:
    """Seconds of `save_page` calls and of completing transactions: for a new document, and for one read again; and of making
    the keys that search finds it by, which is part of both."""

    pages: int
    chunks: int
    passages: int
    saving: list[float]
    first: list[float]
    again: list[float]
    keys: list[float]


def measure_completions(dsn: str, *, pages: int, repeats: int) -> Completions:
    """Measure `repeats` documents with the same pages."""
    read = repeat_sample(pages)
    author = Author(read)
    database = Database(dsn)
    database.open()
    queue = make_queue(database, "benchmark", wants_callback=True)
    saving: list[float] = []
    first: list[float] = []
    again: list[float] = []
    keys: list[float] = []
    for _ in range(repeats):
        document_id = _insert_document(database)
        for seconds in (first, again):
            attempt = _begin(queue, document_id, pages)
            saving += [_time_saving(queue, attempt, page) for page in read]
            reading = author.write()
            seconds.append(_time_completing(queue, attempt, reading))
        keys.append(_time_keys(database, document_id))
    database.close()
    chunks = reading.chunks or ()
    passages = sum(len(embedded.vectors) for embedded in chunks)
    return Completions(pages, len(chunks), passages, saving, first, again, keys)


def repeat_sample(count: int) -> list[Page]:
    """The pages of the born-digital sample, repeated."""
    sample = next(sample for sample in SAMPLES if not sample.scanned)
    reader = Reader(make_settings(), _recognise_nothing)
    with reader.open(sample.file, sample.media_type, sample.name) as document:
        pages = [document.read_page(number + 1) for number in range(document.page_count)]
    reader.close()
    return [replace(pages[number % len(pages)], number=number + 1) for number in range(count)]


class Author:
    """Writes the same pages with new vectors each time, because equal vectors cost the index nothing.

    Each vector is a mix of three real ones from the pages, so that they cluster as real ones do.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        settings = make_settings()
        encoder = Encoder(settings)
        self._whole = assemble(pages, default_language="es")
        self._chunks = chunk_document(
            self._whole.text,
            self._whole.page_starts,
            encoder,
            size=settings.embeddings_chunk_size,
            overlap=settings.embeddings_chunk_overlap,
            passage_size=encoder.window,
            outline=find_outline(self._whole),
        )
        texts = dict.fromkeys(passage.text for chunk in self._chunks for passage in chunk.passages)
        self._real = encoder.encode_passages(list(texts))
        self._chance = np.random.default_rng(0)

    def write(self) -> Reading:
        """Make a reading as the pipeline does."""
        chunks = tuple(EmbeddedChunk(chunk, self._draw(len(chunk.passages))) for chunk in self._chunks)
        return Reading(
            self._whole, FileFacts("application/pdf", (), None), NO_FIELDS, chunks, MODEL, seconds=60.0
        )

    def _draw(self, count: int) -> Vectors:
        chosen = self._real[self._chance.integers(len(self._real), size=(count, 3))]
        shares = self._chance.dirichlet((1, 1, 1), size=count)
        mixed = np.einsum("pm,pmd->pd", shares, chosen)
        return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), np.float32)


def _recognise_nothing(_: object) -> Never:
    raise AssertionError("The sample's pages have a text layer.")


def _insert_document(database: Database) -> UUID:
    document_id = uuid4()
    with database.transaction() as connection:
        connection.execute(
            "insert into documents (id, file_url) values (%s, 'documents/largo.pdf')", [document_id]
        )
    return document_id


def _begin(queue: Queue, document_id: UUID, pages: int) -> Attempt:
    queue.read_again(document_id)
    attempt = queue.claim(document_id)
    assert attempt is not None
    queue.begin_reading(attempt, fingerprint="benchmark", pages_total=pages)
    return attempt


def _time_saving(queue: Queue, attempt: Attempt, page: Page) -> float:
    started = time.perf_counter()
    queue.save_page(attempt, page)
    return time.perf_counter() - started


def _time_completing(queue: Queue, attempt: Attempt, reading: Reading) -> float:
    started = time.perf_counter()
    queue.complete(attempt, reading)
    return time.perf_counter() - started


def _time_keys(database: Database, document_id: UUID) -> float:
    """What the trigger does, alone: its share would drown in what differs between two transactions of seconds."""
    started = time.perf_counter()
    with database.transaction() as connection:
        connection.execute("select ocr.index_document(d) from documents d where d.id = %s", [document_id])
    return time.perf_counter() - started
