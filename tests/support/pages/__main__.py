"""`python -m tests.support.pages FOLDER` writes every page and its truth."""

import sys
from pathlib import Path

from tests.support.pages.edition import publish

if __name__ == "__main__":
    publish(Path(sys.argv[1]))
