"""Excel files as a flow of blocks: a title and a table for each sheet. Runs in the process that opens
files."""

import datetime
import mimetypes
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from function.reading.files.archive import open_archive
from function.reading.files.flow import MAX_COLUMNS, Entry, Flow, make_table, make_text
from function.reading.files.messages import FileRequest

# Limits for a sheet, and for the whole file: 100 pages.
MAX_ROWS = 5000
MAX_CELLS = 100_000
MAX_SHEETS = 100
# How many rows to search for some with text.
MAX_EMPTY = 100_000


def read_spreadsheet(request: FileRequest) -> Flow:
    """Return the text of the visible sheets. Raises the InputErrors of `open_archive`."""
    # openpyxl would read the system's list of types, which this process may not access.
    mimetypes.knownfiles.clear()
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    # The size in a sheet is often wrong, and where it is missing openpyxl scans the whole sheet for it.
    ReadOnlyWorksheet._get_size = _ignore_size
    flow = Flow()
    with open_archive(request), Path(request.path).open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        cells = 0
        for sheet in islice(book.worksheets, MAX_SHEETS):
            if sheet.sheet_state != "visible":
                continue
            rows, whole = _read_rows(sheet, MAX_CELLS - cells)
            cells += sum(map(len, rows))
            if not whole:
                flow.notes.append(f"Only the first {len(rows)} rows of sheet {sheet.title!r} were read.")
            if any(len(row) > MAX_COLUMNS for row in rows):
                flow.notes.append(f"Only the first {MAX_COLUMNS} columns of sheet {sheet.title!r} were read.")
            table = make_table(rows)
            if table is not None:
                title = make_text("title", sheet.title, 2)
                flow.blocks += [None, *([title] if title else []), table]
    return flow


def _ignore_size(sheet: Any) -> None:
    sheet.reset_dimensions()


def _read_rows(sheet: Any, room: int) -> tuple[list[list[Entry]], bool]:
    """Return rows with text, and whether these are all of them."""
    rows: list[list[Entry]] = []
    for seen, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1)):
        entries = list(_entries(row))
        if entries and (len(rows) >= MAX_ROWS or room < len(entries)):
            return rows, False
        if entries:
            room -= len(entries)
            rows.append(entries)
        if seen > MAX_EMPTY:
            return rows, False
    return rows, True


def _entries(row: Any) -> Iterator[Entry]:
    """Return the cells up to the last one with a value."""
    texts = [_show(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return (Entry(text) for text in texts)


def _show(cell: Any) -> str:
    """Format the value about as the sheet shows it; dates in ISO 8601, since formats differ by country."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        whole_day = value.time() == datetime.time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, bool | datetime.date | datetime.time):
        return str(value)
    if isinstance(value, int | float):
        return _show_number(value, cell.number_format or "")
    return str(value)


def _show_number(value: float, shown: str) -> str:
    """Format a number with the decimals, percent sign and currency of its cell format."""
    pattern = shown.split(";", maxsplit=1)[0]
    percent = "%" in pattern
    number = value * 100 if percent else value
    _, point, behind = pattern.partition(".")
    decimals = len(behind) - len(behind.lstrip("0#")) if point else 0
    exact = f"{number:.{decimals}f}" if point or percent else f"{round(number, 10):.15g}"
    unit = next((sign for sign in "€$£" if sign in pattern), "")
    return exact + (" %" if percent else f" {unit}" if unit else "")
