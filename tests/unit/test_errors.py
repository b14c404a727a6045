import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from function import errors
from function.http.problems import problem

FUNCTION = Path(errors.__file__).parent
# HTTP statuses after which the same request may succeed.
MAY_PASS = {408, 409, 429, 500, 502, 503, 504}
SENTENCE = re.compile(r"([A-Z…`]|pip ).*[.…)]", re.DOTALL)


def concrete_errors(base: type[errors.KairoError] = errors.KairoError) -> list[type[errors.KairoError]]:
    return [base, *(found for child in base.__subclasses__() for found in concrete_errors(child))]


def test_every_error_has_a_code_of_its_own() -> None:
    # StoredFailureError carries the code stored with its job.
    codes = Counter(error.code for error in concrete_errors() if error is not errors.StoredFailureError)
    assert [code for code, count in codes.items() if count > 1] == []


def test_a_file_that_can_never_be_read_is_never_retried() -> None:
    assert not any(error.retryable for error in concrete_errors(errors.InputError))


def test_the_status_of_an_answer_says_whether_to_try_again() -> None:
    # These are raised at startup or told on a terminal, so no client ever gets them.
    answered = set(concrete_errors()) - {
        errors.SettingsError,
        errors.ModelMissingError,
        errors.MigrationError,
    }
    # A conflict passes when the other is done; with a document that is there, it never is.
    for error in answered - {errors.StoredFailureError, errors.DuplicateFileError}:
        body = json.loads(bytes(problem(error("A sentence.")).body))
        assert body["retryable"] is (body["status"] in MAY_PASS), error


def test_every_message_is_a_sentence() -> None:
    names = {error.__name__ for error in concrete_errors()}
    messages = [message for path in FUNCTION.rglob("*.py") for message in find_messages(path, names)]
    assert len(messages) > 50
    assert [message for message in messages if not SENTENCE.fullmatch(message)] == []


def find_messages(path: Path, names: set[str]) -> Iterator[str]:
    """The messages of errors created in this file, with `…` in place of values."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names and node.args:
            parts = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else [node.args[0]]
            texts = [str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts]
            if texts != ["…"]:
                yield "".join(texts)
