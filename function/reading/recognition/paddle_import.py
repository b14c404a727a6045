"""PaddleOCR's import, without what it would bring along for work that is not done here.

PaddleX imports its model hosts' clients (one of them brings torch and transformers) and its time series' libraries with
everything else: 441 MB and 6.7 s. With placeholders in their place it is 120 MB and 1.5 s.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import structlog

log = structlog.get_logger()

LEFT_OUT = frozenset({"torch", "transformers", "modelscope", "aistudio_sdk", "aiohttp", "pandas", "sklearn"})
PADDLE = frozenset({"paddleocr", "paddlex"})


class _Named(type):
    """Any public name of a placeholder, or of what it holds, is a class again."""

    def __getattr__(cls, name: str) -> type["_Anything"]:
        return _make(name)


class _Anything(Exception, metaclass=_Named):  # noqa: N818  no error: some are caught, some inherited, some called
    def __init__(self, *args: object, **named: object) -> None:
        """Takes whatever it is called with."""


class _Placeholder(ModuleType):
    def __getattr__(self, name: str) -> type[_Anything]:
        return _make(name)


def _make(name: str) -> type[_Anything]:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (_Anything,), {})


class _Finder(MetaPathFinder, Loader):
    """Finds placeholders for packages and all that is in them."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        return ModuleSpec(name, self, is_package=True) if _package(name) in self._packages else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


def import_paddleocr() -> Any:
    """PaddleOCR without its check of model hosts, its log lines and LEFT_OUT; the first time on one thread only."""
    # gunicorn.conf.py says so before it imports anything; this is for whoever starts without it.
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    if "paddleocr" not in sys.modules:
        _import_lean()
    import paddleocr

    for name in PADDLE:
        logging.getLogger(name).setLevel(logging.ERROR)
    return paddleocr


def _import_lean() -> None:
    """Imports PaddleOCR, or nothing of it when this version of it needs what is left out."""
    try:
        with _placeholders():
            import paddleocr  # noqa: F401  kept in sys.modules
    except Exception as error:  # a placeholder may break anything
        log.warning("paddleocr_imported_whole", error_type=type(error).__name__, reason=str(error))
        _forget(PADDLE)


@contextmanager
def _placeholders() -> Iterator[None]:
    """What of LEFT_OUT is not imported yet is placeholders; afterwards whoever imports it gets the real one."""
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
