"""Plain text as a flow of blocks, separated by blank lines."""

import codecs
import re

from function.document.markdown import MARK
from function.reading.files.flow import Flow, make_list, make_text

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def decode(content: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, or as Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_text(text: str) -> Flow:
    flow = Flow()
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, page in enumerate(plain.split("\f")):
        if number:
            flow.blocks.append(None)
        for passage in _BLANK_LINES.split(page):
            lines = [line for line in passage.splitlines() if line.strip()]
            is_list = len(lines) > 1 and all(MARK.match(line.strip()) for line in lines)
            block = make_list(lines) if is_list else make_text("paragraph", passage)
            if block is not None:
                flow.blocks.append(block)
    return flow
