"""The models that the settings ask for: present, and identical to the manifest by hash."""

from function.doctor.finding import Verdict, failure, ok
from function.errors import ModelMissingError, SettingsError
from function.models.hub import damaged_hub_files
from function.models.locate import check_models, default_models, hub_models
from function.models.store import ModelStore
from function.settings import Settings


def check_weights(settings: Settings) -> Verdict:
    """Read every weights file once; loads no model.

    A model from the hub is located as at start, and fetched if the hub is reachable; its hashes are those that the hub
    named.
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
    hub = hub_models(settings)
    if changed := {name: files[0] for name, path in hub.items() if (files := damaged_hub_files(path))}:
        paths = " ".join(str(hub[name].parents[1]) for name in changed)
        return failure(
            f"damaged: {', '.join(f'{name} ({file.name})' for name, file in changed.items())}",
            f"rm -rf {paths}, then start again to fetch them from the hub. The image contains them: docker compose build.",
        )
    names = ", ".join([*(model.name for model in models), *hub])
    size = sum(file.size for model in models for file in model.files) / 1e6
    return ok(f"hashes match ({size:.0f} MB{' and what is from the hub' if hub else ''}): {names}")
