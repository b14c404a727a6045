"""The name under which one request is found in the caller's logs and in ours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

Headers = Sequence[tuple[bytes, bytes]]

# What gateways send (UUIDs, hexadecimal, base64, `uuid#1`), and nothing that a log, a shell, a spreadsheet or a page
# could take for something else.
_REQUEST_ID = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:+/=#@-]{0,127}")
# W3C Trace Context, 3.2: version (ff is none), trace id, parent id, flags; versions after 00 may say more behind.
_TRACEPARENT = re.compile(
    rb"(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?"
)


@dataclass(frozen=True, slots=True)
class RequestId:
    """`request_id` has 1 to 128 harmless characters; `trace_id` 32 hexadecimal ones, None if the caller traces nothing."""

    request_id: str
    trace_id: str | None


def take_request_id(headers: Headers) -> RequestId:
    """The caller's `X-Request-ID`, else the trace id of its `traceparent`, else a new one.

    `headers` are ASGI's. One that is too long, has other characters or comes twice is not taken over.
    """
    given = _match(_REQUEST_ID, headers, b"x-request-id")
    traced = _match(_TRACEPARENT, headers, b"traceparent")
    trace_id = traced[1].decode() if traced else None
    return RequestId(given[0].decode() if given else trace_id or uuid4().hex, trace_id)


def _match(pattern: re.Pattern[bytes], headers: Headers, name: bytes) -> re.Match[bytes] | None:
    values = [value for key, value in headers if key.lower() == name]
    return pattern.fullmatch(values[0]) if len(values) == 1 else None
