"""`python -m function.models fetch | verify [--models-dir DIR]`."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from function.errors import ModelMissingError
from function.models.fetch import fetch_models, verify_models
from function.models.manifest import MODELS, STOCK_MODELS

# The default of Settings, which is not loaded here: its required variables may not exist yet.
DEFAULT_DIRECTORY = Path(".local/models")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m function.models", description="Fetch or verify the model weights of Kairo OCR."
    )
    parser.add_argument("command", choices=("fetch", "verify"))
    parser.add_argument("--stock", action="store_true", help="the models that the benchmarks compare with")
    parser.add_argument(
        "--models-dir", type=Path, default=Path(os.environ.get("MODELS_DIR") or DEFAULT_DIRECTORY)
    )
    arguments = parser.parse_args()
    models = STOCK_MODELS if arguments.stock else MODELS
    report = partial(print, flush=True)
    try:
        if arguments.command == "verify":
            return 0 if verify_models(arguments.models_dir, models, report=report) else 1
        fetch_models(arguments.models_dir, models, report=report)
    except ModelMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
