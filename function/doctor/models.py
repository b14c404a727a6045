"""The models that the settings ask for: present, and identical to the manifest by hash."""

from function.doctor.finding import Verdict, failure, ok
from function.errors import ModelMissingError, SettingsError
from function.models.locate import check_models, default_models
from function.models.store import ModelStore
from function.settings import Settings


def check_weights(settings: Settings) -> Verdict:
    """Read every weights file once; loads no model.

    A model from the hub has no known hash; it is located as at start, and fetched if the hub is reachable.
    """
    store = ModelStore(settings.models_dir.absolute())
    models = default_models(settings)
    damaged = {model.name: store.damaged_files(model) for model in models}
    if bad := [f"{name} ({files[0].name})" for name, files in damaged.items() if files]:
        paths = " ".join(str(store.root / name) for name, files in damaged.items() if files)
        return failure(
            f"missing or damaged in {store.root}: {', '.join(bad)}",
            f"rm -rf {paths}, then python -m function.models fetch --models-dir {store.root}. "
            "The image contains them: docker compose build.",
        )
    try:
        check_models(settings)
    except (ModelMissingError, SettingsError) as error:
        return failure(
            str(error), "See above. The image contains the models that .env named when it was built."
        )
    names = ", ".join(model.name for model in models)
    size = sum(file.size for model in models for file in model.files) / 1e6
    return ok(
        f"SHA-256 matches ({size:.0f} MB): {names}"
        if models
        else "from the hub or a directory, without a known hash"
    )
