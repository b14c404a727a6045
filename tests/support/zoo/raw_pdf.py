"""PDFs written byte by byte, for cases that no library would write."""

import zlib
from collections.abc import Iterable

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def write_pdf(objects: Iterable[bytes]) -> bytes:
    """A PDF of the objects, numbered from 1 (the catalog), and their index."""
    parts, offsets = [b"%PDF-1.7\n"], [0]
    for number, content in enumerate(objects, start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets[1:])
    index = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets), entries)
    trailer = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets), start)
    return b"".join(parts) + index + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def deflated(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A stream compressed one or more times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, entries + b"/Filter[%s]" % (b"/FlateDecode" * times))


def deflate_repeated(block: bytes, times: int) -> bytes:
    """Compresses `times` copies of `block` without holding them in memory: the compressed block repeats."""
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(times):
        checksum = zlib.adler32(block, checksum)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    return head + again * (times - 1) + end + checksum.to_bytes(4)


def one_page(contents: bytes, resources: bytes = b"", *more: bytes, page: bytes = b"") -> bytes:
    """A one-page PDF: `contents` is object 4, `more` are the objects from 6 on, and font F1 is Helvetica."""
    return write_pdf(
        (
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, page),
            contents,
            HELVETICA,
            *more,
        )
    )


def typed(lines: Iterable[str], *, top: int = 740) -> bytes:
    """A content stream with lines of text at 14 points."""
    rows = (b"<%s> Tj 0 -28 Td" % line.encode("cp1252").hex().encode() for line in lines)
    return b"BT /F1 14 Tf 60 %d Td %s ET" % (top, b"\n".join(rows))
