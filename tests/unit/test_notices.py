"""THIRD_PARTY.md lists the licence of everything in the image."""

import re
from pathlib import Path

from local.notices import find_licence, read_pins, write_notices

ROOT = Path(__file__).parents[2]
# Whose source must be offered with a program that contains them; a new one needs a sentence in THIRD_PARTY.md.
COPYLEFT = {"pymupdf", "psycopg", "psycopg-binary", "psycopg-pool", "python-bidi", "python-stdnum", "crc32c"}


def test_the_notices_are_those_of_the_lock() -> None:
    assert (ROOT / "THIRD_PARTY.md").read_text() == write_notices()


def test_every_package_has_a_licence_and_every_copyleft_is_told() -> None:
    licences = {name: find_licence(name) for name, _ in read_pins()}
    assert len(licences) > 100
    assert "see the package" not in licences.values()
    assert {name for name, licence in licences.items() if re.search("GPL", licence)} == COPYLEFT
