"""What is there before the fork, so that a worker does not load it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.settings import MODELS_DIR, REQUIRED

ROOT = Path(__file__).parents[2]
# The settings gunicorn reads, and then what a worker inherits.
MASTER = """if True:
    import json, runpy, sys
    hooks = runpy.run_path("gunicorn.conf.py")
    hooks["on_starting"](None)
    from function.embedding.backends.tokenizers import load_pieces
    from function.reading.language import _classifier
    import threading
    print(json.dumps({
        "language": _classifier.cache_info().currsize,
        "tokenizer": load_pieces.cache_info().currsize,
        "threads": threading.active_count(),
        "modules": sorted(sys.modules),
    }))
"""


def load(**changed: str) -> dict[str, object]:
    environment = {
        **os.environ,
        **{name.upper(): value for name, value in REQUIRED.items()},
        "MODELS_DIR": str(MODELS_DIR),
        **changed,
    }
    process = subprocess.run(
        [sys.executable, "-c", MASTER], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    found: dict[str, object] = json.loads(process.stdout.splitlines()[-1])
    return found


def test_what_survives_a_fork_is_loaded_before_it_and_no_thread_is_left() -> None:
    found = load()
    assert (found["language"], found["tokenizer"], found["threads"]) == (1, 1, 1)


def test_what_only_a_terminal_needs_is_left_out() -> None:
    modules = load()["modules"]
    assert isinstance(modules, list)
    assert "httpx" in modules
    assert not {"rich", "pygments"} & set(modules)
