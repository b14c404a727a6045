"""People who are signed in to a running stack, and sessions that are not right."""

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx
import jwt

from local.auth.app import person_id
from local.auth.sessions import Sessions, make_signing_key
from tests.support.running import Running

ANA, LUIS = "ana@example.com", "luis@example.com"


@dataclass(frozen=True)
class People:
    """Clients of the function: each asks as somebody. `wrong` are those whom nobody should answer, by what is wrong."""

    ana: httpx.Client
    luis: httpx.Client
    server: httpx.Client
    wrong: dict[str, httpx.Client]

    def close(self) -> None:
        for client in (self.ana, self.luis, self.server, *self.wrong.values()):
            client.close()

    def upload(self, name: str, content: bytes, client: httpx.Client | None = None) -> UUID:
        """Uploads as Ana, or as somebody else, and waits until it is read."""
        answer = (client or self.ana).post("/api/documents?wait=true", files={"file": (name, content)})
        return UUID(answer.raise_for_status().json()["document_id"])


def sign_in(running: Running, email: str) -> dict[str, object]:
    secrets = running.stack.secrets
    password = {ANA: secrets.ana_password, LUIS: secrets.luis_password}[email]
    answer = httpx.post(
        f"{running.stack.storage_url}/auth/v1/token?grant_type=password",
        json={"email": email, "password": password},
        headers={"apikey": secrets.anon_key},
        trust_env=False,
    )
    session: dict[str, object] = answer.raise_for_status().json()
    return session


def make_people(running: Running) -> People:
    def client(token: str | None) -> httpx.Client:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=running.api.base_url, headers=headers, timeout=120, trust_env=False)

    sessions = Sessions(running.stack.secrets.auth_key, running.stack.storage_url)
    ana = person_id(ANA)
    return People(
        client(str(sign_in(running, ANA)["access_token"])),
        client(str(sign_in(running, LUIS)["access_token"])),
        client(running.stack.secrets.function_token),
        {name: client(token) for name, token in make_wrong_tokens(sessions, ana).items()},
    )


def make_wrong_tokens(sessions: Sessions, user: UUID) -> dict[str, str | None]:
    """Sessions for `user` that are wrong in one way each."""
    another = Sessions(make_signing_key(), sessions.url)
    right = sessions.sign(user, ANA)
    head, claims, _ = right.split(".")
    return {
        "none": None,
        "nonsense": "x.y.z",
        "expired": sessions.sign(user, ANA, exp=int(time.time()) - 3600),
        "another audience": sessions.sign(user, ANA, aud="anon"),
        "another role": sessions.sign(user, ANA, role="service_role"),
        "another issuer": sessions.sign(user, ANA, iss="https://evil.example.com"),
        "no user": sessions.sign(user, ANA, sub="postgres"),
        "another key": another.sign(user, ANA),
        "another user's claims": f"{head}.{sessions.sign(uuid4(), ANA).split('.')[1]}.{right.split('.')[2]}",
        "no signature": f"{head}.{claims}.",
        "no algorithm": jwt.encode({"sub": str(user)}, "", algorithm="none"),
        "the public key as a secret": jwt.encode(
            jwt.decode(right, options={"verify_signature": False}), "published-key-as-a-secret" * 2, "HS256"
        ),
    }
