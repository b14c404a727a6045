"""Extracts the ground truth of a document from its HTML source."""

from html.parser import HTMLParser

_LINES = {"p", "h1", "h2", "h3", "li", "tr"}
_CELLS = {"td", "th"}


class _Transcriber(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._words: list[str] = []
        self._marks: list[int | None] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag in {"ol", "ul"}:
            self._marks.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._words.append(self._next_mark())
        elif tag in _CELLS:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._marks.pop()
        elif tag in _LINES:
            line = " ".join("".join(self._words).split())
            self.lines.extend([line] if line else [])
            self._words.clear()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _next_mark(self) -> str:
        count = self._marks[-1]
        if count is None:
            return "• "
        self._marks[-1] = count + 1
        return f"{count + 1}. "


def transcribe(html: str) -> str:
    """Return the text of the page, one line per paragraph, heading, list item and table row."""
    transcriber = _Transcriber()
    transcriber.feed(html)
    return "\n".join(transcriber.lines) + "\n"
