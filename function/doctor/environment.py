"""The settings: whether they fit together, and whether the key is the right one."""

import base64
import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from function.doctor.finding import Verdict, failure, ok, warning
from function.settings import Settings

# The reference of a hosted project in its URL, its direct address, and its user name on the pooler.
_PROJECT_URL = re.compile(r"(?P<ref>[a-z0-9]{20})\.supabase\.(co|in|red)")
_DIRECT_HOST = re.compile(r"db\.(?P<ref>[a-z0-9]{20})\.supabase\.(co|in|red)")
_POOLER_USER = re.compile(r"[^.]+\.(?P<ref>[a-z0-9]{20})")
_REFERENCE = re.compile(r"[a-z0-9]{20}")
_KEYS = "the dashboard's Settings, API Keys"


def check_settings(settings: Settings) -> Verdict:
    """List the settings that differ from the default; all were validated when they were loaded."""
    changed = sorted(
        name.upper()
        for name, field in type(settings).model_fields.items()
        if not field.is_required() and getattr(settings, name) != field.default
    )
    return ok(f"all valid; changed from the default: {', '.join(changed) or 'none'}")


def check_service_key(settings: Settings) -> Verdict:
    key = settings.supabase_service_role_key.get_secret_value()
    if key.startswith("sb_publishable_"):
        return _wrong_key("is the publishable key, which cannot read files")
    if key.startswith("sb_secret_"):
        return ok("a secret key")
    claims = _claims(key)
    if claims is None:
        return ok("neither a JWT nor sb_secret_…; the check `storage` shows whether it works")
    if (role := claims.get("role")) != "service_role":
        return _wrong_key(f"is the key of the role {role!r}, which cannot read files")
    if isinstance(claims.get("exp"), int | float) and claims["exp"] < time.time():
        return _wrong_key("has expired")
    if _REFERENCE.fullmatch(str(claims.get("ref"))):
        return warning(
            "the service_role key, which Supabase is replacing: it cannot be changed without changing the anon key too",
            f"Make a secret key for this function alone ({_KEYS}) and set SUPABASE_SERVICE_ROLE_KEY to it (sb_secret_…).",
        )
    return ok("the service_role key of a self-hosted project")


def check_project(settings: Settings) -> Verdict:
    """Whether URL, database and key belong to the same hosted project, as far as they name one."""
    named = _named_projects(settings)
    if len(set(named.values())) > 1:
        projects = ", ".join(f"{variable} names {ref}" for variable, ref in named.items())
        return failure(
            f"more than one project: {projects}", "Copy all three from the dashboard of one project."
        )
    url = urlsplit(settings.supabase_url)
    if url.path:
        return warning(
            f"SUPABASE_URL has the path {url.path}, and Storage is expected below it",
            "Usually SUPABASE_URL has no path: https://<ref>.supabase.co.",
        )
    return ok(f"{url.netloc}" + ("" if named else ", not a hosted project"))


def is_hosted(settings: Settings) -> bool:
    return _PROJECT_URL.fullmatch(urlsplit(settings.supabase_url).hostname or "") is not None


def _named_projects(settings: Settings) -> dict[str, str]:
    try:
        database = conninfo_to_dict(settings.database_url.get_secret_value())
    except psycopg.ProgrammingError:
        # The check `database address` reports it.
        database = {}
    direct = _DIRECT_HOST.fullmatch(str(database.get("host", "")))
    pooled = _POOLER_USER.fullmatch(str(database.get("user", "")))
    url = _PROJECT_URL.fullmatch(urlsplit(settings.supabase_url).hostname or "")
    key = _claims(settings.supabase_service_role_key.get_secret_value()) or {}
    named = {
        "SUPABASE_URL": url and url["ref"],
        "DATABASE_URL": (direct and direct["ref"]) or (pooled and pooled["ref"]),
        "SUPABASE_SERVICE_ROLE_KEY": url and key.get("ref"),
    }
    return {variable: str(ref) for variable, ref in named.items() if ref}


def _wrong_key(what: str) -> Verdict:
    return failure(
        f"SUPABASE_SERVICE_ROLE_KEY {what}",
        f"Set it to the project's service_role or secret key ({_KEYS}) and restart the function.",
    )


def _claims(key: str) -> dict[str, Any] | None:
    """Return the claims of a JWT, unverified; None when the key is not a JWT."""
    parts = key.split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    return claims if isinstance(claims, dict) else None
