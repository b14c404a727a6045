"""Reads the papers on a picture one after the other, each flattened and upright by itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from function.reading.recognition.engine import Recognised, RecognisedLine, turn
from function.reading.recognition.flattening import Place, Projection, flatten, invert, turning
from function.reading.recognition.papers import Quad, find_papers
from function.reading.recognition.strips import Pixels
from function.reading.slants import part_papers

Recognise = Callable[[Pixels], Recognised]

# A paper is read as it lies unless one of its sides is turned by so many degrees, or it covers less of the picture than
# this.
LEVEL = 2.5
FILLS = 0.85
# What covers less of the picture altogether is something else: a label, a screen, a cup. A long receipt seen whole covers
# an eighth of an upright photo.
LEAST = 0.1
# The long side at which the surroundings of papers are looked at first, and what counts as print there: text read into
# wood and cloth is short and uncertain.
REST_SIDE = 960
MIN_CONFIDENCE = 0.85
MIN_LETTERS = 3
# Papers are blanked out with an edge of this share of the picture, by a ground with so many levels of grain: beside a
# flat one the detector may overlook everything, as it did on a photo of a receipt of which half was blanked out.
BLANKED = 0.015
GRAIN, GRAINS = 6.0, 128
# Papers are none if so much print, as a share of theirs, is so close to them that it goes on there; in heights of its
# lines.
MOST_CLOSE = 0.03
CLOSE = 2.0
# With more print around them, as a share of theirs, another paper lies there whose edges are not seen.
ANOTHER = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A paper as it was read. `upright` is its picture, of shape (height, width, 3), BGR, or None if there is nothing
    but lines to find on it; `place` is where it is on the upright page, in pixels. `is_edged` if its edges are seen."""

    recognised: Recognised
    upright: Pixels | None
    place: Place
    is_edged: bool = True


@dataclass(frozen=True, slots=True)
class Sheets:
    """The papers of a page in reading order; `rotation` and `size` are those of the page, in pixels."""

    sheets: tuple[Sheet, ...]
    rotation: int
    size: tuple[int, int]


def read_sheets(pixels: Pixels, recognise: Recognise) -> Sheets:
    """Read a picture of shape (height, width, 3), BGR, in any of the four orientations.

    Papers that lie askew, or several of them, are cut out and read one after the other; then what is around them. All
    other pictures are read as they are; papers on them that lie askew are told apart by the slant of their lines.
    """
    papers = find_papers(pixels)
    covered = [_covered(paper, pixels) for paper in papers]
    if sum(covered) >= LEAST and (len(papers) > 1 or covered[0] < FILLS or _is_askew(papers[0])):
        sheets = [
            sheet for paper in papers if (sheet := _read_paper(pixels, paper, recognise)).recognised.lines
        ]
        rest = _read_rest(pixels, papers, recognise)
        if sheets and not (rest and _goes_on(sheets, rest, papers)):
            return _put_together(sheets, rest, _size(pixels))
    whole = _read(pixels, np.eye(3), recognise)
    return _put_together(_part(whole), None, _size(pixels))


def _is_askew(paper: Quad) -> bool:
    """Whether a paper is turned, or seen from the side."""
    x, y = np.abs(np.roll(paper, -1, axis=0) - paper).T
    return bool(np.degrees(np.arctan2(np.minimum(x, y), np.maximum(x, y))).max() > LEVEL)


def _covered(paper: Quad, pixels: Pixels) -> float:
    """Return the share of the picture that a paper covers."""
    return float(cv2.contourArea(paper.astype(np.float32))) / pixels[..., 0].size


def _read_paper(pixels: Pixels, paper: Quad, recognise: Recognise) -> Sheet:
    """Return a paper with its place on the picture."""
    flat, onto = flatten(pixels, paper)
    return _read(flat, onto, recognise)


def _read(pixels: Pixels, onto: Projection, recognise: Recognise) -> Sheet:
    """Return a flat or bent paper that a projection places on the picture."""
    recognised = recognise(pixels)
    back = onto @ invert(turning(_size(pixels), recognised.rotation))
    printed, bend = recognised.printed, recognised.bend
    if bend:
        return Sheet(recognised, bend.pixels if printed is None else printed, bend.place.onto(back))
    upright = turn(pixels, recognised.rotation) if printed is None else printed
    return Sheet(recognised, upright, Place(np.eye(3), None, back))


def _part(whole: Sheet) -> list[Sheet]:
    """Return the papers that lie askew on a picture that was read as one, each with nothing else on its picture."""
    papers = part_papers(whole.recognised)
    upright = whole.upright
    if len(papers) == 1 or upright is None:
        return [whole]
    places = [_around(paper.lines) for paper in papers]
    return [
        replace(whole, recognised=paper, upright=_blank(upright, [other]), is_edged=False)
        for paper, other in zip(papers, reversed(places), strict=True)
    ]


def _around(lines: Sequence[RecognisedLine]) -> Quad:
    corners = np.array([line.polygon for line in lines], np.float32).reshape(-1, 2)
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(corners)), np.float64)


def _read_rest(pixels: Pixels, papers: Sequence[Quad], recognise: Recognise) -> Sheet | None:
    """Return what is printed around the papers, with its place on the picture; None if a coarse look shows nothing."""
    scale = min(1.0, REST_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    seen = recognise(_blank(np.asarray(small, np.uint8), [paper * scale for paper in papers]))
    if not seen.lines and not seen.unread:
        return None
    return replace(_read(_blank(pixels, papers), np.eye(3), recognise), is_edged=False)


def _blank(pixels: Pixels, papers: Sequence[Quad]) -> Pixels:
    """Return the picture with the usual colour of its desk, and grain as on a photo, in place of the papers."""
    blank = np.zeros(pixels.shape[:2], np.uint8)
    cv2.fillPoly(blank, [np.round(paper).astype(np.int32) for paper in papers], 1)
    edge = max(3, round(BLANKED * max(pixels.shape)))
    blanked = cv2.dilate(blank, np.ones((edge, edge), np.uint8)) > 0
    desk = pixels[~blanked]
    colour = np.median(desk[:: max(1, len(desk) // 1000)], axis=0) if len(desk) else np.zeros(3)
    grains = np.random.default_rng(0).normal(colour, GRAIN, (GRAINS, GRAINS, 3)).clip(0, 255).astype(np.uint8)
    height, width = blanked.shape
    ground = np.tile(grains, (height // GRAINS + 1, width // GRAINS + 1, 1))[:height, :width]
    return np.where(blanked[..., None], ground, pixels)


def _goes_on(sheets: Sequence[Sheet], rest: Sheet, papers: Sequence[Quad]) -> bool:
    """Whether print goes on across the edges of the papers, so that they are none."""
    lines = (line for line in _only_print(rest).recognised.lines if _is_close(line, rest.place, papers))
    close = replace(rest, recognised=replace(rest.recognised, lines=tuple(lines)))
    return _letters([close]) > MOST_CLOSE * _letters(sheets)


def _is_close(line: RecognisedLine, place: Place, papers: Sequence[Quad]) -> bool:
    corners = place.find(np.array(line.polygon))
    reach = CLOSE * float(np.linalg.norm(corners[3] - corners[0]))
    places = np.vstack((corners, (corners + np.roll(corners, -1, axis=0)) / 2)).astype(np.float32)
    return any(
        cv2.pointPolygonTest(paper.astype(np.float32), (float(x), float(y)), measureDist=True) > -reach
        for paper in papers
        for x, y in places
    )


def _put_together(sheets: Sequence[Sheet], rest: Sheet | None, size: tuple[int, int]) -> Sheets:
    """Return papers, with their places on a picture of this size, as those of the upright page."""
    around = _only_print(rest) if rest else None
    if rest and _letters([rest]) > ANOTHER * _letters(sheets):
        sheets, around = [*sheets, rest], None
    rotation = _rotation(sheets)
    placed = _in_order([_turn(sheet, size, rotation) for sheet in sheets])
    if around and around.recognised.lines:
        placed.append(_turn(around, size, rotation))
    width, height = size[:: -1 if rotation % 180 else 1]
    return Sheets(tuple(placed), rotation, (width, height))


def _only_print(rest: Sheet) -> Sheet:
    """Return the sheet without what is read into wood and cloth, and with nothing but lines to find on it."""
    lines = tuple(line for line in rest.recognised.lines if _is_print(line))
    return replace(rest, recognised=replace(rest.recognised, lines=lines, unread=()), upright=None)


def _turn(sheet: Sheet, size: tuple[int, int], rotation: int) -> Sheet:
    return replace(sheet, place=sheet.place.onto(turning(size, rotation)))


def _rotation(sheets: Sequence[Sheet]) -> int:
    """Return how far to turn the page: as most of its papers, else not at all, else as the one that says most."""
    turned = Counter(sheet.recognised.rotation for sheet in sheets)

    def weigh(sheet: Sheet) -> tuple[int, bool, int]:
        rotation = sheet.recognised.rotation
        return turned[rotation], rotation == 0, _letters([sheet])

    return max(sheets, key=weigh).recognised.rotation


def _in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return sheets row by row, each from left to right; one whose middle is above the end of the topmost is in its
    row."""
    left = sorted(sheets, key=lambda sheet: _extent(sheet)[0])
    ordered: list[Sheet] = []
    while left:
        _, bottom, *_ = _extent(left[0])
        row = [sheet for sheet in left if sum(_extent(sheet)[:2]) / 2 < bottom]
        ordered += sorted(row, key=lambda sheet: _extent(sheet)[2])
        left = [sheet for sheet in left if sheet not in row]
    return ordered


def _extent(sheet: Sheet) -> tuple[float, float, float]:
    """Return top, bottom and left of a sheet, or of the print on one without edges, on the page."""
    width, height = sheet.recognised.size
    points = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    if not sheet.is_edged:
        points = [corner for line in sheet.recognised.lines for corner in line.polygon]
    corners = sheet.place.find(np.array(points, np.float64))
    left, top = corners.min(axis=0)
    return float(top), float(corners[:, 1].max()), float(left)


def _letters(sheets: Iterable[Sheet]) -> int:
    return sum(sum(map(str.isalnum, line.text)) for sheet in sheets for line in sheet.recognised.lines)


def _is_print(line: RecognisedLine) -> bool:
    return line.confidence >= MIN_CONFIDENCE and sum(map(str.isalnum, line.text)) >= MIN_LETTERS


def _size(pixels: Pixels) -> tuple[int, int]:
    return pixels.shape[1], pixels.shape[0]
