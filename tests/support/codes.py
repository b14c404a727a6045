"""QR and bar codes on invented pages."""

import numpy as np
import pymupdf
import zxingcpp
from PIL import Image

from local.samples.wear import Pixels

VERIFACTU = (
    "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
    "?nif=B86712345&numserie=F2026-00123&fecha=14-03-2026&importe=1234.56"
)
PAYMENT = "BCD\n002\n1\nSCT\n\nFontanería Íñigo SL\nES9121000418450200051332\nEUR1234.56\n\n\nF2026-00123"
# Name, content, and size in millimetres, as they are printed on invoices, labels and receipts.
CODES: dict[str, tuple[zxingcpp.BarcodeFormat, str, str, tuple[float, float]]] = {
    "VeriFactu": (zxingcpp.BarcodeFormat.QRCode, "QR Code", VERIFACTU, (30, 30)),
    "payment": (zxingcpp.BarcodeFormat.QRCode, "QR Code", PAYMENT, (25, 25)),
    "small": (zxingcpp.BarcodeFormat.QRCode, "QR Code", "https://x.es/a", (15, 15)),
    "EAN": (zxingcpp.BarcodeFormat.EAN13, "EAN-13", "8412345678905", (37, 20)),
    "Code 128": (zxingcpp.BarcodeFormat.Code128, "Code 128", "90502123456789012345", (60, 12)),
}


def draw_code(name: str) -> Pixels:
    """The modules of a code without a margin, one pixel each, of shape (height, width): 0 or 255."""
    code_format, _, content, _ = CODES[name]
    code = zxingcpp.create_barcode(content, code_format)
    modules = np.array(code.to_image(scale=1, add_quiet_zones=False))
    rows, columns = np.nonzero(modules < 128)
    modules = modules[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return modules if modules.shape[0] == modules.shape[1] else modules[:1]


def print_code(name: str, page: Pixels, dpi: int, at: tuple[float, float]) -> None:
    """Print a code on the picture of a page, `at` millimetres from its top left corner."""
    width, height = (round(side / 25.4 * dpi) for side in CODES[name][3])
    x, y = (round(place / 25.4 * dpi) for place in at)
    margin = round(3 / 25.4 * dpi)
    page[y - margin : y + height + margin, x - margin : x + width + margin] = 255
    fine = Image.fromarray(draw_code(name)).resize((4 * width, 4 * height), Image.Resampling.NEAREST)
    page[y : y + height, x : x + width] = np.asarray(fine.resize((width, height), Image.Resampling.BOX))[
        ..., None
    ]


def draw_on(page: pymupdf.Page, name: str, box: pymupdf.Rect) -> None:
    """Draw a code on a PDF page module by module."""
    modules = draw_code(name)
    wide, high = box.width / modules.shape[1], box.height / modules.shape[0]
    for row, column in zip(*np.nonzero(modules < 128), strict=True):
        x, y = box.x0 + column * wide, box.y0 + row * high
        page.draw_rect((x, y, x + wide, y + high), color=None, fill=(0, 0, 0))
