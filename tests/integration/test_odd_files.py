"""Any file is either read or refused with a typed error: no crashes, hangs or errors from a library."""

import pytest

from tests.support.zoo.hunt import SAMPLES, hunt

pytestmark = pytest.mark.integration

# About one file for each kind of damage and sample; run tests/support/zoo/hunt.py for a longer hunt.
FILES = 6 * len(SAMPLES)


def test_no_damage_is_a_crash_a_hang_or_an_error_that_nobody_expected() -> None:
    results = hunt(FILES)
    assert sum(results.values()) == FILES
    assert not [(kind, result) for kind, result in results if ":" in result]
    assert any(result == "read" for _, result in results)
    assert any(result == "file_corrupt" for _, result in results)
