"""Random malformed requests: complete ones with wrong, cut-off or repeated parts."""

import random

from tests.support.settings import REQUIRED

TOKEN = REQUIRED["function_token"].encode()
METHODS = [
    b"GET",
    b"POST",
    b"HEAD",
    b"OPTIONS",
    b"PUT",
    b"DELETE",
    b"CONNECT",
    b"TRACE",
    b"get",
    b"G T",
    b"",
    b"PRI",
]
TARGETS = [
    *(
        b"/",
        b"/health/live",
        b"/health/live/",
        b"/api/search",
        b"/api/embed",
        b"/api/process-document",
        b"*",
        b"",
    ),
    *(
        b"//api/search",
        b"/api/jobs/%00",
        b"/api/documents/%ff",
        b"/%",
        b"/?\x80",
        b"http://a/b",
        b"http://[/",
    ),
    *(b"/api/jobs/" + b"a" * 5000, b"/api/../health/live", b"a:1", b"/#x", b"/api/documents/x?format=%F0%28"),
]
VERSIONS = [b"HTTP/1.1"] * 60 + [
    b"HTTP/1.0",
    b"HTTP/0.9",
    b"HTTP/2.0",
    b"HTTP/9.9",
    b"http/1.1",
    b"",
    b"ICE/1.0",
]
FIELDS = [
    *(
        b"Host: x",
        b"Host: [",
        b"Host:",
        b"Host : x",
        b"Authorization: Bearer wrong",
        b"Authorization: Bearer " + TOKEN,
    ),
    *(
        b"Content-Length: 5",
        b"Content-Length: 5",
        b"Content-Length: -1",
        b"Content-Length: 99999999999999999999",
    ),
    *(
        b"Content-Length: 5, 5",
        b"Content-Length:",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: chunked",
    ),
    *(
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: chunked, gzip",
        b"Transfer-Encoding: identity",
    ),
    *(b"Expect: 100-continue", b"Expect: 200", b"Connection: close", b"Connection: keep-alive, Upgrade"),
    *(
        b"Upgrade: websocket",
        b"Upgrade: h2c",
        b"X-Forwarded-For: \xff, ;",
        b"X-Forwarded-Proto: ws",
        b"Trailer: Host",
    ),
    *(
        b"X-Request-ID: a\tb",
        b"traceparent: 00-" + b"0" * 32 + b"-" + b"0" * 16 + b"-00",
        b"Content-Type: \xe9",
    ),
    *(
        b" folded",
        b": nameless",
        b"colonless",
        b"X\x00: y",
        b"X: \x00",
        b"X: " + b"a" * 70_000,
        b"Prefer: \xff",
    ),
]
BODIES = [
    *(
        b"",
        b"{}",
        b"hello",
        b"[" * 5000,
        b"null",
        b'{"document_id": "x"}',
        b'{"query": "\\ud800"}',
        b"\xff\xfe",
    ),
    *(
        b'{"texts": [1e999]}',
        b'{"query": 1' + b"0" * 5000 + b"}",
        b'{"type":1,"table":2,"record":3}',
        b"x" * 70_000,
    ),
]
CHUNKS = [
    *(
        b"5\r\nhello\r\n",
        b"5;a=b\r\nhello\r\n",
        b"0\r\n",
        b"0\r\n\r\n",
        b"zz\r\n",
        b"-1\r\n",
        b"5\r\nhelloworld\r\n",
    ),
    *(
        b"ffffffffffffffffff\r\n",
        b"5\nhello\n",
        b"Authorization: Bearer " + TOKEN + b"\r\n",
        b"\r\n",
        b"5\r\nhel",
    ),
]


def make_request(chance: random.Random) -> bytes:
    """One to three requests, to be sent back to back on one connection."""
    whole = b"".join(_make_one(chance) for _ in range(chance.choice([1, 1, 1, 2, 3])))
    return _damage(chance, whole) if chance.random() < 0.3 else whole


def _make_one(chance: random.Random) -> bytes:
    method = chance.choice(METHODS if chance.random() < 0.2 else [b"GET", b"POST"])
    line = b" ".join((method, chance.choice(TARGETS + TARGETS[:6] * 5), chance.choice(VERSIONS)))
    fields = chance.choices(FIELDS, k=chance.choice([0, 0, 0, 1, 1, 2, 5]))
    if chance.random() < 0.9:
        fields.insert(0, b"Host: x")
    if chance.random() < 0.5:
        fields.insert(0, b"Authorization: Bearer " + TOKEN)
    body = chance.choice(BODIES)
    if chance.random() < 0.4:
        fields.append(b"Transfer-Encoding: chunked")
        body = b"".join(chance.choices(CHUNKS, k=chance.randrange(4))) + b"0\r\n\r\n"
    elif chance.random() < 0.8:
        fields.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([line, *fields, b"", b""]) + body


def _damage(chance: random.Random, request: bytes) -> bytes:
    data = bytearray(request)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                del data[at:]
            case 1:
                data[at:at] = chance.randbytes(chance.randrange(1, 9))
            case 2:
                data[at : at + 1] = chance.choice([b"\r", b"\n", b"\r\n", b"\x00", b" ", b":", b""])
            case _:
                data[at:at] = data[at : at + chance.randrange(200)]
    return bytes(data)
