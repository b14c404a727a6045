"""The interface between `Reranker` and the runtime of its model."""

from collections.abc import Sequence
from typing import Protocol

# Tokens of a question and a passage together. A passage has 120 in the embedding model's count, and a question rarely
# more than 40; the longer of the two is cut.
PAIR_TOKENS = 256


class Backend(Protocol):
    """Runs a model, on one thread only."""

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """Return a score for each passage, higher for a better answer."""
