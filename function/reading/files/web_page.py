"""HTML as a flow of blocks: web pages, mails, and converted Word files."""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from function.document.pages import Block
from function.reading.files.flow import BULLET, Entry, Flow, make_list, make_table, make_text

PAGE_BREAK = "page-break"
_TITLES = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dir")
_UNSEEN = "script style head template noscript svg object iframe math select title"
_HIDDEN = frozenset(_UNSEEN.split())
_RUNNING_ON = (
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_RUNNING_ON.split())
_LAYOUT_WITHIN = "|".join(f".//{name}" for name in ("table", "ul", "ol", "h1", "h2", "h3"))


def read_html(content: bytes) -> Flow:
    """Return the text of a page; all bytes are HTML of some kind.

    Raises MemoryError where libxml2 gives up.
    """
    parser = html.HTMLParser(
        encoding=_encoding(content), no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    flow = Flow()
    try:
        _Walk(flow).read(html.document_fromstring(content, parser=parser))
    except etree.ParserError:
        return flow  # It has no elements.
    except etree.XMLSyntaxError as error:
        raise MemoryError from error  # the only thing that makes libxml2 give up
    if any("depth" in entry.message for entry in parser.error_log):
        flow.notes.append("The innermost text of the page was not read: it is nested too deeply.")
    return flow


def _encoding(content: bytes) -> str | None:
    """Return UTF-8 if the content is valid, else what the page declares, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None if b"charset" in content[:4096].lower() else "cp1252"
    return "utf-8"


class _Walk:
    """Walks through the elements in order; text between two blocks is collected until the next one begins."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._text: list[str] = []

    def read(self, root: Any) -> None:
        self._enter(root)
        self._end_paragraph()

    def _enter(self, element: Any) -> None:
        name = element.tag
        if not isinstance(name, str) or name in _HIDDEN or _is_hidden(element):
            return
        if name == "br":
            self._text.append("\n")
        elif name == "hr":
            self._end_paragraph()
            if element.get("class") == PAGE_BREAK:
                self._flow.blocks.append(None)
        elif name in _TITLES:
            self._add(make_text("title", _text_of(element), _TITLES[name]))
        elif name in _LISTS:
            self._add(make_list(_items(element)))
        elif name == "table" and not _is_layout(element):
            self._add(make_table([list(_entries(row)) for row in element.iter("tr")]))
        else:
            self._enter_text(element, name)

    def _enter_text(self, element: Any, name: str) -> None:
        if name not in _INLINE:
            self._end_paragraph()
        self._text.append(_plain(element.text, name))
        for child in element:
            self._enter(child)
            self._text.append(_plain(child.tail, name))
        if name not in _INLINE:
            self._end_paragraph()

    def _add(self, block: Block | None) -> None:
        self._end_paragraph()
        if block is not None:
            self._flow.blocks.append(block)

    def _end_paragraph(self) -> None:
        block = make_text("paragraph", "".join(self._text))
        self._text.clear()
        if block is not None:
            self._flow.blocks.append(block)


def _plain(text: str | None, name: str) -> str:
    """Collapse line breaks, except in `pre`."""
    if not text:
        return ""
    return (
        text
        if name in ("pre", "textarea")
        else " ".join(text.replace("\n", " ").replace("\r", " ").split(" "))
    )


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges blocks, as in most mails: it contains tables, or has one column."""
    if table.get("role") == "presentation" or table.xpath(_LAYOUT_WITHIN):
        return True
    return all(len(row.xpath("./td|./th")) < 2 for row in table.iter("tr"))


def _text_of(element: Any) -> str:
    """Return the text inside, with blocks and breaks as lines."""
    parts: list[str] = []
    for action, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        block = node.tag not in _INLINE
        if action == "start":
            parts.append("\n" if block else "")
            parts.append("" if node.tag in _HIDDEN else _plain(node.text, node.tag))
        else:
            parts.append("\n" if block and node is not element else "")
            if node is not element:
                parts.append(_plain(node.tail, ""))
    return "".join(parts)


def _entries(row: Any) -> Iterator[Entry]:
    for cell in row.xpath("./td|./th"):
        yield Entry(_text_of(cell), _number(cell, "colspan"), _number(cell, "rowspan"), cell.tag == "th")


def _number(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _items(element: Any) -> Iterator[str]:
    """Yield items with their marks; nested items follow their own."""
    number = 0
    for item in element:
        if item.tag in _LISTS:
            yield from _items(item)
        if item.tag != "li":
            continue
        number += 1
        nested = item.xpath("./ul|./ol")
        for child in nested:
            item.remove(child)
        text = " ".join(_text_of(item).split())
        if text:
            yield (f"{number}. " if element.tag == "ol" else BULLET) + text
        for child in nested:
            yield from _items(child)
