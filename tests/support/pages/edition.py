"""Which wears each kind comes in, and how they become files."""

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from tests.support.pages.sheets import print_sheet
from tests.support.pages.wears import WEARS

# Every kind comes clean and altered; most wears are used for several kinds. Only A4 sheets are photographed.
EDITION: dict[str, tuple[str, ...]] = {
    "acta": ("clean300", "photo", "r270"),
    "articulo": ("clean150", "fax", "photo", "skew2"),
    "boletin": ("clean200", "scan200", "photo", "skew5"),
    "carta": ("clean300", "q30", "r90", "r180", "skew8"),
    "catala": ("clean200", "scan150"),
    "contrato": ("clean150", "scan200", "photo", "r180"),
    "english": ("clean200", "blur"),
    "extracto": ("clean200", "scan200", "fax", "photo", "skew5"),
    "factura": ("clean150", "scan150", "fax", "photo", "skew2", "r90"),
    "folleto": ("clean300", "q30", "photo"),
    "formulario": ("clean150", "scan200", "q30"),
    "horario": ("clean200", "skew2", "r90", "r270"),
    "informe": ("clean200", "scan200", "q30"),
    "lateral": ("clean200", "scan200", "photo"),
    "nomina": ("clean150", "scan200", "skew2"),
    "notas": ("clean300", "photo", "fax"),
    "poliza": ("clean200", "clean150", "clean300", "scan200", "photo"),
    "receta": ("clean200", "scan150", "blur"),
    "resguardo": ("clean150", "clean200", "r180"),
    "sello": ("clean200", "scan200", "photo"),
    "ticket": ("clean200", "scan200", "faded", "blur", "r180"),
}


@dataclass(frozen=True)
class WornPage:
    """A page as somebody uploads it; `content` is the file's bytes, `truth` its text in reading order."""

    name: str
    suffix: str
    content: bytes
    truth: str


def page_names() -> list[str]:
    return [f"{kind}_{wear}" for kind, wears in EDITION.items() for wear in wears]


def make_page(name: str) -> WornPage:
    """The page named `KIND_WEAR`; the same bytes on every call."""
    kind, wear_name = name.split("_")
    sheet, wear = print_sheet(kind), WEARS[wear_name]
    content = wear.apply(sheet.picture(wear.dpi), crc32(name.encode()))
    return WornPage(name, wear.suffix, content, sheet.truth)


def publish(folder: Path) -> None:
    """Writes every page with its truth beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in page_names():
        page = make_page(name)
        (folder / f"{name}.{page.suffix}").write_bytes(page.content)
        (folder / f"{name}.txt").write_text(page.truth, encoding="utf-8")
