"""Assembles a document from its pages: one text, one language, and what a person should check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from function.document.corrections import LineCorrection, correct_page
from function.document.markdown import document_to_markdown
from function.document.pages import Block, Page, WholeDocument, page_text
from function.reading.confidence import mean_confidence
from function.reading.files.typesetting import is_typeset
from function.reading.page_breaks import mark_continued
from function.reading.running import mark_running

PAGE_SEPARATOR = "\n\n"
ROW_SEPARATOR = "\n"


def assemble(
    pages: Sequence[Page], *, default_language: str, corrections: Sequence[LineCorrection] = ()
) -> WholeDocument:
    """Assemble `pages`, given in order; `default_language` is used for a document without text."""
    as_read = _with_blocks(pages, _rank_titles(pages, mark_running(pages)))
    as_read = _with_blocks(as_read, mark_continued(as_read))
    marked = [correct_page(page, corrections) for page in as_read]
    text, starts = _join_texts(marked)
    return WholeDocument(
        pages=tuple(marked),
        changed=frozenset(now.number for now, saved in zip(as_read, pages, strict=True) if now != saved),
        as_read=tuple(as_read) if corrections else (),
        text=text,
        page_starts=starts,
        markdown=document_to_markdown(page.blocks for page in marked),
        language=_main_language(marked, default=default_language),
        confidence=mean_confidence(
            (page.confidence, len(page.text)) for page in marked if page.confidence is not None
        ),
        review_reasons=tuple(dict.fromkeys(reason for page in marked for reason in page.review_reasons)),
    )


def _with_blocks(pages: Sequence[Page], blocks: Sequence[tuple[Block, ...]]) -> list[Page]:
    return [
        replace(page, blocks=on_page, text=page_text(on_page))
        for page, on_page in zip(pages, blocks, strict=True)
    ]


def _join_texts(pages: Sequence[Page]) -> tuple[str, tuple[int, ...]]:
    """Return the text of all pages and where each begins in it. A table that goes on is not cut by a blank line."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        separator = (ROW_SEPARATOR if _goes_on(page) else PAGE_SEPARATOR) if parts else ""
        starts.append(length + len(separator))
        parts.append(separator + page.text)
        length += len(parts[-1])
    return "".join(parts), tuple(starts)


def _goes_on(page: Page) -> bool:
    return any(block.table is not None and block.table.continues and block.own_text for block in page.blocks)


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
