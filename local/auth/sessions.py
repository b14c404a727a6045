"""Sessions as Auth signs them, and the key that it publishes."""

import json
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

ALGORITHM = "ES256"
SECONDS = 3600
KEY_ID = "b81269f1-21d8-4f2e-b719-c2240a840d90"


def make_signing_key() -> str:
    """Return a private key as PEM."""
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        .decode()
    )


@dataclass(frozen=True)
class Sessions:
    """`key` is a private key as PEM, `url` the project's."""

    key: str
    url: str

    @cached_property
    def _private(self) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_pem_private_key(self.key.encode(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101  made by make_signing_key
        return key

    def public_keys(self) -> dict[str, Any]:
        """Return what Auth publishes at /.well-known/jwks.json."""
        key = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self._private.public_key()))
        return {"keys": [{**key, "alg": ALGORITHM, "kid": KEY_ID, "use": "sig", "key_ops": ["verify"]}]}

    def sign(self, user: UUID, email: str, **others: Any) -> str:
        """Return the token of a session; `others` override its claims."""
        now = int(time.time())
        claims = {
            "aud": "authenticated",
            "exp": now + SECONDS,
            "iat": now,
            "iss": f"{self.url}/auth/v1",
            "sub": str(user),
            "email": email,
            "phone": "",
            "app_metadata": {"provider": "email", "providers": ["email"]},
            "user_metadata": {},
            "role": "authenticated",
            "aal": "aal1",
            "amr": [{"method": "password", "timestamp": now}],
            "session_id": str(uuid4()),
            "is_anonymous": False,
            **others,
        }
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers={"kid": KEY_ID})

    def read(self, token: str) -> str | None:
        """Return the claims of a valid session as JSON, or None."""
        try:
            claims = jwt.decode(
                token, self._private.public_key(), algorithms=[ALGORITHM], audience="authenticated"
            )
        except jwt.PyJWTError:
            return None
        return json.dumps(claims)
