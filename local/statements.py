"""Splits an SQL script into statements, as the Supabase CLI records them."""

import re
from collections.abc import Iterator

# Tokens that may contain a semicolon, or that change the nesting of `begin atomic … end` bodies.
TOKEN = re.compile(
    r"""
      (?P<line_comment> --[^\n]* )
    | (?P<block_comment> /\* )
    | (?P<escape_string> (?<![\w$])[eE]'(?:[^'\\]|\\.|'')*' )
    | (?P<string> '(?:[^']|'')*' )
    | (?P<name> "(?:[^"]|"")*" )
    | (?P<dollar> (?<![\w$])\$(?P<tag>[A-Za-z_\x80-\U0010ffff][\w]*)?\$ )
    | (?P<atomic> \bbegin\s+atomic\b )
    | (?P<case> \bcase\b )
    | (?P<end> \bend\b )
    | (?P<semicolon> ; )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
BLOCK_COMMENT_EDGE = re.compile(r"/\*|\*/")


def split_statements(script: str) -> list[str]:
    """Return the statements in order, with comments, without semicolons and surrounding whitespace."""
    cuts = [*find_cuts(script), len(script)]
    starts = [0, *(cut + 1 for cut in cuts)]
    pieces = (script[start:cut].strip() for start, cut in zip(starts, cuts, strict=False))
    return [piece for piece in pieces if piece]


def find_cuts(script: str) -> Iterator[int]:
    """Yield the positions of the semicolons that end a statement."""
    place = depth = 0
    while token := TOKEN.search(script, place):
        place = token.end()
        match token.lastgroup:
            case "block_comment":
                place = end_of_block_comment(script, place)
            case "dollar" | "tag":
                closing = script.find(token["dollar"], place)
                place = len(script) if closing < 0 else closing + len(token["dollar"])
            case "atomic":
                depth += 1
            case "case" if depth:
                depth += 1
            case "end" if depth:
                depth -= 1
            case "semicolon" if not depth:
                yield token.start()


def end_of_block_comment(script: str, place: int) -> int:
    """Return where a block comment ends; they nest in Postgres."""
    depth = 1
    while depth and (edge := BLOCK_COMMENT_EDGE.search(script, place)):
        depth += 1 if edge.group() == "/*" else -1
        place = edge.end()
    return len(script) if depth else place
