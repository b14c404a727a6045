"""The centre of typical queries, which search subtracts from each query's vector.

Some passages (hubs) resemble every question and rank first too often. Subtracting the mean vector of
typical questions raises recall@1 of paraphrased questions by 8 to 11 points where texts have OCR errors
(benchmarks/search.py). Source: Hara et al. 2015, "Localized Centering".
"""

from pathlib import Path

from function.document.chunks import Vectors
from function.embedding.encoder import Encoder

TYPICAL_QUERIES = Path(__file__).with_name("typical_queries.txt")


def find_query_center(encoder: Encoder) -> Vectors:
    """Return the vector to subtract from query vectors, float32, shape (384,)."""
    queries = TYPICAL_QUERIES.read_text(encoding="utf-8").splitlines()
    center: Vectors = encoder.encode_texts(queries, "query").mean(axis=0)
    return center
