"""The zoo: files that readers have trouble with, and the expected result for each.

`python -m tests.support.zoo.animals DIRECTORY` writes the files there.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.support.letter import LETTER
from tests.support.zoo import bombs, office_animals, traps
from tests.support.zoo.animal import LETTER_TEXT, Animal, reads, recognises
from tests.support.zoo.crowded import CROWDED

OCR_LINE_ERRORS = 0.05

READABLE = (
    recognises("foto.png", partial(traps.picture, "PNG")),
    recognises("foto.jpg", partial(traps.picture, "JPEG", quality=90)),
    recognises("foto.webp", partial(traps.picture, "WEBP", quality=90)),
    recognises("foto.bmp", partial(traps.picture, "BMP")),
    recognises("foto.gif", partial(traps.picture, "GIF")),
    recognises("foto.heic", partial(traps.picture, "HEIF", quality=90)),
    recognises("foto.avif", partial(traps.picture, "AVIF", quality=90)),
    recognises("foto-girada.jpg", partial(traps.turned_photo, "JPEG")),
    recognises("foto-girada.heic", partial(traps.turned_photo, "HEIF")),
    recognises("foto-invertida.avif", partial(traps.turned_photo, "AVIF", 3)),
    recognises("fax.tif", traps.fax, " ".join(LETTER[:2]), " ".join(LETTER[2:])),
    recognises("casi-entera.jpg", traps.almost_whole_jpeg),
    recognises("casi-entera.png", traps.almost_whole_png),
    recognises("tiff-sin-fin.tif", bombs.endless_tiff, ""),
    reads("sin-permisos.pdf", traps.restricted),
    reads("sin-indice.pdf", traps.without_index),
    reads("cortado.pdf", traps.cut_off, LETTER[0], LETTER[1], ""),
    reads("con-equipaje.pdf", traps.with_baggage, absent="hola"),
    reads("girado.pdf", traps.turned_page),
    reads("recortado.pdf", traps.cropped, absent="recorte"),
    reads("en-unidades.pdf", traps.in_user_units),
    reads("capa-apagada.pdf", traps.switched_off, absent="apagada"),
    reads("con-etiquetas.pdf", traps.labelled, LETTER_TEXT, LETTER[0]),
    reads("recursivo.pdf", bombs.form_in_itself, "Un formulario que se contiene"),
    recognises("capa-vacia.pdf", traps.empty_layer),
    recognises("sin-caracteres.pdf", traps.nameless_glyphs),
    recognises("capa-ajena.pdf", traps.wrong_layer),
    recognises("mascara.pdf", bombs.mask_bomb, ""),
    *office_animals.READABLE,
)

REFUSED = (
    Animal("vacio.pdf", bytes, "file_empty"),
    Animal("carta.docx", lambda: b"PK\x03\x04\x14\0" + bytes(500), "unsupported_type"),
    Animal("video.mp4", lambda: b"\0\0\0\x18ftypmp42" + bytes(500), "unsupported_type"),
    Animal("secreto.pdf", bombs.encrypted, "file_encrypted"),
    Animal("cabecera.pdf", lambda: b"%PDF-1.7\n1 0 obj", "file_corrupt"),
    Animal("cabecera.png", lambda: b"\x89PNG\r\n\x1a\n" + b"basura" * 20, "file_corrupt"),
    Animal("cabecera.heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90), "file_corrupt"),
    Animal("resto.jpg", lambda: traps.picture("JPEG")[:2000], "file_corrupt"),
    Animal("resto.avif", lambda: traps.picture("AVIF")[:10_000], "file_corrupt"),
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
    *office_animals.REFUSED,
)

# The page must contain each of these texts, and may contain others.
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
