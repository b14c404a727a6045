"""Text recognition: PaddleOCR's models on one page image at a time.

Importing this module is cheap and safe before a fork; sessions are created with an `OcrEngine`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from function.machine.processor import available_cores
from function.models.locate import OcrModelFiles
from function.reading.confidence import mean_confidence
from function.reading.recognition.contrast import strengthen
from function.reading.recognition.cutting import cut_out
from function.reading.recognition.detector import Detector
from function.reading.recognition.flattening import Bend
from function.reading.recognition.inks import Inks, part_inks
from function.reading.recognition.leftovers import find_leftovers
from function.reading.recognition.margins import Reading, read_margins
from function.reading.recognition.outlines import Outline
from function.reading.recognition.overprints import read_over
from function.reading.recognition.paddle_import import import_predictors
from function.reading.recognition.recogniser import Recogniser
from function.reading.recognition.runtime import Runtime
from function.reading.recognition.strips import Pixels, cut_strips, drop_colour
from function.reading.recognition.unbending import Unbender, is_bent
from function.settings import Settings

Polygon = tuple[tuple[float, float], ...]

# The correct rotation reads with a mean confidence above 0.9; upside-down text stays far below.
GOOD_READING = 0.8
SAMPLED_LINES = 8
# A line this many times higher than wide runs up or down; a single letter does not.
UPRIGHT = 1.5
# Specks, ticks and signatures read as a few letters; longer text is kept even when it is hard to read.
MIN_CONFIDENCE_OF_SPECKS = 0.6
MAX_SPECK_CHARACTERS = 6
# An outline that the detector is not sure of is print if it reads well: on crumpled paper most of those that do are.
# Longer text is harder to read by chance.
SURE_OUTLINE = 0.6
MIN_CONFIDENCE_OF_FAINT = 0.9
MIN_CONFIDENCE_OF_LONG = 0.7
# Rows of letters that no line covers are print if they read as something, however badly; grain and texture read as
# nothing or as a sign or two.
MIN_CHARACTERS_OF_MISSED = 3
# Print lower than this many pixels is not legible, and a narrower image contains none.
LOWEST_PRINT = 5


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text. `polygon` has four corners in pixels of the upright image, clockwise from the text's
    top left. A line that is `aside` lies over the print, as a stamp's, or runs up or down beside it."""

    text: str
    polygon: Polygon
    confidence: float
    aside: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Strip:
    """A strip of a page: its `pixels`, the `inks` if some lie over its print, that `print`, `plain` without its colour if it
    has none, and the lines `found` on it."""

    pixels: Pixels
    inks: Inks | None
    print: Pixels
    plain: Pixels
    found: Sequence[Outline]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of an image. `rotation` is the clockwise rotation in degrees that made it upright, `size` its
    width and height in pixels afterwards. `unread` are print that could not be read, as polygons like those of lines;
    `rejected` are lines too short or too doubtful for print. `printed` is the upright image without the ink of stamps
    over its print, if there was any. Bent paper has a `bend`, in whose pixels everything is then.
    """

    lines: tuple[RecognisedLine, ...]
    rotation: int
    size: tuple[int, int]
    unread: tuple[Polygon, ...] = ()
    rejected: tuple[RecognisedLine, ...] = ()
    printed: Pixels | None = None
    bend: Bend | None = None


class OcrEngine:
    """One detector, one recogniser and one orientation classifier, used by one thread."""

    def __init__(self, settings: Settings, files: OcrModelFiles, cores: int | None = None) -> None:
        """Load the models, about 2 s; `cores` is the number of threads, by default all available cores."""
        paddleocr = import_predictors(settings.ocr_engine)
        runtime = Runtime.from_settings(settings, cores or available_cores())
        self._orientation = paddleocr.DocImgOrientationClassification(
            model_name=files.orientation_name, model_dir=str(files.orientation), **runtime.describe()
        )
        runtime.take_over(self._orientation, files.orientation)
        self._detector = Detector(paddleocr, files, runtime)
        self._unbend = Unbender(files.flattening, runtime.cores)
        self.recogniser = Recogniser(paddleocr, files, runtime, settings.ocr_batch_size)

    def recognise(self, image: Pixels) -> Recognised:
        """Recognise the lines of an image of shape (height, width, 3), BGR, in any of the four orientations.

        The most likely rotation is read first. When it reads badly, a few lines are sampled in the others,
        and a better one is read instead, so that an illegible page does not cost four full readings.
        """
        if min(image.shape[:2]) < LOWEST_PRINT:
            return Recognised((), 0, (image.shape[1], image.shape[0]))
        recognised = self._recognise(image)
        self._unbend.rest()
        return recognised

    def _recognise(self, image: Pixels) -> Recognised:
        likely, *others = self._likely_rotations(image)
        recognised = self._recognise_upright(turn(image, likely), likely)
        quality = _quality((line.polygon, line.text, line.confidence) for line in recognised.lines)
        if not recognised.lines or quality >= GOOD_READING:
            return recognised
        samples = {rotation: self._sample(turn(image, rotation)) for rotation in others}
        best = max(samples, key=lambda rotation: samples[rotation])
        if samples[best] <= quality:
            return recognised
        return self._recognise_upright(turn(image, best), best)

    def _sample(self, image: Pixels) -> float:
        """Return the mean confidence of the longest lines of the image, or of the first strip of a long
        one."""
        _, strip = next(cut_strips(image))
        lines = self._detector.find_lines(strip)
        longest = sorted(lines, key=lambda line: -float(np.ptp(line.corners, axis=0).sum()))[:SAMPLED_LINES]
        read = self._read_outlines(strip, longest)
        return _quality((_polygon(line, 0), text, confidence) for line, (text, confidence) in read)

    def _likely_rotations(self, image: Pixels) -> list[int]:
        """Return the four clockwise rotations, most likely first.

        The model's label is how far the page was turned clockwise (model card of PP-LCNet_x1_0_doc_ori).
        """
        result = self._orientation.predict(strengthen(image), topk=4)[0]
        return [-int(label) % 360 for label in result["label_names"]]

    def _recognise_upright(self, image: Pixels, rotation: int) -> Recognised:
        lines: list[RecognisedLine] = []
        asides: list[RecognisedLine] = []
        rejected: list[RecognisedLine] = []
        unread: list[Polygon] = []
        printed = image
        bend: Bend | None = None
        for top, pixels in cut_strips(image):
            strip = self._look_at(pixels)
            if len(pixels) == len(image) and is_bent(strip.found) and (bend := self._unbend(image)):
                image = printed = bend.pixels
                strip = self._look_at(image)
            if strip.inks is not None:
                printed = image.copy() if printed is image else printed
                printed[top : top + len(pixels)] = strip.inks.print
            read, aside, others, missed = self._read_strip(strip)
            lines += [_recognised(reading, top) for reading in read]
            rejected += [_recognised(reading, top) for reading in others]
            asides += [replace(_recognised(reading, top), aside=True) for reading in aside]
            unread += [_polygon(line, top) for line in missed]
        return Recognised(
            (*lines, *asides),
            rotation,
            (image.shape[1], image.shape[0]),
            tuple(unread),
            tuple(rejected),
            printed=None if printed is image else printed,
            bend=bend,
        )

    def _look_at(self, pixels: Pixels) -> _Strip:
        """Return a strip with its inks and the lines of its print."""
        plain = drop_colour(pixels)
        inks = part_inks(pixels) if plain is pixels else None
        print_ = pixels if inks is None else inks.print
        found = self._detector.find_lines(print_)
        return _Strip(pixels, inks, print_, plain if inks is None else print_, found)

    def _read_strip(self, strip: _Strip) -> tuple[list[Reading], list[Reading], list[Reading], list[Outline]]:
        """Return the lines of a strip as read, those aside, those that are no print, and print outside of all that cannot
        be read."""
        find, read_lines = self._detector.find_lines, self._read_outlines
        all_ = read_lines(strip.plain, strip.found)
        read = [reading for reading in all_ if _is_print(reading)]
        rejected = [reading for reading in all_ if not _is_print(reading)]
        over: list[Reading] = []
        if strip.inks is not None:
            read, over = read_over(strip.pixels, strip.inks, read, find, read_lines)
        read, beside = read_margins(strip.print, read, find, read_lines)
        left_over = find_leftovers(strip.plain, [line for line, _ in (*read, *beside, *over)])
        again = read_lines(strip.plain, left_over)
        read += [reading for reading in again if _is_print(reading)]
        return read, over + beside, rejected, [reading[0] for reading in again if _is_missed(reading)]

    def _read_outlines(self, image: Pixels, lines: Sequence[Outline]) -> list[Reading]:
        return list(zip(lines, self._read_lines(image, lines), strict=True))

    def _read_lines(self, image: Pixels, lines: Sequence[Outline]) -> list[tuple[str, float]]:
        """Return text and confidence of each line."""
        if len(lines) == 0:
            return []
        return self.recogniser.read(lines, partial(cut_out, image))


def turn(image: Pixels, clockwise: int) -> Pixels:
    """Return the image rotated clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(image, -clockwise // 90 % 4))


def _recognised(reading: Reading, top: int) -> RecognisedLine:
    line, (text, confidence) = reading
    return RecognisedLine(text, _polygon(line, top), confidence)


def _polygon(line: Outline, top: int) -> Polygon:
    return tuple((float(x), float(y) + top) for x, y in line.corners)


def _is_print(reading: Reading) -> bool:
    line, (text, confidence) = reading
    long = len(text) > MAX_SPECK_CHARACTERS
    if line.score < SURE_OUTLINE:
        seen = long and line.score > 0
        return bool(text) and confidence >= (MIN_CONFIDENCE_OF_LONG if seen else MIN_CONFIDENCE_OF_FAINT)
    return long or (bool(text) and confidence >= MIN_CONFIDENCE_OF_SPECKS)


def _is_missed(reading: Reading) -> bool:
    return not _is_print(reading) and len(reading[1][0]) >= MIN_CHARACTERS_OF_MISSED


def _quality(read: Iterable[tuple[Polygon, str, float]]) -> float:
    """Return the mean confidence of the texts; 0, the worst a rotation can read, without any, and where most of it runs
    up or down: such lines are read turned."""
    lines = list(read)
    upright = sum(len(text) for polygon, text, _ in lines if _is_upright(polygon))
    if upright > sum(len(text) for _, text, _ in lines) / 2:
        return 0.0
    return mean_confidence((confidence, len(text)) for _, text, confidence in lines) or 0.0


def _is_upright(polygon: Polygon) -> bool:
    width, height = np.ptp(polygon, axis=0)
    return bool(height > UPRIGHT * width)
