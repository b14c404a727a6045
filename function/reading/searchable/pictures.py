"""Embeds pictures in a PDF.

They keep their original bytes where PDF supports them. Others are stored losslessly, or as high-quality JPEG
when their codec is lossy and not part of PDF.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: (1, "/DeviceGray"), 2: (3, "/DeviceRGB"), 3: (1, "")}
_JPEG_COLOURS = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
# Lossy codecs; stored losslessly, their pictures would be many times larger.
_LOSSY = ("WEBP", "HEIF", "AVIF")
_PHOTO_QUALITY = 85
# EXIF's tag (0112) and TIFF's (0106, 0111, 0117, 0116) that are needed here.
_ORIENTATION = 0x0112
_STRIP_OFFSETS, _STRIP_LENGTHS, _ROWS_PER_STRIP = 273, 279, 278


@dataclass(frozen=True, slots=True)
class Picture:
    """An image XObject: the `entries` of its dictionary and its `stream`, compressed as they say.

    `orientation` is EXIF's: how to turn the stored rows for display (1: not at all).
    """

    entries: str
    stream: bytes
    orientation: int


def read_picture(path: Path, image: Image.Image) -> Picture:
    """Read the current frame of the open `image`, whose file is `path`.

    Raises what Pillow raises on damaged files (OSError, SyntaxError, ValueError, …).
    """
    if image.format in ("JPEG", "MPO") and image.mode in _JPEG_COLOURS:
        return Picture(_describe_jpeg(image), path.read_bytes(), _orientation(image))
    if image.format == "PNG" and not image.info.get("interlace") and not image.has_transparency_data:
        return Picture(*_take_png(path.read_bytes()), _orientation(image))
    lossy = image.format in _LOSSY or image.info.get("compression") == "jpeg"
    image.load()
    # Pillow applies the orientation of some formats on loading, and then removes the tag.
    orientation = _orientation(image)
    flat = _flatten(image)
    choices = [_encode_fax(flat) if flat.mode == "1" else _take_png(_encode(flat, "PNG"))]
    if lossy:
        photo = flat if flat.mode == "L" else flat.convert("RGB")
        choices.append((_describe_jpeg(photo), _encode(photo, "JPEG", quality=_PHOTO_QUALITY)))
    entries, stream = min(choices, key=lambda choice: len(choice[1]))
    return Picture(entries, stream, orientation)


def draw_picture(page: Any, picture: Picture) -> None:
    """Fill a new PyMuPDF page with the picture, turned for display."""
    pdf, matrix = page.parent, _turn(picture.orientation, page.rect.width, page.rect.height)
    image, content = pdf.get_new_xref(), pdf.get_new_xref()
    pdf.update_object(image, "<<>>")
    pdf.update_stream(image, picture.stream, compress=False)
    pdf.update_object(image, f"<</Type/XObject/Subtype/Image{picture.entries}/Length {len(picture.stream)}>>")
    pdf.update_object(content, "<<>>")
    pdf.update_stream(content, f"q {' '.join(f'{value:g}' for value in matrix)} cm /Picture Do Q\n".encode())
    pdf.xref_set_key(page.xref, "Resources", f"<</XObject<</Picture {image} 0 R>>>>")
    pdf.xref_set_key(page.xref, "Contents", f"{content} 0 R")


def _turn(orientation: int, width: float, height: float) -> tuple[float, ...]:
    """Return the matrix from the unit square to a page of this size, for each of EXIF's eight
    orientations."""
    return {
        2: (-width, 0, 0, height, width, 0),
        3: (-width, 0, 0, -height, width, height),
        4: (width, 0, 0, -height, 0, height),
        5: (0, -height, -width, 0, width, height),
        6: (0, -height, width, 0, 0, height),
        7: (0, height, width, 0, 0, 0),
        8: (0, height, -width, 0, width, 0),
    }.get(orientation, (width, 0, 0, height, 0, 0))


def _orientation(image: Image.Image) -> int:
    return int(image.getexif().get(_ORIENTATION, 1))


def _describe_jpeg(image: Image.Image) -> str:
    # Adobe's programs store CMYK inverted, and everyone followed.
    inverted = "/Decode[1 0 1 0 1 0 1 0]" if image.mode == "CMYK" and "adobe" in image.info else ""
    return _describe(image.size, 8, _JPEG_COLOURS[image.mode]) + f"{inverted}/Filter/DCTDecode"


def _describe(size: tuple[int, int], bits: int, colours: str) -> str:
    return f"/Width {size[0]}/Height {size[1]}/BitsPerComponent {bits}/ColorSpace{colours}"


def _take_png(data: bytes) -> tuple[str, bytes]:
    """Return a PNG's own compressed rows: PDF supports its filters (ISO 32000-1, 7.4.4.4). Not for interlaced
    ones."""
    header, palette, rows = b"", b"", []
    for name, content in _png_chunks(data):
        if name == b"IHDR":
            header = content
        elif name == b"PLTE":
            palette = content
        elif name == b"IDAT":
            rows.append(content)
    width, height, bits, colour = struct.unpack(">IIBB", header[:10])
    channels, colours = _PNG_COLOURS[colour]
    if colour == 3:
        colours = f"[/Indexed/DeviceRGB {len(palette) // 3 - 1}<{palette.hex()}>]"
    rule = f"/Predictor 15/Colors {channels}/BitsPerComponent {bits}/Columns {width}"
    entries = _describe((width, height), bits, colours) + f"/Filter/FlateDecode/DecodeParms<<{rule}>>"
    return entries, b"".join(rows)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG_SIGNATURE)
    while position + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[position : position + 8])
        yield name, data[position + 8 : position + 8 + length]
        position += length + 12


def _encode_fax(image: Image.Image) -> tuple[str, bytes]:
    """Encode black and white as fax group 4 (ITU-T T.6), through a TIFF with a single strip."""
    tiff = _encode(image, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    with Image.open(io.BytesIO(tiff)) as made:
        tags: Any = made
        (offset,), (length,) = tags.tag_v2[_STRIP_OFFSETS], tags.tag_v2[_STRIP_LENGTHS]
        black_is_one = "false" if tags.tag_v2[262] == 0 else "true"
    rule = f"/K -1/Columns {image.width}/Rows {image.height}/BlackIs1 {black_is_one}"
    entries = _describe(image.size, 1, "/DeviceGray") + f"/Filter/CCITTFaxDecode/DecodeParms<<{rule}>>"
    return entries, tiff[offset : offset + length]


def _encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _flatten(image: Image.Image) -> Image.Image:
    """Convert to a mode that PNG and PDF share; transparency becomes white, as in recognition."""
    if image.has_transparency_data:
        paper = Image.new("L" if image.mode in ("LA", "La") else "RGB", image.size, "white")
        image = image.convert("RGBA")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    if image.mode in ("I", "F"):
        extremes: Any = image.getextrema()
        low, high = extremes
        scale = 255 / max(high - low, 1)
        return image.point(lambda value: value * scale - low * scale).convert("L")
    if image.mode.startswith("I;16"):
        return image
    return image if image.mode in ("1", "L", "P", "RGB") else image.convert("RGB")
