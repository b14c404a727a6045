"""Forms with drawn boxes to tick, empty and ticked in different ways."""

import random

import pymupdf

TITLE = "SOLICITUD DE ALTA EN EL REGISTRO"
LABELS = (
    *("Casado", "Soltera", "Viuda", "Separado legalmente", "Pareja de hecho", "Sí, autorizo", "No autorizo"),
    *("Alta", "Baja", "Variación de datos", "Titular", "Representante", "Española", "Otra"),
    *("Domiciliación", "Transferencia"),
)
STYLES = ("empty", "crossed", "ticked", "filled", "lettered", "ticked over the edge")


def draw_form(seed: int) -> tuple[pymupdf.Document, list[str]]:
    """A page of two columns, and its lines with their marks."""
    chance = random.Random(seed)
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    size = chance.choice([8, 9, 10, 11, 12])
    page.insert_text((50, 60), TITLE, fontsize=size + 4)
    truth = []
    for number, label in enumerate(2 * LABELS):
        style = STYLES[number % len(STYLES)] if chance.random() < 0.6 else "empty"
        side = size * chance.choice([0.75, 0.9, 1.0, 1.15])
        x, y = 60 + 250 * (number % 2), 100 + number // 2 * 40
        box = pymupdf.Rect(x, y - 0.9 * side, x + side, y + 0.1 * side)
        page.draw_rect(box, width=chance.choice([0.4, 0.6, 0.9, 1.2]))
        draw_tick(page, box, style)
        page.insert_text((box.x1 + 4, y), label, fontsize=size)
        truth.append(f"{'[ ]' if style == 'empty' else '[x]'} {label}")
    return pdf, truth


def draw_tick(page: pymupdf.Page, box: pymupdf.Rect, style: str) -> None:
    side = box.height
    match style:
        case "crossed":
            page.draw_line(box.tl, box.br, width=1)
            page.draw_line(box.bl, box.tr, width=1)
        case "ticked":
            points = [(0.2, 0.5), (0.45, 0.8), (0.85, 0.2)]
            page.draw_polyline([(box.x0 + x * side, box.y0 + y * side) for x, y in points], width=1.1)
        case "ticked over the edge":
            points = [(0.1, 0.4), (0.45, 0.9), (1.35, -0.35)]
            page.draw_polyline(
                [(box.x0 + x * side, box.y0 + y * side) for x, y in points], width=1.3, color=(0, 0, 0.6)
            )
        case "filled":
            page.draw_rect(box + pymupdf.Rect(1.2, 1.2, -1.2, -1.2), color=None, fill=(0, 0, 0))
        case "lettered":
            page.insert_text((box.x0 + 0.2 * side, box.y1 - 0.15 * side), "X", fontsize=0.9 * side)
