"""At which resolution a PDF page is rendered to be recognised."""

import math

# Print of an ordinary page; finer rendering takes longer and reads no better.
DEFAULT_DPI = 200.0
# A scan is read at its own resolution within these: less blurs small print, more is never read better.
SCAN_DPI = (150.0, 300.0)
# What these are on the short side of an A4 page. The size that a file claims for a page is often arbitrary (a photo
# with a point for each pixel, a receipt on a stamp), so bounds hold for the pixels of a page, too.
SCAN_SIDE = (1240.0, 2480.0)
# Recognising more than this finds nothing more: an A3 page at 240 dpi, and long strips as receipts.
MAX_SHORT_SIDE = 2828.0
MAX_PIXELS = 24_000_000


def choose_dpi(width: float, height: float, scanned_dpi: float | None) -> float:
    """The resolution for a page of `width` x `height` points; `scanned_dpi` is that of a scan's own pictures."""
    short_inches = max(min(width, height), 1.0) / 72
    if scanned_dpi is None:
        dpi = min(max(DEFAULT_DPI, SCAN_SIDE[0] / short_inches), SCAN_DPI[1])
    else:
        lowest = min(SCAN_DPI[0], SCAN_SIDE[0] / short_inches)
        highest = max(SCAN_DPI[1], SCAN_SIDE[1] / short_inches)
        dpi = min(max(scanned_dpi, lowest), highest)
    return dpi * limit_scale(width * dpi / 72, height * dpi / 72)


def limit_scale(width: float, height: float) -> float:
    """How much smaller an image of `width` x `height` pixels must be to be worth reading, 1 if it need not."""
    short, pixels = max(min(width, height), 1.0), max(width * height, 1.0)
    return min(1.0, MAX_SHORT_SIDE / short, math.sqrt(MAX_PIXELS / pixels))
