"""A document is completed whatever the rules of its fields make of it."""

import threading
from collections.abc import Callable, Sequence

import pytest
from structlog.testing import capture_logs

from function.document.fields import Field, Fields, KnownIssuer
from function.document.pages import Page
from function.jobs import fields_step
from function.jobs.fields_step import find_fields

SECRET = "ES9121000418450200051332"


def replace_rules(
    monkeypatch: pytest.MonkeyPatch, rules: Callable[[Sequence[Page], Sequence[KnownIssuer]], Fields]
) -> None:
    monkeypatch.setattr(
        fields_step, "extract_fields", lambda pages, *, memory: rules(pages, memory), raising=True
    )


def test_rules_that_break_leave_a_note_and_no_value_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(pages: Sequence[Page], memory: Sequence[KnownIssuer]) -> Fields:
        raise ValueError(f"no such account: {SECRET}")

    replace_rules(monkeypatch, break_down)
    with capture_logs() as lines:
        found = find_fields((), ()).fields
    assert (found.type.value, dict(found.fields), found.notes) == ("other", {}, (fields_step.BROKE,))
    assert [(line["event"], line["error_type"]) for line in lines] == [("extraction_broke", "ValueError")]
    assert SECRET not in str(lines)


def test_rules_that_do_not_end_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()

    def hang(pages: Sequence[Page], memory: Sequence[KnownIssuer]) -> Fields:
        end.wait()
        raise AssertionError

    replace_rules(monkeypatch, hang)
    monkeypatch.setattr(fields_step, "EXTRACTION_SECONDS", 0.01)
    with capture_logs() as lines:
        found = find_fields((), ()).fields
    end.set()
    assert (found.type.value, dict(found.fields), found.notes) == ("other", {}, (fields_step.TOO_LONG,))
    assert [line["event"] for line in lines] == ["extraction_too_long"]


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
