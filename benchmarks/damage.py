"""Damages pages until print is lost: out of focus, shaken, faint, noisy, small, crumpled, glared at.

Each kind is damaged to a random degree, from hardly to illegible, so that the share that is lost takes all values.
Images are of shape (height, width, 3), BGR; the same seed gives the same picture.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Damage = Callable[[Any, np.random.Generator, float], Any]


def damage(image: Pixels, kind: str, seed: int) -> Pixels:
    """Return the image damaged by `kind`, one of `DAMAGES`."""
    chance = np.random.default_rng(seed)
    degree = float(chance.uniform(0.1, 1.0))
    damaged = DAMAGES[kind](image.astype(np.float32), chance, degree)
    grainy = damaged + chance.normal(0, 3, damaged.shape)
    return _compress(np.clip(grainy, 0, 255).astype(np.uint8), round(float(chance.uniform(50, 85))))


def _blur(image: Any, _: np.random.Generator, degree: float) -> Any:
    return cv2.GaussianBlur(image, (0, 0), 1.0 + 3.0 * degree)


def _shake(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """A camera that moved."""
    length = 3 + round(16 * degree)
    path = np.zeros((length, length), np.float32)
    angle = chance.uniform(0, np.pi)
    reach = (length - 1) / 2 * np.array((np.cos(angle), np.sin(angle)))
    start, end = (
        ((length - 1) / 2 - reach).round().astype(int),
        ((length - 1) / 2 + reach).round().astype(int),
    )
    cv2.line(path, tuple(map(int, start)), tuple(map(int, end)), 1.0)
    return cv2.filter2D(image, -1, path / path.sum())


def _fade(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """Print that has almost gone, unevenly."""
    left = 0.5 - 0.47 * degree + 0.05 * _cloud(chance, image.shape, 300)
    return 235 - (255 - image) * np.clip(left, 0.01, 1) + chance.normal(0, 6, image.shape)


def _grain(image: Any, chance: np.random.Generator, degree: float) -> Any:
    return image * 0.8 + 25 + chance.normal(0, 20 + 90 * degree, image.shape)


def _shrink(image: Any, _: np.random.Generator, degree: float) -> Any:
    scale = 0.6 - 0.35 * degree
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _crumple(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """Paper bent by hand, with darker and lighter sides of its folds."""
    height, width = image.shape[:2]
    scale = max(height, width) / 2300 * (0.5 + 2.5 * degree)
    bends = [
        scale * (5 * _cloud(chance, image.shape, 260) + 1.6 * _cloud(chance, image.shape, 90))[:, :, 0]
        for _ in range(2)
    ]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(image, x + bends[0], y + bends[1], cv2.INTER_CUBIC, borderValue=(245, 245, 245))
    return bent * np.clip(0.85 + 0.1 * degree * _cloud(chance, image.shape, 60), 0.3, 1.1)


def _glare(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """A lamp on glossy paper, or a dark shadow."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.hypot(x / width - chance.uniform(0.2, 0.8), (y / height - chance.uniform(0.2, 0.8)) * 1.4)
    spot = np.exp(-((away / (0.08 + 0.25 * degree)) ** 4))[:, :, None]
    return image * 0.85 * (1 - spot) + 250 * spot


def _bleed(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """The other side shows through thin paper."""
    back = cv2.GaussianBlur(image[:, ::-1], (0, 0), 1.5)
    shift = round(float(chance.uniform(5, 40)))
    return image - (255 - np.roll(back, shift, axis=0)) * (0.15 + 0.6 * degree)


def _blot(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """Stains, a coffee cup's and others."""
    ink = np.clip(_cloud(chance, image.shape, 120) - 2.2 + 1.2 * degree, 0, 1)
    return image * (1 - ink) + 60 * ink


def _threshold(image: Any, chance: np.random.Generator, degree: float) -> Any:
    """A fax, or a copy of a copy."""
    grey = cv2.cvtColor(np.clip(image, 0, 255).astype(np.uint8), cv2.COLOR_BGR2GRAY).astype(np.float32)
    scale = 0.9 - 0.45 * degree
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    black = small + chance.normal(0, 15 + 20 * degree, small.shape) > chance.uniform(120, 200)
    return np.repeat(np.where(black, 255, 0)[:, :, None], 3, axis=2).astype(np.float32)


DAMAGES: dict[str, Damage] = {
    "blur": _blur,
    "shake": _shake,
    "fade": _fade,
    "grain": _grain,
    "shrink": _shrink,
    "bend": _crumple,
    "glare": _glare,
    "bleed": _bleed,
    "blot": _blot,
    "copy": _threshold,
}


def _cloud(chance: np.random.Generator, shape: tuple[int, ...], size: int) -> Any:
    """Return smooth noise with features of about `size` pixels, of shape (height, width, 1)."""
    height, width = shape[:2]
    coarse = chance.normal(0, 1, (max(2, height // size), max(2, width // size))).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]


def _compress(image: Pixels, quality: int) -> Pixels:
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
