"""Whatever a file holds, it is read or refused by name: no crash, no hang, no error of a library."""

import pytest

from tests.support.zoo.hunt import SAMPLES, hunt

pytestmark = pytest.mark.integration

# Each kind of damage to each sample about once; a longer hunt is a command of its own (tests/support/zoo/hunt.py).
FILES = 6 * len(SAMPLES)


def test_no_damage_is_a_crash_a_hang_or_an_error_that_nobody_expected() -> None:
    results = hunt(FILES)
    assert sum(results.values()) == FILES
    assert not [(kind, result) for kind, result in results if ":" in result]
    assert any(result == "read" for _, result in results)
    assert any(result == "file_corrupt" for _, result in results)
