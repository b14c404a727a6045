"""Which sessions are those of the project's people, and how often Auth is asked for its keys."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from function.errors import AuthUnavailableError, ExpiredSessionError, UnauthorizedError
from function.people.sessions import ASK_AGAIN_SECONDS, KEEP_SECONDS, Sessions, looks_like_session
from local.auth.sessions import KEY_ID, make_signing_key
from local.auth.sessions import Sessions as Auth
from tests.support.people import ANA, make_wrong_tokens
from tests.support.serving import QuietHandler, serving
from tests.support.settings import settings

USER = UUID(int=7)
SECRET = "the-legacy-secret-of-the-project" * 3


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Published:
    """What Auth publishes, and how often it was asked. Without `keys` it is down."""

    def __init__(self, keys: Any) -> None:
        self.keys = keys
        self.asked = 0

    def handler(self) -> type[BaseHTTPRequestHandler]:
        published = self

        class Keys(QuietHandler):
            def do_GET(self) -> None:
                published.asked += 1
                body = b"" if published.keys is None else json.dumps(published.keys).encode()
                self.send_response(200 if body and self.path == "/auth/v1/.well-known/jwks.json" else 503)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Keys


@contextmanager
def project(
    keys: Any, clock: Clock | None = None, **values: Any
) -> Iterator[tuple[Published, Sessions, str]]:
    published = Published(keys)
    with serving(published.handler()) as url:
        yield published, Sessions(settings(supabase_url=url, **values), clock or Clock()), url


AUTH = Auth(make_signing_key(), "http://127.0.0.1:1")


def verify(sessions: Sessions, *tokens: str) -> list[UUID]:
    async def ask() -> list[UUID]:
        return [(await sessions.verify(token)).id for token in tokens]

    return asyncio.run(ask())


def test_a_session_signed_by_auth_is_its_users() -> None:
    with project(AUTH.public_keys()) as (published, sessions, _):
        assert verify(sessions, AUTH.sign(USER, ANA), AUTH.sign(USER, ANA)) == [USER, USER]
        assert published.asked == 1


def test_what_is_known_of_a_person_is_what_the_session_says_and_is_not_shown() -> None:
    with project(AUTH.public_keys()) as (_, sessions, _):
        token = AUTH.sign(USER, ANA)
        person = asyncio.run(sessions.verify(token))
    assert json.loads(person.claims)["email"] == ANA
    assert person.expires_at > time.time()
    assert ANA not in repr(person)
    assert token not in repr(person)


WRONG = {name: token for name, token in make_wrong_tokens(AUTH, USER).items() if token is not None}


@pytest.mark.parametrize("name", WRONG)
def test_a_session_that_is_wrong_in_any_way_is_nobodys(name: str) -> None:
    with project(AUTH.public_keys(), supabase_jwt_secret=SECRET) as (_, sessions, _):
        kind = ExpiredSessionError if name == "expired" else UnauthorizedError
        with pytest.raises(kind):
            verify(sessions, WRONG[name])


def test_the_legacy_secret_signs_sessions_only_where_it_is_set() -> None:
    claims = {"sub": str(USER), "aud": "authenticated", "role": "authenticated", "exp": time.time() + 60}
    token = jwt.encode(claims, SECRET, "HS256")
    with project(AUTH.public_keys(), supabase_jwt_secret=SECRET) as (published, sessions, _):
        assert verify(sessions, token) == [USER]
        assert published.asked == 0
    with project(AUTH.public_keys()) as (_, sessions, _), pytest.raises(UnauthorizedError):
        verify(sessions, token)


def test_a_key_is_used_for_its_own_algorithm_only() -> None:
    """An RSA session under the id of a key of an elliptic curve, and the public key as a secret."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    claims = {"sub": str(USER), "aud": "authenticated", "role": "authenticated", "exp": time.time() + 60}
    tokens = [jwt.encode(claims, key, "RS256", headers={"kid": KEY_ID})]
    tokens.append(jwt.encode(claims, SECRET, "HS512", headers={"kid": KEY_ID}))
    with project(AUTH.public_keys(), supabase_jwt_secret=SECRET) as (_, sessions, _):
        for token in tokens:
            with pytest.raises(UnauthorizedError):
                verify(sessions, token)


def test_a_secret_that_auth_publishes_is_no_key() -> None:
    published = {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "s", "alg": "HS256"}]}
    claims = {"sub": str(USER), "aud": "authenticated", "role": "authenticated", "exp": time.time() + 60}
    token = jwt.encode(claims, "secret" * 8, "HS256", headers={"kid": "s"})
    with project(published) as (_, sessions, _), pytest.raises(UnauthorizedError):
        verify(sessions, token)


def test_a_new_key_is_found_and_inventions_do_not_bother_auth() -> None:
    clock = Clock()
    new = Auth(make_signing_key(), AUTH.url)
    with project(AUTH.public_keys(), clock) as (published, sessions, _):
        assert verify(sessions, AUTH.sign(USER, ANA)) == [USER]
        invented = jwt.encode({"sub": "x"}, make_signing_key(), "ES256", headers={"kid": "invented"})
        for _ in range(20):
            with pytest.raises(UnauthorizedError):
                verify(sessions, invented)
        assert published.asked == 1
        clock.now += ASK_AGAIN_SECONDS
        keys = new.public_keys()["keys"]
        published.keys = {"keys": [{**keys[0], "kid": "new"}, *AUTH.public_keys()["keys"]]}
        token = jwt.encode(
            jwt.decode(new.sign(USER, ANA), options={"verify_signature": False}),
            new._private,
            "ES256",
            headers={"kid": "new"},
        )
        assert verify(sessions, token, AUTH.sign(USER, ANA)) == [USER, USER]
        assert published.asked == 2


def test_a_key_that_auth_has_withdrawn_is_forgotten() -> None:
    clock = Clock()
    with project(AUTH.public_keys(), clock) as (published, sessions, _):
        assert verify(sessions, AUTH.sign(USER, ANA)) == [USER]
        published.keys = {"keys": []}
        clock.now += KEEP_SECONDS + 1
        with pytest.raises(UnauthorizedError):
            verify(sessions, AUTH.sign(USER, ANA))


@pytest.mark.parametrize("keys", [None, [], {"keys": 1}, "x" * 100_000])
def test_an_auth_that_is_down_is_not_the_sessions_fault(keys: Any) -> None:
    clock = Clock()
    with project(keys, clock) as (published, sessions, _):
        with pytest.raises(AuthUnavailableError):
            verify(sessions, AUTH.sign(USER, ANA))
        published.keys = AUTH.public_keys()
        clock.now += ASK_AGAIN_SECONDS
        assert verify(sessions, AUTH.sign(USER, ANA)) == [USER]
        # Keys that were valid are better than none.
        published.keys = keys
        clock.now += KEEP_SECONDS + 1
        assert verify(sessions, AUTH.sign(USER, ANA)) == [USER]


def test_many_sessions_at_once_ask_auth_once() -> None:
    with project(AUTH.public_keys()) as (published, sessions, _):

        async def ask() -> None:
            await asyncio.gather(*(sessions.verify(AUTH.sign(USER, ANA)) for _ in range(20)))

        asyncio.run(ask())
        assert published.asked == 1
        assert threading.active_count() < 20


@pytest.mark.parametrize(
    ("token", "is_one"),
    [
        ("a.b.c", True),
        ("kairo1.1.2.aa", False),
        ("a.b", False),
        ("a.b.c\n", False),
        ("a." + "b" * 20_000 + ".c", False),
    ],
)
def test_what_looks_like_a_session(token: str, is_one: bool) -> None:
    assert looks_like_session(token) is is_one
