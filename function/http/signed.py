"""Tokens that the database signs for a single purpose.

pg_net lets every SQL user of a project read its queue, headers included. So what the database sends carries no standing
token, but one that opens a single document for ten minutes: `kairo1.<unix time>.<subject>.<hex of an HMAC-SHA256>`, under
FUNCTION_TOKEN as its key. `ocr.sign_request` makes it.
"""

import hmac
import re
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from starlette.types import Scope

# pg_net may be held up by other webhooks, and two clocks may differ.
VALID_SECONDS = 600.0
# What `scope` keeps the document under that a request may name.
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
        """Whether the token was signed for this request; the document that it is for is noted in `scope`."""
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
        """What a token of ours that has not expired is for."""
        match = _TOKEN.fullmatch(authorization)
        if match is None:
            return None
        macs = [hmac.digest(key, match["signed"], "sha256").hex().encode() for key in self._keys]
        # All are compared, as standing tokens are.
        is_ours = sum(hmac.compare_digest(match["mac"], mac) for mac in macs) > 0
        is_fresh = abs(self._clock() - int(match["time"])) <= VALID_SECONDS
        return match["subject"].decode() if is_ours and is_fresh else None
