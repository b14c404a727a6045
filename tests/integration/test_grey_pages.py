"""Pages that are nothing but grey pictures are drawn in grey; what is read is what their colours would be."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.support.files import look_at

A4 = (595, 842)


def draw_scan(mode: str) -> bytes:
    """A picture with every level of grey, in a mode of Pillow's."""
    levels = np.add.outer(np.arange(1169), np.arange(826)) % 256
    picture = io.BytesIO()
    Image.fromarray(levels.astype(np.uint8)).convert(mode).save(picture, "PNG")
    return picture.getvalue()


def bind(picture: bytes) -> tuple[Any, Any]:
    pdf = pymupdf.open()
    page = pdf.new_page(width=A4[0], height=A4[1])
    page.insert_image(page.rect, stream=picture)
    return pdf, page


def read(path: Path) -> tuple[bool, Any]:
    """Whether the page came in grey, and its pixels."""
    contents, pixels = look_at(path)
    assert contents.picture is not None
    return contents.picture.are_grey, pixels


def test_a_grey_scan_has_the_pixels_that_it_has_in_colour(tmp_path: Path) -> None:
    read_in = {}
    for mode in ("L", "RGB"):
        pdf, _ = bind(draw_scan(mode))
        pdf.save(tmp_path / f"{mode}.pdf")
        read_in[mode] = read(tmp_path / f"{mode}.pdf")
    assert read_in["L"][0]
    assert not read_in["RGB"][0]
    assert read_in["L"][1].shape == read_in["RGB"][1].shape
    assert (read_in["L"][1] == read_in["RGB"][1]).all()


@pytest.mark.parametrize("mark", ["annotation", "text", "stamp"])
def test_a_red_mark_on_a_grey_scan_stays_red(tmp_path: Path, mark: str) -> None:
    pdf, page = bind(draw_scan("L"))
    place, red = pymupdf.Rect(100, 100, 300, 200), (1, 0, 0)
    if mark == "annotation":
        drawn = page.add_rect_annot(place)
        drawn.set_colors(stroke=red, fill=red)
        drawn.update()
    elif mark == "text":
        page.insert_textbox(place, "PAGADO", fontsize=40, color=red)
    else:
        stamp = io.BytesIO()
        Image.new("RGB", (50, 25), "red").save(stamp, "PNG")
        page.insert_image(place, stream=stamp.getvalue())
    pdf.save(tmp_path / "sello.pdf")
    is_grey, pixels = read(tmp_path / "sello.pdf")
    assert not is_grey
    blue, green, red_light = (pixels[..., channel].astype(int) for channel in range(3))
    assert ((red_light > 200) & (green < 60) & (blue < 60)).any()


def test_a_grey_picture_has_the_pixels_that_it_has_in_colour(tmp_path: Path) -> None:
    read_in = {}
    for mode in ("L", "RGB"):
        (tmp_path / f"{mode}.png").write_bytes(draw_scan(mode))
        read_in[mode] = read(tmp_path / f"{mode}.png")
    assert read_in["L"][0]
    assert not read_in["RGB"][0]
    assert (read_in["L"][1] == read_in["RGB"][1]).all()
