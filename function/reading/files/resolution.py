"""Chooses the resolution at which a PDF page is rendered for recognition."""

import math

# For ordinary print; finer rendering takes longer and reads no better.
DEFAULT_DPI = 200.0
# A scan is read at its own resolution within these limits: less blurs small print, and more never reads
# better.
SCAN_DPI = (150.0, 300.0)
# The same limits in pixels on the short side of an A4 page. The page size in a file is often arbitrary (a
# photo with one point per pixel, a receipt on a stamp), so the pixels are limited, too.
SCAN_SIDE = (1240.0, 2480.0)
# Recognition finds nothing more in more pixels than these: an A3 page at 240 dpi, and long strips such as
# receipts.
MAX_SHORT_SIDE = 2828.0
MAX_PIXELS = 24_000_000


def choose_dpi(width: float, height: float, scanned_dpi: float | None) -> float:
    """Return the resolution for a page of `width` x `height` points; `scanned_dpi` is that of a scan's own
    pictures."""
    short_inches = max(min(width, height), 1.0) / 72
    if scanned_dpi is None:
        dpi = min(max(DEFAULT_DPI, SCAN_SIDE[0] / short_inches), SCAN_DPI[1])
    else:
        lowest = min(SCAN_DPI[0], SCAN_SIDE[0] / short_inches)
        highest = max(SCAN_DPI[1], SCAN_SIDE[1] / short_inches)
        dpi = min(max(scanned_dpi, lowest), highest)
    return dpi * limit_scale(width * dpi / 72, height * dpi / 72)


def limit_scale(width: float, height: float) -> float:
    """Return the scale that reduces an image of `width` x `height` pixels to what is worth reading, at most
    1."""
    short, pixels = max(min(width, height), 1.0), max(width * height, 1.0)
    return min(1.0, MAX_SHORT_SIDE / short, math.sqrt(MAX_PIXELS / pixels))


def limit_zoom(width: float, height: float, zoom: float) -> float:
    """Return `zoom`, or the one at which a page of `width` x `height` points is no larger than a recognised one."""
    return min(zoom, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
