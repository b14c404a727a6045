"""Which pages a person should look at, and why."""

from collections.abc import Sequence

from function.document.pages import Block, Line, PageSource, ReviewReason

# Of 44 recognised pages, those that were read well lay above 0.976; of 14 with fewer than 70 % of their words right, 13
# lay below this.
MIN_CONFIDENCE = 0.95
# A page that was printed on says more than this; blank pages say nothing at all and are left alone.
MIN_LETTERS = 15
# Handwriting comes out as lines of which most are in doubt (59 to 100 %, good print 0 to 11 %) and few are hopeless, as
# those of blurred or noisy print are. Of lines too short to tell nothing is concluded.
IN_DOUBT = 0.95
MAX_LINES_IN_DOUBT = 0.4
HOPELESS = 0.7
MAX_HOPELESS_LINES = 0.25
MIN_CHARACTERS = 6
MIN_LINES = 5


def find_reasons(
    blocks: Sequence[Block], source: PageSource, confidence: float | None, *, crowded: bool = False
) -> tuple[ReviewReason, ...]:
    """Reasons for a person to check a page; the words of a text layer that was believed need no check.

    On a `crowded` page more stands than the layout looks at.
    """
    if source == "unreadable":
        return ("unreadable",)
    reasons: list[ReviewReason] = ["crowded"] if crowded else []
    lines = [line for block in blocks for line in block.lines]
    if source == "text_layer" or not lines or confidence is None:
        return tuple(reasons)
    if sum(character.isalnum() for line in lines for character in line.text) < MIN_LETTERS:
        reasons.append("nearly_empty")
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
