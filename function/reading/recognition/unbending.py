"""Flattens bent paper, such as a page in a book, with UVDoc."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from function.machine.openvino import CompiledGraph
from function.models.uvdoc import INPUT
from function.reading.recognition.flattening import Bend, Grid, Place, project
from function.reading.recognition.outlines import Outline
from function.reading.recognition.runtime import GRAPH
from function.reading.recognition.strips import Pixels

# Paper is bent if lines that leave their straight line by so much, in their heights, make up this share of the length of
# all. On flat pages there are none; those of crumpled paper leave it by less, and are straightened one by one.
BENT, BENT_LENGTH = 0.15, 0.08
# The grid of bent paper is this far from that of flat paper seen from the side, as a share of the picture's long side.
# Lines may waver for other reasons: two crumpled pages whose lines do have 0.003 and 0.002, bent ones 0.007 to 0.009.
CURVED = 0.005
# A bent page and its surroundings may be enlarged to so many times the pixels of the picture.
MOST_PIXELS = 1.2
# Rows that are flattened at a time, to bound memory.
ROWS = 256


def is_bent(lines: Sequence[Outline]) -> bool:
    """Whether the lines of a page show that its paper is bent."""
    lengths = np.array([np.linalg.norm(line.corners[1] - line.corners[0]) for line in lines])
    bent = np.array([_leaves(line) >= BENT for line in lines], bool)
    return bool(lengths[bent].sum() > BENT_LENGTH * lengths.sum())


def _leaves(line: Outline) -> float:
    """Return how far a line is from straight at most, in its heights."""
    if line.middle is None:
        return 0.0
    x, y = line.middle.T
    slope, start = np.polyfit(x, y, 1)
    return float(np.abs(y - slope * x - start).max()) / line.height


class Unbender:
    """UVDoc, loaded when a bent page comes; used by one thread. Call `rest` after every page."""

    def __init__(self, directory: Path, cores: int) -> None:
        self._path = directory / GRAPH
        self._cores = cores
        self._run: CompiledGraph | None = None
        self._is_used = False

    def rest(self) -> None:
        """Let go of the model, which takes 60 MB, unless it was used since the last call: bent pages come together."""
        if not self._is_used:
            self._run = None
        self._is_used = False

    def __call__(self, image: Pixels) -> Bend | None:
        """Return the paper on an upright image of shape (height, width, 3), BGR, as if it lay flat; None if it does."""
        grid = self._find_grid(image)
        if _curvature(grid) < CURVED * max(image.shape[:2]):
            return None
        across = np.linalg.norm(np.diff(grid, axis=1), axis=2).sum(axis=1).mean()
        down = np.linalg.norm(np.diff(grid, axis=0), axis=2).sum(axis=0).mean()
        shrink = min(1.0, np.sqrt(MOST_PIXELS * image.shape[0] * image.shape[1] / max(across * down, 1.0)))
        size = max(1, round(across * shrink)), max(1, round(down * shrink))
        steps = [(length - 1) / side for length, side in zip(grid.shape[1::-1], size, strict=True)]
        return Bend(_warp(image, grid, size, steps), Place(np.diag((*steps, 1.0)), grid, np.eye(3)))

    def _find_grid(self, image: Pixels) -> Grid:
        """Return where the points of a regular grid on the paper are on the image, in pixels."""
        self._is_used = True
        if self._run is None:
            self._run = CompiledGraph(self._path, threads=self._cores, streams=1, kept=1, thrifty=True)
        small = cv2.resize(image, INPUT, interpolation=cv2.INTER_AREA)[:, :, ::-1].astype(np.float32) / 255
        (found,) = self._run([small.transpose(2, 0, 1)[None]])
        height, width = image.shape[:2]
        return np.asarray((found[0].transpose(1, 2, 0) + 1) / 2 * (width - 1, height - 1), np.float64)


def _curvature(grid: Grid) -> float:
    """Return how far the points of a grid are from those of flat paper, in pixels."""
    rows, columns = grid.shape[:2]
    flat = (
        np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), axis=2).reshape(-1, 2).astype(np.float64)
    )
    points = grid.reshape(-1, 2)
    projection, _ = cv2.findHomography(flat, points)
    if projection is None:
        return 0.0
    return float(np.linalg.norm(project(flat, np.asarray(projection, np.float64)) - points, axis=1).mean())


def _warp(image: Pixels, grid: Grid, size: tuple[int, int], steps: Sequence[float]) -> Pixels:
    flat = np.empty((size[1], size[0], 3), np.uint8)
    coarse = grid.astype(np.float32)
    columns = np.arange(size[0], dtype=np.float32) * steps[0]
    for top in range(0, size[1], ROWS):
        rows = np.arange(top, min(top + ROWS, size[1]), dtype=np.float32) * steps[1]
        x, y = np.meshgrid(columns, rows)
        places = cv2.remap(coarse, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        flat[top : top + ROWS] = cv2.remap(
            image, places, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
    return flat
