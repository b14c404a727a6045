"""`python -m benchmarks.calibration`: ranges of the inputs of the recogniser's convolutions.

They are measured on lines of the generated pages and written to function/models/int8_ranges.json, from which `python -m
function.models fetch` makes the 8-bit recogniser. Run it again when the weights change, and update the recogniser's size
and SHA-256 in the manifest.
"""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import helper

from benchmarks.command import run_command
from benchmarks.pages import Sample, collect_pages
from function.machine.openvino import Tensor
from function.models.int8_recogniser import LARGEST_INPUT, RANGES, is_ordinary
from function.models.locate import ocr_model_files
from function.reading.recognition.cutting import cut_out
from function.reading.recognition.engine import OcrEngine, turn
from function.reading.recognition.outlines import Outline
from function.reading.recognition.runtime import GRAPH
from tests.support.settings import settings

LINES = 300
# Longer lines add nothing new.
WIDEST = 1600
# Values sampled from each convolution's input, per line.
VALUES = 2000
# Convolutions with fewer weights take almost no time.
FEWEST_WEIGHTS = 4000
# Upper bounds to try, as shares of the highest value seen.
SHARES = np.linspace(0.2, 1.0, 33)


def main() -> None:
    files = ocr_model_files(settings())
    graph = files.recognition / GRAPH
    with collect_pages([]) as samples:
        lines = list(_cut_lines(samples))
    chosen = [line for line in random.Random(0).sample(lines, len(lines)) if line.shape[-1] <= WIDEST][:LINES]
    ranges = {name: choose_range(values) for name, values in _observe(graph, chosen).items()}
    rounded = {name: [float(f"{bound:.4g}") for bound in bounds] for name, bounds in ranges.items()}
    RANGES.write_text(json.dumps({files.recognition_name: rounded}, indent=1) + "\n", "utf-8")
    print(f"{len(ranges)} ranges of {len(chosen)} lines in {RANGES}")


def _cut_lines(samples: Sequence[Sample]) -> Iterator[Tensor]:
    """Each line as the recogniser's input, shape (1, 3, 48, width)."""
    engine = OcrEngine(settings(), ocr_model_files(settings()))
    for image in (image for sample in samples for image in sample.images):
        pixels = cv2.imread(str(image), cv2.IMREAD_COLOR)
        recognised = engine.recognise(pixels)
        upright = turn(pixels, recognised.rotation)
        lines = [Outline(np.array(line.polygon), line.confidence) for line in recognised.lines]
        for line in lines:
            yield engine.recogniser.prepare([cut_out(upright, line)])


def _observe(graph: Path, lines: Sequence[Tensor]) -> dict[str, Tensor]:
    """Inputs of each large convolution: a sample of every line, with its lowest and highest value."""
    model = onnx.load(graph)
    large = {tensor.name for tensor in model.graph.initializer if np.prod(tensor.dims) >= FEWEST_WEIGHTS}
    names = dict.fromkeys(
        node.input[0] for node in model.graph.node if is_ordinary(node) and node.input[1] in large
    )
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    (entry,) = (taken.name for taken in session.get_inputs())
    chance = np.random.default_rng(0)
    seen: dict[str, list[Tensor]] = {}
    for line in lines:
        for name, values in zip(names, session.run(list(names), {entry: line}), strict=True):
            # Convolutions with one value per channel for the whole line take almost no time either.
            if values.shape[-1] > 1:
                drawn = chance.choice(values.ravel(), VALUES)
                seen.setdefault(name, []).append(np.append(drawn, (values.min(), values.max())))
    return {name: np.concatenate(values) for name, values in seen.items()}


def choose_range(values: Tensor) -> tuple[float, float]:
    """The bounds with the smallest squared error; values between 0 and a fixed minimum (GELU) are not cut off."""
    low, high = min(float(values.min()), 0.0), float(values.max())
    tried = [(low if low > -1 else low * share, high * share) for share in SHARES]
    return min(tried, key=lambda bounds: _squared_error(values, *bounds))


def _squared_error(values: Tensor, low: float, high: float) -> float:
    scale = (high - low) / LARGEST_INPUT
    zero = round(-low / scale)
    rounded = (np.clip(np.round(values / scale) + zero, 0, LARGEST_INPUT) - zero) * scale
    return float(np.mean(np.square(rounded - values)))


if __name__ == "__main__":
    run_command(main)
