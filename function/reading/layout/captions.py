"""Captions: lines that name a figure or a table, or give its source."""

import re
from collections.abc import Sequence

from function.document.pages import Block

_NAMES = (
    r"(?:Figura|Fig|Ilustración|Imagen|Foto|Fotografía|Gráfico|Gráfica|Mapa|Esquema|Tabla|Cuadro"
    r"|Figure|Table|Exhibit|Chart|Abbildung|Tabelle|Tableau|Taula|Quadre|Táboa|Quadro)"
)
_NUMBER = r"(?:(?:[A-Z]{1,2}[.-]?)?\d+|[IVXL]+)(?:[.-]\d+)*(?:[a-z])?"
# Running text mentions figures, too (`Figura 2 muestra…`), so the number must be followed by a stop.
_CAPTION = re.compile(rf"(?i:{_NAMES})\.?\s*(?:(?:n\.?\s?[º°]\s*)?{_NUMBER}[^\S\n]*(?:[.:)—–\n-]|$)|:)")
_SOURCE = re.compile(r"(?i:Fuente|Fuentes|Source|Elaboración propia|Nota)\s*(?:[:.]|$)")
MAX_CHARACTERS = 300


def opens_caption(text: str) -> bool:
    """Whether a line begins like a numbered caption."""
    return _CAPTION.match(text) is not None


def is_caption(block: Block, neighbours: Sequence[Block]) -> bool:
    """Whether a block is a caption. A source counts only beside a table, a figure or a caption."""
    if block.kind not in ("paragraph", "title") or len(block.text) > MAX_CHARACTERS:
        return False
    if opens_caption(block.text):
        return True
    return _SOURCE.match(block.text) is not None and any(
        other.kind in ("table", "figure", "caption") for other in neighbours
    )
