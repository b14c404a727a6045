import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from function.document.markdown import page_to_markdown, table_to_html, table_to_markdown
from function.document.pages import Block, BlockKind, Cell, Table

NOWHERE = (0.0, 0.0, 1.0, 1.0)
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=20).map(
    lambda text: " ".join(text.split())
)


class Grid(HTMLParser):
    """Reads a table back from HTML the way a browser lays it out."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[tuple[int, int]] = set()
        self.cells: list[Cell] = []
        self.row = -1
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            spans = {name: int(value or 1) for name, value in attrs}
            column = 0
            while (self.row, column) in self.taken:
                column += 1
            rows, columns = spans.get("rowspan", 1), spans.get("colspan", 1)
            self.cells.append(Cell(self.row, column, "", NOWHERE, rows, columns, tag == "th"))
            self.taken |= {(self.row + down, column + on) for down in range(rows) for on in range(columns)}
            self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            last = self.cells[-1]
            self.cells[-1] = Cell(last.row, last.column, self.text, NOWHERE, last.row_span, last.column_span,
                                  last.header)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table, with or without a header, with cells merged at random."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    head = draw(st.integers(0, rows))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            last = head if row < head else rows
            free = 1
            while column + free < columns and (row, column + free) not in taken:
                free += 1
            wide, high = draw(st.integers(1, free)), draw(st.integers(1, last - row))
            cells.append(Cell(row, column, draw(TEXTS), NOWHERE, high, wide, row < head))
            taken |= {(row + down, column + on) for down in range(high) for on in range(wide)}
    return Table(rows, columns, tuple(cells))


@given(tables())
def test_any_table_comes_back_from_its_html(table: Table) -> None:
    grid = Grid()
    grid.feed(table_to_html(table))
    assert tuple(grid.cells) == table.cells


@given(tables())
def test_a_table_in_pipes_has_all_places_and_no_pipe_too_many(table: Table) -> None:
    lines = table_to_markdown(table).splitlines()
    assert len(lines) == table.rows + 1
    for line in lines:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == table.columns + 1


def block(kind: BlockKind, text: str, *, level: int = 0, table: Table | None = None) -> Block:
    return Block(kind, text, NOWHERE, (), table=table, level=level)


def test_headings_lists_and_paragraphs_keep_their_rank_and_lines() -> None:
    page = (
        block("header", "Memoria anual"),
        block("title", "Contrato de\narrendamiento", level=1),
        block("title", "Objeto", level=2),
        block("paragraph", "Calle Mayor, 7\n33004 Oviedo"),
        block("list", "• Una copia\n• Dos fotografías"),
        block("list", "1. Lectura del acta\n2) Ruegos\n3.- Cierre"),
        block("footer", "Página 1"),
    )
    assert page_to_markdown(page) == (
        "# Contrato de arrendamiento\n\n## Objeto\n\nCalle Mayor, 7  \n33004 Oviedo\n\n"
        "- Una copia\n- Dos fotografías\n\n1. Lectura del acta\n2. Ruegos\n3. Cierre"
    )


def test_text_that_looks_like_markup_stays_text() -> None:
    page = (block("paragraph", "# 3 de mayo\n- 5 grados\n12. Cláusula\n> *no* [es] <nada> a_b | c"),)
    assert page_to_markdown(page).splitlines() == [
        "\\# 3 de mayo  ",
        "\\- 5 grados  ",
        "12\\. Cláusula  ",
        "\\> \\*no\\* \\[es\\] \\<nada\\> a\\_b | c",
    ]


def test_a_plain_table_is_in_pipes_and_one_with_spans_in_html() -> None:
    cells = [Cell(0, 0, "Concepto", NOWHERE, header=True), Cell(0, 1, "A|B", NOWHERE, header=True),
             Cell(1, 0, "Luz", NOWHERE), Cell(1, 1, "1.751,00 €", NOWHERE)]  # fmt: skip
    plain = page_to_markdown((block("table", "", table=Table(2, 2, tuple(cells))),))
    assert plain == "| Concepto | A\\|B |\n| --- | --- |\n| Luz | 1.751,00 € |"
    merged = Table(1, 2, (Cell(0, 0, "Total < 5 & más", NOWHERE, column_span=2),))
    spanned = page_to_markdown((block("table", "", table=merged),))
    assert spanned == (
        '<table>\n<tbody>\n<tr><td colspan="2">Total &lt; 5 &amp; más</td></tr>\n</tbody>\n</table>'
    )


def test_a_figure_without_text_leaves_no_trace_and_its_caption_stays() -> None:
    assert (
        page_to_markdown((block("figure", ""), block("caption", "Figura 1. El patio")))
        == "Figura 1. El patio"
    )


def test_a_header_that_reaches_into_the_body_is_found_row_by_row() -> None:
    """In HTML, a cell in `thead` cannot extend beyond it."""
    cells = (Cell(0, 0, "Luz", NOWHERE, row_span=2, header=True), Cell(0, 1, "Coste", NOWHERE, header=True),
             Cell(1, 1, "9,00 €", NOWHERE))  # fmt: skip
    html = table_to_html(Table(2, 2, cells))
    assert "thead" not in html
    assert '<th rowspan="2">Luz</th>' in html


def test_what_introduces_a_list_is_no_item_of_it() -> None:
    text = "Se aporta lo siguiente:\n• Una copia\ncompulsada\n• Dos fotografías"
    assert page_to_markdown([block("list", text)]) == (
        "Se aporta lo siguiente:\n\n- Una copia compulsada\n- Dos fotografías"
    )
