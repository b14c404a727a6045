"""Damages samples of every kind of file at random: `python -m tests.support.zoo.hunt FILES [FIRST_SEED]`.

Prints how many were read, and the codes with which the others were refused. Exits with 1 if the process that
opens files crashed, hung or raised an unexpected error: each of these is a bug.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from function.errors import InputError
from function.reading.files.messages import FileRequest, PageRequest
from function.reading.files.process import FileProcess
from tests.support.files import request
from tests.support.letter import draw_image, draw_pdf, draw_scan
from tests.support.zoo import damage, office, traps

# The limit for each file that opens.
PAGES_LOOKED_AT = 3
SLOW_SECONDS = 5.0

SAMPLES: dict[str, Callable[[], bytes]] = {
    "carta.pdf": lambda: draw_pdf().tobytes(),
    "comprimida.pdf": lambda: draw_pdf().tobytes(use_objstms=1, deflate=True),
    "escaneada.pdf": lambda: draw_scan(draw_image()).tobytes(),
    "formulario.pdf": traps.filled_form,
    "foto.jpg": lambda: traps.picture("JPEG"),
    "foto.png": lambda: traps.picture("PNG"),
    "foto.webp": lambda: traps.picture("WEBP"),
    "foto.gif": lambda: traps.picture("GIF"),
    "foto.bmp": lambda: traps.picture("BMP"),
    "foto.heic": lambda: traps.picture("HEIF"),
    "foto.avif": lambda: traps.picture("AVIF"),
    "foto.tif": lambda: traps.picture("TIFF", compression="tiff_lzw"),
    "fax.tif": traps.fax,
    "girada.jpg": lambda: traps.turned_photo("JPEG"),
    "contrato.docx": lambda: office.word(picture=office.picture_of_a_letter()),
    "gastos.xlsx": office.spreadsheet,
    "charla.pptx": office.slides,
    "contrato.odt": office.open_text,
    "gastos.ods": office.open_spreadsheet,
    "pagina.html": office.web_page,
    "nota.txt": office.text,
    "correo.eml": office.mail,
}


def damaged(samples: dict[str, bytes], seed: int) -> tuple[str, bytes]:
    """One of the samples, cut off, with flipped bits, a part lost or doubled, or part of another sample."""
    rng = random.Random(seed)
    name = sorted(samples)[seed % len(samples)]
    content = samples[name]
    at, length = rng.randrange(len(content)), rng.randrange(1, max(2, len(content) // 4))
    match rng.randrange(6):
        case 0:
            return name, content[: max(at, 1)]
        case 1:
            return name, damage.flip_bits(content, seed=seed, flips=rng.randrange(1, 60))
        case 2:
            # Most of a file's structure is at its beginning.
            head = damage.flip_bits(content[:400], seed=seed, flips=rng.randrange(1, 9))
            return name, head + content[400:]
        case 3:
            return name, content[:at] + content[at + length :]
        case 4:
            return name, content[:at] + content[at : at + length] * 2 + content[at + length :]
        case _:
            other = samples[rng.choice(sorted(samples))]
            start = rng.randrange(len(other))
            return name, content[:at] + other[start : start + length] + content[at:]


def outcome(process: FileProcess, path: Path) -> str:
    """`read`, or the code of the refusal; a bug has its message after a colon."""
    try:
        file = request(path)
        pages = process.open(file).page_count
        codes = list(_read(process, file, min(pages, PAGES_LOOKED_AT)))
    except InputError as error:
        return _judge(error)
    bad = [code for code in codes if code != "read"]
    return next((code for code in bad if ":" in code), None) or ("read" if len(bad) < len(codes) else bad[0])


def _read(process: FileProcess, file: FileRequest, pages: int) -> Iterator[str]:
    for number in range(1, pages + 1):
        try:
            process.read_page(PageRequest(file, number, force_ocr=False))
            yield "read"
        except InputError as error:
            yield _judge(error)


def _judge(error: InputError) -> str:
    """Crashes, hangs and library errors can be recognised only by their messages."""
    message = str(error)
    for sign in ("it caused", "it ended the program", "it takes longer", "it needs more than"):
        if sign in message:
            return f"{error.code}: {message[message.index(sign) :].partition('. ')[0]}"
    return error.code


def hunt(files: int, first: int = 0) -> Counter[tuple[str, str]]:
    samples = {name: make() for name, make in SAMPLES.items()}
    process, counts = FileProcess(), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documento"
        for seed in range(first, first + files):
            name, content = damaged(samples, seed)
            path.write_bytes(content)
            started = time.monotonic()
            result = outcome(process, path)
            process.close_file()
            counts[Path(name).suffix, result] += 1
            if ":" in result or time.monotonic() - started > SLOW_SECONDS:
                print(seed, name, result, f"{time.monotonic() - started:.1f} s", flush=True)
            left = [other for other in Path(folder).iterdir() if other != path]
            if left:
                print(seed, name, "left", left)
                for other in left:
                    with suppress(OSError):
                        other.unlink()
    process.close()
    return counts


if __name__ == "__main__":
    found = hunt(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for (kind, result), count in sorted(found.items()):
        print(f"{kind:6} {count:5} {result}")
    sys.exit(any(":" in result for _, result in found))
