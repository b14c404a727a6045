"""The real embedding model."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import structlog
from safetensors.numpy import load_file, save_file

from function.document.chunks import Chunk, Vectors
from function.embedding.backends.bert_config import MisfitError, read_bert
from function.embedding.backends.openvino_bert import WORDS
from function.embedding.backends.safetensors_file import Weights
from function.embedding.backends.tokenizers import open_tokens
from function.embedding.backends.word_table import WordTable
from function.embedding.chunking import chunk_document
from function.embedding.encoder import Encoder
from function.errors import RequestError, SettingsError
from function.machine.processor import multiplies_int8
from function.settings import DEFAULT_EMBEDDINGS_MODEL, Settings
from tests.support.search_set import load_passages
from tests.support.settings import MODELS_DIR

pytestmark = pytest.mark.integration

MODEL = MODELS_DIR / DEFAULT_EMBEDDINGS_MODEL
SENTENCES = (
    "El arrendatario abonará la renta en los siete primeros días de cada mes.",
    "La Sra. García comparece ante el notario D. Juan Pérez, en Madrid, el 3 de mayo de 2024.",
    "Véase el art. 25 de la Ley núm. 3/2004, por la que se establecen medidas contra la morosidad.",
    "El importe total de la factura asciende a 1.234,56 euros, IVA incluido.",
    "¿Qué ocurre si el pago se retrasa? Se devengarán intereses al tipo legal del dinero.",
)


def settings(**values: object) -> Settings:
    required = {
        "database_url": "postgresql://postgres@127.0.0.1/postgres",
        "supabase_url": "http://127.0.0.1:1",
        "supabase_service_role_key": "key",
        "function_token": "a-token-of-enough-characters",
        "models_dir": MODELS_DIR,
        "embeddings_precision": "float32",
    }
    return Settings.model_validate({**required, **values})


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(settings(), strict=True)


@pytest.fixture(scope="module")
def transformer() -> Any:
    """The default model in sentence-transformers, in float32."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(MODEL), device="cpu", local_files_only=True)


def long_text(characters: int) -> str:
    text = ""
    while len(text) < characters:
        text += " ".join(SENTENCES) + f" Expediente {len(text)}.\n\n"
    return text[:characters].rsplit(" ", 1)[0]


def cut(encoder: Encoder, text: str) -> list[Chunk]:
    return chunk_document(text, [0], encoder, passage_size=encoder.window)


def passages_of(chunk: Chunk) -> list[str]:
    return [passage.text for passage in chunk.passages]


def test_the_encoder_says_what_it_is(encoder: Encoder) -> None:
    assert (encoder.model_id, encoder.dimensions, encoder.window) == ("multilingual-e5-small", 384, 120)


def test_changing_the_last_word_of_a_chunk_changes_a_vector(encoder: Encoder) -> None:
    text = long_text(20_000)
    chunk = max(cut(encoder, text), key=lambda chunk: chunk.token_count)
    assert chunk.token_count > 400
    changed = chunk.text.rsplit(" ", 1)[0] + " canguro."
    before = encoder.encode_passages(passages_of(chunk))
    (again,) = cut(encoder, changed)
    after = encoder.encode_passages(passages_of(again))
    assert before.shape != after.shape or np.abs(before - after).max() > 0.01


def test_vectors_are_normalised_float32(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(SENTENCES)
    assert vectors.shape == (len(SENTENCES), 384)
    assert str(vectors.dtype) == "float32"
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    question = encoder.encode_query("¿cuándo se paga la renta?")
    assert question.shape == (384,)
    assert str(question.dtype) == "float32"
    assert encoder.encode_passages([]).shape == (0, 384)


def test_bfloat16_gives_float32s_vectors_of_nearly_the_same_direction(encoder: Encoder) -> None:
    passages = [passage for chunk in cut(encoder, long_text(4000)) for passage in passages_of(chunk)]
    precise = encoder.encode_passages(passages)
    rounded = Encoder(settings(embeddings_precision="bfloat16"), strict=True).encode_passages(passages)
    assert str(rounded.dtype) == "float32"
    np.testing.assert_allclose(np.linalg.norm(rounded, axis=1), 1, atol=1e-5)
    assert not np.array_equal(rounded, precise)
    assert (rounded * precise).sum(axis=1).min() > 0.9995


@pytest.mark.skipif(not multiplies_int8(), reason="This processor does not multiply 8-bit integers.")
def test_integers_give_float32s_vectors_of_nearly_the_same_direction(encoder: Encoder) -> None:
    passages = [paper.text for paper in load_passages("mixed")[::4]]
    precise = encoder.encode_texts(passages, "passage")
    rounded = Encoder(settings(embeddings_precision="auto")).encode_texts(passages, "passage")
    cosines = (rounded * precise).sum(axis=1)
    # Not bfloat16 under another name, which is at 0.99999.
    assert 0.9993 < cosines.min() < 0.9999
    # Old and new vectors find each other: each paper is nearest to itself.
    assert np.array_equal((rounded @ precise.T).argmax(axis=1), np.arange(len(passages)))


def test_passages_and_questions_get_the_prompts_the_model_was_trained_with(
    encoder: Encoder, transformer: Any
) -> None:
    def plain(text: str) -> Vectors:
        vector: Vectors = transformer.encode(text, prompt="", normalize_embeddings=True)
        return vector

    text = SENTENCES[0]
    np.testing.assert_allclose(encoder.encode_passages([text])[0], plain(f"passage: {text}"), atol=1e-5)
    np.testing.assert_allclose(encoder.encode_query(text), plain(f"query: {text}"), atol=1e-5)
    assert np.abs(encoder.encode_query(text) - encoder.encode_passages([text])[0]).max() > 0.001


def test_a_question_finds_its_answer_in_spanish(encoder: Encoder) -> None:
    passages = encoder.encode_passages(SENTENCES)
    for question, answer in (
        ("¿Cuándo hay que pagar el alquiler?", 0),
        ("¿Quién acudió a la notaría?", 1),
        ("¿Cuánto cuesta en total?", 3),
        ("¿Hay penalización por pagar tarde?", 4),
    ):
        assert int(np.argmax(passages @ encoder.encode_query(question))) == answer


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "¿Cuánto cuesta la revisión de la caldera?",
            [0, 3936, 33177, 1665, 188, 314, 7752, 21, 175912, 8, 21, 58704, 1704, 32, 2],
        ),
        ("El contrato  n.º 58 · ② ﬁn", [0, 540, 51301, 653, 5, 31, 9318, 1275, 116, 2270, 2]),
        ("Fiebre de 39,5 °C", [0, 3698, 13, 4134, 8, 138, 93754, 16207, 441, 2]),
    ],
)
def test_a_text_becomes_the_tokens_of_the_models_own_tokenizer(
    encoder: Encoder, transformer: Any, text: str, numbers: list[int]
) -> None:
    # The expected numbers are those of Hugging Face's tokenizer with the model's tokenizer.json.
    assert open_tokens(MODEL).numbers(text) == numbers
    assert transformer.tokenizer(text)["input_ids"] == numbers
    assert len(encoder.token_offsets(text)) == len(numbers) - 2


@pytest.mark.parametrize("engine", ["openvino", "torch"])
def test_a_model_with_another_kind_of_tokenizer_counts_tokens_too(tmp_path: Path, engine: str) -> None:
    with structlog.testing.capture_logs() as logs:
        path = make_model(tmp_path / "tiny")
        encoder = Encoder(settings(embeddings_model=str(path), embeddings_engine=engine))
    assert logs == []
    assert encoder.token_offsets("la renta del mes") == [(0, 2), (3, 8), (9, 12), (13, 16)]
    assert encoder.encode_passages(["la renta"]).shape == (1, 384)
    with pytest.raises(RequestError, match="has 65 tokens, and the model reads 62"):
        encoder.encode_texts(["mes " * 65], "passage")


def test_both_engines_give_the_same_vectors(tmp_path: Path) -> None:
    path = str(make_model(tmp_path / "tiny"))
    texts = ["la renta", "La RENTA, del més", "mes " * 62, "", "del mes la renta " * 9]
    ours = Encoder(settings(embeddings_model=path)).encode_texts(texts, "passage")
    theirs = Encoder(settings(embeddings_model=path, embeddings_engine="torch")).encode_texts(
        texts, "passage"
    )
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def make_model(directory: Path) -> Path:
    """An untrained one-layer BERT with a word tokenizer."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = {
        word: number
        for number, word in enumerate(
            ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "la", "renta", "del", "mes")
        )
    }
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=384,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(directory)
    BertTokenizerFast(vocab=words, model_max_length=64).save_pretrained(directory)
    body = Transformer(str(directory))
    SentenceTransformer(modules=[body, Pooling(384)]).save(str(directory))
    return directory


def test_texts_of_any_length_get_sentence_transformers_vectors(encoder: Encoder, transformer: Any) -> None:
    text = long_text(6000)
    texts = [
        text[start : start + length] for start, length in enumerate((1, 2, 7, 40, 90, 300, 700, 1200, 1500))
    ]
    texts += ["", "The tenant pays within seven days.", "漢字 and 😀", "  ", *SENTENCES]
    theirs = transformer.encode([f"passage: {text}" for text in texts], normalize_embeddings=True)
    for precision, cosine in (("float32", 0.99999), ("bfloat16", 0.9999)):
        ours = Encoder(settings(embeddings_precision=precision)).encode_texts(texts, "passage")
        assert (ours * theirs).sum(axis=1).min() > cosine


@pytest.mark.parametrize(
    ("file", "was", "becomes", "reason"),
    [
        ("config.json", '"gelu"', '"relu"', "its activation is relu, not gelu"),
        ("config.json", '"max_position_embeddings"', '"positions"', "its files cannot be read: KeyError"),
        ("1_Pooling/config.json", '"mean"', '"cls"', "its vectors are not the mean of all tokens"),
        (
            "modules.json",
            "modules.pooling.Pooling",
            "modules.pooling.Dense",
            "its modules are Transformer, Dense",
        ),
        (
            "config_sentence_transformers.json",
            'name": null',
            'name": "query"',
            "it has a prompt for every text",
        ),
    ],
)
def test_a_model_that_openvino_cannot_run_is_known_by_its_files(
    tmp_path: Path, file: str, was: str, becomes: str, reason: str
) -> None:
    path = make_model(tmp_path / "tiny")
    assert read_bert(path).tokens == 64
    content = (path / file).read_text()
    assert was in content
    (path / file).write_text(content.replace(was, becomes))
    with pytest.raises(MisfitError, match=reason):
        read_bert(path)


def test_weights_of_another_kind_do_not_fit(tmp_path: Path) -> None:
    path = make_model(tmp_path / "tiny")
    tensors = load_file(path / "model.safetensors")
    halved = {name: tensor.astype(np.float16) for name, tensor in tensors.items()}
    save_file(halved, path / "model.safetensors")
    with pytest.raises(MisfitError, match="is F16, not float32"):
        read_bert(path)
    (path / "model.safetensors").write_bytes(b"\xff" * 100)
    with pytest.raises(MisfitError, match="not a safetensors file"):
        read_bert(path)


def test_a_model_that_does_not_fit_runs_on_torch_and_the_log_says_why(tmp_path: Path) -> None:
    path = make_model(tmp_path / "tiny")
    config = path / "1_Pooling" / "config.json"
    config.write_text(config.read_text().replace('"mean"', '"cls"'))
    with structlog.testing.capture_logs() as logs:
        encoder = Encoder(settings(embeddings_model=str(path)))
    assert [(entry["event"], entry["reason"]) for entry in logs] == [
        ("embeddings_engine_is_torch", "its vectors are not the mean of all tokens")
    ]
    assert encoder.encode_passages(["la renta"]).shape == (1, 384)


def test_a_batch_gives_the_vectors_of_its_texts_alone(encoder: Encoder) -> None:
    text = long_text(60_000)
    passages = [passage for chunk in cut(encoder, text) for passage in passages_of(chunk)]
    passages = [*SENTENCES, *passages][:100]
    assert len(passages) == 100
    singles = np.stack([encoder.encode_passages([passage])[0] for passage in passages])
    np.testing.assert_allclose(encoder.encode_passages(passages), singles, atol=1e-5)
    mixed = np.random.default_rng(0).permutation(len(passages))
    shuffled = encoder.encode_passages([passages[place] for place in mixed])
    np.testing.assert_allclose(shuffled, singles[mixed], atol=1e-5)


def test_a_passage_over_the_window_is_refused_and_never_cut(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="only 120 would be read"):
        encoder.encode_passages(["Hola.", long_text(2000)])


def test_in_production_an_overlong_passage_is_read_in_parts_and_logged(encoder: Encoder) -> None:
    forgiving = Encoder(settings())
    text = long_text(2000)
    with structlog.testing.capture_logs() as logs:
        (vector,) = forgiving.encode_passages([text])
        (changed,) = forgiving.encode_passages([text.rsplit(" ", 1)[0] + " canguro."])
    assert [entry["event"] for entry in logs] == ["passage_too_long"] * 2
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.abs(vector - changed).max() > 0.001
    np.testing.assert_allclose(
        forgiving.encode_passages([SENTENCES[0], text])[0],
        encoder.encode_passages([SENTENCES[0]])[0],
        atol=1e-5,
    )


def test_texts_of_callers_get_the_vectors_that_search_compares(encoder: Encoder) -> None:
    np.testing.assert_allclose(
        encoder.encode_texts(SENTENCES, "passage"), encoder.encode_passages(SENTENCES), atol=1e-5
    )
    np.testing.assert_allclose(
        encoder.encode_texts(SENTENCES[:1], "query")[0], encoder.encode_query(SENTENCES[0]), atol=1e-5
    )


def test_a_text_longer_than_the_model_reads_is_the_callers_error(encoder: Encoder) -> None:
    with pytest.raises(RequestError, match="reads 507 of a query"):
        encoder.encode_texts([long_text(4000)], "query")


def test_a_search_reads_as_much_of_a_long_query_as_the_model_does(encoder: Encoder) -> None:
    query = long_text(4000)
    np.testing.assert_array_equal(encoder.encode_query(query), encoder.encode_query(query + " y más"))


def test_token_offsets_begin_at_letters_and_have_no_limit(encoder: Encoder) -> None:
    text = "  Señor  García,\n\ntotal: 5 €"
    words = [text[start:end] for start, end in encoder.token_offsets(text)]
    assert "".join(words) == "".join(text.split())
    assert not any(word[0].isspace() for word in words if word)
    encoder.encode_passages(SENTENCES)
    assert len(encoder.token_offsets(long_text(40_000))) > 5000
    assert encoder.token_offsets("") == []


@pytest.mark.parametrize(
    "text", ["x" * 3000, "ﷺ" * 200, "😀" * 700, "e\u0301\u200b" * 500, "漢字" * 800, "1" * 2000]
)
def test_text_of_any_script_is_cut_into_passages_that_are_read_whole(encoder: Encoder, text: str) -> None:
    chunks = cut(encoder, text)
    for chunk in chunks:
        assert chunk.token_count <= 500
        encoder.encode_passages(passages_of(chunk)[:2])
    assert {place for chunk in chunks for place in range(chunk.start, chunk.end)} == set(range(len(text)))


def test_a_device_that_is_not_there_is_an_error_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="EMBEDDINGS_DEVICE=quantum"):
        Encoder(settings(embeddings_device="quantum"))


def test_importing_the_encoder_loads_no_weights_and_starts_no_thread() -> None:
    code = (
        "import sys, threading, function.embedding.encoder\n"
        "assert 'torch' not in sys.modules and 'transformers' not in sys.modules\n"
        "assert threading.active_count() == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("kept", [1000, 40, 5])
def test_rows_of_words_are_those_of_the_file_however_many_are_kept(kept: int) -> None:
    weights = Weights(MODEL / "model.safetensors")
    table, words = WordTable(weights, WORDS, kept), weights.tensor(WORDS)
    chance = np.random.default_rng(0)
    # Words of one batch occur again in the next.
    for _ in range(20):
        numbers = chance.integers(0, 60, (3, 8))
        np.testing.assert_array_equal(table.rows(numbers), words[numbers])
