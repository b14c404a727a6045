"""The file in a request, however it is cut into pieces, and requests that have none."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from function.errors import RequestError
from function.people.uploads import MAX_HEAD, MAX_PARTS, receive_file, stored_name

FORM = "multipart/form-data; boundary=x"
CONTENT = b"%PDF-1.7\r\n--\r\n--y\r\n" + bytes(range(256))


def part(name: str, content: bytes, extra: str = "") -> bytes:
    return (
        b"--x\r\n"
        + f'Content-Disposition: form-data; name="{name}"{extra}\r\n\r\n'.encode()
        + content
        + b"\r\n"
    )


def receive(
    body: bytes, content_type: str = FORM, disposition: str | None = None, step: int = 7
) -> tuple[str | None, str, bytes]:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), step):
            yield body[start : start + step]

    async def read() -> tuple[str | None, str, bytes]:
        file = await receive_file(content_type, disposition, pieces())
        return file.name, file.media_type, b"".join([piece async for piece in file.pieces])

    return asyncio.run(read())


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_the_file_of_a_form_comes_whole_however_it_is_cut(step: int) -> None:
    body = (
        part("note", b"x")
        + part("file", CONTENT, '; filename="a b.pdf"')
        + part("after", b"y")
        + b"--x--\r\n"
    )
    assert receive(body, step=step) == ("a b.pdf", "application/pdf", CONTENT)


def test_the_bare_body_is_the_file() -> None:
    name, media_type, content = receive(CONTENT, "application/pdf", "attachment; filename=factura.pdf")
    assert (name, media_type, content) == ("factura.pdf", "application/pdf", CONTENT)
    # curl's own type for a body says nothing, and neither does what is no type.
    assert receive(CONTENT, "t\xebxt/plain", "attachment; filename=a.pdf")[1] == "application/pdf"
    assert receive(CONTENT, "application/x-www-form-urlencoded") == (
        None,
        "application/octet-stream",
        CONTENT,
    )


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        ('; filename="añadido nº 3.pdf"', "añadido nº 3.pdf"),
        ("; filename*=UTF-8''a%C3%B1o%20%E2%82%AC.pdf", "año €.pdf"),
        ('; filename="C:\\\\Users\\\\Ana\\\\carta.pdf"', "carta.pdf"),
        ('; filename="../../etc/passwd"', "passwd"),
        ('; filename="a\x07b.pdf"', "ab.pdf"),
        ('; filename=""', None),
        ("", None),
    ],
)
def test_a_name_is_that_of_the_file_and_no_path(extra: str, name: str | None) -> None:
    assert receive(part("file", b"x", extra) + b"--x--\r\n")[0] == name


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", FORM),
        (b"--x--\r\n", FORM),
        (part("other", b"x") + b"--x--\r\n", FORM),
        (part("file", b"x"), FORM),
        (part("file", b"x" * 1000)[:-500], FORM),
        (b"no form at all", FORM),
        (part("file", b"x") + b"--x--\r\n", "multipart/form-data"),
        (part("a", b"") * (MAX_PARTS + 1) + part("file", b"x") + b"--x--\r\n", FORM),
        (part("file", b"x", "; filename=" + "a" * MAX_HEAD), FORM),
    ],
)
def test_a_form_without_a_whole_file_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(RequestError):
        receive(body, content_type)


@pytest.mark.parametrize(
    "name", ["año – nº 3.pdf", "договор.pdf", "..", "/", "a" * 1000 + ".pdf", "🙂", ".pdf", "x\x00y"]
)
def test_storage_accepts_every_name(name: str) -> None:
    from local.storage.names import check_object_name

    assert check_object_name(stored_name(name)) == stored_name(name)
    assert len(stored_name(name)) <= 140
