"""The vectors of related terms, made once for all stacks: they take eleven seconds of the processor."""

import fcntl
import hashlib
from pathlib import Path

import numpy as np
import psycopg

from function.database.pool import Database
from function.database.search import save_concepts
from function.document.chunks import Vectors
from function.embedding.encoder import Encoder, model_id
from function.models.store import PROVENANCE
from function.settings import DEFAULT_EMBEDDINGS_MODEL
from tests.support.reading import make_settings
from tests.support.settings import MODELS_DIR

# Beside the models, and made anew with others or for other terms.
FOLDER = Path(__file__).parents[2] / ".local" / "concepts"
# Left to the function, which is to make them all.
MISSING = 8


def give_concepts(dsn: str) -> None:
    """Save the default model's vectors of all concepts but a few in a migrated database."""
    model = model_id(DEFAULT_EMBEDDINGS_MODEL)
    with psycopg.connect(dsn) as connection:
        rows = connection.execute("select concept, terms from ocr.concepts_to_embed(%s)", [model]).fetchall()
    concepts: dict[int, str] = dict(rows[MISSING:])
    database = Database(dsn)
    database.open()
    try:
        save_concepts(database, model, concepts, _find_vectors(tuple(concepts.values())))
    finally:
        database.close()


def _find_vectors(texts: tuple[str, ...]) -> Vectors:
    weights = (MODELS_DIR / DEFAULT_EMBEDDINGS_MODEL / PROVENANCE).read_text()
    made_of = hashlib.sha256("\n".join((weights, *texts)).encode()).hexdigest()
    file, unfinished = FOLDER / f"{made_of}.npy", FOLDER / "unfinished.npy"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in FOLDER.glob("*.npy"):
                old.unlink()
            np.save(unfinished, Encoder(make_settings()).encode_texts(texts, "passage"))
            unfinished.rename(file)
    vectors: Vectors = np.load(file)
    return vectors
