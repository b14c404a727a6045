"""Passages are embedded before the document is read to its end, and it does not matter whether they were."""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import wait
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import numpy as np
import pytest
import structlog

from function.database.queue import Attempt, Queue
from function.document.chunks import ChunkKey, EmbeddedChunk, Vectors
from function.document.pages import Page, WholeDocument
from function.errors import FenceLostError, InferenceStuckError
from function.inference import STEP_SECONDS, ModelThread
from function.jobs.embed_step import EmbedStep
from function.jobs.lease import Lease
from function.jobs.tools import Tools
from function.jobs.turns import GaveWay, Turn
from function.reading.assembly import assemble
from tests.support.waiting import wait_until
from tests.unit.test_assembly import block, page
from tests.unit.test_chunking import WordPieces

PAGES = 20
CHAPTERS = (
    "Acta",
    "Cuentas del año",
    "Reparto de gastos",
    "Obras del tejado",
    "Seguros",
    "Ruegos y preguntas",
)


class Model(WordPieces):
    """Gives each text a vector that only it has, and keeps what it was given."""

    window = 30

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.began = threading.Event()
        self.breaks = False

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        self.began.set()
        self.goes_on.wait()
        if self.breaks:
            raise RuntimeError(f"broke at {texts[0]}")
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        return np.stack([np.frombuffer(digest, np.uint8).astype(np.float32) for digest in digests])


class Asked:
    """What the queue is asked while a document is embedded. Another document goes first once `gives_way`."""

    def __init__(self) -> None:
        self.known: dict[ChunkKey, Vectors] = {}
        self.kept: list[EmbeddedChunk] = []
        self.gives_way = False

    def read_vectors(self, *_: object) -> dict[ChunkKey, Vectors]:
        return self.known

    def begin_embedding(self, *_: object) -> None:
        pass

    def give_way_embedding(
        self, _: Attempt, fresh: Sequence[EmbeddedChunk], *__: object, **___: object
    ) -> bool:
        self.kept = list(fresh)
        return self.gives_way


class Office:
    """One attempt that embeds. `waiting` are the documents that wait for a turn, or None while one is free."""

    def __init__(self, *, step_seconds: float = STEP_SECONDS) -> None:
        self.model = Model()
        self.thread = ModelThread("model", lambda: self.model, step_seconds=step_seconds)
        self.thread.start().result()
        self.queue = Asked()
        self.waiting: tuple[()] | None = None

    def begin(self) -> EmbedStep:
        settings = SimpleNamespace(
            embeddings_chunk_size=60, embeddings_chunk_overlap=30, ocr_language=("es",)
        )
        inference = SimpleNamespace(encoder=self.thread, names={"embeddings": "model"})
        tools = SimpleNamespace(settings=settings, inference=inference, queue=self.queue)
        attempt = Attempt(
            uuid4(), uuid4(), 1, "", mime_type=None, force_ocr=False, embed_only=False, extract_only=False
        )
        queue = cast(Queue, self.queue)
        lease = Lease(queue, attempt, lease_seconds=60, timeout_seconds=600)
        turn = Turn(queue, attempt, lambda: self.waiting, model="model")
        return EmbedStep(cast(Tools, tools), attempt, lease, turn)

    def embed(self, pages: Sequence[Page], whole: WholeDocument | None = None) -> tuple[EmbeddedChunk, ...]:
        """Embed a document after each page has been embedded ahead."""
        with self.begin() as embedding:
            for given in pages:
                embedding.add(given)
                settle(embedding)
            self.model.texts.append("all pages read")
            whole = whole or read_whole(pages)
            embedding.begin(whole)
            return embedding.embed(whole)

    def ahead(self) -> list[str]:
        """The texts that were embedded before all pages were read."""
        return self.model.texts[: self.model.texts.index("all pages read")]


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.thread.stop()
    wait_until(lambda: not left_behind())


def settle(embedding: EmbedStep) -> None:
    if (begun := embedding._ahead._round) is not None:
        wait([begun])


def left_behind() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]


def read_pages(count: int = PAGES, **facts: Any) -> list[Page]:
    """Pages under a running header, which is another one from every fourth page on; no sentence occurs twice."""
    return [
        replace(
            page(
                number,
                block(f"{CHAPTERS[number // 4]}, {number}", 30),
                *(
                    block(
                        f"En el punto {number}.{point} se habló del portal {number * point}.",
                        150 + 40 * point,
                    )
                    for point in range(10)
                ),
            ),
            **{"source": "text_layer", **facts},
        )
        for number in range(1, count + 1)
    ]


def read_whole(pages: Sequence[Page]) -> WholeDocument:
    return assemble(pages, default_language="es")


def same(embedded: Sequence[EmbeddedChunk], others: Sequence[EmbeddedChunk]) -> bool:
    return [item.chunk for item in embedded] == [item.chunk for item in others] and all(
        np.array_equal(item.vectors, other.vectors) for item, other in zip(embedded, others, strict=True)
    )


def embed_afterwards(whole: WholeDocument) -> tuple[EmbeddedChunk, ...]:
    office = Office()
    office.waiting = ()
    embedded = office.embed((), whole)
    office.thread.stop()
    return embedded


def test_vectors_made_ahead_are_those_made_afterwards_and_none_is_made_twice(office: Office) -> None:
    pages = read_pages()
    embedded = office.embed(pages)
    assert same(embedded, embed_afterwards(read_whole(pages)))
    texts = {passage.text for item in embedded for passage in item.chunk.passages}
    made = [text for text in office.model.texts if text in texts]
    assert len(made) == len(set(made)) == len(texts)
    # Only of the last pages it is not known ahead what runs in their margins.
    assert set(office.ahead()) <= texts
    assert len(office.ahead()) > len(texts) * (PAGES - 4) // PAGES
    assert not any(chapter in text for chapter in CHAPTERS[:-1] for text in texts)


def test_what_was_embedded_ahead_and_is_not_in_the_document_does_no_harm(office: Office) -> None:
    pages = read_pages()
    # As if a person had corrected a line, and the last pages showed something else to be a running header.
    moved = [
        replace(
            given,
            blocks=tuple(
                replace(part, text=part.text.replace("habló", "trató")) for part in given.blocks[2:]
            ),
        )
        for given in pages[3:12]
    ]
    whole = read_whole([*pages[:3], *moved, *pages[12:]])
    embedded = office.embed(pages, whole)
    assert any("habló" in text for text in office.ahead())
    assert same(embedded, embed_afterwards(whole))


def test_nothing_is_embedded_ahead_while_another_document_may_have_to_wait(office: Office) -> None:
    office.waiting = ()
    assert same(office.embed(read_pages()), embed_afterwards(read_whole(read_pages())))
    assert office.ahead() == []


def test_nothing_is_embedded_ahead_of_scans_or_after_a_page_that_is_missing(office: Office) -> None:
    office.embed(read_pages(source="ocr"))
    assert office.ahead() == []
    pages = read_pages()
    office.model.texts.clear()
    office.embed(pages[:4], read_whole(pages))
    first = office.ahead()
    office.model.texts.clear()
    office.embed(pages[:4] + pages[5:], read_whole(pages))
    assert office.ahead() == first != []


def test_chunks_that_have_vectors_are_not_embedded_ahead(office: Office) -> None:
    pages = read_pages()
    known = {item.chunk.key: item.vectors for item in embed_afterwards(read_whole(pages))}
    office.queue.known = known
    office.embed(pages)
    assert office.model.texts == ["all pages read"]


def test_an_error_ahead_loses_nothing_and_the_log_says_where_it_was(office: Office) -> None:
    office.model.breaks = True
    pages = read_pages()
    with office.begin() as embedding, structlog.testing.capture_logs() as logs:
        for given in pages:
            embedding.add(given)
            settle(embedding)
        office.model.breaks = False
        embedding.begin(read_whole(pages))
        embedded = embedding.embed(read_whole(pages))
    (line,) = [line for line in logs if line["event"] == "embedding_ahead_broke"]
    assert line["error_type"] == "RuntimeError"
    assert "portal" not in str(line)
    assert same(embedded, embed_afterwards(read_whole(pages)))


def test_a_model_that_hangs_ahead_fails_the_attempt() -> None:
    office = Office(step_seconds=0.05)
    office.model.goes_on.clear()
    with office.begin() as embedding:
        for given in read_pages():
            embedding.add(given)
        settle(embedding)
        assert office.thread.is_stuck
        office.model.goes_on.set()
        with pytest.raises(InferenceStuckError):
            embedding.embed(read_whole(read_pages()))
    wait_until(lambda: not left_behind())


def test_what_was_embedded_ahead_is_kept_when_the_document_gives_way(office: Office) -> None:
    pages = read_pages()
    office.queue.gives_way = True
    with office.begin() as embedding:
        for given in pages:
            embedding.add(given)
            settle(embedding)
        made = set(office.model.texts)
        office.waiting = ()
        with pytest.raises(GaveWay):
            embedding.embed(read_whole(pages))
    assert set(office.model.texts) == made
    kept = office.queue.kept
    assert {passage.text for item in kept for passage in item.chunk.passages} == made
    afterwards = {item.chunk.key: item.vectors for item in embed_afterwards(read_whole(pages))}
    assert kept
    assert all(np.array_equal(item.vectors, afterwards[item.chunk.key]) for item in kept)


def lose(office: Office) -> None:
    """Lose the lease while a step of the model is under way."""
    with office.begin() as embedding:
        for given in read_pages():
            embedding.add(given)
        office.model.began.wait()
        raise FenceLostError("Another attempt took over.")


def test_an_attempt_that_ends_early_leaves_no_thread_behind(office: Office) -> None:
    office.model.goes_on.clear()
    with pytest.raises(FenceLostError):
        lose(office)
    texts = list(office.model.texts)
    assert left_behind()
    office.model.goes_on.set()
    wait_until(lambda: not left_behind())
    # The step under way was the last.
    assert office.model.texts == texts
