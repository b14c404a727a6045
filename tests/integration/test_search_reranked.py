"""What a reranker does to the order of a search, with a model whose scores are known."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

import pytest
from prometheus_client import generate_latest

from function.database import pool
from function.database.search import Answer, SearchFilter
from function.embedding.encoder import Encoder
from function.inference import Inference
from function.observability.metrics import Metrics
from function.search import Search
from tests.support.reading import make_settings
from tests.support.search_set import Passage
from tests.support.search_set.archive import Archive, Place, Scribe, bind
from tests.support.services import Database
from tests.support.small_models import make_counting_pairs

pytestmark = pytest.mark.integration

PAPERS = {
    "carta": "Estimado inquilino: la caldera de la vivienda la paga el casero, según el contrato firmado en su día.",
    "revision": "Caldera: caldera. Caldera caldera.",
    "seguro": "El seguro del coche vence en junio y no cubre los cristales ni la asistencia en viaje.",
    "enero": "Factura de la revisión de la caldera. Fecha: 12 de enero de 2024. Importe: 80 euros.",
    "marzo": "Factura de la revisión. Fecha: 9 de marzo de 2024. Importe: 95 euros, caldera incluida en el precio.",
}
QUESTION = "quién paga la caldera"


def _ignoring_the_model(step: Callable[[], dict[str, Place]]) -> Callable[[Encoder], dict[str, Place]]:
    return lambda _: step()


class Asked:
    """The papers, and a search that ranks again within `seconds`."""

    def __init__(self, database: pool.Database, inference: Inference, archive: Archive) -> None:
        self.database = database
        self.inference = inference
        self.metrics = Metrics()
        self.names: dict[UUID, str] = {}
        for name, text in PAPERS.items():
            store = partial(archive.store, bind([Passage(name, text)]), name=f"{name}.pdf")
            # The embedding model works on its own thread only.
            places = inference.encoder.submit(_ignoring_the_model(store)).result()
            self.names[places[name].document_id] = name

    def ask(self, question: str = QUESTION, *, limit: int = 5, seconds: float = 60) -> Answer:
        search = Search(make_settings(rerank_seconds=seconds), self.inference, self.metrics)
        return asyncio.run(
            search.find(self.database, question, limit=limit, only=SearchFilter(), explain=True)
        )

    def order(self, answer: Answer) -> list[str]:
        return [self.names[hit.document_id] for hit in answer.results]

    def counted(self, result: str) -> bool:
        return (
            f'kairo_reranks_total{{result="{result}"}} 1.0' in generate_latest(self.metrics.registry).decode()
        )


@pytest.fixture(scope="module")
def inference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inference]:
    """The real embedding model and the small reranker, without the recogniser."""
    path = make_counting_pairs(tmp_path_factory.mktemp("models") / "pairs")
    inference = Inference(make_settings(rerank_model=str(path)))
    assert inference.reranker is not None
    inference.encoder.start().result()
    inference.reranker.start().result()
    yield inference
    inference.stop()


@pytest.fixture(scope="module")
def scribe(inference: Inference) -> Scribe:
    def make(encoder: Encoder) -> Scribe:
        return Scribe(encoder, make_settings())

    return inference.encoder.submit(make).result()


@pytest.fixture
def asked(database: Database, scribe: Scribe, inference: Inference) -> Iterator[Asked]:
    connections = pool.Database(database.dsn)
    connections.open()
    try:
        yield Asked(connections, inference, Archive(connections, scribe))
    finally:
        connections.close()


def test_the_paper_that_the_reranker_prefers_comes_first(asked: Asked) -> None:
    answer = asked.ask()
    assert asked.order(answer)[0] == "revision"
    assert [hit.rerank_rank for hit in answer.results] == [1, 2, 3, 4, 5]
    scores = [hit.rerank_score for hit in answer.results]
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    # Without it the answer in words comes first.
    assert max(answer.results, key=lambda hit: hit.score).rerank_rank != 1
    assert asked.counted("ranked")


def test_the_parts_of_a_reranked_hit_add_up_to_the_order_shown(asked: Asked) -> None:
    results = asked.ask().results
    sums = [sum(part["score"] for part in hit.explanation or ()) for hit in results]
    assert sums == sorted(sums, reverse=True)
    assert [hit.explanation and hit.explanation[0]["rank"] for hit in results] == [1, 2, 3, 4, 5]
    assert not any(part["by"] == "semantic" for hit in results for part in hit.explanation or ())


def test_a_hit_beyond_the_limit_can_come_first(asked: Asked) -> None:
    assert asked.order(asked.ask(limit=1)) == ["revision"]


def test_a_paper_of_the_month_asked_for_stays_before_all_others(asked: Asked) -> None:
    answer = asked.ask("caldera marzo 2024")
    assert asked.order(answer)[:2] == ["marzo", "revision"]
    assert answer.results[0].rerank_rank != 1


def test_the_newest_stays_the_newest(asked: Asked) -> None:
    order = asked.order(asked.ask("última factura de la revisión de la caldera"))
    assert order[0] == "marzo"


def test_a_reranker_that_is_late_leaves_the_order_as_it_was(asked: Asked) -> None:
    answer = asked.ask(seconds=1e-6)
    scores = [hit.score for hit in answer.results]
    assert scores == sorted(scores, reverse=True)
    assert {hit.rerank_rank for hit in answer.results} == {None}
    assert asked.counted("late")


def test_the_reranker_works_on_the_thread_of_the_embedding_model(inference: Inference) -> None:
    assert inference.reranker is not None
    threads = {
        inference.encoder.submit(lambda _: threading.get_ident()).result(),
        inference.reranker.submit(lambda _: threading.get_ident()).result(),
    }
    assert len(threads) == 1
    assert {"rerank"} <= inference.names.keys() & inference.busy_seconds.keys()
