"""Models that are in no wheel: cached in MODELS_DIR/hub, or fetched from the Hugging Face hub."""

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from function.errors import ModelMissingError

# Seconds after which a hub that does not answer counts as unreachable.
_PATIENCE = 5
# The same weights for other runtimes.
_OTHER_RUNTIMES = ("onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot")
# The hub names a file in its cache by its hash: SHA-256 of large ones, git's SHA-1 of the others.
_SHA256 = re.compile(r"[0-9a-f]{64}")
_GIT_SHA1 = re.compile(r"[0-9a-f]{40}")


def hub_model_path(repository: str, models_dir: Path, is_whole: Callable[[Path], bool]) -> Path:
    """Return the directory of a hub model; asks the hub only when MODELS_DIR/hub does not have all of it.

    Raises ModelMissingError, within about ten seconds when the hub is unreachable, or when it does not know the model
    or sends something else than it announces.
    """
    cache = models_dir / "hub"
    if (path := cached_model_path(repository, models_dir)) and is_whole(path):
        return path
    try:
        path = _fetch(repository, cache)
    except Exception as error:  # the hub's client raises the errors of several libraries
        reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
        raise ModelMissingError(
            f"The model {repository} is not in {cache}, and fetching it from the hub failed: {reason[0].rstrip('.')}. "
            "Check the name and the connection, or copy that directory from a machine that can reach the hub."
        ) from error
    if damaged := damaged_hub_files(path):
        for file in damaged:
            file.resolve().unlink()
            file.unlink()
        raise ModelMissingError(
            f"What the hub sent of the model {repository} does not have its hash and was removed: "
            f"{', '.join(str(file.relative_to(path)) for file in damaged)}. Start again to fetch it again."
        )
    if not is_whole(path):
        raise ModelMissingError(
            f"The model {repository} on the hub lacks required files ({path}). Choose another model."
        )
    return path


def cached_model_path(repository: str, models_dir: Path) -> Path | None:
    """Return the directory of a model that MODELS_DIR/hub has, as far as the hub's list of its files tells, or None."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    # Without *.bin, which a model with model.safetensors does not need: the caller looks for weights.
    ignored = [*_OTHER_RUNTIMES, "*.bin"]
    try:
        return Path(
            snapshot_download(
                repository, cache_dir=models_dir / "hub", local_files_only=True, ignore_patterns=ignored
            )
        )
    except (LocalEntryNotFoundError, HFValidationError):
        return None


def damaged_hub_files(path: Path) -> list[Path]:
    """Return the files of a cached model that do not have the hash that the hub named; reads every file."""
    return [file for file in sorted(path.rglob("*")) if file.is_file() and not _has_its_hash(file)]


def _has_its_hash(file: Path) -> bool:
    name = file.resolve().name
    with file.open("rb") as content:
        if _SHA256.fullmatch(name):
            return hashlib.file_digest(content, "sha256").hexdigest() == name
        if _GIT_SHA1.fullmatch(name):
            head = f"blob {file.stat().st_size}\0".encode()
            return hashlib.sha1(head + content.read(), usedforsecurity=False).hexdigest() == name
    # A copy without the cache's links.
    return True


def _fetch(repository: str, cache: Path) -> Path:
    from huggingface_hub import HfApi, constants, snapshot_download

    # By plain HTTP. The other way, hf_xet, needs further hosts and a writable home directory.
    constants.HF_HUB_DISABLE_XET = True
    # The client would tell the hub which program calls it.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    # The download retries for minutes when nothing answers; this request does not.
    info = HfApi().model_info(repository, timeout=_PATIENCE)
    names = [file.rfilename for file in info.siblings or ()]
    ignored: Iterable[str] = _OTHER_RUNTIMES
    if "model.safetensors" in names:
        ignored = (*_OTHER_RUNTIMES, "*.bin")
    return Path(snapshot_download(repository, cache_dir=cache, ignore_patterns=list(ignored)))
