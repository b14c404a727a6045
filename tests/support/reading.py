"""A reader with real models, shared by all tests in a process."""

import atexit
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from function.document.pages import Page
from function.intake.sniff import sniff
from function.models.locate import ocr_model_files
from function.reading.reader import OpenDocument, Reader
from function.reading.recognition.engine import OcrEngine
from function.settings import Settings
from tests.support.settings import settings


@cache
def make_settings(**overrides: Any) -> Settings:
    return settings(**overrides)


@cache
def make_engine() -> OcrEngine:
    return OcrEngine(make_settings(), ocr_model_files(make_settings()))


@cache
def make_reader(**overrides: Any) -> Reader:
    """Uses the real recogniser; closed at exit."""
    reader = Reader(make_settings(**overrides), make_engine().recognise)
    atexit.register(reader.close)
    return reader


def open_file(path: Path, *, force_ocr: bool = False, **overrides: Any) -> OpenDocument:
    """Opens the file as the pipeline does, with the id `doc-1`."""
    return make_reader(**overrides).open(path, sniff(path, "doc-1"), "doc-1", force_ocr=force_ocr)


def read_file(path: Path, *, force_ocr: bool = False) -> list[Page]:
    with open_file(path, force_ocr=force_ocr) as document:
        return [document.read_page(number + 1) for number in range(document.page_count)]


def notes_of(document: OpenDocument, pages: Iterable[Page]) -> tuple[str, ...]:
    """Notes for a person: the file's, then its pages'."""
    return tuple(note for note in (document.note, *(page.note for page in pages)) if note)
