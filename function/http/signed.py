"""Tokens that the database signs for a single purpose.

pg_net lets every SQL user of a project read its queue, including headers. The database therefore never sends
FUNCTION_TOKEN itself, but a token that is valid for one document for ten minutes:
`kairo1.<unix time>.<subject>.<hex of an HMAC-SHA256>`, with FUNCTION_TOKEN as the key. `ocr.sign_request` creates it.
"""

import hmac
import re
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from starlette.types import Scope

# Other webhooks may delay pg_net, and the two clocks may differ.
VALID_SECONDS = 600.0
# Key in `scope` for the only document that the request may name.
SIGNED_DOCUMENT = "kairo.signed_document"

_TOKEN = re.compile(
    rb"Bearer (?P<signed>kairo1\.(?P<time>[0-9]{1,12})\.(?P<subject>[0-9a-z-]{1,40}))\.(?P<mac>[0-9a-f]{64})"
)
_SUBJECTS = {
    ("POST", "/api/callbacks/deliver"): "deliver-callbacks",
    ("GET", "/api/queue/stats"): "queue-stats",
}


class SignedTokens:
    def __init__(self, tokens: tuple[str, ...], clock: Callable[[], float] = time.time) -> None:
        self._keys = [token.encode() for token in tokens]
        self._clock = clock

    def admits(self, authorization: bytes, scope: Scope) -> bool:
        """Return whether the token was signed for this request; store the document it is for in `scope`."""
        subject = self._subject(authorization)
        if subject is None:
            return False
        target = (scope["method"], scope["path"])
        if target == ("POST", "/api/process-document"):
            with suppress(ValueError):
                scope[SIGNED_DOCUMENT] = UUID(subject)
            return SIGNED_DOCUMENT in scope
        return _SUBJECTS.get(target) == subject

    def _subject(self, authorization: bytes) -> str | None:
        """Return the subject of the token, or None if its signature is wrong or it has expired."""
        match = _TOKEN.fullmatch(authorization)
        if match is None:
            return None
        macs = [hmac.digest(key, match["signed"], "sha256").hex().encode() for key in self._keys]
        # Compare with all of them, so that the time does not reveal which one matched.
        is_ours = sum(hmac.compare_digest(match["mac"], mac) for mac in macs) > 0
        is_fresh = abs(self._clock() - int(match["time"])) <= VALID_SECONDS
        return match["subject"].decode() if is_ours and is_fresh else None
