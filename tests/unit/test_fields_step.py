"""A document is completed whatever the rules of its fields make of it."""

import io
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
import structlog

from function.document.fields import Field, Fields, KnownIssuer
from function.document.pages import Page
from function.jobs import fields_step
from function.jobs.fields_step import find_fields

SECRET = "ES9121000418450200051332"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    output = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()], logger_factory=structlog.PrintLoggerFactory(output)
    )
    # A logger that was used before may have kept the configuration of that time.
    monkeypatch.setattr(fields_step, "log", structlog.get_logger())
    yield output
    structlog.reset_defaults()


def replace_rules(
    monkeypatch: pytest.MonkeyPatch, rules: Callable[[Sequence[Page], Sequence[KnownIssuer]], Fields]
) -> None:
    monkeypatch.setattr(
        fields_step, "extract_fields", lambda pages, *, memory: rules(pages, memory), raising=True
    )


def test_rules_that_break_leave_a_note_and_no_value_in_the_log(
    monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    def break_down(pages: Sequence[Page], memory: Sequence[KnownIssuer]) -> Fields:
        raise ValueError(f"no such account: {SECRET}")

    replace_rules(monkeypatch, break_down)
    found = find_fields((), ()).fields
    assert (found.type.value, dict(found.fields), found.notes) == ("other", {}, (fields_step.BROKE,))
    assert "extraction_broke" in logged.getvalue()
    assert "ValueError" in logged.getvalue()
    assert SECRET not in logged.getvalue()


def test_rules_that_do_not_end_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    end = threading.Event()

    def hang(pages: Sequence[Page], memory: Sequence[KnownIssuer]) -> Fields:
        end.wait()
        raise AssertionError

    replace_rules(monkeypatch, hang)
    monkeypatch.setattr(fields_step, "EXTRACTION_SECONDS", 0.01)
    found = find_fields((), ()).fields
    end.set()
    assert (found.type.value, dict(found.fields), found.notes) == ("other", {}, (fields_step.TOO_LONG,))
    assert "extraction_too_long" in logged.getvalue()


def test_rules_get_what_the_owner_has_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = (KnownIssuer("B12345674", "Fontanería Gómez"),)

    nothing = find_fields((), ()).fields
    replace_rules(
        monkeypatch,
        lambda _, memory: Fields(
            nothing.type, {"issuer": Field(memory[0].name, 0.99, "memory", "You have named it.")}, (), 1
        ),
    )
    assert find_fields((), known).fields.fields["issuer"].value == "Fontanería Gómez"


def test_a_document_without_pages_has_no_fields() -> None:
    found = find_fields((), ())
    assert (found.fields.type.value, dict(found.fields.fields), dict(found.review)) == ("other", {}, {})
