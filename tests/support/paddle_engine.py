"""`python -m tests.support.paddle_engine`: what OCR_ENGINE=paddle needs, in a folder of its own.

The extra `paddle` of pyproject.toml, 190 MB from the registry, and the default models in Paddle's own format.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from function.models.locate import FLATTENING, OCR_MODELS, ORIENTATION
from function.models.store import PROVENANCE
from function.settings import DEFAULT_EMBEDDINGS_MODEL
from tests.support.settings import MODELS_DIR

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / ".local" / "paddle"
PACKAGES, MODELS = FOLDER / "packages", FOLDER / "models"
# The only package that paddlepaddle requires and the project does not.
EINSUM = "opt_einsum==3.3.0"
ENVIRONMENT: Mapping[str, str] = {
    "OCR_ENGINE": "paddle",
    "MODELS_DIR": str(MODELS),
    "PYTHONPATH": f"{CHECKOUT}{os.pathsep}{PACKAGES}",
}


def prepare() -> None:
    """Install the packages and convert the models, unless these versions are there already."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _install((_read_requirement(), EINSUM))
        _convert((*OCR_MODELS["small"], ORIENTATION))
        for name in (DEFAULT_EMBEDDINGS_MODEL, FLATTENING):
            # Paddle has no part in these.
            (MODELS / name).unlink(missing_ok=True)
            (MODELS / name).symlink_to((MODELS_DIR / name).resolve())


def _read_requirement() -> str:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    (requirement,) = project["optional-dependencies"]["paddle"]
    return str(requirement)


def _install(requirements: tuple[str, ...]) -> None:
    stamp = FOLDER / "installed.txt"
    if stamp.exists() and stamp.read_text() == "\n".join(requirements):
        return
    shutil.rmtree(PACKAGES, ignore_errors=True)
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
    subprocess.run([*uv, "--no-deps", "--target", PACKAGES, *requirements], check=True)
    stamp.write_text("\n".join(requirements))


def _convert(names: Iterable[str]) -> None:
    source = MODELS_DIR.resolve()
    needed = [name for name in names if _provenance(source / name) != _provenance(MODELS / name)]
    if needed:
        subprocess.run(
            [sys.executable, "-m", "tests.support.paddle_weights", source, MODELS, *needed],
            check=True,
            cwd=CHECKOUT,
            env={**os.environ, **ENVIRONMENT},
        )


def _provenance(model: Path) -> str | None:
    file = model / PROVENANCE
    return file.read_text() if file.exists() else None


if __name__ == "__main__":
    prepare()
