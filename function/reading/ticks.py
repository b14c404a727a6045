"""Puts the tick boxes of a page into its text, as `[x]` and `[ ]`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from function.document.pages import Box, Line
from function.reading.layout.fragments import Fragment, enclose

TICKED, EMPTY = "[x]", "[ ]"
# A box is this high by the height of the text beside it, which is at most this far away, in heights of the text.
MIN_HEIGHT, MAX_HEIGHT = 0.45, 1.7
MAX_DISTANCE = 4.5
# The label of a box begins this close to its right.
LABEL_DISTANCE = 1.2
# Boxes this close by their side are the places for the digits of a number.
MIN_APART = 0.3
# A word that is printed over more than this share of a box hides it.
OVERPRINTED = 0.3
# A page with more holds patterns, and no form.
MAX_BOXES = 200
# What people and programs put into a box to tick it.
_TICKS = frozenset("xX×✓✔✗✘√vV☑☒✕✖■●•/")
# What a recogniser takes a box for, before a label; a letter before another capital is the label's own.
_MISREAD = re.compile(
    r"[\[\]|()□☐☑☒口回日田区図凶■OoDdCcQ0UuXxVvKk×✓✔√✗✘☓]{1,3}[.,]?(?:\s+|(?=[A-ZÁÉÍÓÚÑÀÈÒÇ][a-záéíóúñàèòç]|[¿¡])|$)"
)


@dataclass(frozen=True, slots=True)
class TickBox:
    """A square outline; `inked` if something is in it, `sure` if it is known to be a box to tick."""

    box: Box
    inked: bool
    sure: bool = False

    @property
    def side(self) -> float:
        return self.box[3] - self.box[1]


def add_ticks(
    fragments: Sequence[Fragment], boxes: Sequence[TickBox], *, exact: bool
) -> tuple[Fragment, ...]:
    """Return the text with a mark for each box beside text, in place of what was read in the box.

    Fragments that are `exact` have `words` if they have several, so that one over a box is no misreading of it.
    """
    if not boxes:
        return tuple(fragments)
    pieces, alone = list(fragments), []
    written: defaultdict[int, list[tuple[TickBox, str]]] = defaultdict(list)
    for box in _apart(boxes):
        inside = [place for place, piece in enumerate(pieces) if _is_in(piece, box)]
        beside = [
            place for place, piece in enumerate(pieces) if place not in inside and _is_beside(piece, box)
        ]
        if not box.sure and not _is_credible(
            box, [pieces[place] for place in inside], [pieces[place] for place in beside], exact=exact
        ):
            continue
        ticked = box.inked or (
            not box.sure
            and (
                any(set(pieces[place].text) & _TICKS for place in inside)
                or any(_ticking_word(pieces[place], box) is not None for place in beside)
            )
        )
        mark = TICKED if ticked else EMPTY
        covering = next((place for place in beside if _covers(pieces[place], box)), None)
        label = next((place for place in beside if _labels(pieces[place], box)), None)
        for place in inside:
            pieces[place] = _with_text(pieces[place], "")
        if covering is not None:
            written[covering].append((box, mark))
        elif label is not None:
            pieces[label] = _put_before(pieces[label], box, mark)
        else:
            alone.append(_make_piece(mark, box.box))
    for place, marks in written.items():
        pieces[place] = _write_into(pieces[place], marks)
    return (*(piece for piece in pieces if piece.text), *alone)


def _is_credible(
    box: TickBox, inside: Sequence[Fragment], beside: Sequence[Fragment], *, exact: bool
) -> bool:
    """Whether the box has text beside it and at most a tick in it."""
    over = exact and any(_prints_over(piece, box) for piece in beside)
    return bool(beside) and not over and all(_may_tick(piece.text) for piece in inside)


def _apart(boxes: Sequence[TickBox]) -> list[TickBox]:
    """Return the boxes that do not adjoin others, once each."""
    if len(boxes) > MAX_BOXES:
        return []
    once: list[TickBox] = []
    for box in boxes:
        place = next((place for place, other in enumerate(once) if _same(box, other)), None)
        if place is None:
            once.append(box)
        else:
            once[place] = replace(once[place], inked=once[place].inked or box.inked)
    return [
        box
        for box in once
        if box.sure or not any(box is not other and _adjoins(box, other) for other in once)
    ]


def _same(box: TickBox, other: TickBox) -> bool:
    return all(
        abs(edge - other_edge) < MIN_APART * box.side
        for edge, other_edge in zip(box.box, other.box, strict=True)
    )


def _adjoins(box: TickBox, other: TickBox) -> bool:
    x0, y0, x1, y1 = box.box
    reach = MIN_APART * box.side
    level = min(y1, other.box[3]) - max(y0, other.box[1]) > box.side / 2
    return level and other.box[0] < x1 + reach and x0 < other.box[2] + reach


def _is_in(piece: Fragment, box: TickBox) -> bool:
    return (
        box.box[0] <= piece.centre <= box.box[2]
        and box.box[1] <= piece.middle <= box.box[3]
        and piece.width <= 2 * box.side
    )


def _may_tick(text: str) -> bool:
    return set(text) <= _TICKS or _MISREAD.fullmatch(text) is not None


def _is_beside(piece: Fragment, box: TickBox) -> bool:
    if piece.aside or not MIN_HEIGHT * piece.size <= box.side <= MAX_HEIGHT * piece.size:
        return False
    level = box.box[1] <= piece.middle <= box.box[3] or piece.y0 <= _middle(box) <= piece.y1
    distance = max(piece.x0 - box.box[2], box.box[0] - piece.x1)
    return level and distance <= MAX_DISTANCE * piece.size


def _prints_over(piece: Fragment, box: TickBox) -> bool:
    words = piece.words or ((0.0, piece.width),)
    ticking = _ticking_word(piece, box)
    return any(
        min(piece.x0 + x1, box.box[2]) - max(piece.x0 + x0, box.box[0]) > OVERPRINTED * box.side
        for number, (x0, x1) in enumerate(words)
        if number != ticking
    )


def _ticking_word(piece: Fragment, box: TickBox) -> int | None:
    """Return the number of the word that is set into the box and ticks it."""
    texts = piece.text.split(" ")
    for number, ((x0, x1), text) in enumerate(zip(piece.words, texts, strict=False)):
        if box.box[0] <= piece.x0 + (x0 + x1) / 2 <= box.box[2] and set(text) <= _TICKS:
            return number
    return None


def _labels(piece: Fragment, box: TickBox) -> bool:
    return -0.5 * box.side <= piece.x0 - box.box[2] <= LABEL_DISTANCE * piece.size


def _covers(piece: Fragment, box: TickBox) -> bool:
    centre = (box.box[0] + box.box[2]) / 2
    return piece.x0 <= centre <= piece.x1


def _middle(box: TickBox) -> float:
    return (box.box[1] + box.box[3]) / 2


def _write_into(piece: Fragment, marks: Sequence[tuple[TickBox, str]]) -> Fragment:
    """Return the line with the marks before the words next to their boxes, in place of what the boxes were read as."""
    text = piece.text
    starts = [0, *(match.end() for match in re.finditer(" ", text)), len(text)]
    for box, mark in sorted(marks, key=lambda marked: marked[0].box[0], reverse=True):
        start = _find_start(piece, box, starts)
        before, after = text[:start], text[start:]
        if _ticking_word(piece, box) is not None:
            before = before.rstrip().rpartition(" ")[0]
        misread = None if after.startswith((TICKED, EMPTY)) or piece.words else _MISREAD.match(after)
        rest = after[misread.end() :] if misread else after
        text = f"{before.rstrip()} {mark} {rest}".strip()
    return replace(_with_text(piece, text), words=())


def _find_start(piece: Fragment, box: TickBox, starts: Sequence[int]) -> int:
    """Return where the first word to the right of the box begins; without `words` letters are equally wide."""
    left = box.box[0] - piece.x0
    if piece.words:
        return starts[sum((x0 + x1) / 2 < left + box.side for x0, x1 in piece.words)]
    place = left / max(piece.width, 1e-6) * len(piece.text)
    return min(starts, key=lambda start: abs(start - place))


def _put_before(piece: Fragment, box: TickBox, mark: str) -> Fragment:
    """Return the line with the mark before it, and begun at the box."""
    left, shift = box.box[0], piece.x0 - box.box[0]
    parts = mark.split(" ")
    step = (box.box[2] - left) / len(parts)
    marked = [(number * step, (number + 1) * step) for number in range(len(parts))]
    known = piece.words or (((0.0, piece.width),) if " " not in piece.text else ())
    line = replace(piece.line, text=f"{mark} {piece.text}", box=enclose((piece.line.box, box.box)))
    words = (*marked, *((x0 + shift, x1 + shift) for x0, x1 in known)) if known else ()
    return replace(piece, line=line, x0=left, words=words)


def _with_text(piece: Fragment, text: str) -> Fragment:
    return replace(piece, line=replace(piece.line, text=text))


def _make_piece(mark: str, box: Box) -> Fragment:
    return Fragment(Line(mark, mark, box, 1.0), *box, slope=0.0, size=box[3] - box[1])
