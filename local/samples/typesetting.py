"""Typesets HTML and CSS as A4 pages, with the fonts included in PyMuPDF."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pymupdf

PAPER = pymupdf.paper_rect("a4")
GUTTER = 20
_SECTION = re.compile(r'<section(?: class="(?P<kind>columns|cover)")?>(?P<html>.*?)</section>', re.DOTALL)


@dataclass(frozen=True)
class Stationery:
    """Margins in points (left, top, right, bottom), and the HTML of header and footer.

    `{page}` in `header` or `footer` becomes the page number. A cover has neither.
    """

    margins: tuple[float, float, float, float]
    header: str = ""
    footer: str = ""

    @property
    def body(self) -> Any:
        left, top, right, bottom = self.margins
        return pymupdf.Rect(left, top, PAPER.x1 - right, PAPER.y1 - bottom)


class _Press:
    """Fills pages one by one; `_top` is where the free part of the current page begins."""

    def __init__(self, css: str, stationery: Stationery) -> None:
        self.buffer = BytesIO()
        self._writer = pymupdf.DocumentWriter(self.buffer)
        self._css = css
        self._stationery = stationery
        self._device: Any = None
        self._pages = 0
        self._top = 0.0

    def turn(self, cover: bool = False) -> None:
        self._end_page()
        self._device = self._writer.begin_page(PAPER)
        self._pages += 1
        body = self._stationery.body
        if not cover:
            self._place(self._stationery.header, (body.x0, 34, body.x1, body.y0))
            self._place(self._stationery.footer, (body.x0, body.y1 + 14, body.x1, PAPER.y1))
        self._top = body.y0

    def fill(self, html: str) -> None:
        """Lay out `html` in the rest of this page and on as many further pages as it needs."""
        story = pymupdf.Story(html, user_css=self._css)
        while self._draw(story, self._free()):
            self.turn()

    def fill_columns(self, html: str) -> None:
        """Lay out `html` in two balanced columns in the rest of this page."""
        free = self._free()
        width = (free.width - GUTTER) / 2
        left = pymupdf.Rect(free.x0, free.y0, free.x0 + width, free.y1)
        right = pymupdf.Rect(free.x1 - width, free.y0, free.x1, free.y1)
        left.y1 = right.y1 = self._balance(html, left, right)
        story = pymupdf.Story(html, user_css=self._css)
        if self._draw(story, left) and self._draw(story, right):
            raise ValueError("The two columns do not fit on their page; shorten the text.")

    def finish(self) -> bytes:
        self._end_page()
        self._writer.close()
        return self.buffer.getvalue()

    def _balance(self, html: str, left: Any, right: Any) -> float:
        bottom = float(left.y1)
        for candidate in range(int(left.y0) + 40, int(bottom), 4):
            story = pymupdf.Story(html, user_css=self._css)
            frames = [pymupdf.Rect(frame.x0, frame.y0, frame.x1, candidate) for frame in (left, right)]
            if not all(self._measure(story, frame) for frame in frames):
                return float(candidate)
        return bottom

    def _measure(self, story: Any, frame: Any) -> bool:
        more = bool(story.place(frame)[0])
        story.draw(None)
        return more

    def _free(self) -> Any:
        body = self._stationery.body
        return pymupdf.Rect(body.x0, self._top, body.x1, body.y1)

    def _place(self, html: str, frame: tuple[float, float, float, float]) -> None:
        page = str(self._pages)
        self._draw(pymupdf.Story(html.replace("{page}", page), user_css=self._css), pymupdf.Rect(frame))

    def _draw(self, story: Any, frame: Any) -> bool:
        """Draw what fits into `frame`; return whether text is left over."""
        more, filled = story.place(frame)
        if filled[2] > frame.x1 + 1:
            raise ValueError(f"A table is {filled[2] - frame.x1:.0f} points too wide; narrow its columns.")
        story.draw(self._device)
        self._top = filled[3]
        return bool(more)

    def _end_page(self) -> None:
        if self._device is not None:
            self._writer.end_page()
            self._device = None


def typeset(html: str, css: str, stationery: Stationery) -> Any:
    """Return the pages of `html` as a PyMuPDF document.

    Each `<section>` begins a page, except those of class `columns`, which continue below the section before
    in two columns.
    """
    press = _Press(css, stationery)
    for section in _SECTION.finditer(_bind_units(html)):
        if section["kind"] == "columns":
            press.fill_columns(section["html"])
        else:
            press.turn(cover=section["kind"] == "cover")
            press.fill(section["html"])
    document = pymupdf.open("pdf", press.finish())
    document.subset_fonts()
    return document


def _bind_units(html: str) -> str:
    """Keep a number and its unit on one line."""
    return re.sub(r"(\d) (€|%|m²|m³|h\b)", "\\1\u00a0\\2", html)
