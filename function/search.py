"""The way of a question: its vector, the chunks that the database finds, and their order."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from function.database.pool import Database
from function.database.search import Answer, Found, SearchFilter, search_documents
from function.inference import Inference, ModelThread
from function.observability.metrics import Metrics
from function.reranking.reranker import Reranker
from function.settings import Settings

# The reranker reads the first hits only. On hard questions the right paper stands among ten for 93 to 97 %.
RERANKED = 20
# About as long as a step of a document's chunks, which run in between on the same thread.
PASSAGES_PER_STEP = 10
# The constant of reciprocal rank fusion in `public.search_documents`.
FUSION = 60


class Search:
    def __init__(self, settings: Settings, inference: Inference, metrics: Metrics) -> None:
        self._inference = inference
        self._metrics = metrics
        self._rerank_seconds = settings.rerank_seconds

    async def find(
        self,
        database: Database,
        query: str,
        *,
        limit: int,
        only: SearchFilter,
        literal: bool = False,
        explain: bool = False,
    ) -> Answer:
        """Return the best chunks. Raises RequestError when the question is longer than the model reads."""
        reranker = self._inference.reranker
        vector, model = await asyncio.wrap_future(
            self._inference.encoder.submit(lambda encoder: (encoder.encode_query(query), encoder.model_id))
        )
        answer = await asyncio.to_thread(
            search_documents,
            database,
            query,
            vector,
            model,
            limit=max(limit, RERANKED) if reranker else limit,
            only=only,
            literal=literal,
            explain=explain,
        )
        if reranker is None:
            return answer
        found = await self._rerank(reranker, query, answer)
        return replace(answer, results=found[:limit])

    async def _rerank(self, reranker: ModelThread[Reranker], query: str, answer: Answer) -> Sequence[Found]:
        """Return the hits in the reranker's order, or as they are if it is late."""
        hits, rest = answer.results[:RERANKED], answer.results[RERANKED:]
        passages = [hit.passage for hit in hits]
        scores: list[float] = []
        try:
            async with asyncio.timeout(self._rerank_seconds):
                for first in range(0, len(passages), PASSAGES_PER_STEP):
                    step = partial(_score, query=query, passages=passages[first : first + PASSAGES_PER_STEP])
                    scores += await asyncio.wrap_future(reranker.submit(step))
        except TimeoutError:
            self._metrics.count_rerank("late")
            return answer.results
        self._metrics.count_rerank("ranked")
        return [*order_hits(hits, scores, is_dated="order" in answer.understood), *rest]


def _score(reranker: Reranker, query: str, passages: Sequence[str]) -> list[float]:
    return reranker.score(query, passages)


def order_hits(hits: Sequence[Found], scores: Sequence[float], *, is_dated: bool) -> list[Found]:
    """Return the hits with their places by `scores`, in the order of both.

    The reranker stands in for meaning and words, and counts as much as both together. What else brought a hit forward is
    certain and weighs more, as before: codes, names, and the dates, amounts, types and files that the question names.
    Where the question asks for the newest or oldest (`is_dated`), the order stays.
    """
    places = sorted(range(len(hits)), key=lambda place: (-scores[place], place))
    ranks = {place: rank for rank, place in enumerate(places, start=1)}
    ranked = [
        replace(hit, rerank_rank=ranks[place], rerank_score=scores[place]) for place, hit in enumerate(hits)
    ]
    if is_dated:
        return ranked
    explained = [replace(hit, explanation=_explain(hit)) for hit in ranked]
    return sorted(explained, key=_weigh, reverse=True)


def _explain(hit: Found) -> Sequence[Mapping[str, Any]] | None:
    """Return what the order is made of, if the hit is explained: the reranker stands for meaning and words."""
    if hit.explanation is None or hit.rerank_rank is None:
        return hit.explanation
    part = {"by": "rerank", "rank": hit.rerank_rank, "score": 2 / (FUSION + hit.rerank_rank)}
    return [part, *(other for other in hit.explanation if other["by"] not in ("semantic", "lexical"))]


def _weigh(hit: Found) -> float:
    assert hit.rerank_rank is not None  # noqa: S101  set by the caller
    replaced = sum(1 / (FUSION + rank) for rank in (hit.semantic_rank, hit.lexical_rank) if rank is not None)
    return hit.score - replaced + 2 / (FUSION + hit.rerank_rank)
