"""What all queries have in common.

Some passages resemble any question, whatever it asks (hubs), and come first too often. Search subtracts half of the
mean of typical questions from each query's vector: on the evaluation set recall@1 rises by 3 to 20 points, most in
texts that OCR has damaged (benchmarks/search.py; the idea: Hara et al. 2015, "Localized Centering").
"""

from pathlib import Path

from function.document.chunks import Vectors
from function.embedding.encoder import Encoder

TYPICAL_QUERIES = Path(__file__).with_name("typical_queries.txt")
# 0.3 to 0.8 do about as well.
SHARE = 0.5


def find_query_center(encoder: Encoder) -> Vectors:
    """The vector to subtract from the model's queries, float32, shape (384,)."""
    queries = TYPICAL_QUERIES.read_text(encoding="utf-8").splitlines()
    center: Vectors = SHARE * encoder.encode_texts(queries, "query").mean(axis=0)
    return center
