"""The models that the settings ask for: there, and byte for byte what the manifest says."""

from function.doctor.finding import Verdict, failure, ok
from function.errors import ModelMissingError, SettingsError
from function.models.locate import check_models, default_models
from function.models.store import ModelStore
from function.settings import Settings


def check_weights(settings: Settings) -> Verdict:
    """Reads every weight once and loads none. A model of the hub is looked for as the function does at start, which
    fetches it when the hub is reachable; nobody knows its hash."""
    store = ModelStore(settings.models_dir.absolute())
    models = default_models(settings)
    damaged = {model.name: store.damaged_files(model) for model in models}
    if bad := [f"{name} ({files[0].name})" for name, files in damaged.items() if files]:
        paths = " ".join(str(store.root / name) for name, files in damaged.items() if files)
        return failure(
            f"missing or damaged in {store.root}: {', '.join(bad)}",
            f"rm -rf {paths}, then: python -m function.models fetch --models-dir {store.root}. "
            "The image has them inside: docker compose build.",
        )
    try:
        check_models(settings)
    except (ModelMissingError, SettingsError) as error:
        return failure(str(error), "See above; the image holds what .env named when it was built.")
    names = ", ".join(model.name for model in models)
    size = sum(file.size for model in models for file in model.files) / 1e6
    return ok(
        f"whole by SHA-256 ({size:.0f} MB): {names}"
        if models
        else "from the hub or a directory; no hash is known"
    )
