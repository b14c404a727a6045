from collections import Counter

from function import errors


def concrete_errors(base: type[errors.KairoError] = errors.KairoError) -> list[type[errors.KairoError]]:
    return [base, *(found for child in base.__subclasses__() for found in concrete_errors(child))]


def test_every_error_has_a_code_of_its_own() -> None:
    # StoredFailureError brings the code that its job keeps.
    codes = Counter(error.code for error in concrete_errors() if error is not errors.StoredFailureError)
    assert [code for code, count in codes.items() if count > 1] == []


def test_a_file_that_can_never_be_read_is_never_retried() -> None:
    assert not any(error.retryable for error in concrete_errors(errors.InputError))


def test_what_may_pass_is_retried() -> None:
    passing = (errors.DatabaseUnavailableError, errors.StorageUnavailableError, errors.JobTimeoutError)
    assert all(error.retryable for error in passing)
