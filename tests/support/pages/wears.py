"""What happens to a sheet before somebody uploads it. All randomness comes from a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from local.samples.wear import Pixels, photograph, scan

SKEW = 1.2  # degrees to either side, as from an office scanner's feed


@dataclass(frozen=True)
class Wear:
    """The sheet is printed at `dpi`, then `apply` turns the picture into a file with this `suffix`."""

    dpi: int
    suffix: str
    apply: Callable[[Pixels, int], bytes]


def keep(picture: Pixels, _seed: int) -> bytes:
    """A screenshot, or a page exported by a program."""
    return _encode(picture, "PNG")


def feed(picture: Pixels, seed: int) -> bytes:
    """A grey scan, slightly askew."""
    return scan(picture, np.random.default_rng(seed).uniform(-SKEW, SKEW), seed)


def fax(picture: Pixels, seed: int) -> bytes:
    """Black and white, with specks."""
    chance = np.random.default_rng(seed)
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.7) + chance.normal(0, 14, grey.shape)
    ink = grey < 150
    return _encode(np.where(ink[..., None], 0, 255).astype(np.uint8).repeat(3, axis=2), "PNG")


def squeeze(picture: Pixels, _seed: int) -> bytes:
    """What a messaging app leaves of a picture: JPEG quality 30."""
    return _encode(picture, "JPEG", quality=30)


def blur(picture: Pixels, seed: int) -> bytes:
    """Out of focus, and grainy from low light."""
    chance = np.random.default_rng(seed)
    soft = cv2.GaussianBlur(picture, (0, 0), 1.6).astype(np.float32)
    return _encode(
        np.clip(soft + chance.normal(0, 6, soft.shape), 0, 255).astype(np.uint8), "JPEG", quality=85
    )


def fade(picture: Pixels, seed: int) -> bytes:
    """Thermal paper after a summer in a drawer: grey print on yellowish paper."""
    chance = np.random.default_rng(seed)
    paper = np.array([236, 230, 208], np.float32)
    faded = paper - (255 - picture.astype(np.float32)) * 0.3 + chance.normal(0, 4, picture.shape)
    return _encode(np.clip(faded, 0, 255).astype(np.uint8), "JPEG", quality=80)


def lay_askew(degrees: float) -> Callable[[Pixels, int], bytes]:
    """The sheet turned counter-clockwise on a larger white background."""

    def apply(picture: Pixels, _seed: int) -> bytes:
        turned = Image.fromarray(picture).rotate(
            degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white"
        )
        return _encode(np.asarray(turned), "PNG")

    return apply


def turn(clockwise: int) -> Callable[[Pixels, int], bytes]:
    def apply(picture: Pixels, _seed: int) -> bytes:
        return _encode(np.ascontiguousarray(np.rot90(picture, -clockwise // 90)), "PNG")

    return apply


def _encode(picture: Pixels, image_format: str, **options: int) -> bytes:
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, image_format, **options)
    return buffer.getvalue()


WEARS: dict[str, Wear] = {
    "clean150": Wear(150, "png", keep),
    "clean200": Wear(200, "png", keep),
    "clean300": Wear(300, "png", keep),
    "scan150": Wear(150, "jpg", feed),
    "scan200": Wear(200, "jpg", feed),
    "photo": Wear(200, "jpg", photograph),
    "fax": Wear(200, "png", fax),
    "q30": Wear(150, "jpg", squeeze),
    "blur": Wear(200, "jpg", blur),
    "faded": Wear(200, "jpg", fade),
    "skew2": Wear(200, "png", lay_askew(2)),
    "skew5": Wear(200, "png", lay_askew(-5)),
    "skew8": Wear(200, "png", lay_askew(8)),
    "r90": Wear(200, "png", turn(90)),
    "r180": Wear(200, "png", turn(180)),
    "r270": Wear(200, "png", turn(270)),
}
