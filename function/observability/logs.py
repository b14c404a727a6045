"""Logs: one JSON object per line, to standard output and LOG_FILE, without document text or secrets."""

import logging
import logging.handlers
import sys
import traceback
from typing import Any

import structlog

from function.settings import Settings


def configure_logging(settings: Settings) -> None:
    """Make everything that logs, including libraries, write the same JSON lines."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stdout)]
    if settings.log_file is not None:
        settings.log_file.parent.mkdir(parents=True, exist_ok=True)
        # WatchedFileHandler reopens the file after logrotate has moved it.
        handlers.append(logging.handlers.WatchedFileHandler(settings.log_file, encoding="utf-8"))
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _drop_exception_text,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )
    for handler in handlers:
        handler.setFormatter(formatter)
    logging.basicConfig(level=settings.log_level, handlers=handlers, force=True)
    for chatty in (
        "httpx",
        "httpcore",
        "mcp",
        "openai",
        "psycopg.pool",
        "sentence_transformers",
        "transformers",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[settings.log_level]
        ),
    )


def describe_exception(error: BaseException) -> dict[str, Any]:
    """Return type and traceback of an error, without the message, which may quote a document or a key."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error_type": type(error).__name__,
        "error_at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def _drop_exception_text(
    logger: object,  # noqa: ARG001  structlog's interface
    name: str,  # noqa: ARG001
    event: structlog.typing.EventDict,
) -> structlog.typing.EventDict:
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[1] is not None:
        event.update(describe_exception(info[1]))
    elif isinstance(info, BaseException):
        event.update(describe_exception(info))
    return event
