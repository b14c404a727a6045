"""A delivery note as wholesalers print it: addresses side by side, labels above their values, goods of several lines.

What belongs together on it is in `UNITS`, each as its words in reading order; the order of the units is free.
"""

from collections.abc import Sequence
from typing import Any

import pymupdf

SENDER = (
    "Bebidas Río Segura, S. L.",
    "Calle Molí, nave 1",
    "08100 Mollet del Vallès",
    "935 93 93 09",
    "B59477968",
)
BUYER = (
    "Razón social",
    "Bar El Tupí",
    "B25951658",
    "Carretera de la Roca, s/n",
    "08105 Sant Fost",
    "Barcelona",
)
PAYMENT = ("Forma de pago", "Crédito a 20 días", "Recibo domiciliado", "Horario de servicio", "de 9 a 13 h")
HEAD = (("Número", "Fecha", "Cliente", "Viaje"), ("7581848917", "08.05.2026", "9100757467", "01"))
FIELDS = (("Vendedor:", "Nekane Ozores"), ("Ruta:", "DR0031"), ("Condiciones de entrega:", "en almacén"))
COLUMNS = ("Producto", "Descripción", "Cajas", "Precio", "Importe")
GOODS = (
    ("FD13", ("Cerveza sin alcohol 1/3,", "retornable"), "1", "40,38", "24,25"),
    ("ED30", ("Barril de 30 litros",), "4", "129,20", "351,42"),
    ("VE12", ("Agua de 1/2, caja de 24", "unidades"), "2", "12,75", "15,70"),
    ("LT32", ("Batido de vidrio de 20 cl",), "1", "36,56", "31,06"),
    ("GR10", ("Zumo de piña de 20 cl,", "caja de 24 unidades"), "3", "29,47", "20,83"),
)
REMARK = (
    "Los envases retornables se cobran en",
    "depósito y se abonan cuando vuelven al",
    "almacén en buen estado, dentro de los",
    "treinta días que siguen a la entrega.",
)
TOTALS = (("Base imponible", "443,26"), ("IVA 21 %", "93,08"), ("Total", "536,34"))

UNITS: tuple[str, ...] = (
    *(" ".join(block) for block in (SENDER, BUYER, PAYMENT)),
    *(" ".join(row) for row in HEAD),
    *(" ".join(field) for field in FIELDS),
    " ".join(COLUMNS),
    *(" ".join((code, *name, *values)) for code, name, *values in GOODS),
    " ".join(REMARK),
    *(" ".join(total) for total in TOTALS),
)

LEFT, RIGHT = 50, 545
SIZE, PITCH = 9.0, 12.0
PLACES = (LEFT, 110, 330, 400, 480)


def draw_delivery_note() -> bytes:
    """The note as a PDF of one page with a text layer."""
    pdf: Any = pymupdf.open()
    page = pdf.new_page(width=595, height=560)
    for block, x, y in ((SENDER, LEFT, 84), (BUYER, 230, 60), (PAYMENT, 420, 51)):
        _write(page, block, x, y)
    _draw_head(page)
    page.draw_rect((LEFT, 214, RIGHT, 228), fill=(0.85, 0.85, 0.85), width=0.5)
    for x, (label, value) in zip((54, 220, 380), FIELDS, strict=True):
        _write(page, (label, value), x, 224, pitch=17)
    _draw_goods(page)
    _write(page, REMARK, LEFT, 480)
    for y, (name, amount) in enumerate(TOTALS):
        _write(page, (name,), 360, 477 + 20 * y)
        _write(page, (amount,), RIGHT - 40, 477 + 20 * y)
    content: bytes = pdf.tobytes()
    return content


def _write(page: Any, lines: Sequence[str], x: float, y: float, pitch: float = PITCH) -> None:
    for line in lines:
        page.insert_text((x, y), line, fontsize=SIZE)
        y += pitch


def _draw_head(page: Any) -> None:
    places = (LEFT, 174, 298, 421, RIGHT)
    for y in (160, 176, 192):
        page.draw_line((LEFT, y), (RIGHT, y), width=0.5)
    for x in places:
        page.draw_line((x, 160), (x, 192), width=0.5)
    for y, row in zip((171, 187), HEAD, strict=True):
        for x, text in zip(places, row, strict=False):
            _write(page, (text,), x + 6, y)


def _draw_goods(page: Any) -> None:
    page.draw_rect((LEFT, 260, RIGHT, 440), width=0.5)
    page.draw_line((LEFT, 280), (RIGHT, 280), width=0.5)
    for x, text in zip(PLACES, COLUMNS, strict=True):
        _write(page, (text,), x + 4, 274)
    y = 296.0
    for code, name, *values in GOODS:
        for x, text in zip((PLACES[0], *PLACES[2:]), (code, *values), strict=True):
            _write(page, (text,), x + 4, y)
        _write(page, name, PLACES[1] + 4, y, pitch=10.5)
        y += 10.5 * len(name) + 8
