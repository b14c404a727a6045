"""Signed URLs: a JWT with one object and an expiry time."""

import hashlib
import time
from dataclasses import dataclass

import jwt

from local.storage.errors import invalid_token

ALGORITHM = "HS256"


@dataclass(frozen=True)
class Signer:
    """Signs with a key derived from the service key, so that URLs stay valid after a restart."""

    service_key: str

    @property
    def _key(self) -> str:
        return hashlib.sha256(self.service_key.encode()).hexdigest()

    def sign(self, target: str, seconds: int, *, upsert: bool = False) -> str:
        now = int(time.time())
        claims = {"url": target, "iat": now, "exp": now + seconds, "upsert": upsert}
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def verify(self, token: str, target: str) -> bool:
        """Check that the token is for `target`; return whether it allows replacing the object."""
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM])
        except jwt.ExpiredSignatureError:
            raise invalid_token('"exp" claim timestamp check failed') from None
        except jwt.PyJWTError as error:
            raise invalid_token(str(error) or "Invalid JWT") from None
        if claims.get("url") != target:
            raise invalid_token("The token is for another object")
        return bool(claims.get("upsert"))
