"""Cross-encoders on both engines, and what they do to the order of a search."""

from pathlib import Path

import numpy as np
import pytest
import structlog

from function.embedding.backends.bert_config import MisfitError
from function.errors import ModelMissingError, SettingsError
from function.models.locate import check_models, rerank_model_path
from function.reranking.backend import PAIR_TOKENS
from function.reranking.pair_config import read_pair_bert
from function.reranking.pair_tokens import HuggingFacePairs, XlmrPairs, open_pair_tokens
from function.reranking.reranker import Reranker
from tests.support.settings import settings
from tests.support.small_models import make_bert_pairs, make_counting_pairs, make_xlmr_pairs

pytestmark = pytest.mark.integration

QUESTION = "quién paga la caldera"
PASSAGES = (
    "la caldera del gas",
    "el seguro del coche",
    "la renta del mes, la luz y el agua",
    "caldera",
    "",
    "agua " * 200,
    "gas luz agua coche seguro",
)


def scores(path: Path, question: str = QUESTION, **values: str) -> list[float]:
    wanted = settings(rerank_model=str(path), **{"embeddings_precision": "float32", **values})
    with structlog.testing.capture_logs() as logs:
        found = Reranker(wanted).score(question, PASSAGES)
    assert logs == []
    return found


@pytest.mark.parametrize("make", [make_bert_pairs, make_xlmr_pairs])
def test_both_engines_give_the_same_scores(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = make(tmp_path / "pairs")
    ours, theirs = scores(path), scores(path, embeddings_engine="torch")
    np.testing.assert_allclose(ours, theirs, atol=1e-4)
    assert np.ptp(ours) > 0.01
    long = "luz " * 300
    np.testing.assert_allclose(scores(path, long), scores(path, long, embeddings_engine="torch"), atol=1e-4)


@pytest.mark.parametrize("question", [QUESTION, "luz " * 300, "", "¿Quién  paga, ﬁn? 😀"])
def test_xlm_r_reads_the_same_tokens_from_either_of_its_files(tmp_path: Path, question: str) -> None:
    path = make_xlmr_pairs(tmp_path / "pairs")
    ours = open_pair_tokens(path, 96)
    assert isinstance(ours, XlmrPairs)
    theirs = HuggingFacePairs(path / "tokenizer.json", 96)
    found = ours.pair(question, PASSAGES)
    assert found == theirs.pair(question, PASSAGES)
    assert max(len(pair.words) for pair in found) == 96
    (path / "sentencepiece.bpe.model").unlink()
    assert isinstance(open_pair_tokens(path, 96), HuggingFacePairs)


def test_a_score_without_a_sigmoid_stays_without_one(tmp_path: Path) -> None:
    named = {"sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"}
    path = make_bert_pairs(tmp_path / "pairs", **named)
    assert read_pair_bert(path).activation == "Identity"
    np.testing.assert_allclose(scores(path), scores(path, embeddings_engine="torch"), atol=1e-3)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_the_more_of_a_passage_answers_the_higher_its_score(tmp_path: Path, precision: str) -> None:
    path = make_counting_pairs(tmp_path / "pairs")
    found = scores(path, "renta", embeddings_precision=precision)
    order = sorted(range(len(PASSAGES)), key=lambda place: -found[place])
    assert [PASSAGES[place] for place in order[:2]] == ["caldera", "la caldera del gas"]


def test_a_model_that_openvino_cannot_run_runs_on_torch_and_the_log_says_why(tmp_path: Path) -> None:
    path = make_bert_pairs(tmp_path / "pairs", hidden_act="relu")
    with pytest.raises(MisfitError, match="its activation is relu"):
        read_pair_bert(path)
    with structlog.testing.capture_logs() as logs:
        found = Reranker(settings(rerank_model=str(path))).score(QUESTION, PASSAGES)
    assert [(entry["event"], entry["reason"]) for entry in logs] == [
        ("rerank_engine_is_torch", "its activation is relu, not gelu")
    ]
    assert len(found) == len(PASSAGES)


def test_a_model_with_several_scores_is_refused(tmp_path: Path) -> None:
    path = make_bert_pairs(tmp_path / "pairs", num_labels=3)
    with pytest.raises(SettingsError, match="gives 3 scores for a passage"):
        Reranker(settings(rerank_model=str(path)))


def test_what_a_model_reads_is_bounded(tmp_path: Path) -> None:
    assert read_pair_bert(make_bert_pairs(tmp_path / "small")).bert.tokens == 96
    large = make_bert_pairs(tmp_path / "large", max_position_embeddings=512)
    config = large / "tokenizer_config.json"
    config.write_text(config.read_text().replace(" 96", " 512"))
    assert read_pair_bert(large).bert.tokens == PAIR_TOKENS


def test_a_missing_model_is_an_error_at_start(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"RERANK_MODEL=.* is a directory without"):
        check_models(settings(rerank_model=str(tmp_path)))
    path = make_bert_pairs(tmp_path / "pairs")
    check_models(settings(rerank_model=str(path)))
    assert rerank_model_path(settings(rerank_model=str(path))) == str(path)
