"""Settings for a function with nothing to connect to, and where its weights are."""

import os
from pathlib import Path
from typing import Any

from function.settings import Settings, load_settings

MODELS_DIR = Path(os.environ.get("MODELS_DIR") or Path(__file__).parents[2] / ".local" / "models")
REQUIRED = {
    "database_url": "postgresql://postgres@127.0.0.1/postgres",
    "supabase_url": "http://127.0.0.1:54321",
    "supabase_service_role_key": "key",
    "function_token": "token-of-the-tests",
}


def settings(**values: Any) -> Settings:
    """Settings from the environment, overridden by REQUIRED and then by `values`."""
    return load_settings(**{**REQUIRED, **values})
