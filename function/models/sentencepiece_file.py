"""Converts the `tokenizer.json` of a Unigram tokenizer to a SentencePiece model.

Pieces, ids and normaliser stay the same. For the 250,000 pieces of XLM-R, SentencePiece takes 35 MB instead
of the 282 MB of Hugging Face's tokenizers, and is twice as fast. Token ids are the same, except for a
trailing blank.
"""

import base64
import json
from pathlib import Path
from typing import Any

UNKNOWN, CONTROL, NORMAL = 2, 3, 1  # sentencepiece_model.proto
UNIGRAM = 1


def write_pieces(source: Path, target: Path) -> None:
    """Write `target` (tokenizer.model) from `source` (tokenizer.json).

    Raises ValueError when it is not a Unigram tokenizer.
    """
    from sentencepiece.sentencepiece_model_pb2 import ModelProto

    tokenizer = json.loads(source.read_text("utf-8"))
    if tokenizer["model"]["type"] != "Unigram":
        raise ValueError(
            f"{source.name} is a {tokenizer['model']['type']} tokenizer; only Unigram is supported."
        )
    proto = ModelProto()
    unknown = tokenizer["model"]["unk_id"]
    special = {token["content"] for token in tokenizer["added_tokens"] if token["special"]}
    for number, (piece, score) in enumerate(tokenizer["model"]["vocab"]):
        kind = UNKNOWN if number == unknown else CONTROL if piece in special else NORMAL
        proto.pieces.add(piece=piece, score=score, type=kind)
    numbers = {piece.piece: number for number, piece in enumerate(proto.pieces)}
    proto.trainer_spec.model_type = UNIGRAM
    proto.trainer_spec.unk_id = unknown
    proto.trainer_spec.bos_id, proto.trainer_spec.eos_id = numbers["<s>"], numbers["</s>"]
    proto.trainer_spec.pad_id = numbers["<pad>"]
    proto.normalizer_spec.precompiled_charsmap = _character_map(tokenizer["normalizer"])
    proto.normalizer_spec.add_dummy_prefix = True
    proto.normalizer_spec.remove_extra_whitespaces = True
    proto.normalizer_spec.escape_whitespaces = True
    target.write_bytes(proto.SerializeToString(deterministic=True))


def _character_map(normalizer: dict[str, Any]) -> bytes:
    steps = normalizer.get("normalizers", [normalizer])
    (packed,) = (step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled")
    return base64.b64decode(packed)
