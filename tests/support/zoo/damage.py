"""Damaged pictures and PDFs."""

import io
import random
import re
import struct
import zlib

import pillow_heif

from tests.support.letter import LETTER, draw_image, draw_pdf
from tests.support.zoo.traps import picture

pillow_heif.register_heif_opener()

FLIPS = 5
PDF_WORDS = (
    *(b"endobj", b"/Kids", b"/Type", b"/Length", b"xref", b"obj", b"trailer", b"/Count", b"/Contents"),
    *(b"/MediaBox", b"stream", b"/Parent", b"/W", b"/Index", b"/Font"),
)
# An orientation of 1, and a description by which the block is found in a file.
GOOD_EXIF = (
    b"II*\0\x08\0\0\0\x02\0"
    + struct.pack("<HHII", 0x010E, 2, 8, 38)
    + struct.pack("<HHII", 0x0112, 3, 1, 1)
    + bytes(4)
    + b"estable\0"
)


def cut_picture(image_format: str, part: float = 0.5) -> bytes:
    """The upload broke off."""
    whole = picture(image_format)
    return whole[: round(part * len(whole))]


def flip_bits(content: bytes, *, seed: int = 1, start: int = 0, flips: int = FLIPS) -> bytes:
    """A disk returned a few wrong bits, from `start` on."""
    rng, flipped = random.Random(seed), bytearray(content)
    for _ in range(flips):
        flipped[rng.randrange(start, len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def flipped_tiff() -> bytes:
    """A TIFF with strips that libtiff gives up on."""
    whole = picture("TIFF", compression="tiff_lzw")
    return flip_bits(whole[: len(whole) // 2], start=len(whole) // 4) + whole[len(whole) // 2 :]


def odd_exif(image_format: str) -> bytes:
    """Intact except for its EXIF data."""
    whole = picture(image_format, exif=GOOD_EXIF)
    assert whole.count(GOOD_EXIF[-8:]) == 1
    start = whole.index(GOOD_EXIF[-8:]) + 8 - len(GOOD_EXIF)
    damaged = b"\xff" * len(GOOD_EXIF)
    if image_format == "PNG":
        return _with_png_checksum(whole, start, damaged)
    return whole[:start] + damaged + whole[start + len(damaged) :]


def _with_png_checksum(whole: bytes, start: int, content: bytes) -> bytes:
    end = start + len(content)
    return whole[:start] + content + struct.pack(">I", zlib.crc32(b"eXIf" + content)) + whole[end + 4 :]


def fax_that_breaks_off() -> bytes:
    """Two frames, and a third whose directory is missing."""
    buffer = io.BytesIO()
    frames = [draw_image(LETTER[:2]).convert("1"), draw_image(LETTER[2:]).convert("1")]
    frames[0].save(
        buffer, "TIFF", save_all=True, append_images=[*frames[1:], frames[0]], compression="group4"
    )
    content = buffer.getvalue()
    starts = _directories(content)
    return content[: starts[2]] + b"\xff" * 3


def broken_objects() -> bytes:
    """The objects are packed in a stream, and their index lacks its field widths: MuPDF finds no page."""
    return bytes(draw_pdf().tobytes(use_objstms=1)).replace(b"/W", b"xx", 1)


def uncounted_pages() -> bytes:
    return bytes(draw_pdf().tobytes()).replace(b"/Count", b"/count")


def broken_page_tree() -> bytes:
    return bytes(draw_pdf().tobytes()).replace(b"/Kids", b"/kids")


def lost_page_tree() -> bytes:
    return re.sub(rb"/Pages \d+", b"/Pages 99", draw_pdf().tobytes())


def damage_pdf(content: bytes, seed: int) -> bytes:
    """Changes, cuts out or doubles some bytes, or garbles a keyword of the structure."""
    rng, damaged = random.Random(seed), bytearray(content)
    at = rng.randrange(len(damaged))
    match rng.randrange(4):
        case 0:
            return flip_bits(content, seed=seed, flips=rng.randrange(1, 40))
        case 1:
            del damaged[at : at + rng.randrange(1, len(content) // 4)]
        case 2:
            damaged[at:at] = damaged[at // 2 : at // 2 + 500]
        case _:
            word = rng.choice(PDF_WORDS)
            return content.replace(word, word.lower()[::-1], rng.choice((1, -1)))
    return bytes(damaged)


def _directories(content: bytes) -> list[int]:
    (start,) = struct.unpack_from("<I", content, 4)
    starts = []
    while start:
        starts.append(start)
        (entries,) = struct.unpack_from("<H", content, start)
        (start,) = struct.unpack_from("<I", content, start + 2 + 12 * entries)
    return starts
