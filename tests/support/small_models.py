"""Untrained models of real shapes, made in a second: embedding models and cross-encoders."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

WORDS = ("la", "renta", "del", "mes", "quién", "paga", "caldera", "seguro", "coche", "luz", "agua", "gas")
SPECIAL_BERT = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
SPECIAL_XLMR = ("<s>", "<pad>", "</s>", "<unk>")


def make_minilm(directory: Path) -> Path:
    """An embedding model with the files of paraphrase-multilingual-MiniLM-L12-v2, but two layers and few words.

    Its configuration is as old as there, and other runtimes' weights lie beside its own.
    """
    from transformers import BertConfig, BertModel

    config = BertConfig(
        # More than the hub's client reads at a time (10 MB): a download resumes behind what it has read whole.
        vocab_size=8000,
        hidden_size=384,
        num_hidden_layers=2,
        num_attention_heads=12,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(directory)
    written = json.loads((directory / "config.json").read_text())
    written |= {"position_embedding_type": "absolute", "gradient_checkpointing": False}
    _write(directory, "config.json", written)
    _write(directory, "sentence_bert_config.json", {"max_seq_length": 128, "do_lower_case": False})
    _write(
        directory, "config_sentence_transformers.json", {"__version__": {"sentence_transformers": "2.0.0"}}
    )
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"))
    modules = [
        {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for place, (path, kind) in enumerate(kinds)
    ]
    _write(directory, "modules.json", modules)
    pooling = {
        f"pooling_mode_{kind}": kind == "mean_tokens" for kind in ("cls_token", "mean_tokens", "max_tokens")
    }
    _write(directory, "1_Pooling/config.json", {"word_embedding_dimension": 384, **pooling})
    _write_xlmr_tokenizer(directory)
    for name in ("pytorch_model.bin", "tf_model.h5", "onnx/model.onnx", "openvino/openvino_model.bin"):
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_bytes(b"weights of another runtime")
    return directory


def make_bert_pairs(directory: Path, **config: Any) -> Path:
    """A cross-encoder as those of MS MARCO: a BERT that tells its two texts apart."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = {word: number for number, word in enumerate((*SPECIAL_BERT, *WORDS))}
    made = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_attention_heads=4,
        intermediate_size=64,
        **{"num_labels": 1, "num_hidden_layers": 2, "max_position_embeddings": 96, **config},
    )
    BertForSequenceClassification(made).save_pretrained(directory)
    BertTokenizerFast(vocab=words, model_max_length=96).save_pretrained(directory)
    _widen(directory)
    return directory


def make_xlmr_pairs(directory: Path) -> Path:
    """A cross-encoder as the multilingual ones of mMARCO: an XLM-R."""
    from transformers import XLMRobertaConfig, XLMRobertaForSequenceClassification

    made = XLMRobertaConfig(
        vocab_size=64,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=98,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
        num_labels=1,
    )
    XLMRobertaForSequenceClassification(made).save_pretrained(directory)
    _train_xlmr_tokenizer(directory)
    _widen(directory)
    return directory


def make_counting_pairs(directory: Path) -> Path:
    """A cross-encoder whose order is known: the more of a passage is the word «caldera», the higher its score.

    Attention takes the mean of all words, where «caldera» has a direction of its own; the score is that direction.
    """
    make_bert_pairs(directory, num_hidden_layers=1)
    tensors = load_file(directory / "model.safetensors")
    layer, width = "bert.encoder.layer.0", 32
    for name, tensor in tensors.items():
        tensor[...] = 1 if name.endswith("LayerNorm.weight") else 0
    words = tensors["bert.embeddings.word_embeddings.weight"]
    words[:, 1], words[:, 2] = 4, -4
    caldera = len(SPECIAL_BERT) + WORDS.index("caldera")
    words[caldera, 0], words[caldera, 1] = 4, 0
    for name in ("attention.self.value", "attention.output.dense"):
        tensors[f"{layer}.{name}.weight"][...] = np.eye(width)
    tensors["bert.pooler.dense.weight"][0, 0] = 0.2
    tensors["classifier.weight"][0, 0] = 5
    save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})
    return directory


def _widen(directory: Path) -> None:
    """Make the scores of untrained weights differ by more than rounding."""
    tensors = load_file(directory / "model.safetensors")
    for name, tensor in tensors.items():
        if name.endswith("weight") and "LayerNorm" not in name:
            tensor *= 10
    save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})


def _train_xlmr_tokenizer(directory: Path) -> None:
    """XLM-R's two files: SentencePiece's own, and what transformers makes of it."""
    from sentencepiece import SentencePieceTrainer
    from transformers import AutoTokenizer

    pieces = BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(WORDS)] * 5),
        model_writer=pieces,
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (directory / "sentencepiece.bpe.model").write_bytes(pieces.getvalue())
    kind = {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 96}
    _write(directory, "tokenizer_config.json", kind)
    AutoTokenizer.from_pretrained(directory).save_pretrained(directory)


def _write_xlmr_tokenizer(directory: Path) -> None:
    """XLM-R's tokenizer with a vocabulary of whole words."""
    from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = [(piece, 0.0) for piece in SPECIAL_XLMR] + [(f"▁{word}", -1.0) for word in WORDS]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(piece, special=True) for piece in SPECIAL_XLMR])
    tokenizer.save(str(directory / "tokenizer.json"))
    names = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>", "pad": "<pad>", "unk": "<unk>"}
    special = {f"{name}_token": piece for name, piece in names.items()}
    _write(directory, "special_tokens_map.json", special)
    # The other names of this class take a vocabulary of their own.
    kind = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 96}
    _write(directory, "tokenizer_config.json", {**special, **kind})


def _write(directory: Path, name: str, content: Any) -> None:
    (directory / name).parent.mkdir(exist_ok=True)
    (directory / name).write_text(json.dumps(content))
