"""The routes under /auth/v1, with Auth's answers."""

import hashlib
import hmac
import json
import os
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import psycopg
from psycopg_pool import AsyncConnectionPool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from function.database.queries import load_queries
from local import SQL
from local.auth.sessions import SECONDS, Sessions

PREFIX = "/auth/v1"
QUERIES = load_queries(SQL / "auth.sql")
MAX_REFRESH_TOKENS = 10_000


@dataclass
class Auth:
    """`people` are e-mail addresses with their passwords, who can sign in once it is open."""

    sessions: Sessions
    anon_key: str
    people: Mapping[str, str]
    _refresh: OrderedDict[str, tuple[UUID, str]] = field(default_factory=OrderedDict)

    async def open(self, pool: AsyncConnectionPool[psycopg.AsyncConnection]) -> None:
        """Add the people who are not there yet, and give all of them their passwords."""
        self._pool = pool
        async with pool.connection() as connection:
            for email, password in self.people.items():
                await connection.execute(
                    QUERIES["add_person"], [person_id(email), email, hash_password(email, password)]
                )

    def routes(self) -> list[Mount]:
        return [
            Mount(
                PREFIX,
                routes=[
                    Route("/token", self.sign_in, methods=["POST"]),
                    Route("/logout", self.sign_out, methods=["POST"]),
                    Route("/user", self.show_user),
                    Route("/.well-known/jwks.json", self.show_keys),
                    Route("/health", self.show_health),
                ],
            )
        ]

    async def sign_in(self, request: Request) -> Response:
        if not self._has_key(request):
            return no_key()
        try:
            body = await request.json()
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return refuse(400, "bad_json", "Could not parse request body as JSON: unexpected content")
        grant = request.query_params.get("grant_type")
        if grant == "password":
            return await self._sign_in_with_password(str(body.get("email")), str(body.get("password")))
        if grant == "refresh_token":
            return self._sign_in_again(str(body.get("refresh_token")))
        return refuse(400, "validation_failed", "unsupported_grant_type")

    async def _sign_in_with_password(self, email: str, password: str) -> Response:
        async with self._pool.connection() as connection:
            row = await (await connection.execute(QUERIES["find_person"], [email.lower()])).fetchone()
        hashed = hash_password(email.lower(), password)
        if row is None or not hmac.compare_digest(str(row[1]), hashed):
            return refuse(400, "invalid_credentials", "Invalid login credentials")
        return self._open_session(row[0], email.lower())

    def _sign_in_again(self, token: str) -> Response:
        known = self._refresh.pop(token, None)
        if known is None:
            message = "Invalid Refresh Token: Refresh Token Not Found"
            return refuse(400, "refresh_token_not_found", message)
        return self._open_session(*known)

    def _open_session(self, user: UUID, email: str) -> Response:
        refresh = secrets.token_urlsafe(9)
        self._refresh[refresh] = user, email
        if len(self._refresh) > MAX_REFRESH_TOKENS:
            self._refresh.popitem(last=False)
        return JSONResponse(
            {
                "access_token": self.sessions.sign(user, email),
                "token_type": "bearer",
                "expires_in": SECONDS,
                "expires_at": int(time.time()) + SECONDS,
                "refresh_token": refresh,
                "user": describe_user(user, email),
            }
        )

    async def sign_out(self, request: Request) -> Response:
        claims = self._read(request)
        if claims is None:
            return bad_session()
        for token in [token for token, (user, _) in self._refresh.items() if str(user) == claims["sub"]]:
            del self._refresh[token]
        return Response(status_code=204)

    async def show_user(self, request: Request) -> Response:
        claims = self._read(request)
        if claims is None:
            return bad_session()
        return JSONResponse(describe_user(UUID(claims["sub"]), claims["email"]))

    async def show_keys(self, _: Request) -> Response:
        return JSONResponse(self.sessions.public_keys(), headers={"Cache-Control": "public, max-age=600"})

    async def show_health(self, _: Request) -> Response:
        return JSONResponse({"version": "local", "name": "GoTrue", "description": "A stand-in"})

    def _has_key(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("apikey", "").encode(), self.anon_key.encode())

    def _read(self, request: Request) -> dict[str, Any] | None:
        _, _, token = request.headers.get("authorization", "").partition(" ")
        claims = self.sessions.read(token)
        return json.loads(claims) if claims else None


def read_auth(url: str) -> Auth | None:
    """Return what the environment says, or None without people."""
    if not os.environ.get("AUTH_KEY"):
        return None
    people = json.loads(os.environ["AUTH_PEOPLE"])
    return Auth(Sessions(os.environ["AUTH_KEY"], url), os.environ["AUTH_ANON_KEY"], people)


def person_id(email: str) -> UUID:
    """The same in every stack."""
    return uuid5(NAMESPACE_URL, f"kairo-ocr-person:{email}")


def hash_password(email: str, password: str) -> str:
    return hashlib.scrypt(password.encode(), salt=email.encode(), n=2**12, r=8, p=1).hex()


def describe_user(user: UUID, email: str) -> dict[str, Any]:
    return {
        "id": str(user),
        "aud": "authenticated",
        "role": "authenticated",
        "email": email,
        "app_metadata": {"provider": "email", "providers": ["email"]},
        "user_metadata": {},
        "is_anonymous": False,
    }


def refuse(status: int, code: str, message: str) -> Response:
    return JSONResponse({"code": status, "error_code": code, "msg": message}, status)


def bad_session() -> Response:
    return refuse(403, "bad_jwt", "invalid JWT: unable to parse or verify signature")


def no_key() -> Response:
    """The gateway's answer: it wants the anon key in the header `apikey`."""
    return JSONResponse({"message": "No API key found in request"}, 401)
