"""Reads print that coloured ink lies over, and the words of that ink, as of a stamp."""

from collections.abc import Sequence

import numpy as np

from function.reading.recognition.inks import Inks, Place
from function.reading.recognition.margins import Find, Read, Reading
from function.reading.recognition.outlines import Outline
from function.reading.recognition.strips import Pixels

# Words of a stamp read at least so well; the strokes of a signature, which is no text, read worse or shorter.
MIN_CONFIDENCE, MIN_CHARACTERS = 0.85, 3
# Print taken out from under ink is clean, so that the page as it was must read better by this to be believed.
BETTER = 0.05
# Ink lies over a line if it covers this share of the line's words, or the line this share of its own.
COVERED = 0.2


def read_over(
    pixels: Pixels, inks: Inks, printed: Sequence[Reading], find: Find, read: Read
) -> tuple[list[Reading], list[Reading]]:
    """Return the lines of the print, and those that lie over it.

    `printed` are the lines read on `inks.print`, and `pixels` is the page as it was. `find` finds outlines in an image,
    and `read` reads them. Coloured words beside the print are lines like others; those that share their place with
    fewer words of print are the text, and the print lies over it.
    """
    text, over = _read_again(pixels, inks.places, printed, read), list[Reading]()
    for place in inks.places:
        coloured = list(_read_colour(inks.over, place, find, read))
        covered = [line for line in text if any(_covers(other[0], line[0]) for other in coloured)]
        if not covered:
            text += coloured
        elif _characters(coloured) <= _characters(covered):
            over += coloured
        else:
            text = [line for line in text if line not in covered] + coloured
            over += covered
    return text, over


def _read_again(
    pixels: Pixels, places: Sequence[Place], printed: Sequence[Reading], read: Read
) -> list[Reading]:
    """Read what crosses the places on the page as it was, too, and keep the better reading."""
    crossing = [line for line, _ in printed if any(_crosses(line, place) for place in places)]
    again = {id(reading[0]): reading for reading in read(pixels, crossing)}
    return [_choose(reading, again.get(id(reading[0]), reading)) for reading in printed]


def _choose(parted: Reading, whole: Reading) -> Reading:
    return whole if whole[1][1] > parted[1][1] + BETTER else parted


def _read_colour(over: Pixels, place: Place, find: Find, read: Read) -> Sequence[Reading]:
    x0, y0, x1, y1 = place
    part = np.ascontiguousarray(over[y0:y1, x0:x1])
    return [
        (line.moved(y0, x0), reading)
        for line, reading in read(part, find(part))
        if reading[1] >= MIN_CONFIDENCE and sum(map(str.isalnum, reading[0])) >= MIN_CHARACTERS
    ]


def _crosses(line: Outline, place: Place) -> bool:
    (x0, y0), (x1, y1) = line.corners.min(axis=0), line.corners.max(axis=0)
    return bool(x0 < place[2] and place[0] < x1 and y0 < place[3] and place[1] < y1)


def _covers(one: Outline, other: Outline) -> bool:
    """Whether the boxes of two lines share enough of the smaller one."""
    (a0, b0), (a1, b1) = one.corners.min(axis=0), one.corners.max(axis=0)
    (c0, d0), (c1, d1) = other.corners.min(axis=0), other.corners.max(axis=0)
    shared = max(0.0, min(a1, c1) - max(a0, c0)) * max(0.0, min(b1, d1) - max(b0, d0))
    return bool(shared > COVERED * min((a1 - a0) * (b1 - b0), (c1 - c0) * (d1 - d0)))


def _characters(readings: Sequence[Reading]) -> int:
    return sum(len(text) for _, (text, _) in readings)
