"""Assembles a document from its pages: one text, one language, and what a person should check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from function.document.markdown import page_to_markdown
from function.document.pages import Block, Page, WholeDocument
from function.reading.confidence import mean_confidence
from function.reading.files.typesetting import is_typeset
from function.reading.page import page_text
from function.reading.running import mark_running

PAGE_SEPARATOR = "\n\n"


def assemble(pages: Sequence[Page], *, default_language: str) -> WholeDocument:
    """Assemble `pages`, given in order; `default_language` is used for a document without text."""
    marked = [
        replace(page, blocks=blocks, text=page_text(blocks))
        for page, blocks in zip(pages, _rank_titles(pages, mark_running(pages)), strict=True)
    ]
    starts, length = [], 0
    for page in marked:
        starts.append(length)
        length += len(page.text) + len(PAGE_SEPARATOR)
    return WholeDocument(
        pages=tuple(marked),
        changed=frozenset(now.number for now, saved in zip(marked, pages, strict=True) if now != saved),
        text=PAGE_SEPARATOR.join(page.text for page in marked),
        page_starts=tuple(starts),
        markdown=PAGE_SEPARATOR.join(filter(None, (page_to_markdown(page.blocks) for page in marked))),
        language=_main_language(marked, default=default_language),
        confidence=mean_confidence(
            (page.confidence, len(page.text)) for page in marked if page.confidence is not None
        ),
        review_reasons=tuple(dict.fromkeys(reason for page in marked for reason in page.review_reasons)),
    )


def _rank_titles(pages: Sequence[Page], blocks: Sequence[tuple[Block, ...]]) -> list[tuple[Block, ...]]:
    """Demote all but the first page's top titles: a page alone cannot know that it is not the first. The levels of a
    file that marks its titles itself are kept."""
    ranked: list[tuple[Block, ...]] = []
    titled = False
    for page, on_page in zip(pages, blocks, strict=True):
        demoted = titled and not is_typeset(page)
        ranked.append(
            tuple(replace(block, level=2) if demoted and block.level == 1 else block for block in on_page)
        )
        titled = titled or any(block.level == 1 for block in on_page)
    return ranked


def _main_language(pages: Sequence[Page], *, default: str) -> str:
    """Return the language with the most characters over all pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts[page.language] += len(page.text)
    return counts.most_common(1)[0][0] if counts.total() else default
