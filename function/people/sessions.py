"""Verifies the sessions of the project's Auth: JWTs, by its published keys or by the legacy secret."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import httpx
import jwt
import structlog

from function.document.person import Person
from function.errors import AuthUnavailableError, ExpiredSessionError, UnauthorizedError
from function.settings import Settings

log = structlog.get_logger()

AUDIENCE = ROLE = "authenticated"
# Of Auth's keys. A session's key must be the kind that its algorithm needs, and never the secret of another.
KEY_ALGORITHMS = {"ES256": "EC", "RS256": "RSA"}
HASHED = "HS256"
# Auth rotates keys rarely, and lets clients keep them for ten minutes.
KEEP_SECONDS = 600.0
# A key that is not known may be a new one, or an invention: Auth is asked again this often at most.
ASK_AGAIN_SECONDS = 10.0
KEYS_SECONDS = 5.0
MAX_KEYS = 20
MAX_KEYS_BYTES = 64 * 1024
# The clocks of two servers differ.
LEEWAY_SECONDS = 10.0
# Larger than any session with its claims; a head may be 64 KB.
MAX_TOKEN = 16 * 1024

_SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_ISSUER = re.compile(r"https?://\S+/auth/v1")


def looks_like_session(token: str) -> bool:
    """Whether it is a JWT at all. What the database signs is not: it has four parts."""
    return len(token) <= MAX_TOKEN and _SHAPE.fullmatch(token) is not None


class Sessions:
    """Verifies sessions. Used on the event loop."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        secret = settings.supabase_jwt_secret
        self._secret = secret.get_secret_value() if secret else None
        self._keys = Keys(f"{settings.supabase_url}/auth/v1/.well-known/jwks.json", clock)

    async def verify(self, token: str) -> Person:
        """Raises UnauthorizedError, and AuthUnavailableError when the keys cannot be fetched."""
        try:
            head = jwt.get_unverified_header(token)
            key, algorithm = await self._find_key(head)
            claims = _decode(token, key, algorithm)
            return Person(UUID(claims["sub"]), float(claims["exp"]), json.dumps(claims), token)
        except jwt.ExpiredSignatureError:
            raise ExpiredSessionError("The session is over; refresh it or sign in again.") from None
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError, RecursionError):
            raise UnauthorizedError("The session is not one of this project; sign in.") from None

    async def _find_key(self, head: Mapping[str, Any]) -> tuple[Any, str]:
        algorithm = head.get("alg")
        if algorithm == HASHED and self._secret:
            return self._secret, HASHED
        if not isinstance(algorithm, str) or algorithm not in KEY_ALGORITHMS:
            raise jwt.InvalidAlgorithmError
        key = await self._keys.find(str(head.get("kid")))
        if key is None or key.key_type != KEY_ALGORITHMS[algorithm]:
            raise jwt.InvalidKeyError
        return key.key, algorithm


class Keys:
    """The keys that Auth publishes, kept for a while."""

    def __init__(self, url: str, clock: Callable[[], float]) -> None:
        self._url = url
        self._clock = clock
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched = self._asked = -float("inf")
        self._fetching = asyncio.Lock()

    async def find(self, kid: str) -> jwt.PyJWK | None:
        """Return the key of that id. Raises AuthUnavailableError if there are no keys to look in."""
        async with self._fetching:
            now = self._clock()
            if now - self._fetched > KEEP_SECONDS or kid not in self._keys:
                await self._refresh(now)
        return self._keys.get(kid)

    async def _refresh(self, now: float) -> None:
        if now - self._asked >= ASK_AGAIN_SECONDS:
            self._asked = now
            try:
                self._keys = _parse_keys(await _fetch(self._url))
                self._fetched = now
                return
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError, TimeoutError) as error:
                log.warning("auth_keys_missing", error=type(error).__name__)
        # Keys that were valid are better than none: Auth may be down for an hour.
        if not self._keys and self._fetched < 0:
            raise AuthUnavailableError(
                "The project's Auth does not publish its keys; check SUPABASE_URL, or set SUPABASE_JWT_SECRET."
            )


async def _fetch(url: str) -> bytes:
    content = bytearray()
    async with (
        asyncio.timeout(KEYS_SECONDS),
        httpx.AsyncClient(timeout=KEYS_SECONDS, follow_redirects=False) as client,
        client.stream("GET", url) as answer,
    ):
        answer.raise_for_status()
        async for piece in answer.aiter_bytes():
            content += piece
            if len(content) > MAX_KEYS_BYTES:
                raise ValueError("too large")
    return bytes(content)


def _parse_keys(content: bytes) -> dict[str, jwt.PyJWK]:
    """Public keys only: a secret that is published is none."""
    found: dict[str, jwt.PyJWK] = {}
    body = json.loads(content)
    listed = body.get("keys") if isinstance(body, dict) else None
    if not isinstance(listed, list):
        raise ValueError("no keys")
    for item in listed[:MAX_KEYS]:
        if isinstance(item, dict) and item.get("kty") in KEY_ALGORITHMS.values():
            try:
                found[str(item.get("kid"))] = jwt.PyJWK(item)
            except jwt.PyJWTError:
                log.warning("auth_key_unknown")
    return found


def _decode(token: str, key: Any, algorithm: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        algorithms=[algorithm],
        audience=AUDIENCE,
        leeway=LEEWAY_SECONDS,
        options={"require": ["exp", "sub", "aud"]},
    )
    if claims.get("role") != ROLE:
        raise jwt.InvalidTokenError
    # Its host need not be that of SUPABASE_URL: the project may have a domain of its own, or be asked from inside.
    if "iss" in claims and not (isinstance(claims["iss"], str) and _ISSUER.fullmatch(claims["iss"])):
        raise jwt.InvalidIssuerError
    return claims
