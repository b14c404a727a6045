"""Prints sheets from their source: HTML in positioned frames, in reading order, and a few other elements:

    <page WIDTH HEIGHT>  <style>...</style>  <frame X0 Y0 X1 Y1> html </frame>
    <fill X0 Y0 X1 Y1 #rrggbb>  <line X0 Y0 X1 Y1>  <stamp X Y RADIUS>

All measures are in points. `<p class="tick">` has an empty box before it, `<p class="tick x">` a crossed one;
boxes, fills, lines and stamps are not text. The fonts are PyMuPDF's own, so every machine prints the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from local.samples.transcript import transcribe
from local.samples.wear import Pixels

SOURCE = Path(__file__).parent / "source"
STAMP_INK = (0.35, 0.25, 0.62)
_FRAME = re.compile(r"<frame (?P<box>[\d. ]+)>(?P<html>.*?)</frame>", re.DOTALL)
_TICK = re.compile(r'<p class="tick(?P<crossed> x)?">(?P<label>.*?)</p>')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BREAK = re.compile(r"<br ?/>")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Sheet:
    """A printed PyMuPDF page and its text in reading order, one line per paragraph or table row."""

    pdf: Any
    truth: str

    def picture(self, dpi: int) -> Pixels:
        """Height x width x 3, RGB."""
        pixmap = self.pdf[0].get_pixmap(dpi=dpi, alpha=False)
        return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)


def sheet_kinds() -> list[str]:
    return sorted(path.stem for path in SOURCE.glob("*.html"))


@cache
def print_sheet(kind: str) -> Sheet:
    """The sheet of `source/KIND.html`; raises ValueError if a text does not fit its frame."""
    source = (SOURCE / f"{kind}.html").read_text(encoding="utf-8")
    width, height = _measures(source, "page")
    pdf = pymupdf.open()
    page = pdf.new_page(width=width, height=height)
    _paint(page, source)
    css = _STYLE.findall(source)[0]
    for frame in _FRAME.finditer(source):
        _fill_frame(page, frame, css)
    _draw_ticks(page, source)
    for x, y, radius in _all_measures(source, "stamp"):
        _stamp(page, x, y, radius)
    pdf.subset_fonts()
    return Sheet(pdf, _transcribe(source))


def _fill_frame(page: Any, frame: re.Match[str], css: str) -> None:
    box = pymupdf.Rect([float(value) for value in frame["box"].split()])
    html = _TICK.sub(r"<p>\g<label></p>", frame["html"])
    spare, _ = page.insert_htmlbox(box, html, css=css, scale_low=1)
    if spare < 0:
        raise ValueError(f"The text does not fit into its frame {frame['box']}.")


def _transcribe(source: str) -> str:
    html = "".join(frame["html"] for frame in _FRAME.finditer(source))
    return transcribe(_BREAK.sub("</p><p>", html)).replace(_SOFT_HYPHEN, "").replace("&shy;", "")


def _all_measures(source: str, tag: str) -> Iterator[list[float]]:
    for values in re.findall(rf"<{tag} ([\d. ]+)", source):
        yield [float(value) for value in values.split()]


def _measures(source: str, tag: str) -> list[float]:
    return next(_all_measures(source, tag))


def _paint(page: Any, source: str) -> None:
    for values, colour in re.findall(r"<fill ([\d. ]+) #([0-9a-f]{6})>", source):
        box = pymupdf.Rect([float(value) for value in values.split()])
        page.draw_rect(box, color=None, fill=tuple(value / 255 for value in bytes.fromhex(colour)))
    for x0, y0, x1, y1 in _all_measures(source, "line"):
        page.draw_line((x0, y0), (x1, y1), width=0.8)


def _draw_ticks(page: Any, source: str) -> None:
    for tick in _TICK.finditer(source):
        label = page.search_for(tick["label"])[0]
        box = pymupdf.Rect(label.x0 - 16, label.y0 + 2, label.x0 - 7, label.y0 + 11)
        page.draw_rect(box, width=0.8)
        if tick["crossed"]:
            page.draw_line(box.tl, box.br, width=1.1)
            page.draw_line(box.bl, box.tr, width=1.1)


def _stamp(page: Any, x: float, y: float, radius: float) -> None:
    """Rings and a bar of ink over the text, like a round office stamp without lettering."""
    for share in (1, 0.93, 0.6):
        page.draw_circle((x, y), radius * share, color=STAMP_INK, width=1.6, stroke_opacity=0.55)
    bar = pymupdf.Rect(x - radius * 0.6, y - 5, x + radius * 0.6, y + 5)
    page.draw_rect(bar, color=None, fill=STAMP_INK, fill_opacity=0.25)
