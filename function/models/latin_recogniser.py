"""Reduces the recogniser to Latin scripts: the same weights with a smaller last layer.

Nearly all of the 18,710 characters of PP-OCRv6 are Chinese, and the last layer has a column for each. Keeping
only Latin letters, digits and common signs changes nothing for Latin text and saves a sixth of the time
(benchmarks/results).
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml

# First and last code points: Latin without IPA; Greek, for units and medicine; Latin with Vietnamese and
# Celtic diacritics; punctuation to mathematical operators; geometric shapes; ballot boxes; check marks.
KEPT = (
    (0x0020, 0x024F),
    (0x0370, 0x03FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2605, 0x2612),
    (0x2713, 0x2718),
)


def is_kept(sign: str) -> bool:
    return len(sign) == 1 and any(first <= ord(sign) <= last for first, last in KEPT)


def shorten_dictionary(source: Path, target: Path) -> None:
    """Write PaddleOCR's `inference.yml` with the kept characters only."""
    config = yaml.safe_load(source.read_text("utf-8"))
    signs = config["PostProcess"]["character_dict"]
    config["PostProcess"]["character_dict"] = [sign for sign in signs if is_kept(sign)]
    target.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def shrink_head(graph: Path, dictionary: Path, target: Path) -> None:
    """Write the ONNX model `graph` with the kept outputs only; `dictionary` is the original `inference.yml`.

    Raises ValueError when the model does not end in one matrix product over that dictionary.
    """
    import onnx

    signs = yaml.safe_load(dictionary.read_text("utf-8"))["PostProcess"]["character_dict"]
    # The CTC blank comes first, the space last.
    kept = [0, *(place for place, sign in enumerate(signs, start=1) if is_kept(sign)), len(signs) + 1]
    model = onnx.load(graph)
    _keep_outputs(model, kept, outputs=len(signs) + 2)
    onnx.save(model, target)


def _keep_outputs(model: Any, kept: Sequence[int], *, outputs: int) -> None:
    from onnx import numpy_helper

    head = [tensor for tensor in model.graph.initializer if tensor.dims and tensor.dims[-1] == outputs]
    if sorted(len(tensor.dims) for tensor in head) != [1, 2] or any(a >= b for a, b in pairwise(kept)):
        raise ValueError(f"The model does not end in one layer of {outputs} characters.")
    for tensor in head:
        weights = numpy_helper.to_array(tensor)
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(weights[..., kept]), tensor.name))
    # The recorded shapes are no longer right; runtimes infer them again.
    del model.graph.value_info[:]
    model.graph.output[0].type.tensor_type.shape.dim[-1].dim_value = len(kept)
