"""PowerPoint files as a flow of blocks, one page per slide. Runs in the process that opens files."""

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from function.document.pages import Block
from function.reading.files.archive import MAX_PART, keep_picture, open_archive, read_xml
from function.reading.files.flow import Entry, Flow, make_table, make_text
from function.reading.files.messages import FileRequest

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SLIDE_NAME = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_PICTURE = re.compile(r"ppt/media/.+\.(?:png|jpe?g|tiff?|gif|bmp)", re.IGNORECASE)
_TITLES = ("title", "ctrTitle")


def read_slides(request: FileRequest) -> Flow:
    """Return the text of the slides. Raises the InputErrors of `open_archive`."""
    flow = Flow()
    with open_archive(request) as archive:
        for name in _find_slides(archive):
            flow.blocks += [None, *_read_slide(read_xml(archive, name))]
        for entry in archive.infolist():
            if _PICTURE.fullmatch(entry.filename) and entry.file_size <= MAX_PART:
                keep_picture(flow, partial(archive.read, entry))
    return flow


def _find_slides(archive: zipfile.ZipFile) -> list[str]:
    """Return the slides by number, which is their order unless somebody moved them."""
    found = {int(match[1]): match[0] for name in archive.namelist() if (match := _SLIDE_NAME.fullmatch(name))}
    if not found:
        raise ValueError("no slides")
    return [found[number] for number in sorted(found)]


def _read_slide(root: Any) -> Iterator[Block]:
    for shape in root.iter(_SLIDE + "sp", _DRAWING + "tbl"):
        if shape.tag == _DRAWING + "tbl":
            block = make_table([list(_entries(row)) for row in shape.iter(_DRAWING + "tr")])
        else:
            place = next(shape.iter(_SLIDE + "ph"), None)
            is_title = place is not None and place.get("type") in _TITLES
            text = _text_of(shape)
            block = (
                make_text("title", " ".join(text.split()), 2) if is_title else make_text("paragraph", text)
            )
        if block is not None:
            yield block


def _entries(row: Any) -> Iterator[Entry]:
    for cell in row.iter(_DRAWING + "tc"):
        if cell.get("hMerge") or cell.get("vMerge"):
            continue
        yield Entry(_text_of(cell), _number(cell, "gridSpan"), _number(cell, "rowSpan"))


def _number(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _text_of(element: Any) -> str:
    lines = []
    for paragraph in element.iter(_DRAWING + "p"):
        parts = paragraph.iter(_DRAWING + "t", _DRAWING + "br")
        lines.append("".join("\n" if part.tag == _DRAWING + "br" else part.text or "" for part in parts))
    return "\n".join(lines)
