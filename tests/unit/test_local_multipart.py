import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.storage.errors import StorageError
from local.storage.multipart import read_boundary, read_parts


def encode(data: dict[str, str], content: bytes) -> tuple[bytes, bytes]:
    """The body and the boundary as httpx, which the Supabase client uses, encodes them."""
    files = {"file": ("scan.pdf", content, "application/pdf")}
    request = httpx.Request("POST", "http://test", data=data, files=files)
    return request.read(), read_boundary(request.headers["content-type"])


def decode(body: bytes, boundary: bytes, size: int) -> dict[str, bytes]:
    async def stream() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    async def read() -> dict[str, bytes]:
        parts: dict[str, bytes] = {}
        async for part, chunk in read_parts(stream(), boundary):
            parts[part.name] = parts.get(part.name, b"") + chunk
            assert part.is_file == (part.name == "file")
        return parts

    return asyncio.run(read())


@given(content=st.binary(max_size=300), size=st.integers(1, 400))
def test_the_pieces_of_a_body_may_fall_anywhere(content: bytes, size: int) -> None:
    body, boundary = encode({"cacheControl": "3600"}, content)
    assert decode(body, boundary, size) == {"cacheControl": b"3600", "file": content}


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_content_that_looks_like_a_boundary_is_content(size: int) -> None:
    _, boundary = encode({}, b"")
    body, boundary = encode({}, b"\r\n--" + boundary[:-1] + b"\r\n-\r\n--")
    assert decode(body, boundary, size)["file"].endswith(b"\r\n-\r\n--")


def test_a_body_that_breaks_off_is_refused() -> None:
    body, boundary = encode({}, b"half of it")
    with pytest.raises(StorageError) as refusal:
        decode(body[:-10], boundary, 50)
    assert refusal.value.message == "The multipart body ends too early"


@pytest.mark.parametrize("body", [b"no form", b"--{boundary}\r\n" + b"x" * 100_000])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    _, boundary = encode({}, b"")
    with pytest.raises(StorageError) as refusal:
        decode(body.replace(b"{boundary}", boundary), boundary, 50)
    assert refusal.value.message == "The multipart body is malformed"
