"""Files that would bring down an unguarded reader."""

import struct
import zlib

import pymupdf

from tests.support.zoo.raw_pdf import (
    CATALOG,
    HELVETICA,
    deflate_repeated,
    deflated,
    one_page,
    stream,
    typed,
    write_pdf,
)

MEGABYTE = 1 << 20


def make_png(width: int, height: int, data: bytes, *, colour: int = 2, depth: int = 8) -> bytes:
    """`data` is the compressed image data; `colour` is 0 for grey, 2 for RGB."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def huge_png() -> bytes:
    """50,000 x 50,000 pixels of one bit, all present, in 300 kB."""
    return make_png(50_000, 50_000, deflate_repeated(bytes(6251), 50_000), colour=0, depth=1)


def large_png() -> bytes:
    """Within the pixel limit, but with 16 bits per channel it needs four times the memory allowed."""
    return make_png(10_900, 10_900, deflate_repeated(bytes(10_900 * 6 + 1), 10_900), depth=16)


def huge_jpeg() -> bytes:
    """A header that claims 65,500 x 65,500 pixels."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65_500, 65_500, 3) + b"\1\x11\0\2\x11\1\3\x11\1"
    return b"\xff\xd8" + frame + b"\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0" + bytes(1000) + b"\xff\xd9"


def huge_gif() -> bytes:
    return b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;"


def huge_tiff() -> bytes:
    """One deflated strip of 60,000 x 60,000 pixels."""
    data = deflate_repeated(bytes(MEGABYTE), 8)
    tags = [(256, 60_000), (257, 60_000), (258, 8), (259, 8), (262, 1), (273, 8), (277, 1), (278, 60_000)]
    tags.append((279, len(data)))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return (
        b"II*\0" + struct.pack("<I", 8 + len(data)) + data + struct.pack("<H", len(tags)) + entries + bytes(4)
    )


def endless_tiff() -> bytes:
    """A directory that names itself as the next one."""
    tags = [
        (256, 100),
        (257, 100),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 100),
        (279, 10_000),
    ]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", 8 + 10_000)
    return b"II*\0" + struct.pack("<I", 8 + 10_000) + b"\xff" * 10_000 + directory


def content_bomb() -> bytes:
    """Two gigabytes of page content in a few kilobytes."""
    return one_page(stream(deflate_repeated(b"q Q\n" * 250_000, 2000), b"/Filter/FlateDecode"))


def drawing_bomb() -> bytes:
    """A page that draws a hundred million lines."""
    lines = deflate_repeated(b"0 0 m 500 800 l S\n" * 50_000, 2000)
    return one_page(deflated(lines).replace(b"[/FlateDecode]", b"[/FlateDecode/FlateDecode]"))


def laughing_forms() -> bytes:
    """Ten forms, each drawing the next one ten times."""
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return one_page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", *_nested_forms(6), last)


def bomb_between(text: str) -> bytes:
    """Three pages: the text, ten forms that each draw the next, and the text again."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<%s>>>>"
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return write_pdf(
        (
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R 4 0 R 3 0 R]/Count 3>>",
            page % (6, b"/Font<</F1 5 0 R>>"),
            page % (7, b"/XObject<</X 8 0 R>>"),
            HELVETICA,
            stream(typed([text])),
            stream(b"/X Do"),
            *_nested_forms(8),
            last,
        )
    )


def _nested_forms(first: int) -> list[bytes]:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
    return [stream(b"/X Do " * 10, entries % (number + 1)) for number in range(first, first + 10)]


def form_in_itself() -> bytes:
    form = stream(
        typed(["Un formulario que se contiene"]) + b" /X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>",
    )
    return one_page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", form)


def page_tree_in_itself() -> bytes:
    return write_pdf((CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"))


def claimed_pages() -> bytes:
    return write_pdf((CATALOG, b"<</Type/Pages/Kids[]/Count 1000000000>>"))


def deep_arrays() -> bytes:
    """Arrays nested 200,000 deep, to overflow a recursive parser's stack."""
    nested = b"[" * 200_000 + b"]" * 200_000
    return one_page(stream(typed(["Corchetes"])), b"/XObject " + nested)


def image_bomb() -> bytes:
    """A picture of 50,000 x 50,000 pixels, compressed twice."""
    packed = zlib.compress(deflate_repeated(bytes(MEGABYTE), 2385), 9)
    picture = stream(
        packed,
        b"/Type/XObject/Subtype/Image/Width 50000/Height 50000/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Filter[/FlateDecode/FlateDecode]",
    )
    return one_page(stream(b"595 0 0 842 0 0 cm /X Do"), b"/XObject<</X 6 0 R>>", picture)


def mask_bomb() -> bytes:
    """A small picture with a 10,000 x 10,000 mask: slow, but harmless, because MuPDF reads it row by row."""
    packed = zlib.compress(deflate_repeated(bytes(MEGABYTE), 96), 9)
    kind = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray"
    mask = stream(packed, kind + b"/Width 10000/Height 10000/Filter[/FlateDecode/FlateDecode]")
    picture = stream(b"\0" * 100, kind + b"/Width 10/Height 10/SMask 7 0 R")
    return one_page(stream(b"595 0 0 842 0 0 cm /X Do"), b"/XObject<</X 6 0 R>>", picture, mask)


def index_bomb() -> bytes:
    """The page's objects are in a stream that inflates to two gigabytes."""
    packed = zlib.compress(deflate_repeated(b" " * MEGABYTE, 2048), 9)
    objects = stream(packed, b"/Type/ObjStm/N 2/First 100/Filter[/FlateDecode/FlateDecode]")
    body = b"%PDF-1.7\n"
    catalog_at = len(body)
    body += b"1 0 obj\n%s\nendobj\n" % CATALOG
    objects_at = len(body)
    body += b"4 0 obj\n%s\nendobj\n" % objects
    index_at = len(body)
    rows = [(0, 0, 255), (1, catalog_at, 0), (2, 4, 0), (2, 4, 1), (1, objects_at, 0), (1, index_at, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    index = stream(table, b"/Type/XRef/Size 6/W[1 4 1]/Root 1 0 R")
    return body + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (index, index_at)


def tiny_tiles() -> bytes:
    """A page filled with a pattern whose tiles are a thousandth of a point wide."""
    tile = stream(
        b"0 0 0.0005 0.0005 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 .001 .001]/XStep .001/YStep .001"
        b"/Resources<<>>",
    )
    return one_page(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), b"/Pattern<</P 6 0 R>>", tile)


def map_of_a_city() -> bytes:
    """A page whose two million strokes take longer to draw than anybody would wait."""
    strokes = b"".join(b"%d %d m %d %d l S " % (x, x * 7 % 842, x * 3 % 595, 842 - x) for x in range(595))
    return one_page(deflated(b"0.1 w [0.01 0.01] 0 d " + strokes * 40))


def many_pages(count: int) -> bytes:
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"] * count
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return write_pdf((CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *pages))


def no_pages() -> bytes:
    return write_pdf((CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"))


def encrypted() -> bytes:
    pdf = pymupdf.open()
    pdf.new_page()
    return bytes(pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="usuario", owner_pw="dueño"))
