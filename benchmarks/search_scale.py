"""`python -m benchmarks.search_scale [PASSAGES ...]`: speed, recall and size of search in large archives.

Texts and vectors are mixed from those of the set: a chunk has sentences of several papers with other digits, and a
vector lies between two real ones with a little noise, so that vectors cluster as real ones do.
"""

import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import UUID, uuid4

# Must be set before torch is loaded, as in gunicorn.conf.py.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import psycopg

from benchmarks.command import run_command
from benchmarks.report import describe_machine, write_result
from benchmarks.search import open_database
from function.database.pool import register_vectors
from function.document.chunks import Vectors
from function.embedding.encoder import Encoder
from local.postgres import SUPERUSER, Postgres
from tests.support.reading import make_settings
from tests.support.search_set import load_passages, load_queries
from tests.support.search_set.archive import Scribe

SIZES = (10_000, 100_000)
PASSAGES_A_CHUNK, CHUNKS_A_DOCUMENT, SENTENCES_A_CHUNK = 4, 3, 20
QUERIES = 60
# One document in this many belongs to the user who searches.
OWNED_EVERY = 100
MODEL = "bench"
SHAKEN = 0.5
MIN_RECALL = 0.98
NEAREST = "select chunk_id, start_offset from nearest_passages(%s, %s, 10, {})"
EXACT = """
    select chunk_id, start_offset from document_passages where model = %s and {}
    order by (embedding operator(extensions.<=>) %s) + 0 limit 10
"""
SEARCH = "select document_id from search_documents(%(text)s, %(vector)s, %(model)s, 10{})"
SIZE = """
    select pg_size_pretty(pg_table_size('document_embeddings')), pg_size_pretty(pg_indexes_size('document_embeddings')),
        pg_size_pretty(pg_relation_size('document_embeddings_search_vector_idx')),
        pg_size_pretty(pg_table_size('document_passages')),
        pg_size_pretty(pg_relation_size('document_passages_embedding_idx'))
"""


@dataclass(frozen=True, slots=True)
class Material:
    """Material for archives: sentences, real vectors, and queries with their vectors."""

    sentences: Sequence[str]
    vectors: Vectors
    queries: Sequence[tuple[str, Vectors]]


class Growing:
    """An archive that grows in steps, written with all its indexes in place."""

    def __init__(self, dsn: str, material: Material) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)
        register_vectors(self.connection)
        self.owner = uuid4()
        self._material = material
        self._chance = random.Random(1)
        self._noise = np.random.default_rng(1)
        self._documents = self._chunks = self.passages = 0
        # The queue is not measured here.
        self.connection.execute("alter table documents disable trigger user")

    def grow(self, passages: int) -> float:
        """Grow to this many passages; return the seconds per 1,000."""
        before, started = self.passages, time.monotonic()
        while self.passages < passages:
            with self.connection.transaction():
                self._add(50)
        seconds = time.monotonic() - started
        self.connection.execute("analyze")
        return 1000 * seconds / max(1, self.passages - before)

    def _add(self, documents: int) -> None:
        identities = [uuid4() for _ in range(documents)]
        chunks = [
            (identity, index, self._write_text())
            for identity in identities
            for index in range(CHUNKS_A_DOCUMENT)
        ]
        with self.connection.cursor() as cursor:
            statement = "copy documents (id, owner_id, file_url, language, created_at) from stdin"
            with cursor.copy(statement) as copy:
                for identity in identities:
                    self._documents += 1
                    owner = self.owner if self._documents % OWNED_EVERY == 0 else None
                    year = 2020 + self._documents % 2
                    copy.write_row((identity, owner, "documents/a.pdf", "es", f"{year}-01-01"))
            self._copy_chunks(cursor, chunks)
            self._copy_passages(cursor, chunks)

    def _copy_chunks(self, cursor: psycopg.Cursor[Any], chunks: Sequence[tuple[UUID, int, str]]) -> None:
        statement = (
            "copy document_embeddings (document_id, chunk_index, chunk_text, chunk_length, token_count, start_offset,"
            " end_offset, pages, language, content_hash, model, embedding) from stdin"
        )
        vector = self._material.vectors[0]
        with cursor.copy(statement) as copy:
            for document, index, text in chunks:
                length = len(text)
                copy.write_row((document, index, text, length, 480, 0, length, [1], "es", "-", MODEL, vector))

    def _copy_passages(self, cursor: psycopg.Cursor[Any], chunks: Sequence[tuple[UUID, int, str]]) -> None:
        last = cursor.execute("select max(id) from document_embeddings").fetchone()
        assert last is not None
        statement = (
            "copy document_passages (chunk_id, document_id, passage_index, start_offset, end_offset, model, embedding)"
            " from stdin"
        )
        first = last[0] - len(chunks) + 1
        with cursor.copy(statement) as copy:
            for number, (document, _, text) in enumerate(chunks):
                step = len(text) // PASSAGES_A_CHUNK
                for place in range(PASSAGES_A_CHUNK):
                    offsets = (place * step, (place + 1) * step)
                    copy.write_row((first + number, document, place, *offsets, MODEL, self._draw_vector()))
                    self.passages += 1

    def _draw_vector(self) -> Vectors:
        pool = self._material.vectors
        one, other = pool[self._chance.randrange(len(pool))], pool[self._chance.randrange(len(pool))]
        share = self._chance.uniform(0.5, 0.9)
        # Noise in the directions in which real vectors differ; white noise would put all at the same distance.
        shaken = self._noise.normal(0, SHAKEN / len(pool) ** 0.5, len(pool)) @ (pool - pool.mean(axis=0))
        vector = share * one + (1 - share) * other + shaken
        return np.asarray(vector / np.linalg.norm(vector), np.float32)

    def _write_text(self) -> str:
        text = " ".join(self._chance.choices(self._material.sentences, k=SENTENCES_A_CHUNK))
        return re.sub(r"\d", lambda _: self._chance.choice("0123456789"), text)


def main(sizes: Sequence[int]) -> None:
    material = _gather()
    lines = ["# Search in large archives", "", f"{describe_machine()} Embedded PostgreSQL 18.", ""]
    lines += ["| passages | " + " | ".join(COLUMNS) + " |", "| ---: |" + " ---: |" * len(COLUMNS)]
    verdicts = []
    with (
        tempfile.TemporaryDirectory(prefix="kairo-scale-", ignore_cleanup_errors=True) as root,
        Postgres(Path(root)) as cluster,
        open_database(cluster, "scale"),
    ):
        growing = Growing(cluster.dsn_for(SUPERUSER, "scale"), material)
        for size in sizes:
            print(f"{size} passages …", flush=True)
            cells = {"insert 1,000": f"{growing.grow(size):.1f} s", **_measure(growing, material)}
            lines.append(
                f"| {growing.passages:,} | " + " | ".join(cells[column] for column in COLUMNS) + " |"
            )
            verdicts.append(f"- {size:,}: recall of the index {cells['recall@10']} (at least {MIN_RECALL})")
        growing.connection.close()
    print(write_result("search_scale.md", [*lines, "", *verdicts]))


COLUMNS = (
    "insert 1,000",
    "service_role",
    "half by date",
    "1 % by owner",
    "user with 1 %, RLS",
    "recall@10",
    "recall@10, half by date",
    "chunks",
    "their indexes",
    "of these full text",
    "passages",
    "HNSW",
)


def _gather() -> Material:
    encoder = Encoder(make_settings())
    scribe = Scribe(encoder, make_settings())
    texts = [passage.text for passage in load_passages("alike")]
    vectors = np.concatenate([chunk.vectors for text in texts for chunk in scribe.embed(text)])
    queries = load_queries("alike")
    chosen = queries[:: max(1, len(queries) // QUERIES)][:QUERIES]
    return Material(
        sentences=[part for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if part],
        vectors=vectors,
        queries=[(query.text, encoder.encode_query(query.text)) for query in chosen],
    )


def _measure(growing: Growing, material: Material) -> dict[str, str]:
    connection = growing.connection
    half = "created_from => '2021-01-01'"

    def time_search(arguments: str, role: str = "service_role") -> str:
        return _time(_as(connection, role, growing.owner), material, f", {arguments}" if arguments else "")

    sizes = connection.execute(SIZE).fetchone()
    assert sizes is not None
    listed = "list_documents(created_from => '2021-01-01')"
    return {
        "service_role": time_search(""),
        "half by date": time_search(half),
        "1 % by owner": time_search(f"owner => '{growing.owner}'"),
        "user with 1 %, RLS": time_search("", "authenticated"),
        "recall@10": f"{_recall(connection, material, 'null', 'true'):.3f}",
        "recall@10, half by date": f"{_recall(connection, material, listed, f'document_id = any ({listed})'):.3f}",
        **dict(zip(COLUMNS[-5:], sizes, strict=True)),
    }


def _as(connection: psycopg.Connection, role: str, user: UUID) -> Callable[[str, dict[str, Any]], None]:
    def execute(statement: str, parameters: dict[str, Any]) -> None:
        connection.execute(statement.encode(), parameters).fetchall()

    connection.execute("reset role")
    connection.execute(
        "select set_config('request.jwt.claims', %s, false)", [f'{{"sub": "{user}", "role": "{role}"}}']
    )
    connection.execute(f"set role {role}")
    return execute


def _time(execute: Callable[[str, dict[str, Any]], None], material: Material, arguments: str) -> str:
    """p50 / p95 in milliseconds, from the second round on."""
    seconds = []
    for warm in (False, True):
        for text, vector in material.queries:
            started = time.monotonic()
            execute(SEARCH.format(arguments), {"text": text, "vector": vector, "model": MODEL})
            if warm:
                seconds.append(1000 * (time.monotonic() - started))
    return f"{median(seconds):.0f} / {quantiles(seconds, n=20)[-1]:.0f} ms"


def _recall(connection: psycopg.Connection, material: Material, listed: str, condition: str) -> float:
    connection.execute("reset role")
    shares = []
    for _, vector in material.queries:
        found = set(connection.execute(NEAREST.format(listed).encode(), [vector, MODEL]).fetchall())
        exact = set(connection.execute(EXACT.format(condition).encode(), [MODEL, vector]).fetchall())
        shares.append(len(found & exact) / len(exact))
    return sum(shares) / len(shares)


if __name__ == "__main__":
    run_command(lambda: main([int(size) for size in sys.argv[1:]] or SIZES))
