"""The keys and tokens of an embedded stack, generated once and kept in a file readable only by its owner."""

import json
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import jwt

from local.auth.sessions import make_signing_key

TEN_YEARS = 10 * 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Secrets:
    jwt_secret: str
    anon_key: str
    service_role_key: str
    function_token: str
    webhook_secret: str
    # Of Auth: the key that sessions are signed with, and the demo people's passwords.
    auth_key: str
    ana_password: str
    luis_password: str


def make_secrets() -> Secrets:
    """Make the keys of a Supabase project: JWTs with a role, signed with the project's secret."""
    jwt_secret = secrets.token_hex(32)
    return Secrets(
        jwt_secret=jwt_secret,
        anon_key=make_key("anon", jwt_secret),
        service_role_key=make_key("service_role", jwt_secret),
        function_token=secrets.token_hex(32),
        webhook_secret=secrets.token_hex(32),
        auth_key=make_signing_key(),
        ana_password=secrets.token_urlsafe(9),
        luis_password=secrets.token_urlsafe(9),
    )


def make_key(role: str, jwt_secret: str) -> str:
    now = int(time.time())
    claims = {"iss": "supabase", "ref": "local", "role": role, "iat": now, "exp": now + TEN_YEARS}
    return jwt.encode(claims, jwt_secret, algorithm="HS256")


def keep_secrets(file: Path) -> Secrets:
    """Read the file, or create it when it is missing or was written by another version."""
    try:
        return Secrets(**json.loads(file.read_text()))
    except (FileNotFoundError, TypeError, ValueError):
        made = make_secrets()
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(made), indent=2) + "\n")
    return made
