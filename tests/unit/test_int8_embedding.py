"""Which embedding model multiplies 8-bit integers, and on which processors."""

import pytest

from function.embedding.backends.bert_config import tensor_names
from function.embedding.backends.bert_int8 import read_ranges
from function.embedding.backends.choice import choose_ranges
from function.settings import DEFAULT_EMBEDDINGS_MODEL
from tests.support.settings import settings

LAYERS = 12


@pytest.mark.parametrize("able", [True, False])
def test_integers_are_multiplied_only_where_the_processor_can(
    able: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("function.embedding.backends.choice.multiplies_int8", lambda: able)
    assert bool(choose_ranges(settings())) is able
    for precision in ("bfloat16", "float32"):
        assert not choose_ranges(settings(embeddings_precision=precision))


def test_a_model_whose_ranges_were_not_measured_stays_in_floating_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("function.embedding.backends.choice.multiplies_int8", lambda: True)
    assert not choose_ranges(settings(embeddings_model="somebody/another-model"))


def test_every_range_belongs_to_a_matrix_of_the_model() -> None:
    ranges = read_ranges(DEFAULT_EMBEDDINGS_MODEL)
    assert {f"{name}.weight" for name in ranges} <= set(tensor_names(LAYERS))
    assert all(found.low < 0 < found.high for found in ranges.values())
