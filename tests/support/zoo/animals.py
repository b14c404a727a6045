"""The zoo: every file that a reader has trouble with, and what is to become of it.

`python -m tests.support.zoo.animals DIRECTORY` writes the files there.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support.letter import LETTER
from tests.support.zoo import bombs, traps
from tests.support.zoo.crowded import CROWDED

LETTER_TEXT = " ".join(LETTER)
# A little may be misread where a page is recognised; a text layer is exact.
OCR_ERRORS = 0.02
OCR_LINE_ERRORS = 0.05


@dataclass(frozen=True, slots=True)
class Animal:
    """`make` gives the file. Either its reading ends with the error `code`, or each page has its `texts`.

    `absent` must not be read; `source` is where the text must come from.
    """

    name: str
    make: Callable[[], bytes]
    code: str | None = None
    texts: tuple[str, ...] = ()
    source: str = "text_layer"
    absent: str | None = None
    error_rate: float = 0.0


def _reads(name: str, make: Callable[[], bytes], *texts: str, absent: str | None = None) -> Animal:
    return Animal(name, make, texts=texts or (LETTER_TEXT,), absent=absent)


def _recognises(name: str, make: Callable[[], bytes], *texts: str) -> Animal:
    return Animal(name, make, texts=texts or (LETTER_TEXT,), source="ocr", error_rate=OCR_ERRORS)


READABLE = (
    _recognises("foto.png", partial(traps.picture, "PNG")),
    _recognises("foto.jpg", partial(traps.picture, "JPEG", quality=90)),
    _recognises("foto.webp", partial(traps.picture, "WEBP", quality=90)),
    _recognises("foto.bmp", partial(traps.picture, "BMP")),
    _recognises("foto.gif", partial(traps.picture, "GIF")),
    _recognises("foto.heic", partial(traps.picture, "HEIF", quality=90)),
    _recognises("foto.avif", partial(traps.picture, "AVIF", quality=90)),
    _recognises("foto-girada.jpg", partial(traps.turned_photo, "JPEG")),
    _recognises("foto-girada.heic", partial(traps.turned_photo, "HEIF")),
    _recognises("foto-invertida.avif", partial(traps.turned_photo, "AVIF", 3)),
    _recognises("fax.tif", traps.fax, " ".join(LETTER[:2]), " ".join(LETTER[2:])),
    _recognises("casi-entera.jpg", traps.almost_whole_jpeg),
    _recognises("casi-entera.png", traps.almost_whole_png),
    _recognises("tiff-sin-fin.tif", bombs.endless_tiff, ""),
    _reads("sin-permisos.pdf", traps.restricted),
    _reads("sin-indice.pdf", traps.without_index),
    _reads("cortado.pdf", traps.cut_off, LETTER[0], LETTER[1], ""),
    _reads("con-equipaje.pdf", traps.with_baggage, absent="hola"),
    _reads("girado.pdf", traps.turned_page),
    _reads("recortado.pdf", traps.cropped, absent="recorte"),
    _reads("en-unidades.pdf", traps.in_user_units),
    _reads("capa-apagada.pdf", traps.switched_off, absent="apagada"),
    _reads("con-etiquetas.pdf", traps.labelled, LETTER_TEXT, LETTER[0]),
    _reads("recursivo.pdf", bombs.form_in_itself, "Un formulario que se contiene"),
    _recognises("capa-vacia.pdf", traps.empty_layer),
    _recognises("sin-caracteres.pdf", traps.nameless_glyphs),
    _recognises("capa-ajena.pdf", traps.wrong_layer),
    _recognises("mascara.pdf", bombs.mask_bomb, ""),
)

REFUSED = (
    Animal("vacio.pdf", bytes, "file_empty"),
    Animal("carta.docx", lambda: b"PK\x03\x04\x14\0" + bytes(500), "unsupported_type"),
    Animal("pagina.html", lambda: b"<!doctype html><p>no", "unsupported_type"),
    Animal("video.mp4", lambda: b"\0\0\0\x18ftypmp42" + bytes(500), "unsupported_type"),
    Animal("secreto.pdf", bombs.encrypted, "file_encrypted"),
    Animal("cabecera.pdf", lambda: b"%PDF-1.7\n1 0 obj", "file_corrupt"),
    Animal("cabecera.png", lambda: b"\x89PNG\r\n\x1a\n" + b"basura" * 20, "file_corrupt"),
    Animal("cabecera.heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90), "file_corrupt"),
    Animal("media.jpg", lambda: traps.picture("JPEG")[:20_000], "file_corrupt"),
    Animal("media.heic", lambda: traps.picture("HEIF")[:10_000], "file_corrupt"),
    Animal("sin-paginas.pdf", bombs.no_pages, "no_pages"),
    Animal("largo.pdf", partial(bombs.many_pages, 501), "too_many_pages"),
    Animal("paginas-falsas.pdf", bombs.claimed_pages, "file_corrupt"),
    Animal("arbol-circular.pdf", bombs.page_tree_in_itself, "file_corrupt"),
    Animal("enorme.png", bombs.huge_png, "too_many_pixels"),
    Animal("profundo.png", bombs.large_png, "too_many_pixels"),
    Animal("enorme.jpg", bombs.huge_jpeg, "too_many_pixels"),
    Animal("enorme.gif", bombs.huge_gif, "too_many_pixels"),
    Animal("enorme.tif", bombs.huge_tiff, "too_many_pixels"),
    Animal("imagen-enorme.pdf", bombs.image_bomb, "too_many_pixels"),
    Animal("contenido-enorme.pdf", bombs.content_bomb, "file_unreadable"),
    Animal("lineas.pdf", bombs.drawing_bomb, "file_unreadable"),
    Animal("formularios.pdf", bombs.laughing_forms, "file_unreadable"),
    Animal("indice-enorme.pdf", bombs.index_bomb, "file_unreadable"),
    Animal("azulejos.pdf", bombs.tiny_tiles, "file_unreadable"),
    Animal("plano.pdf", bombs.map_of_a_city, "file_unreadable"),
)

# Each of the texts stands on the page, which has others beside it.
MIXED = (
    Animal("copia.pdf", traps.watermark, texts=LETTER, error_rate=OCR_LINE_ERRORS),
    Animal("firmado.pdf", traps.signed_scan, texts=LETTER + traps.NOTICE, error_rate=OCR_LINE_ERRORS),
    Animal("pegado.pdf", traps.half_scanned, texts=LETTER + traps.NOTICE, error_rate=OCR_LINE_ERRORS),
    Animal("formulario.pdf", traps.filled_form, texts=traps.FILLED_IN, absent="Sevilla"),
)

ZOO = READABLE + MIXED + REFUSED + tuple(Animal(f"{make.__name__}.pdf", make) for make in CROWDED)


def write_zoo(directory: Path) -> Iterator[tuple[Animal, Path]]:
    directory.mkdir(parents=True, exist_ok=True)
    for animal in ZOO:
        path = directory / animal.name
        path.write_bytes(animal.make())
        yield animal, path


if __name__ == "__main__":
    for _, written in write_zoo(Path(sys.argv[1])):
        print(written)
