"""OpenDocument texts, spreadsheets and presentations as a flow of blocks. Runs in the process that opens
files."""

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from function.document.pages import Block
from function.reading.files.archive import MAX_PART, keep_picture, open_archive, read_xml
from function.reading.files.flow import BULLET, MAX_COLUMNS, Entry, Flow, make_list, make_table, make_text
from function.reading.files.messages import FileRequest

# Limits for one table.
MAX_ROWS = 5000
MAX_CELLS = 100_000
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = (f"{{{_NAMES}{name}:1.0}}" for name in ("text", "table", "drawing"))
_OFFICE = f"{{{_NAMES}office:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
# Elements that are not part of the visible text.
_ASIDE = (_TEXT + "tracked-changes", _OFFICE + "annotation", _OFFICE + "forms", _TEXT + "sequence-decls")


def read_opendocument(request: FileRequest) -> Flow:
    """Return the text of the file. Raises the InputErrors of `open_archive`."""
    flow = Flow()
    with open_archive(request) as archive:
        root = read_xml(archive, "content.xml")
        body = root.find(f"{_OFFICE}body")
        if body is None:
            raise ValueError("no body")
        _Walk(flow, archive).enter(body)
    return flow


class _Walk:
    def __init__(self, flow: Flow, archive: zipfile.ZipFile) -> None:
        self._flow = flow
        self._archive = archive
        self._names = set(archive.namelist())

    def enter(self, element: Any) -> None:
        for child in element:
            if child.tag in _ASIDE:
                continue
            if child.tag == _TEXT + "h":
                level = child.get(_TEXT + "outline-level") or "1"
                self._add(make_text("title", _text_of(child), int(level) if level.isdigit() else 1))
            elif child.tag == _TEXT + "p":
                self._add(make_text("paragraph", _text_of(child)))
            elif child.tag == _TEXT + "list":
                self._add(make_list(_items(child)))
            elif child.tag == _TABLE + "table":
                self._add_table(child)
            elif child.tag == _DRAW + "page":
                self._flow.blocks.append(None)
                self.enter(child)
            else:
                self.enter(child)
            self._keep_pictures(child)

    def _add(self, block: Block | None) -> None:
        if block is not None:
            self._flow.blocks.append(block)

    def _add_table(self, table: Any) -> None:
        if table.getparent().tag == _OFFICE + "spreadsheet":
            self._flow.blocks.append(None)
            self._add(make_text("title", table.get(_TABLE + "name") or "", 2))
        rows: list[list[Entry]] = []
        cells = MAX_CELLS
        for row in table.iter(_TABLE + "table-row"):
            entries = _entries(row)
            repeated = _count(row, "number-rows-repeated") if any(entry.text for entry in entries) else 1
            room = min(MAX_ROWS - len(rows), cells // max(len(entries), 1))
            rows += [entries] * min(repeated, room)
            cells -= len(entries) * repeated
            if repeated > room:
                self._flow.notes.append(f"Only the first {len(rows)} rows of a table were read.")
                break
        self._add(make_table(rows))

    def _keep_pictures(self, element: Any) -> None:
        """Keep the pictures in paragraphs and frames; containers of blocks are entered instead."""
        if element.tag not in (_TEXT + "p", _TEXT + "h", _DRAW + "frame"):
            return
        for image in element.iter(_DRAW + "image"):
            name = image.get(_HREF) or ""
            if name in self._names and self._archive.getinfo(name).file_size <= MAX_PART:
                keep_picture(self._flow, partial(self._archive.read, name))


def _entries(row: Any) -> list[Entry]:
    entries: list[Entry] = []
    for cell in row:
        if cell.tag == _TABLE + "covered-table-cell" or cell.tag != _TABLE + "table-cell":
            continue
        across = _count(cell, "number-columns-spanned")
        entry = Entry(
            "\n".join(_text_of(part) for part in cell.iter(_TEXT + "p", _TEXT + "h")),
            across,
            _count(cell, "number-rows-spanned"),
        )
        repeated = min(_count(cell, "number-columns-repeated"), MAX_COLUMNS)
        entries += [entry] * min(repeated, MAX_COLUMNS - len(entries))
    return entries


def _count(element: Any, name: str) -> int:
    value = element.get(_TABLE + name) or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _items(element: Any) -> Iterator[str]:
    for item in element:
        if item.tag not in (_TEXT + "list-item", _TEXT + "list-header"):
            continue
        text = " ".join(_text_of(part) for part in item if part.tag in (_TEXT + "p", _TEXT + "h"))
        if text.strip():
            yield BULLET + text
        for part in item:
            if part.tag == _TEXT + "list":
                yield from _items(part)


def _text_of(element: Any) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Any, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if child.tag == _TEXT + "s":
            parts.append(" ")
        elif child.tag == _TEXT + "tab":
            parts.append("\t")
        elif child.tag == _TEXT + "line-break":
            parts.append("\n")
        elif child.tag not in _ASIDE and isinstance(child.tag, str):
            _gather(child, parts)
        parts.append(child.tail or "")
