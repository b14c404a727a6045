"""Photographs sheets that lie on a desk, in even or uneven light."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from local.samples.wear import Pixels

Corners = Sequence[tuple[float, float]]
# Blue, green, red.
GROUNDS = {"wood": (60, 95, 140), "slate": (48, 44, 42), "linen": (150, 165, 178), "lime": (205, 214, 218)}


def lay(
    sheets: Sequence[tuple[Pixels, Corners]], size: tuple[int, int], ground: str, seed: int = 1
) -> Pixels:
    """A photo of width x height `size` of sheets (BGR), each with the corners at which its own are seen, clockwise."""
    chance = np.random.default_rng(seed)
    width, height = size
    scene = _ground(ground, size, chance)
    for sheet, corners in sheets:
        rows, columns = sheet.shape[:2]
        flat = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
        onto = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
        seen = cv2.warpPerspective(sheet, onto, size, flags=cv2.INTER_AREA).astype(np.float32)
        cover = cv2.warpPerspective(np.ones((rows, columns), np.float32), onto, size)[..., None]
        scene = scene * (1 - cover) + (seen * 0.92 + 10) * cover
    scene *= np.linspace(1, 0.8, width, dtype=np.float32)[None, :, None]
    scene += chance.normal(0, 3, (height, width, 1))
    return np.asarray(np.clip(cv2.GaussianBlur(scene, (0, 0), 0.7), 0, 255), np.uint8)


def corners_of(centre: tuple[float, float], size: tuple[float, float], degrees: float) -> Corners:
    """The corners of a rectangle turned clockwise about its centre."""
    turn = np.radians(degrees)
    across = np.array((np.cos(turn), np.sin(turn))) * size[0] / 2
    down = np.array((-np.sin(turn), np.cos(turn))) * size[1] / 2
    middle = np.array(centre)
    corners = (middle - across - down, middle + across - down, middle + across + down, middle - across + down)
    return [(float(x), float(y)) for x, y in corners]


def _ground(name: str, size: tuple[int, int], chance: np.random.Generator) -> NDArray[np.float32]:
    width, height = size
    fibres = cv2.GaussianBlur(chance.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 30, sigmaY=1.2)
    grain = 1 + 0.06 * fibres / fibres.std()
    return np.asarray(grain[..., None] * np.array(GROUNDS[name], np.float32), np.float32)
