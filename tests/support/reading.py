"""The one reader with real models, which all tests of a process share."""

import atexit
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
    """With the real recogniser; its process ends with the tests."""
    reader = Reader(make_settings(**overrides), make_engine().recognise)
    atexit.register(reader.close)
    return reader


def open_file(path: Path, *, force_ocr: bool = False, **overrides: Any) -> OpenDocument:
    """The file as the pipeline opens it, under the id `doc-1`."""
    return make_reader(**overrides).open(path, sniff(path, "doc-1"), "doc-1", force_ocr=force_ocr)


def read_file(path: Path, *, force_ocr: bool = False) -> list[Page]:
    with open_file(path, force_ocr=force_ocr) as document:
        return [document.read_page(number + 1) for number in range(document.page_count)]
