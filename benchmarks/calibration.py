"""`python -m benchmarks.calibration [detector] [recogniser]`: ranges of the inputs of convolutions.

They are measured on lines of the generated pages, or on parts of them, and written to function/models/int8_ranges.json, from
which `python -m function.models fetch` makes the 8-bit models. Run it again when the weights change, and update the model's
size and SHA-256 in the manifest.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import helper

from benchmarks.command import run_command
from benchmarks.pages import Sample, collect_pages
from function.machine.openvino import Tensor
from function.models.int8 import LARGEST_INPUT, RANGES, is_ordinary
from function.models.locate import ocr_model_files
from function.reading.recognition.cutting import cut_out
from function.reading.recognition.detector import USUAL_SIDE
from function.reading.recognition.engine import OcrEngine, turn
from function.reading.recognition.outlines import Outline
from function.reading.recognition.predictors import normalise
from function.reading.recognition.recogniser import prepare
from function.reading.recognition.runtime import GRAPH
from tests.support.settings import settings

LINES = 300
# Longer lines add nothing new.
WIDEST = 1600
# The side of the parts of pages, in pixels of the detector's input, and what it is a multiple of.
PART, STEP = 512, 64
# Values sampled from each convolution's input, per line or part.
VALUES = 2000
# Convolutions with fewer weights take almost no time.
FEWEST_WEIGHTS = 4000
# Upper bounds to try, as shares of the highest value seen.
SHARES = np.linspace(0.2, 1.0, 33)


Range = tuple[float, float]
# Whether a convolution with weights of this shape is worth integers.
Choose = Callable[[onnx.NodeProto, Sequence[int]], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", choices=("detector", "recogniser"))
    chosen = parser.parse_args().models or ["detector", "recogniser"]
    files = ocr_model_files(settings())
    found: dict[str, dict[str, Range]] = {}
    with collect_pages([]) as samples:
        if "recogniser" in chosen:
            drawn = random.Random(0).sample(lines := list(_cut_lines(samples)), len(lines))
            short = [line for line in drawn if line.shape[-1] <= WIDEST][:LINES]
            found[files.recognition_name] = _measure(files.recognition / GRAPH, short, _is_large)
        if "detector" in chosen:
            found[files.detection_name] = _measure(
                files.detection / GRAPH, _cut_parts(samples), _is_of_backbone
            )
    known = json.loads(RANGES.read_text("utf-8"))
    RANGES.write_text(json.dumps(known | found, indent=1) + "\n", "utf-8")
    print(f"{', '.join(f'{len(ranges)} of {name}' for name, ranges in found.items())} in {RANGES}")


def _measure(graph: Path, inputs: Iterable[Tensor], choose: Choose) -> dict[str, Range]:
    """The range of each chosen convolution's input, by its name."""
    return {name: _shorten(*choose_range(seen)) for name, seen in _observe(graph, inputs, choose).items()}


def _is_large(_: onnx.NodeProto, shape: Sequence[int]) -> bool:
    return bool(np.prod(shape) >= FEWEST_WEIGHTS)


def _is_of_backbone(node: onnx.NodeProto, shape: Sequence[int]) -> bool:
    """Of the detector, convolutions over more than one point are as fast in bfloat16. So is what leads from its backbone to
    the map, which has no bias or is made lean; in integers it lets the outlines grow by a fiftieth."""
    return tuple(shape[2:]) == (1, 1) and len(node.input) == 3 and not node.input[1].startswith("end/")


def _shorten(low: float, high: float) -> Range:
    return float(f"{low:.4g}"), float(f"{high:.4g}")


def _cut_parts(samples: Sequence[Sample]) -> Iterator[Tensor]:
    """A part of each page as the detector's input, shape (1, 3, height, width)."""
    chance = np.random.default_rng(0)
    for image in (image for sample in samples for image in sample.images):
        pixels = cv2.imread(str(image), cv2.IMREAD_COLOR)
        scale = min(1.0, USUAL_SIDE / max(pixels.shape[:2]))
        small = cv2.resize(pixels, None, fx=scale, fy=scale)
        height, width = (min(PART, length // STEP * STEP) for length in small.shape[:2])
        top, left = (
            int(chance.integers(0, length - side + 1))
            for length, side in zip(small.shape[:2], (height, width), strict=True)
        )
        yield normalise(np.asarray(small[top : top + height, left : left + width], np.uint8))


def _cut_lines(samples: Sequence[Sample]) -> Iterator[Tensor]:
    """Each line as the recogniser's input, shape (1, 3, 48, width)."""
    engine = OcrEngine(settings(), ocr_model_files(settings()))
    for image in (image for sample in samples for image in sample.images):
        pixels = cv2.imread(str(image), cv2.IMREAD_COLOR)
        recognised = engine.recognise(pixels)
        upright = turn(pixels, recognised.rotation)
        lines = [Outline(np.array(line.polygon), line.confidence) for line in recognised.lines]
        for line in lines:
            yield prepare([cut_out(upright, line)])


def _observe(graph: Path, inputs: Iterable[Tensor], choose: Choose) -> dict[str, Tensor]:
    """Inputs of each chosen convolution: a sample of every input, with its lowest and highest value."""
    model = onnx.load(graph)
    shapes = {tensor.name: tensor.dims for tensor in model.graph.initializer}
    names = dict.fromkeys(
        node.input[0]
        for node in model.graph.node
        if is_ordinary(node) and choose(node, shapes[node.input[1]])
    )
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    (entry,) = (taken.name for taken in session.get_inputs())
    chance = np.random.default_rng(0)
    seen: dict[str, list[Tensor]] = {}
    for given in inputs:
        for name, values in zip(names, session.run(list(names), {entry: given}), strict=True):
            # Convolutions with one value per channel for the whole picture take almost no time either.
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
