"""Simulates scans and phone photos of a page.

Images are `uint8` arrays of shape (height, width, 3), RGB. Every effect uses a seeded random generator, so
the result is reproducible.
"""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]

PHOTO_SIZE = (1700, 2300)  # width, height: a phone photo scaled down by a messenger
# Corners of the sheet, as shares of the photo's width and height, clockwise from the top left.
_SHEET_IN_PHOTO = ((0.043, 0.034), (0.968, 0.022), (0.985, 0.973), (0.022, 0.981))


def scan(page: Pixels, skew: float, seed: int) -> bytes:
    """Return a grey JPEG as from a worn office scanner, turned by `skew` degrees counter-clockwise."""
    chance = np.random.default_rng(seed)
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY).astype(np.float32)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
    grey = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0,))
    ink = cv2.GaussianBlur(255 - grey, (0, 0), 0.85)
    ink *= 0.86 + 0.1 * _cloud(chance, (height, width), 9)
    paper = 227 + 2.5 * _cloud(chance, (height, width), 700) + 2.5 * _cloud(chance, (height, width), 2)
    picture = paper * (1 - 0.86 * ink / 255) - _binding_shadow(width)
    picture += chance.normal(0, 4.5, (height, width))
    _drop_dust(picture, chance)
    return _jpeg(Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)), quality=62)


def photograph(page: Pixels, seed: int) -> bytes:
    """Return a colour JPEG of the sheet on a wooden table, at a slight angle in uneven light."""
    chance = np.random.default_rng(seed)
    width, height = PHOTO_SIZE
    view = _perspective(page.shape[1], page.shape[0])
    sheet = cv2.warpPerspective(page, view, PHOTO_SIZE, flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.ones(page.shape[:2], np.float32), view, PHOTO_SIZE)[..., None]
    shadow = cv2.GaussianBlur(np.roll(mask[..., 0], (14, 10), (0, 1)), (0, 0), 12)[..., None]
    table = _table(chance) * (1 - 0.55 * shadow)
    scene = table * (1 - mask) + (sheet * 0.93 + 8) * mask
    scene = cv2.GaussianBlur(scene, (0, 0), 0.8)
    scene *= _light(height, width)[..., None] * np.array([1.0, 0.972, 0.915], np.float32)
    scene += chance.normal(0, 4.0, (height, width, 1)) + chance.normal(0, 2.0, scene.shape)
    return _jpeg(Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)), quality=80)


def _cloud(chance: np.random.Generator, shape: tuple[int, int], size: float) -> Field:
    """Return smooth noise with features of about `size` pixels, mean 0, standard deviation 1."""
    height, width = shape
    coarse = chance.normal(0, 1, (int(height / size) + 3, int(width / size) + 3)).astype(np.float32)
    cloud = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray((cloud - cloud.mean()) / cloud.std(), np.float32)


def _binding_shadow(width: int) -> Field:
    """Return the dark edge of a stapled page that does not lie flat on the glass."""
    x = np.arange(width, dtype=np.float32)
    return np.asarray(55 * np.exp(-x / 22) + 14 * np.exp(-(width - x) / 40), np.float32)


def _drop_dust(picture: Any, chance: np.random.Generator) -> None:
    height, width = picture.shape
    for _ in range(70):
        x, y = int(chance.integers(width)), int(chance.integers(height))
        shade, radius = int(chance.integers(90, 190)), round(chance.uniform(0.4, 1.5))
        cv2.circle(picture, (x, y), radius, (shade,), -1, cv2.LINE_AA)


def _perspective(width: int, height: int) -> Any:
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = np.array(_SHEET_IN_PHOTO, np.float32) * np.array(PHOTO_SIZE, np.float32)
    return cv2.getPerspectiveTransform(flat, seen)


def _table(chance: np.random.Generator) -> Field:
    """Return dark wood: long horizontal fibres over wide growth rings."""
    width, height = PHOTO_SIZE
    fibres = cv2.GaussianBlur(chance.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 40, sigmaY=1.1)
    rings = np.sin(
        np.linspace(0, 46, height, dtype=np.float32)[:, None] + 1.6 * _cloud(chance, (height, width), 420)
    )
    grain = 1 + 0.10 * fibres / fibres.std() + 0.08 * rings
    return np.asarray(grain[..., None] * np.array([112, 78, 52], np.float32), np.float32)


def _light(height: int, width: int) -> Field:
    """Return the light of a window at the upper left, and the soft shadow of the photographer."""
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    window = 1.08 - 0.36 * np.hypot(x - 0.15, y - 0.1)
    person = 0.16 / (1 + np.exp(-(x * 0.6 + y - 1.12) / 0.07))
    return np.asarray(window - person, np.float32)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, dpi=(200, 200), optimize=True)
    return buffer.getvalue()
