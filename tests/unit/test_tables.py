from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest

from function.document.pages import Block, Cell, Line, Table
from function.reading.files.text_layer import read_text_layer
from function.reading.layout.fragments import Fragment
from function.reading.layout.order import arrange
from function.reading.layout.ruling import Ruling, sides
from tests.support.table_pages import KINDS, TablePage, draw_page
from tests.support.table_scoring import TableScore, score_tables, wrong_cells

LETTER, HEIGHT = 5.0, 10.0


def read_page(page: TablePage) -> tuple[Block, ...]:
    layer = read_text_layer(pymupdf.open("pdf", page.pdf)[0])
    return arrange(layer.fragments, str, rulings=layer.rulings, figures=layer.figures)


def piece(text: str, x: float, y: float, *, size: float = HEIGHT, width: float | None = None) -> Fragment:
    box = (x, y, x + (width or LETTER * len(text) * size / HEIGHT), y + size)
    return Fragment(Line(text, text, box, 1.0), *box, slope=0.0, size=size)


def boxes(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """The rulings of a full grid."""
    across = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return across + [Ruling(x, ys[0], x, ys[-1]) for x in xs]


def read_tables(fragments: Sequence[Fragment], rulings: Sequence[Ruling] = ()) -> list[Table]:
    return [block.table for block in arrange(fragments, str, rulings=rulings) if block.table is not None]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_tables_of_a_text_layer_are_found_cell_by_cell(kind: str, seed: int) -> None:
    page = draw_page(kind, seed)
    found = [block.table for block in read_page(page) if block.table is not None]
    assert len(found) == len(page.tables)
    for expected, table in zip(page.tables, found, strict=True):
        assert wrong_cells(expected, table) == []
        assert {(cell.row, cell.column) for cell in table.cells if cell.header} == {
            (cell.row, cell.column) for cell in expected.cells if cell.header
        }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_piece_of_text_ends_in_exactly_one_block(kind: str) -> None:
    page = draw_page(kind)
    layer = read_text_layer(pymupdf.open("pdf", page.pdf)[0])
    told = "".join(line.raw_text for block in read_page(page) for line in block.lines)
    printed = "".join(fragment.text for fragment in layer.fragments)
    # A piece that is cut at a cell wall loses the space there.
    assert sorted(told.replace(" ", "")) == sorted(printed.replace(" ", ""))


def test_the_text_of_a_table_has_a_line_for_each_row_in_its_place() -> None:
    blocks = read_page(draw_page("extracto"))
    kinds = [block.kind for block in blocks]
    table = blocks[kinds.index("table")]
    assert kinds[0] == "title"
    assert kinds[-1] == "paragraph"
    assert table.table is not None
    assert table.text.splitlines()[0] == "Fecha\tValor\tConcepto\tImporte\tSaldo"
    assert len(table.text.splitlines()) == table.table.rows


def test_a_line_that_a_recogniser_read_across_a_wall_is_cut_there() -> None:
    xs, ys = (0, 100, 200), (0, 20, 40, 60)
    page = [piece("Concepto", 5, 5), piece("Importe", 105, 5), piece("Luz", 5, 25), piece("20,00 €", 105, 25)]
    merged = piece("Agua caliente 31,50 €", 5, 45, width=140)
    (table,) = read_tables([*page, merged], boxes(xs, ys))
    assert rows(table)[2] == ["Agua caliente", "31,50 €"]


def test_text_without_a_space_at_the_wall_stays_whole() -> None:
    xs, ys = (0, 100, 200), (0, 20, 40, 60)
    page = [piece("Concepto", 5, 5), piece("Importe", 105, 5), piece("Luz", 5, 25), piece("20,00 €", 105, 25)]
    (table,) = read_tables([*page, piece("Otorrinolaringología", 5, 45, width=140)], boxes(xs, ys))
    assert rows(table)[2] == ["Otorrinolaringología", ""]


def test_a_frame_below_a_table_is_not_cut_at_the_walls_of_the_table() -> None:
    rulings = [*boxes((0, 100, 200, 300), (0, 20, 40)), *sides((0, 40, 300, 160))]
    page = [
        piece(f"{row}{column}", 100 * column + 5, 20 * row + 5) for row in range(2) for column in range(3)
    ]
    items = [("Cerveza de barril", 5), ("4", 110), ("129,20", 150), ("351,42", 240)]
    page += [piece(text, x, 60 + 15 * row) for row in range(5) for text, x in items]
    lines = [line for block in arrange(page, str, rulings=rulings) for line in block.text.splitlines()]
    assert lines[-5:] == ["Cerveza de barril\t4\t129,20\t351,42"] * 5


def test_text_in_a_ruled_column_stays_in_the_row_of_its_amounts() -> None:
    rulings = [*boxes((0, 60, 260, 320, 400), (0, 20, 200)), *sides((0, 200, 400, 260))]
    heads = [("Artículo", 5), ("Descripción", 65), ("Cantidad", 265), ("Importe", 330)]
    page = [piece(text, x, 5) for text, x in heads]
    page += [
        piece(text, x, 30) for text, x in (("P1", 5), ("Un producto", 65), ("1,00", 265), ("121,00", 330))
    ]
    page += [piece(text, 65, 60 + 30 * row) for row, text in enumerate(("Observaciones:", "Texto libre"))]
    totals = [("Neto:", 5), ("100,00", 60), ("IVA:", 265), ("21,00", 330)]
    page += [piece(text, x, 205 + 15 * row) for row in range(3) for text, x in totals]
    words = " ".join(block.text for block in arrange(page, str, rulings=rulings)).split()
    assert "P1 Un producto 1,00 121,00" in " ".join(words)


def test_a_code_on_a_line_of_its_own_belongs_to_the_row_it_is_closest_to() -> None:
    page = []
    for row in range(4):
        page += [piece(f"GUIA PARAG. {row} / SINIESTRO", 0, 30 * row), piece("269349", 0, 30 * row + 12)]
        page += [piece(f"{row}0,38", x, 30 * row) for x in (200, 260)]
    (table,) = read_tables(page)
    assert rows(table) == [
        [f"GUIA PARAG. {row} / SINIESTRO 269349", f"{row}0,38", f"{row}0,38"] for row in range(4)
    ]


def test_a_gap_in_a_scanned_wall_merges_no_cells() -> None:
    xs, ys = (0, 100, 200), (0, 20, 40, 60, 80)
    rulings = [ruling for ruling in boxes(xs, ys) if ruling.horizontal or ruling.x0 != 100]
    rulings += [Ruling(100, 0, 100, 40), Ruling(100, 60, 100, 80)]
    page = [piece(f"Partida {row}", 5, 20 * row + 5) for row in range(4)]
    page += [piece(f"{row},00 €", 150, 20 * row + 5) for row in range(4)]
    (table,) = read_tables(page, rulings)
    assert (table.rows, table.columns, len(table.cells)) == (4, 2, 8)


def test_merged_cells_span_rows_and_columns() -> None:
    page = draw_page("combinada")
    (table,) = [block.table for block in read_page(page) if block.table is not None]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["Suministro"] == (2, 1)
    assert spans["Primer semestre"] == (1, 2)


def test_a_grid_of_labels_over_values_is_a_form_and_read_row_by_row() -> None:
    xs, ys = (0, 160, 320), (0, 35, 70)
    page = []
    for row, labels in enumerate((("Primer apellido", "Segundo apellido"), ("Municipio", "Provincia"))):
        for column, (label, value) in enumerate(zip(labels, ("Zúñiga", "Argüelles"), strict=True)):
            page.append(piece(label, 5 + 160 * column, 35 * row + 4, size=7))
            page.append(piece(value, 7 + 160 * column, 35 * row + 16, size=11))
    blocks = arrange(page, str, rulings=boxes(xs, ys))
    assert {block.kind for block in blocks} == {"paragraph"}
    assert blocks[0].text.splitlines()[0] == "Primer apellido Segundo apellido"


def test_framed_boxes_side_by_side_are_read_one_after_the_other() -> None:
    left = ["Emisor", "Conservas Ibáñez, S.A.", "Polígono El Carrascal"]
    right = ["Receptora", "Begoña Muñiz Águeda", "Calle Mayor, 7"]
    page = [piece(text, 5, 14 * row + 5) for row, text in enumerate(left)]
    page += [piece(text, 205, 14 * row + 5) for row, text in enumerate(right)]
    page += [piece("Texto que sigue debajo de los dos recuadros y es bastante más largo", 0, 90 + 14 * row)
             for row in range(6)]  # fmt: skip
    text = " ".join(block.text for block in arrange(page, str, rulings=boxes((0, 200, 400), (0, 60))))
    assert " ".join(text.split()).startswith(" ".join(left + right))


def test_rows_with_values_of_their_own_are_never_one() -> None:
    page = [piece(text, x, 14 * row) for row in range(4)
            for text, x in (("pan de centeno", 0), ("de la tahona", 120), (f"{row},20 €", 240))]  # fmt: skip
    (table,) = read_tables(page)
    assert (table.rows, table.columns) == (4, 3)


def test_values_set_beside_the_second_line_of_their_text_are_in_its_row() -> None:
    head = ("Trabajo", "Uds.", "Importe", "Plazo")
    page = [piece(text, x, 0) for text, x in zip(head, (0, 160, 220, 300), strict=True)]
    for row, text in enumerate(
        ("Revisión anual de la", "Cambio completo de la", "Reparación urgente de la"), 1
    ):
        page += [piece(text, 0, 40 * row), piece("caldera comunitaria", 0, 40 * row + 14)]
        page += [piece(f"{row}", 160, 40 * row), piece(f"{row}50,00 €", 220, 40 * row + 14)]
        page += [piece(f"{row}0 días", 300, 40 * row + 14)]
    (table,) = read_tables(page, [Ruling(0, 40 * row - 10, 340, 40 * row - 10) for row in range(5)])
    assert (table.rows, table.columns) == (4, 4)
    assert rows(table)[2] == ["Cambio completo de la caldera comunitaria", "2", "250,00 €", "20 días"]


def test_a_bar_behind_a_row_is_no_box_of_its_own() -> None:
    page = draw_page("cebra")
    assert [block.kind for block in read_page(page)].count("table") == 1


def test_a_table_on_a_page_laid_askew_has_its_cells_on_the_page() -> None:
    page = draw_page("factura")
    layer = read_text_layer(pymupdf.open("pdf", page.pdf)[0])
    slope = 0.04
    fragments = [
        replace(
            fragment,
            y0=fragment.y0 + slope * fragment.centre,
            y1=fragment.y1 + slope * fragment.centre,
            x0=fragment.x0 - slope * fragment.middle,
            x1=fragment.x1 - slope * fragment.middle,
            slope=slope,
        )
        for fragment in layer.fragments
    ]
    fragments = [
        replace(piece, line=replace(piece.line, box=(piece.x0, piece.y0, piece.x1, piece.y1)))
        for piece in fragments
    ]
    rulings = [
        Ruling(ruling.x0 - slope * ruling.y0, ruling.y0 + slope * ruling.x0,
             ruling.x1 - slope * ruling.y1, ruling.y1 + slope * ruling.x1)
        for ruling in layer.rulings
    ]  # fmt: skip
    tables = read_tables(fragments, rulings)
    assert score_tables(page.tables, tables) == TableScore(
        len(page.tables[0].cells), len(page.tables[0].cells)
    )
    codes = [cell for cell in tables[0].cells if cell.column == 0 and cell.column_span == 1]
    for above, below in pairwise(codes):
        assert above.box[3] < below.box[1] + 5
        middles = [fragment.middle for fragment in fragments if fragment.text == below.text]
        assert any(below.box[1] < middle < below.box[3] for middle in middles)


def test_a_score_counts_cells_by_place_spans_and_text() -> None:
    def table(*texts: str) -> Table:
        return Table(
            1, len(texts), tuple(Cell(0, index, text, (0, 0, 1, 1)) for index, text in enumerate(texts))
        )

    truth = table("1.751,00 €", "Luz y  agua")
    assert score_tables([truth], [table("1.751,00 €", "Luz y agua")]) == TableScore(2, 2, 0)
    assert score_tables([truth], [table("1.751,00", "Luz y agua")]) == TableScore(1, 2, 0)
    assert score_tables([truth], []) == TableScore(0, 2, 0)
    assert score_tables([], [truth]) == TableScore(0, 0, 1)
    wide = Table(1, 2, (Cell(0, 0, "1.751,00 €", (0, 0, 1, 1), column_span=2),))
    assert score_tables([truth], [wide]) == TableScore(0, 2, 0)


def test_a_figure_and_its_caption_stand_where_they_are() -> None:
    page = [piece("El texto de antes, que termina aquí.", 0, 0), piece("Figura 1. Evolución del gasto", 0, 130),
            piece("El texto de después, que sigue aquí.", 0, 170)]  # fmt: skip
    blocks = arrange(page, str, figures=[(0, 30, 200, 120)])
    assert [block.kind for block in blocks] == ["paragraph", "figure", "caption", "paragraph"]


def test_the_labels_of_a_chart_belong_to_it() -> None:
    page = [piece("El texto de antes, que termina aquí.", 0, 0), piece("Enero", 20, 100), piece("Febrero", 90, 100),
            piece("El texto de después, que sigue aquí.", 0, 170)]  # fmt: skip
    figure = arrange(page, str, figures=[(0, 30, 200, 120)])[1]
    assert (figure.kind, figure.text) == ("figure", "Enero Febrero")


def test_the_source_below_a_table_is_its_caption_and_elsewhere_text() -> None:
    cells = [piece(text, 5 + 100 * column, 20 * row + 5) for row in range(3)
             for column, text in enumerate((f"Año {row}", f"{row}00 €"))]  # fmt: skip
    below = [*cells, piece("Fuente: INE.", 0, 75)]
    kinds = [block.kind for block in arrange(below, str, rulings=boxes((0, 100, 200), (0, 20, 40, 60)))]
    assert kinds == ["table", "caption"]
    assert [block.kind for block in arrange([piece("Fuente: INE.", 0, 75)], str)] == ["paragraph"]


def test_the_sides_of_a_box_are_rulings() -> None:
    assert [ruling.horizontal for ruling in sides((0, 0, 10, 5))] == [True, True, False, False]


def test_a_title_in_larger_print_ends_a_table() -> None:
    contents = [("Quiénes somos", "4"), ("Crónica del año", "5"), ("Las cuentas", "8")]
    figures = [
        ("Dato", "2024", "2025"),
        ("Familias", "312", "347"),
        ("Árboles", "36", "120"),
        ("Kilos", "870", "1.345"),
    ]
    fragments = [
        piece(text, 20 + 200 * x, 20 * y) for y, row in enumerate(contents) for x, text in enumerate(row)
    ]
    fragments.append(piece("El año en cifras", 20, 62, size=13))
    fragments += [
        piece(text, 20 + 100 * x, 82 + 20 * y) for y, row in enumerate(figures) for x, text in enumerate(row)
    ]
    first, second = read_tables(fragments)
    assert (first.columns, second.columns) == (2, 3)
    assert rows(second)[0] == ["Dato", "2024", "2025"]


def test_rows_that_fill_all_columns_are_rows_of_their_own() -> None:
    marks = [("Área", "Calificación", "Observaciones"), ("Matemáticas", "BI 6", "Repasar divisiones")]
    marks += [
        ("Inglés", "NT 7", "Participa más"),
        ("Música", "SB 9", "Enhorabuena"),
        ("Religión", "SF 5", "Pendiente"),
    ]
    (table,) = read_tables(
        [piece(text, 20 + 130 * x, 20 * y) for y, row in enumerate(marks) for x, text in enumerate(row)]
    )
    assert rows(table) == [list(row) for row in marks]


def test_small_labels_over_larger_values_are_a_form_and_no_table() -> None:
    labels = [("Primer apellido", "Nombre", "Curso"), ("Fecha de nacimiento", "NIA", "Grupo")]
    values = [("Muñoz", "Noa", "3.º B"), ("27/08/2017", "10448835", "12")]
    fragments = []
    for number, (label_row, value_row) in enumerate(zip(labels, values, strict=True)):
        fragments += [piece(text, 20 + 130 * x, 33 * number, size=7) for x, text in enumerate(label_row)]
        fragments += [piece(text, 20 + 130 * x, 33 * number + 13) for x, text in enumerate(value_row)]
    assert read_tables(fragments) == []
