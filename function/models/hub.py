"""Models that are in no wheel: cached in MODELS_DIR/hub, or fetched from the Hugging Face hub."""

from collections.abc import Callable, Iterable
from pathlib import Path

from function.errors import ModelMissingError

# Seconds after which a hub that does not answer counts as unreachable.
_PATIENCE = 5
# The same weights for other runtimes.
_OTHER_RUNTIMES = ("onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot")


def hub_model_path(repository: str, models_dir: Path, is_whole: Callable[[Path], bool]) -> Path:
    """Return the directory of a hub model; asks the hub only when MODELS_DIR/hub does not have all of it.

    Raises ModelMissingError, within about ten seconds, when the hub is unreachable or does not know the
    model.
    """
    cache = models_dir / "hub"
    if (path := _cached(repository, cache)) and is_whole(path):
        return path
    try:
        path = _fetch(repository, cache)
    except Exception as error:  # the hub's client raises the errors of several libraries
        reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
        raise ModelMissingError(
            f"The model {repository} is not in {cache}, and fetching it from the hub failed: {reason[0].rstrip('.')}. "
            "Check the name and the connection, or copy that directory from a machine that can reach the hub."
        ) from error
    if not is_whole(path):
        raise ModelMissingError(
            f"The model {repository} on the hub lacks required files ({path}). Choose another model."
        )
    return path


def _cached(repository: str, cache: Path) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repository, cache_dir=cache, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        return None


def _fetch(repository: str, cache: Path) -> Path:
    from huggingface_hub import HfApi, snapshot_download

    # The download retries for minutes when nothing answers; this request does not.
    info = HfApi().model_info(repository, timeout=_PATIENCE)
    names = [file.rfilename for file in info.siblings or ()]
    ignored: Iterable[str] = _OTHER_RUNTIMES
    if "model.safetensors" in names:
        ignored = (*_OTHER_RUNTIMES, "*.bin")
    return Path(snapshot_download(repository, cache_dir=cache, ignore_patterns=list(ignored)))
