"""Which pages a person should check, and why."""

from collections.abc import Sequence

from function.document.pages import Block, Line, PageSource, ReviewReason

# A page that lost 1 % of its characters is well read, one that lost 5 % is not. Of 27 pages that lost more, judged by
# a fit to others, 25 were flagged with this bound, and of 65 that lost less than 1 %, one.
MIN_CONFIDENCE = 0.97
# Logos and signatures leave a little ink that nobody reads; a lost line is more than this share of most pages.
MAX_UNREAD = 0.02
# A printed page has more letters than this; blank pages have none and need no check.
MIN_LETTERS = 15
# Handwriting is recognised as lines of which most are in doubt (59 to 100 %; good print 0 to 11 %) but few
# are hopeless, unlike those of blurred or noisy print. Short lines show nothing and do not count.
IN_DOUBT = 0.95
MAX_LINES_IN_DOUBT = 0.4
HOPELESS = 0.7
MAX_HOPELESS_LINES = 0.25
MIN_CHARACTERS = 6
MIN_LINES = 5


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
    if source == "text_layer" or not lines or confidence is None:
        return tuple(reasons)
    if sum(character.isalnum() for line in lines for character in line.text) < MIN_LETTERS:
        reasons.append("nearly_empty")
    if unread > MAX_UNREAD:
        reasons.append("print_not_read")
    if _looks_handwritten(lines):
        reasons.append("handwriting_like")
    elif confidence < MIN_CONFIDENCE:
        reasons.append("low_confidence")
    return tuple(reasons)


def _looks_handwritten(lines: Sequence[Line]) -> bool:
    long = [line for line in lines if len(line.text) >= MIN_CHARACTERS]
    in_doubt = sum(line.confidence < IN_DOUBT for line in long)
    hopeless = sum(line.confidence < HOPELESS for line in long)
    return (
        len(long) >= MIN_LINES
        and in_doubt > MAX_LINES_IN_DOUBT * len(long)
        and hopeless < MAX_HOPELESS_LINES * len(long)
    )
