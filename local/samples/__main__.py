"""`python -m local.samples [FOLDER]` writes the sample documents and their ground truth."""

import sys
from pathlib import Path

from local.samples import FOLDER
from local.samples.edition import publish

if __name__ == "__main__":
    publish(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
