"""Imports PaddleOCR without dependencies that are not needed here.

PaddleX imports the clients of its model hosts (one of them pulls in torch and transformers) and its time
series libraries along with everything else: 441 MB and 6.7 s. With placeholders in their place it is 120 MB
and 1.5 s.
"""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import structlog

from function.settings import OcrEngine

log = structlog.get_logger()

LEFT_OUT = frozenset({"torch", "transformers", "modelscope", "aistudio_sdk", "aiohttp", "pandas", "sklearn"})
PADDLE = frozenset({"paddleocr", "paddlex"})


class _Named(type):
    """Makes every public name of a placeholder, and of what it holds, another placeholder class."""

    def __getattr__(cls, name: str) -> type["_Anything"]:
        return _make(name)


class _Anything(Exception, metaclass=_Named):  # noqa: N818  not an error: some are caught, some subclassed, some called
    def __init__(self, *args: object, **named: object) -> None:
        """Accept any arguments."""


class _Placeholder(ModuleType):
    def __getattr__(self, name: str) -> type[_Anything]:
        return _make(name)


def _make(name: str) -> type[_Anything]:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (_Anything,), {})


class _Finder(MetaPathFinder, Loader):
    """Finds placeholders for packages and all their submodules."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        return ModuleSpec(name, self, is_package=True) if _package(name) in self._packages else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: a placeholder has no code."""


def import_paddleocr() -> Any:
    """Import PaddleOCR without its check of model hosts, its log lines and LEFT_OUT.

    Make the first call from one thread only.
    """
    # gunicorn.conf.py sets this before it imports anything; this covers starts without it.
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    if "paddleocr" not in sys.modules:
        _import_lean()
    import paddleocr

    for name in PADDLE:
        logging.getLogger(name).setLevel(logging.ERROR)
    return paddleocr


def import_predictors(engine: OcrEngine) -> Any:
    """Return PaddleOCR, or what stands in for it where OpenVINO runs the graphs."""
    if engine != "openvino":
        return import_paddleocr()
    from function.reading.recognition import predictors

    return predictors


def import_paddle() -> None:
    """Import Paddle, after PaddleOCR, without its handlers of signals: 3 s and 270 MB.

    They stand in for those of SIGTERM and of crashes. Make the first call before a server sets its own, which would go
    with them.
    """
    if "paddle" in sys.modules:
        return
    # Paddle also changes the root logger's level and handlers, which PaddleX undoes.
    from paddlex.utils.import_guard import import_paddle as import_quietly

    with warnings.catch_warnings():
        # It looks for a compiler's cache.
        warnings.simplefilter("ignore")
        import_quietly().disable_signal_handler()


def _import_lean() -> None:
    """Import PaddleOCR, or unload it again when this version needs something that is left out."""
    try:
        with _placeholders():
            import paddleocr  # noqa: F401  kept in sys.modules
    except Exception as error:  # a placeholder may break anything
        log.warning("paddleocr_imported_whole", error_type=type(error).__name__, reason=str(error))
        _forget(PADDLE)


@contextmanager
def _placeholders() -> Iterator[None]:
    """Put placeholders in place of LEFT_OUT packages not imported yet; later imports get the real ones."""
    absent = LEFT_OUT.difference(sys.modules)
    finder = _Finder(absent)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _forget(absent)


def _forget(packages: frozenset[str]) -> None:
    for name in [name for name in sys.modules if _package(name) in packages]:
        del sys.modules[name]


def _package(name: str) -> str:
    return name.partition(".")[0]
