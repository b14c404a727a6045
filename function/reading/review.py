"""Which pages a person should check, and why."""

from collections.abc import Sequence

from function.document.pages import Block, Box, PageSource, ReviewReason

# A page that lost 1 % of its characters is well read, one that lost 5 % is not. Of 32 pages that lost more, judged by
# a fit to others, 29 were flagged with this bound, and of 173 that lost less than 1 %, four.
MIN_CONFIDENCE = 0.975
# Logos and signatures leave a little ink that nobody reads; a lost line is more than this share of most pages.
MAX_UNREAD = 0.02
# A printed page has more letters than this; blank pages have none and need no check.
MIN_LETTERS = 15
# A signature is short, in its heights, and at the end of what is printed: this share of the lines may be below it. There
# may be two, side by side.
MAX_SIGNATURES = 2
LONGEST_SIGNATURE = 8.0
MAX_BELOW = 0.34


def find_reasons(
    blocks: Sequence[Block],
    source: PageSource,
    confidence: float | None,
    *,
    unread: float = 0.0,
    crowded: bool = False,
) -> tuple[ReviewReason, ...]:
    """Return the reasons for a person to check a page; a believed text layer needs no check of its words.

    `unread` is the share of the page that was not read. A `crowded` page contains more than the layout looks at.
    """
    if source == "unreadable":
        return ("unreadable",)
    reasons: list[ReviewReason] = ["crowded"] if crowded else []
    lines = [line for block in blocks for line in block.lines]
    if source == "ocr" and _is_written_on(blocks):
        reasons.append("handwriting_like")
    if source == "text_layer" or not lines or confidence is None:
        return tuple(reasons)
    if sum(character.isalnum() for line in lines for character in line.text) < MIN_LETTERS:
        reasons.append("nearly_empty")
    if unread > MAX_UNREAD:
        reasons.append("print_not_read")
    if confidence < MIN_CONFIDENCE:
        reasons.append("low_confidence")
    return tuple(reasons)


def _is_written_on(blocks: Sequence[Block]) -> bool:
    """Whether a page has more handwriting than a signature."""
    written = [block for block in blocks if block.kind == "handwriting"]
    printed = [line.box for block in blocks for line in block.lines if block.kind != "handwriting"]
    return bool(written) and not (
        len(written) <= MAX_SIGNATURES and all(_is_signature(block, printed) for block in written)
    )


def _is_signature(block: Block, printed: Sequence[Box]) -> bool:
    """Whether handwriting is short, without text, near the end of the page, and has no print beside it."""
    x0, y0, x1, y1 = block.box
    middle = (y0 + y1) / 2
    beside = any(top < middle < bottom for _, top, _, bottom in printed)
    below = sum(top > middle for _, top, _, _ in printed)
    short = x1 - x0 <= LONGEST_SIGNATURE * (y1 - y0)
    return short and not block.text and not beside and below <= MAX_BELOW * len(printed)
